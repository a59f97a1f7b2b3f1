"""How the bot presents itself in Telegram: its commands, name and descriptions, Dutch by default and English."""

from collections.abc import Awaitable, Callable

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, MenuButtonCommands

from bot.messages import Language
from bot.telegram.whereabouts import whereabouts
from bot.texts import Texts

log = structlog.get_logger()
_CODES = {Language.NL: "", Language.EN: "en"}  # "" is for everybody who has no other
_Step = Callable[[], Awaitable[None]]


async def introduce(bot: Bot, texts: Texts) -> None:
    """Set what differs from the texts; nothing here is worth not starting for."""
    steps: list[_Step] = [lambda: _menu(bot)]
    for language, code in _CODES.items():
        profile = _Profile(bot, texts, language, code)
        steps += [profile.commands, profile.name, profile.short_description, profile.description]
    for step in steps:
        try:
            await step()
        except AiogramError as error:  # Telegram lets a name be changed a few times a day only
            log.warning("telegram_profile_not_set", step=step.__name__, **whereabouts(error))


async def _menu(bot: Bot) -> None:
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())


class _Profile:
    """The profile in one language; asks first, since changing is rationed and asking is not."""

    def __init__(self, bot: Bot, texts: Texts, language: Language, code: str) -> None:
        self._bot = bot
        self._texts = texts
        self._language = language
        self._code = code

    async def commands(self) -> None:
        listed = self._texts.command_list(self._language)
        wanted = [BotCommand(command=str(command), description=does) for command, does in listed]
        scope = BotCommandScopeAllPrivateChats()
        present = await self._bot.get_my_commands(scope, self._code)
        if [(one.command, one.description) for one in present] != [(one.command, one.description) for one in wanted]:
            await self._bot.set_my_commands(wanted, scope, self._code)

    async def name(self) -> None:
        wanted = self._text("bot_name")
        if (await self._bot.get_my_name(self._code)).name != wanted:
            await self._bot.set_my_name(wanted, self._code)

    async def short_description(self) -> None:
        wanted = self._text("bot_short_description")
        if (await self._bot.get_my_short_description(self._code)).short_description != wanted:
            await self._bot.set_my_short_description(wanted, self._code)

    async def description(self) -> None:
        wanted = self._text("bot_description")
        if (await self._bot.get_my_description(self._code)).description != wanted:
            await self._bot.set_my_description(wanted, self._code)

    def _text(self, key: str) -> str:
        return self._texts.say(key, self._language).text
