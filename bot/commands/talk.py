"""`bot chat`: the conversation in the terminal, on the same database and the same Rasa as the rest."""

from bot.__main__ import built, opened_vault, some_rasa
from bot.commands.chat import talk
from bot.settings import Settings


async def talk_here(settings: Settings) -> None:
    """Talk until Ctrl-D."""
    vault = opened_vault(settings)
    async with some_rasa(settings, vault) as rasa, built(settings, vault, rasa) as bot:
        await talk(bot.conversation, bot.texts, bot.visitor_key)
