"""The database is gone, slow or comes back: help comes first, and what is said about it stays true."""

import asyncio
import time
from datetime import timedelta

import pytest

from bot.conversation import PATIENCE, Patience
from bot.messages import Care, CareAnswer, Command, Text
from bot.staff import Reading, When
from tests.conversation.office import SANNE, Desk, asks, types
from tests.conversation.parts import Talk, told
from tests.store.parts import ANNA

READING_NOW = "Medewerkers van Join Us kunnen dit nu lezen."
SUICIDAL = 2
A_BIT_MORE = 0.25  # seconds for what is not the database


@pytest.fixture
def patience() -> Patience:
    """Here a turn waits for the store no longer than a visitor's does."""
    return PATIENCE


async def alarm(talk: Talk) -> tuple[str, float]:
    """Raise an alarm in office hours; gives the answer and how long it took."""
    talk.hours.reading = Reading(When.NOW)
    began = time.perf_counter()
    said = told(await talk.sends(Text("ik wil dood"), address="77"))
    return said, time.perf_counter() - began


async def until_written(talk: Talk) -> None:
    """Wait for the new attempts, without hurrying them."""
    async with asyncio.timeout(5):
        while not await talk.place.rows("SELECT id FROM handovers"):  # noqa: ASYNC110 -- the database tells no event
            await asyncio.sleep(0.02)


async def test_with_the_database_down_help_comes_at_once_without_a_word_about_staff(talk: Talk) -> None:
    talk.store.down = True
    said, seconds = await alarm(talk)
    assert "113" in said
    assert READING_NOW not in said
    assert "Ik kan dus geen hulp sturen: bel zelf 112." in said
    assert seconds < A_BIT_MORE


async def test_the_handover_is_written_when_the_database_is_back(talk: Talk) -> None:
    talk.store.down = True
    await alarm(talk)
    talk.store.down = False
    await until_written(talk)
    assert await talk.handovers() == [(SUICIDAL, "open")]
    assert await talk.words() == ["ik wil dood"]


async def test_a_slow_database_is_not_waited_for_longer_than_half_a_second(talk: Talk) -> None:
    talk.store.commit_takes = 0.9
    said, seconds = await alarm(talk)
    assert READING_NOW not in said
    assert seconds < 0.5 + A_BIT_MORE
    assert await talk.handovers() == [(SUICIDAL, "open")]


async def test_what_a_slow_database_kept_to_send_is_not_sent_again(talk: Talk) -> None:
    talk.store.commit_takes = 0.7
    await alarm(talk)
    await talk.settles()
    assert await talk.store.database.undelivered() == []


async def test_a_quick_database_lets_the_truth_about_staff_be_told(talk: Talk) -> None:
    said, _ = await alarm(talk)
    assert READING_NOW in said


async def test_without_the_database_the_conversation_goes_on_from_memory(talk: Talk) -> None:
    await talk.calls(Command.LANGUAGE)
    talk.store.down = True
    await talk.calls(Command.HUMAN)
    assert (await talk.types("help")).startswith("I could not pass it on")


async def test_a_slow_read_takes_no_message_away_from_staff(talk: Talk, office: Desk) -> None:
    await asks(talk)
    await office.at.claim(1, SANNE)
    await types(talk, "hoi sanne")
    talk.store.load_takes = 0.5
    assert await types(talk, "ben je er nog?") == ""
    talk.store.load_takes = 0
    assert (await talk.words())[-1] == "ben je er nog?"


async def test_a_slow_load_is_answered_from_memory(talk: Talk) -> None:
    await talk.types("ik wil dood")
    talk.store.load_takes = 5.0
    began = time.perf_counter()
    said = await talk.presses(Care(CareAnswer.SAFE))
    assert said != talk.says("old_button")
    assert time.perf_counter() - began < talk.store.load_takes / 2  # it was not waited for


async def test_a_database_that_reads_but_does_not_write_does_not_turn_the_conversation_back(talk: Talk) -> None:
    await talk.calls(Command.MENU)
    talk.store.read_only = True
    await talk.types("ik wil dood")
    assert await talk.presses(Care(CareAnswer.NOT_SAFE)) != talk.says("old_button")


async def test_a_stranger_is_welcome_without_a_database(talk: Talk) -> None:
    talk.store.down = True
    assert await talk.calls(Command.START) == talk.says("welcome")


async def test_a_late_handover_does_not_turn_the_state_back(talk: Talk) -> None:
    talk.store.down = True
    await alarm(talk)
    await talk.calls(Command.LANGUAGE)
    talk.store.down = False
    await until_written(talk)
    state = await talk.state()
    assert state is not None
    assert state.language == "en"


async def test_a_late_handover_of_somebody_who_was_forgotten_is_never_written(talk: Talk) -> None:
    talk.store.down = True
    await alarm(talk)
    talk.store.down = False
    await talk.calls(Command.FORGET)
    await asyncio.sleep(0.1)
    assert await talk.handovers() == []
    assert await talk.state() is None


async def test_a_slow_handover_of_somebody_who_is_forgotten_meanwhile_goes_too(talk: Talk) -> None:
    talk.store.commit_takes = 0.7
    await alarm(talk)
    await talk.calls(Command.FORGET)
    assert await talk.handovers() == []
    assert await talk.state() is None


async def test_a_late_handover_of_somebody_who_left_is_not_opened_again(talk: Talk) -> None:
    talk.store.down = True
    await alarm(talk)
    talk.store.down = False
    await talk.calls(Command.STOP)
    await asyncio.sleep(0.1)
    assert await talk.handovers() == []


async def test_a_late_goodbye_does_not_close_what_was_opened_after_it(talk: Talk) -> None:
    await talk.types("ik wil dood")
    talk.store.down = True
    await talk.calls(Command.STOP)
    talk.store.down = False
    await talk.types("ik wil dood")
    await asyncio.sleep(0.1)
    assert await talk.handovers() == [(SUICIDAL, "open")]


async def test_a_late_goodbye_closes_the_handover(talk: Talk) -> None:
    await talk.types("ik wil dood")
    talk.store.down = True
    await talk.calls(Command.STOP)
    talk.store.down = False
    await asyncio.sleep(0.1)
    assert await talk.handovers() == [(SUICIDAL, "resolved")]


async def test_a_turn_without_a_handover_is_not_tried_again(talk: Talk) -> None:
    talk.store.down = True
    await talk.types("hoi")
    await asyncio.sleep(0.1)
    assert talk.store.commits == 1


async def test_at_shutdown_it_is_tried_once_more_without_waiting(talk: Talk) -> None:
    talk.store.down = True
    await alarm(talk)
    talk.store.down = False
    await talk.settles()
    assert await talk.handovers() == [(SUICIDAL, "open")]


@pytest.mark.parametrize("hours", [1, 25])
async def test_care_in_memory_lasts_a_day_too(talk: Talk, hours: int) -> None:
    await talk.types("ik wil dood")
    talk.store.down = True
    talk.place.clock.now += timedelta(hours=hours)
    old = await talk.presses(Care(CareAnswer.SAFE)) == talk.says("old_button")
    assert old is (hours > 24)
    talk.store.down = False


async def test_the_same_update_twice_is_one_handover(talk: Talk) -> None:
    await asyncio.gather(talk.sends(Text("ik wil dood"), ANNA), talk.sends(Text("ik wil dood"), ANNA))
    assert await talk.handovers() == [(SUICIDAL, "open")]
