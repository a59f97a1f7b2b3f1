"""A turn from beginning to end, settled with whoever keeps the outbox."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import structlog
from aiogram import Bot
from aiogram.enums import ChatAction
from aiogram.exceptions import AiogramError

from bot.conversation import Delivery
from bot.messages import Incoming, Language, Left, Replies
from bot.telegram.ports import Visitors
from bot.telegram.sender import Outcome, Sender
from bot.telegram.whereabouts import report, whereabouts
from bot.texts import Texts

log = structlog.get_logger()
_TYPING_LASTS = 4.5  # seconds; Telegram shows it for five


@dataclass(frozen=True, slots=True)
class Behind:
    """Who is behind the bot: the conversation, its sentences, and whoever wants to know what was delivered."""

    visitors: Visitors
    texts: Texts
    delivered: Callable[[int], Awaitable[None]]


class Turns:
    """Takes turns. Whoever calls sees to it that a chat has one at a time, so that answers come in order."""

    def __init__(self, behind: Behind, sender: Sender, bot: Bot, typing_after: float) -> None:
        self._behind = behind
        self._sender = sender
        self._bot = bot
        self._typing_after = typing_after

    async def take(self, incoming: Incoming) -> None:
        """Answer one message; what breaks in the conversation is raised."""
        address = incoming.address or ""
        async with self._typing(address):
            delivery = await self._behind.visitors.turn(incoming)
        if isinstance(incoming.content, Left):
            await self._settle(delivery.id)
            return
        outcome = await self._sender.send(address, delivery.replies, delivery.language)
        await self._conclude(incoming, delivery, outcome)

    async def pass_on(self, incoming: Incoming, replies: Replies, language: Language) -> Outcome:
        """Send what did not come out of a turn now; `incoming` says to whom."""
        outcome = await self._sender.send(incoming.address or "", replies, language)
        if outcome is Outcome.BLOCKED:
            await self._leave(incoming)
        return outcome

    async def apologise(self, address: str, language: Language) -> None:
        """Say that something broke, and where help is."""
        await self._sender.send(address, (self._behind.texts.say("something_broke", language),), language)

    async def _conclude(self, incoming: Incoming, delivery: Delivery, outcome: Outcome) -> None:
        match outcome:
            case Outcome.SENT | Outcome.REFUSED:
                await self._settle(delivery.id)
            case Outcome.BLOCKED:
                await self._settle(delivery.id)
                await self._leave(incoming)
            case Outcome.LATER:
                log.error("delivery_undelivered", delivery=delivery.id)

    async def _settle(self, delivery: int | None) -> None:
        if delivery is None:
            return
        try:
            await self._behind.delivered(delivery)
        except Exception as error:  # noqa: BLE001 it stays in the outbox and is sent once more
            report("delivery_unsettled", error, delivery=delivery)

    async def _leave(self, incoming: Incoming) -> None:
        try:
            delivery = await self._behind.visitors.turn(replace(incoming, content=Left()))
        except Exception as error:  # noqa: BLE001 nobody is there to hear of it
            report("telegram_leaving_failed", error)
            return
        await self._settle(delivery.id)

    @asynccontextmanager
    async def _typing(self, address: str) -> AsyncGenerator[None]:
        typing = asyncio.create_task(self._type(address))
        try:
            yield
        finally:
            typing.cancel()
            await asyncio.wait({typing})

    async def _type(self, address: str) -> None:
        await asyncio.sleep(self._typing_after)
        try:
            while True:
                await self._bot.send_chat_action(address, ChatAction.TYPING)
                await asyncio.sleep(_TYPING_LASTS)
        except AiogramError as error:
            log.info("telegram_typing_not_shown", **whereabouts(error))
