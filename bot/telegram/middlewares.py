"""What happens around every update, in the order in which it is registered in `bot.py`.

They stand at the outermost place: between arriving and the lock nothing may wait, or messages would overtake.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiogram import BaseMiddleware
from aiogram.dispatcher.middlewares.user_context import EventContext
from aiogram.enums import ChatType
from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery, TelegramObject, Update

from bot.in_order import InOrder
from bot.messages import Language
from bot.telegram.translate import language_of
from bot.telegram.turns import Turns
from bot.telegram.whereabouts import report, whereabouts

log = structlog.get_logger()
_Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class AnswerAtOnce(BaseMiddleware):
    """Stops the spinner of a pressed button, beside the turn: it expires, also while the turn waits or fails."""

    async def __call__(self, handler: _Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401
        """Answer the query while the update goes its way."""
        query = event.callback_query if isinstance(event, Update) else None
        if query is None:
            return await handler(event, data)
        async with asyncio.TaskGroup() as both:
            both.create_task(_answer(query))
            return await handler(event, data)


class OneByOne(BaseMiddleware):
    """Holds an update back until everything earlier of the same visitor is answered."""

    def __init__(self, order: InOrder) -> None:
        self._order = order

    async def __call__(self, handler: _Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401
        """Wait for the visitor's turn; in a private chat the visitor's number is the chat's."""
        context: EventContext = data["event_context"]
        async with self._order.of(str(context.user_id)):
            return await handler(event, data)


class NeverSilent(BaseMiddleware):
    """Whatever breaks while a visitor is answered, they hear something kind and where help is."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns

    async def __call__(self, handler: _Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401
        """Catch everything: the error's text holds the visitor's words, and aiogram would log it."""
        try:
            return await handler(event, data)
        except Exception as error:  # noqa: BLE001
            assert isinstance(event, Update)  # noqa: S101 registered for updates only
            report("turn_failed", error, update_id=event.update_id, kind=event.event_type)
        context: EventContext = data["event_context"]
        private = context.chat is None or context.chat.type == ChatType.PRIVATE
        if context.user is not None and private and event.my_chat_member is None:
            await self._turns.apologise(str(context.user.id), language_of(context.user) or Language.NL)
        return None


async def _answer(query: CallbackQuery) -> None:
    try:
        await query.answer()
    except AiogramError as error:  # too old, mostly; the turn is what counts
        log.info("telegram_press_not_answered", **whereabouts(error))
