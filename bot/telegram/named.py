"""What the bot is called, asked once."""

from aiogram import Bot
from aiogram.exceptions import AiogramError

from bot.telegram.ports import NotStartedError
from bot.telegram.session import TelegramSession

_PATIENCE = 20.0  # seconds


async def name_of(token: str, api_url: str | None) -> str:
    """Ask Telegram for the bot's name, without an @.

    Raises:
        NotStartedError: it does not say so.
    """
    async with Bot(token, TelegramSession(api_url, _PATIENCE)) as bot:
        try:
            name = (await bot.get_me()).username
        except AiogramError as error:
            raise NotStartedError(type(error).__name__, permanent=False) from None
    if name is None:
        raise NotStartedError("it has no name", permanent=False)
    return name
