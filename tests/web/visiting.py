"""Who visits in these tests, and the conversation they find."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx
from litestar import Litestar

from bot.conversation import Delivery
from bot.messages import Incoming, Language, Replies, Say

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@dataclass
class FakeVisitors:
    """Answers everybody the same, remembers what came in, and breaks when told to."""

    replies: Replies = (Say("Hoi"),)
    language: Language = Language.NL
    broken: bool = False
    heard: list[Incoming] = field(default_factory=list)

    async def turn(self, incoming: Incoming) -> Delivery:
        self.heard.append(incoming)
        if self.broken:
            raise RuntimeError(str(incoming.content))
        return Delivery(self.replies, self.language)


@dataclass
class FakeTelegram:
    """Takes webhook calls, answers with the status it was given, and breaks when told to."""

    status: int = 200
    broken: bool = False
    calls: list[tuple[bytes, str | None]] = field(default_factory=list)

    async def receive(self, body: bytes, secret: str | None) -> int:
        self.calls.append((body, secret))
        if self.broken:
            raise RuntimeError(body.decode())
        return self.status


Make = Callable[..., Litestar]
Open = Callable[[Litestar], httpx.AsyncClient]
