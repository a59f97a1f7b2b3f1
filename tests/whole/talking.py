"""Whole conversations with the bot as the composition root builds it: real Rasa, real database, no channel."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from bot.__main__ import Bot, built, now, opened_vault
from bot.conversation import DialogueDownError, Heard
from bot.messages import Incoming, Language, Text
from bot.rasa import RasaAddress, RasaClient
from bot.rasa.client import TRUSTS_AGAIN_AFTER
from bot.safety import Safe
from bot.settings import Settings
from bot.texts import Texts
from tests.safety.faults import Turn


class PatientRasa(RasaClient):
    """The client, asking until it is answered: how soon Rasa answers on a busy machine is another room's test."""

    async def ask(self, conversation: str, message: Safe, language: Language, *, place_named: bool) -> Heard:
        for _ in range(20):
            with suppress(DialogueDownError):
                return await super().ask(conversation, message, language, place_named=place_named)
            await asyncio.sleep(TRUSTS_AGAIN_AFTER)
        raise DialogueDownError


@asynccontextmanager
async def whole_bot(rasa: RasaAddress, folder: Path) -> AsyncGenerator[Bot]:
    """Build the bot, with all it keeps in a folder."""
    settings = Settings(var_dir=folder / "var")
    client = PatientRasa(rasa.url, rasa.token, Texts.load().askable)
    async with built(settings, opened_vault(settings), client) as whole:
        yield whole
    await client.close()


async def talk(bot: Bot, who: str, says: Sequence[str]) -> list[Turn]:
    """Say one thing after the other, ten seconds apart."""
    visitor, begin = bot.visitor_key(who), now()
    return [await _turn(bot, visitor, words, begin + timedelta(seconds=10 * at)) for at, words in enumerate(says)]


async def _turn(bot: Bot, visitor: str, words: str, at: datetime) -> Turn:
    delivery = await bot.conversation.turn(Incoming(visitor, Text(words), at))
    await bot.conversation.drain(5)  # a busy machine may write late
    state = (await bot.store.load(visitor)).state
    titles = tuple(choice.title for say in delivery.replies for choice in say.choices)
    return Turn(words, at, tuple(say.text for say in delivery.replies), state.care if state else None, titles)
