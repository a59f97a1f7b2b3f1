"""Sending replies, and what came of it."""

from enum import IntEnum

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
)
from aiogram.methods import SendMessage
from aiogram.types import ReplyKeyboardRemove

from bot.messages import Language, Replies
from bot.telegram.ports import Undelivered
from bot.telegram.render import Outgoing, render
from bot.telegram.whereabouts import report
from bot.texts import Texts


class Outcome(IntEnum):
    """What became of a message; of several the worst, which is the highest, counts."""

    SENT = 0
    REFUSED = 1  # for good: Telegram does not take this message, or knows no such chat
    LATER = 2  # for now: Telegram did not answer within our patience
    BLOCKED = 3  # for good: the visitor blocked the bot


def insist(outcome: Outcome) -> None:
    """Accept nothing but `SENT`.

    Raises:
        Undelivered: it is something else.
    """
    if outcome is not Outcome.SENT:
        raise Undelivered(permanent=outcome is not Outcome.LATER)


class Sender:
    """Sends to one chat, one message after the other; never raises what Telegram or the network does."""

    def __init__(self, bot: Bot, texts: Texts) -> None:
        self._bot = bot
        self._texts = texts

    async def send(self, address: str, replies: Replies, language: Language) -> Outcome:
        """Send all replies; one that fails does not hold up the next, unless nothing reaches the visitor any more."""
        worst = Outcome.SENT
        for say in replies:
            for message in render(say, language, self._texts):
                worst = max(worst, await self._send_somehow(address, message))
                if worst is Outcome.BLOCKED:
                    return worst
        return worst

    async def _send_somehow(self, address: str, message: Outgoing) -> Outcome:
        outcome = await self._send(address, message)
        if outcome is Outcome.REFUSED and not isinstance(message.keyboard, ReplyKeyboardRemove):
            # A button Telegram does not like must not take the words with it.
            bare = Outgoing(message.text, ReplyKeyboardRemove(remove_keyboard=True))
            return await self._send(address, bare)
        return outcome

    async def _send(self, address: str, message: Outgoing) -> Outcome:
        try:
            await self._bot(SendMessage(chat_id=address, text=message.text, reply_markup=message.keyboard))
        except TelegramForbiddenError:
            return Outcome.BLOCKED
        except (TelegramBadRequest, TelegramMigrateToChat) as error:
            report("telegram_refused_message", error)
            return Outcome.REFUSED
        except AiogramError as error:
            report("telegram_message_not_sent", error)
            return Outcome.LATER
        return Outcome.SENT
