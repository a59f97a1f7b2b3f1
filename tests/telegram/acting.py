"""The parts that tests of Telegram play with: a conversation by hand, a quick pace, a running bot."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.conversation import Delivery
from bot.messages import Content, Incoming, Language, Replies, Say, words_of
from bot.telegram import TelegramBot, TelegramSettings
from bot.telegram.patience import Pace, Patience
from bot.texts import Texts
from tests.telegram_api import TelegramApi

TEXTS = Texts.load()
SECRET = "a-secret-of-the-webhook"
PUBLIC = "https://bot.example"


@dataclass(slots=True)
class Naps:
    """A sleep that takes no time and remembers how long it should have been."""

    taken: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        """Sleep, but only for the other tasks' sake."""
        self.taken.append(seconds)
        await asyncio.sleep(0.01)


@dataclass(slots=True)
class Conversation:
    """A conversation that says back what it hears; slow, failing or with other replies on demand."""

    seconds: float = 0.0
    replies: Replies | None = None
    failing: bool = False
    first_number: int | None = None
    outbox_fails: bool = False
    slow_words: frozenset[str] = frozenset()
    heard: list[Incoming] = field(default_factory=list)
    left_outbox: list[int] = field(default_factory=list)

    async def turn(self, incoming: Incoming) -> Delivery:
        """Answer at once, late or not at all."""
        self.heard.append(incoming)
        number = None if self.first_number is None else self.first_number + len(self.heard) - 1
        words = words_of(incoming.content)
        if not self.slow_words or words in self.slow_words:
            await asyncio.sleep(self.seconds)
        if self.failing:
            raise RuntimeError(f"cannot answer {words}")
        return Delivery(self.replies if self.replies is not None else (Say(words or "…"),), Language.NL, number)

    async def delivered(self, number: int) -> None:
        """Note what left the outbox."""
        if self.outbox_fails:
            raise OSError("no room left")
        self.left_outbox.append(number)

    @property
    def contents(self) -> list[Content]:
        """What was heard, in order."""
        return [incoming.content for incoming in self.heard]


def quick(naps: Naps | None = None, **more: float) -> Pace:
    """Make a pace for tests; retries take no time when `naps` are given."""
    patience = Patience(pause=0.01) if naps is None else Patience(sleep=naps)
    usual = {"request": 2.0, "drain": 5.0, "complaint": 0.05}
    return Pace(long_poll=2, patience=patience, **(usual | more))


def make_bot(
    api: TelegramApi, visitors: Conversation, pace: Pace | None = None, public: str | None = None
) -> TelegramBot:
    """Build a bot against the fake API."""
    settings = TelegramSettings(api.token, api.url, public, SECRET)
    return TelegramBot(settings, visitors, TEXTS, _key, visitors.delivered, _clock, pace or quick())


@asynccontextmanager
async def polling(api: TelegramApi, visitors: Conversation, pace: Pace | None = None) -> AsyncGenerator[TelegramBot]:
    """Run a bot that polls."""
    bot = make_bot(api, visitors, pace)
    await bot.start()
    running = asyncio.create_task(bot.poll())
    try:
        yield bot
    finally:
        await bot.stop()
        await running


async def kill(bot: TelegramBot, running: asyncio.Task[None]) -> None:
    """End a bot as kill -9 does: nothing is finished, nothing confirmed, nothing said."""
    running.cancel()
    for task in [*bot._in_hand._tasks.values()]:
        task.cancel()
    await asyncio.wait({running})
    await bot._bot.session.close()


def _key(name: str) -> str:
    return f"key of {name}"


def _clock() -> datetime:
    return datetime.now(UTC)
