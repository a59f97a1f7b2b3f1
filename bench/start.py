"""How long after its start the bot is there for visitors."""

import asyncio
import json
import subprocess
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Figure
from bot.rasa import RasaAddress
from tests.telegram_api import TelegramApi
from tests.whole.running import BOT, BotProcess, children_of, on_telegram, running

MODELS = Path("var/models").absolute()


@dataclass(frozen=True, slots=True)
class Started:
    """A bot with everything on: chat page, Telegram (the tests' fake) and a Rasa of its own."""

    bot: BotProcess
    rasa: int
    address: RasaAddress
    figures: list[Figure]


@asynccontextmanager
async def started(folder: Path) -> AsyncGenerator[Started]:
    """Start the bot a second time, as the first start also makes keys and tables, and time it."""
    var = folder / "var"
    var.mkdir()
    (var / "models").symlink_to(MODELS)
    async with TelegramApi() as api:
        settings = on_telegram(api) | {"CHAT_PAGE": "on"}
        async with running(var, **settings) as first:
            await first.answers("/")
        async with running(var, **settings) as bot:
            page, telegram, rasa = await asyncio.gather(
                _page(bot), _line(bot, "Telegram is up"), _line(bot, "the language model is up")
            )
            [child] = children_of(bot.process.pid)
            yield Started(
                bot,
                child,
                _address(var),
                [
                    Figure("bot --help", min(_help() for _ in range(3)), "s"),
                    Figure("chat page answers after a start", page, "s", 5),
                    Figure("Telegram is answered after a start", telegram, "s", 12),
                    Figure("the language model is up after a start", rasa, "s"),
                ],
            )


async def _page(bot: BotProcess) -> float:
    await bot.answers("/")
    return bot.age


async def _line(bot: BotProcess, line: str) -> float:
    await bot.says(line)
    return bot.age


def _address(var: Path) -> RasaAddress:
    return RasaAddress(**json.loads((var / "rasa.json").read_text()))


def _help() -> float:
    began = time.monotonic()
    subprocess.run([BOT, "--help"], check=True, capture_output=True)  # noqa: S603 - our own
    return time.monotonic() - began
