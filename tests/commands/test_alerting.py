"""Staff are told of every alarm: at least once, again while nobody looks, and never a word too much."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.commands.alerting import Alerting
from bot.conversation import StoreDownError
from bot.handovers import Urgency
from bot.handovers.alerts import Alert, Channel, Messenger, UntoldError
from bot.store import migrate
from bot.store.alerts import AlertStore
from bot.store.link import Link
from tests.raising import raised
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

    async def note_first(self, numbers: Collection[int], at: datetime) -> None:
        """Write."""
        if not self.writes:
            raise StoreDownError("alert told: closed")
        await self.store.note_first(numbers, at)

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
        return Alerting(self.store, channels, None, _ten, self.place.clock, self.sleep, goodbye=self.goodbye)

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


async def _ten() -> int:
    return 10


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    place = Place(f"sqlite:///{tmp_path}/bot.db")
    await migrate(place.url)
    link = Link(place.url)
    yield Office(place, Shaky(AlertStore(link, place.clock)))
    await link.close()


async def test_an_alarm_is_told_once_at_the_next_look(office: Office) -> None:
    worker = office.hires()
    await office.passes(worker)
    await raised(office.place)
    with capture_logs() as logs:
        await office.passes(worker, 5)

    assert (office.group.heard, office.mail.heard) == ([FIRST], [])
    assert logs == [
        {"event": "staff_told", "channel": "telegram", "handovers": [1], "time": "first", "log_level": "info"}
    ]


async def test_it_looks_each_second_and_the_first_time_at_once(office: Office) -> None:
    running = asyncio.create_task(office.hires().run())
    await _until(lambda: len(office.slept) >= 3)
    running.cancel()
    await asyncio.wait({running})

    assert set(office.slept) == {1.0}


async def test_when_nobody_looks_the_other_channel_is_told_after_ten_minutes(office: Office) -> None:
    worker = office.hires()
    await raised(office.place)
    await office.passes(worker, 599)
    assert office.mail.heard == []
    await office.passes(worker, 900)

    assert (office.group.heard, office.mail.heard) == ([FIRST], [SECOND])


async def test_the_only_channel_is_told_again(office: Office) -> None:
    worker = office.hires(office.mail)
    await raised(office.place)
    await office.passes(worker, 1500)

    assert office.mail.heard == [FIRST, SECOND]


async def test_nobody_is_told_again_of_what_somebody_looked_at(office: Office) -> None:
    worker = office.hires()
    await raised(office.place)
    await office.passes(worker)
    await office.looked()
    await office.passes(worker, 700)

    assert (office.group.heard, office.mail.heard) == ([FIRST], [])


async def test_restarts_lose_nothing_and_double_nothing(office: Office) -> None:
    await raised(office.place)
    for _ in range(700):
        await office.passes(office.hires())
    await raised(office.place, 2, Urgency.EMERGENCY)
    for _ in range(2):
        await office.passes(office.hires())

    assert office.group.heard == [FIRST, "Nieuw alarm: noodgeval, melding 2"]
    assert office.mail.heard == [SECOND]


async def test_a_channel_that_fails_leaves_it_to_the_other_at_once_and_comes_second(office: Office) -> None:
    worker = office.hires()
    office.group.failures.append(FOR_GOOD)
    await raised(office.place)
    await office.passes(worker)
    assert (office.mail.heard, worker.health()) == ([FIRST], {"alarms by telegram": "down", "alarms by mail": "up"})
    await office.passes(worker, 700)

    assert (office.group.heard, office.mail.heard) == ([SECOND], [FIRST])
    assert worker.health() == {"alarms by telegram": "up", "alarms by mail": "up"}


async def test_a_channel_that_refused_is_left_alone_for_five_minutes(office: Office) -> None:
    worker = office.hires(office.group)
    office.group.failures.extend([FOR_GOOD] * 2)
    await raised(office.place)
    await office.passes(worker, 300)
    assert office.group.tried == 1
    await office.passes(worker, 301)

    assert (office.group.tried, office.group.heard) == (3, [FIRST])


async def test_while_all_channels_fail_they_are_tried_again_with_growing_pauses(office: Office) -> None:
    worker = office.hires()
    office.group.failures.extend([FOR_NOW] * 7)
    office.mail.failures.extend([FOR_NOW] * 7)
    await raised(office.place)
    tries = []
    for second in range(250):
        before = office.group.tried
        await office.passes(worker)
        tries += [second] * (office.group.tried - before)

    assert tries == [0, 2, 6, 14, 30, 62, 122, 182]
    assert (office.group.heard, office.mail.heard, office.mail.tried) == ([FIRST], [], 7)


async def test_a_failure_is_logged_by_its_type_name_alone(office: Office) -> None:
    office.group.failures.append(FOR_NOW)
    await raised(office.place)
    with capture_logs() as logs:
        await office.passes(office.hires(office.group))

    about = {"channel": "telegram", "handovers": [1], "time": "first"}
    assert logs == [{"event": "staff_not_told", "error": "Busy", "permanent": False, "log_level": "error"} | about]


async def test_a_channel_that_hangs_does_not_hold_up_the_next_alarm(office: Office) -> None:
    worker = office.hires()
    office.mail.free = asyncio.Event()
    await raised(office.place)
    await office.passes(worker, 600)
    await worker._round()  # the second time, by mail, hangs
    await raised(office.place, 2, Urgency.EMERGENCY)
    await worker._round()
    await _until(lambda: len(office.group.heard) == 2)
    office.mail.free.set()
    await office.passes(worker, 2)

    assert office.group.heard == [FIRST, "Nieuw alarm: noodgeval, melding 2"]
    assert office.mail.heard == [SECOND]


async def test_after_an_outage_many_alarms_come_in_one_message(office: Office) -> None:
    for number in range(1, 4):
        await raised(office.place, number)
    await office.passes(office.hires(), 2)

    assert office.group.heard == ["Nieuw alarm: 3 meldingen"]
    assert await office.noted() == [(True, False)] * 3


async def test_while_the_store_is_down_it_is_asked_less_and_less_and_then_all_is_told(office: Office) -> None:
    await raised(office.place)
    office.store.reads = False
    running = asyncio.create_task(office.hires().run())
    await _until(lambda: len(office.slept) >= 7)
    office.store.reads = True
    await _until(lambda: office.group.heard)
    running.cancel()
    await asyncio.wait({running})

    assert office.slept[:7] == [2, 4, 8, 16, 30, 30, 30]
    assert office.group.heard == [FIRST]


async def test_what_was_told_and_could_not_be_noted_is_not_told_again(office: Office) -> None:
    await raised(office.place)
    office.store.writes = False
    running = asyncio.create_task(office.hires().run())
    await _until(lambda: len(office.slept) >= 10)
    office.store.writes = True
    while await office.noted() != [(True, False)]:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.wait({running})

    assert (office.group.tried, office.mail.tried) == (1, 0)


async def test_what_is_on_its_way_when_the_bot_stops_is_finished_and_noted(office: Office) -> None:
    office.group.free = asyncio.Event()
    await raised(office.place)
    running = asyncio.create_task(office.hires().run())
    await _until(lambda: office.group.tried)
    running.cancel()
    await asyncio.sleep(0.02)
    office.group.free.set()
    await asyncio.wait({running})

    assert (running.cancelled(), office.group.heard, await office.noted()) == (True, [FIRST], [(True, False)])


async def test_a_stopping_bot_begins_nothing_new(office: Office) -> None:
    office.group.free = asyncio.Event()
    office.group.failures.append(FOR_NOW)
    await raised(office.place)
    running = asyncio.create_task(office.hires().run())
    await _until(lambda: office.group.tried)
    running.cancel()
    await asyncio.sleep(0.02)
    office.group.free.set()
    await asyncio.wait({running})

    assert (office.mail.tried, await office.noted()) == (0, [(False, False)])


async def test_a_message_that_hangs_does_not_keep_the_bot_from_stopping(office: Office) -> None:
    office.goodbye = 0.05
    office.group.free = asyncio.Event()
    await raised(office.place)
    running = asyncio.create_task(office.hires().run())
    await _until(lambda: office.group.tried)
    running.cancel()
    done, _ = await asyncio.wait({running}, timeout=5)

    assert done == {running}


async def test_a_bug_in_a_channel_does_not_go_unseen(office: Office) -> None:
    class Broken:
        channel = Channel.MAIL

        async def send(self, text: str) -> None:
            raise ZeroDivisionError(text)

    await raised(office.place)
    with pytest.raises(ZeroDivisionError):
        await asyncio.wait_for(office.hires(Broken()).run(), 5)


async def test_without_a_channel_the_log_says_once_that_nobody_is_told(office: Office) -> None:
    worker = Alerting(office.store, (), None, _ten, office.place.clock)
    with capture_logs() as logs:
        await worker.run()

    assert [(log["event"], log["log_level"]) for log in logs] == [("alarms_are_told_to_nobody", "warning")]
    assert worker.health() == {"alarms": "told to nobody"}


async def _until(happened: object) -> None:
    assert callable(happened)
    async with asyncio.timeout(10):
        while not happened():  # noqa: ASYNC110 simple, and only as long as a test
            await asyncio.sleep(0.002)
