"""Asking Telegram for updates, and confirming those that are answered.

Telegram forgets an update as soon as a later one is asked for. So we ask again from the oldest update still in hand:
what a crash interrupts is handed out once more, and nothing has to be stored here.
"""

import asyncio
from collections.abc import Sequence

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramConflictError, TelegramRetryAfter
from aiogram.methods import GetUpdates
from aiogram.types import Update
from aiogram.utils.backoff import Backoff, BackoffConfig

from bot.telegram.in_hand import InHand
from bot.telegram.patience import Pace
from bot.telegram.whereabouts import report, whereabouts

log = structlog.get_logger()
_LIMIT = 100  # the most updates Telegram gives at once
# Whoever asks from the same number within half a second gets one update only (telegram-bot-api, Client.cpp).
_SAME_QUESTION = 0.5
_LONGEST_COMPLAINT = 30.0


class Poller:
    """Keeps asking until cancelled; nothing but cancelling ends it."""

    def __init__(self, bot: Bot, in_hand: InHand, kinds: list[str], pace: Pace) -> None:
        self._bot = bot
        self._in_hand = in_hand
        self._kinds = kinds
        self._pace = pace
        self._next: int | None = None
        self._only_known = False
        longest = max(_LONGEST_COMPLAINT, 2 * pace.complaint)
        self._backoff = Backoff(BackoffConfig(min_delay=pace.complaint, max_delay=longest, factor=2, jitter=0.1))

    async def run(self) -> None:
        """Take updates for ever."""
        while True:
            try:
                self._take(await self._ask(self._limit_and_hold()))
            except Exception as error:  # noqa: BLE001 polling goes on whatever happens
                await self._complain(error)
            else:
                self._backoff.reset()
                await self._in_hand.lowest_done(_SAME_QUESTION)

    async def confirm(self) -> None:
        """Tell Telegram what was answered last, without taking more."""
        self._only_known = False
        if self._offset() is None:
            return
        try:
            await self._ask((1, 0))
        except Exception as error:  # noqa: BLE001 then the last updates come again
            log.warning("telegram_unconfirmed", **whereabouts(error))

    def _limit_and_hold(self) -> tuple[int, int]:
        # While something is in hand it is handed out again at once, so holding the question is of no use.
        return _LIMIT, 0 if len(self._in_hand) else self._pace.long_poll

    def _offset(self) -> int | None:
        lowest = self._in_hand.lowest()
        # A full answer with nothing new in it: one slow chat would hold up everybody. Only then is an update
        # confirmed that is still in hand.
        return self._next if lowest is None or self._only_known else lowest

    async def _ask(self, limit_and_hold: tuple[int, int]) -> list[Update]:
        limit, hold = limit_and_hold
        question = GetUpdates(offset=self._offset(), limit=limit, timeout=hold, allowed_updates=self._kinds)
        return await self._bot(question, request_timeout=int(self._pace.request) + hold)

    def _take(self, updates: Sequence[Update]) -> None:
        known = [self._in_hand.knows(update) for update in updates]
        self._only_known = len(updates) == _LIMIT and all(known)
        for update in updates:
            self._in_hand.take(update)
            self._next = update.update_id + 1

    async def _complain(self, error: Exception) -> None:
        match error:
            case TelegramRetryAfter(retry_after=seconds):
                log.warning("telegram_asks_to_wait", seconds=seconds)
                await asyncio.sleep(seconds)
                return
            case TelegramConflictError():
                log.error("telegram_conflict", hint="another process uses this token, or a webhook is set")
            case _:
                report("telegram_not_answering", error)
        await asyncio.sleep(max(0.0, next(self._backoff)))
