"""Staff are told of every alarm also when channels, the database or the bot itself fail."""

import asyncio

import pytest
from structlog.testing import capture_logs

from bot.handovers import Urgency
from bot.handovers.alerts import Channel
from tests.commands.alarms import FIRST, FOR_GOOD, FOR_NOW, SECOND, Office, until
from tests.raising import raised


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
    await until(lambda: len(office.group.heard) == 2)
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
    await until(lambda: len(office.slept) >= 7)
    office.store.reads = True
    await until(lambda: office.group.heard)
    running.cancel()
    await asyncio.wait({running})

    assert office.slept[:7] == [2, 4, 8, 16, 30, 30, 30]
    assert office.group.heard == [FIRST]


async def test_what_was_told_and_could_not_be_noted_is_not_told_again(office: Office) -> None:
    await raised(office.place)
    office.store.writes = False
    running = asyncio.create_task(office.hires().run())
    await until(lambda: len(office.slept) >= 10)
    office.store.writes = True
    while await office.noted() != [(True, False)]:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.wait({running})

    assert (office.group.tried, office.mail.tried) == (1, 0)


async def test_a_message_that_hangs_does_not_keep_the_bot_from_stopping(office: Office) -> None:
    office.goodbye = 0.05
    office.group.free = asyncio.Event()
    await raised(office.place)
    running = asyncio.create_task(office.hires().run())
    await until(lambda: office.group.tried)
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
