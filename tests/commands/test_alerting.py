"""Staff are told of every alarm: at least once, again while nobody looks, and never a word too much."""

import asyncio

from structlog.testing import capture_logs

from bot.commands.alerting import Alerting
from bot.handovers import Urgency
from tests.commands.alarms import FIRST, FOR_NOW, SECOND, Office, ten, until
from tests.raising import raised


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
    await until(lambda: len(office.slept) >= 3)
    running.cancel()
    await asyncio.wait({running})

    assert set(office.slept) == {1.0}


async def test_when_nobody_looks_the_other_channel_is_told_afterten_minutes(office: Office) -> None:
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


async def test_after_a_restart_too_the_second_time_takes_another_channel(office: Office) -> None:
    office.group.failures.append(FOR_NOW)
    await raised(office.place)
    await office.passes(office.hires())
    await office.passes(office.hires(), 700)

    assert (office.mail.heard, office.group.heard) == ([FIRST], [SECOND])


async def test_what_is_on_its_way_when_the_bot_stops_is_finished_and_noted(office: Office) -> None:
    office.group.free = asyncio.Event()
    await raised(office.place)
    running = asyncio.create_task(office.hires().run())
    await until(lambda: office.group.tried)
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
    await until(lambda: office.group.tried)
    running.cancel()
    await asyncio.sleep(0.02)
    office.group.free.set()
    await asyncio.wait({running})

    assert (office.mail.tried, await office.noted()) == (0, [(False, False)])


async def test_without_a_channel_the_log_says_once_that_nobody_is_told(office: Office) -> None:
    worker = Alerting(office.store, (), None, ten, office.place.clock)
    with capture_logs() as logs:
        await worker.run()

    assert [(log["event"], log["log_level"]) for log in logs] == [("alarms_are_told_to_nobody", "warning")]
    assert worker.health() == {"alarms": "told to nobody"}
