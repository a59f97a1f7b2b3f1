"""A worker that tells staff of alarms, on a real store, with channels and a database that fail on demand."""

import asyncio
from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.commands.alerting import Alerting
from bot.conversation import StoreDownError
from bot.handovers.alerts import Alert, Channel, Messenger, UntoldError
from bot.store.alerts import AlertStore
from tests.store.parts import Place

FOR_NOW, FOR_GOOD = UntoldError("Busy", permanent=False), UntoldError("Gone", permanent=True)
FIRST = "Nieuw alarm: onveilig, melding 1"
SECOND = "Nog niet bekeken: onveilig, melding 1"


@dataclass(slots=True)
class Wire:
    """A channel by hand: fails as often as it is told to, or hangs until it is let go."""

    channel: Channel
    failures: deque[UntoldError] = field(default_factory=deque)
    heard: list[str] = field(default_factory=list)
    tried: int = 0
    free: asyncio.Event | None = None

    async def send(self, text: str) -> None:
        """Take the first line, or not."""
        self.tried += 1
        if self.free is not None:
            await self.free.wait()
        if self.failures:
            raise self.failures.popleft()
        self.heard.append(text.splitlines()[0])


@dataclass(slots=True)
class Shaky:
    """A store that is down for reading or writing when told so."""

    store: AlertStore
    reads: bool = True
    writes: bool = True

    async def open_alerts(self) -> Sequence[Alert]:
        """Read."""
        if not self.reads:
            raise StoreDownError("alerts: closed")
        return await self.store.open_alerts()

    async def note_first(self, numbers: Collection[int], at: datetime, by: Channel) -> None:
        """Write."""
        if not self.writes:
            raise StoreDownError("alert told: closed")
        await self.store.note_first(numbers, at, by)

    async def note_second(self, numbers: Collection[int], at: datetime) -> None:
        """Write."""
        await self.store.note_second(numbers, at)


@dataclass(slots=True)
class Office:
    """A worker on a real store, whose time passes when the test says so."""

    place: Place
    store: Shaky
    group: Wire = field(default_factory=lambda: Wire(Channel.TELEGRAM))
    mail: Wire = field(default_factory=lambda: Wire(Channel.MAIL))
    slept: list[float] = field(default_factory=list)
    goodbye: float = 10.0

    def hires(self, *wires: Messenger) -> Alerting:
        """Start a worker, as after a restart."""
        channels = wires or (self.group, self.mail)
        return Alerting(self.store, channels, None, ten, self.place.clock, self.sleep, goodbye=self.goodbye)

    async def sleep(self, seconds: float) -> None:
        """Let time pass at once."""
        self.slept.append(seconds)
        self.place.clock.passes(seconds=seconds)
        await asyncio.sleep(0.01)

    async def passes(self, worker: Alerting, rounds: int = 1) -> None:
        """Let the worker look each second, and finish what it found."""
        for _ in range(rounds):
            await worker._round()
            await asyncio.gather(*worker._busy)
            self.place.clock.passes(seconds=1)

    async def looked(self) -> None:
        """Somebody opens all handovers at the desk."""
        await self.place.rows("UPDATE alerts SET acknowledged_at = raised_at")

    async def noted(self) -> list[tuple[bool, bool]]:
        """Which times were noted, of each alert."""
        query = "SELECT first_sent_at IS NOT NULL, second_sent_at IS NOT NULL FROM alerts ORDER BY id"
        return [(bool(first), bool(second)) for first, second in await self.place.rows(query)]


async def ten() -> int:
    return 10


async def until(happened: object) -> None:
    assert callable(happened)
    async with asyncio.timeout(10):
        while not happened():  # noqa: ASYNC110 simple, and only as long as a test
            await asyncio.sleep(0.002)
