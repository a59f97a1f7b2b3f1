"""The Telegram side of `bot run`: started last, fed, and what stayed behind sent again."""

import asyncio
import contextlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING

import structlog

from bot.__main__ import Bot, now
from bot.commands.failures import CommandError
from bot.conversation import PAGE, StoreDownError
from bot.in_order import InOrder
from bot.store import Parcel

if TYPE_CHECKING:
    from bot.telegram import TelegramBot

_TRIES_AGAIN = 15  # seconds between attempts to reach Telegram
PAUSES = (1, 2, 5, 10, 20, 40)  # seconds
_GOODBYE = 5  # seconds for what staff said last
_RESENDS_EVERY = 300  # seconds; longer than any one answer is tried, so what lay there before is in nobody's hand

log = structlog.get_logger()


class OnTelegram:
    """The bot on Telegram, from `run` to `stop`; `pauses` are those between attempts to send what staff say."""

    def __init__(self, bot: Bot, token: str, pauses: Sequence[float] = PAUSES) -> None:
        self._bot = bot
        self._token = token
        self._telegram: TelegramBot | None = None
        self._library: ModuleType | None = None
        self._taking = False
        self._delivering: set[asyncio.Task[None]] = set()
        self._pauses = pauses
        self._asking = asyncio.Lock()
        self._order = InOrder()

    async def run(self, say: Callable[[str], None]) -> None:
        """Start, take updates, and every five minutes send what did not get through.

        Raises:
            CommandError: Telegram refuses the token or the address; trying again is useless.
        """
        # takes seconds: the web page does not wait for it
        self._library = telegram = await asyncio.to_thread(_import_telegram)
        bot, settings = self._bot, self._bot.settings
        how = telegram.TelegramSettings(
            self._token, settings.telegram_api_url, settings.public_url, bot.vault.webhook, settings.staff_chat
        )
        self._telegram = here = telegram.TelegramBot(
            how, bot.conversation, bot.texts, bot.visitor_key, bot.store.delivered, now
        )
        await self._warn_about_the_sample()
        left_over = await self._left_over()  # before new ones come in: those are in hand
        await _started(here, telegram)
        self._taking = True
        say("Telegram is up")
        resending = asyncio.create_task(self._resend(left_over, telegram))
        try:
            await here.poll()
        finally:
            resending.cancel()

    async def receive(self, body: bytes, secret: str | None) -> int:
        """Take a webhook request; Telegram sends again what is refused while we are still starting."""
        return await self._telegram.receive(body, secret) if self._telegram and self._taking else 503

    @property
    def bot(self) -> "TelegramBot | None":
        """The bot on Telegram, None while it is still being made."""
        return self._telegram

    def takes(self, delivery: int) -> None:
        """Send what staff say, at once and in order; what cannot be sent for minutes is left in the outbox."""
        task = asyncio.create_task(self._deliver(delivery))
        self._delivering.add(task)
        task.add_done_callback(self._delivering.discard)

    async def health(self) -> Mapping[str, str]:
        """Tell how things stand, for the health page."""
        if self._telegram is None or not self._taking:
            return {"telegram": "starting"}
        telegram = await self._telegram.health()
        parts = {
            "telegram": "up" if telegram.reachable else "down",
            "telegram updates waiting": str(telegram.pending_updates),
        }
        error = telegram.last_webhook_error
        return parts | {"telegram webhook error": error} if error else parts

    async def stop(self) -> None:
        """Finish what is in hand."""
        if self._delivering:
            _, late = await asyncio.wait(self._delivering, timeout=_GOODBYE)
            for task in late:
                task.cancel()
        if self._telegram:
            await self._telegram.stop()

    async def _warn_about_the_sample(self) -> None:
        with contextlib.suppress(StoreDownError):  # the store has said so
            if await self._bot.store.only_sample():
                log.warning("only_the_sample_of_groups_is_loaded", meaning="every group is shown as unconfirmed")

    async def _left_over(self) -> Sequence[Parcel]:
        try:
            return [parcel for parcel in await self._bot.store.undelivered() if parcel.address != PAGE]
        except StoreDownError:  # visitors are answered all the same
            log.error("left_over_replies_not_read")
            return ()

    async def _resend(self, left_over: Sequence[Parcel], telegram: ModuleType) -> None:
        known = {parcel.id for parcel in left_over}
        while True:
            for parcel in left_over:
                if parcel.id in known:
                    await self._send(parcel, telegram)
            known = {parcel.id for parcel in left_over}
            await asyncio.sleep(_RESENDS_EVERY)
            left_over = await self._left_over()

    async def _deliver(self, delivery: int) -> None:
        with contextlib.suppress(StoreDownError):  # the store has said so; it is sent with what was left over
            async with self._asking:  # so that they queue up for their visitors in the order they came
                parcel = await self._bot.store.parcel(delivery)
            if parcel and parcel.address != PAGE:  # the page comes to fetch it
                async with self._order.of(parcel.visitor):  # what is said next waits its turn
                    await self._insist(parcel)

    async def _insist(self, parcel: Parcel) -> None:
        for pause in self._pauses:
            if self._library and self._taking and await self._send(parcel, self._library):
                return
            await asyncio.sleep(pause)

    async def _send(self, parcel: Parcel, telegram: ModuleType) -> bool:
        """Send, and say whether trying again is useless: it arrived, or never will."""
        assert self._telegram is not None  # noqa: S101 -- it was made before anything was sent
        try:
            wanted = partial(self._is_there, parcel.id)
            await self._telegram.send(parcel.address, parcel.replies, parcel.language, wanted)
        except telegram.Undelivered as error:
            if error.permanent:
                with contextlib.suppress(StoreDownError):
                    await self._bot.store.undeliverable(parcel.id)
            return bool(error.permanent)
        with contextlib.suppress(StoreDownError):  # the store has said so; it is sent once more
            await self._bot.store.delivered(parcel.id)
        return True

    async def _is_there(self, delivery: int) -> bool:
        """Ask whether a delivery still waits; `/wis` and `/stop` take it out."""
        try:
            return await self._bot.store.parcel(delivery) is not None
        except StoreDownError:
            return True


async def _started(here: "TelegramBot", telegram: ModuleType) -> None:
    while True:
        try:
            await here.start()
            return
        except telegram.NotStartedError as error:
            log.error("telegram_not_started", reason=str(error), tries_again=not error.permanent)
            if error.permanent:
                raise CommandError(f"Telegram: {error}. Check BOT_TOKEN and PUBLIC_URL.") from None
        await asyncio.sleep(_TRIES_AGAIN)


def _import_telegram() -> ModuleType:
    import bot.telegram  # noqa: PLC0415

    return bot.telegram
