"""What holds for every turn, whatever is typed and however many at once."""

import asyncio
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.conversation import Delivery
from bot.messages import Button, Called, Command, Edited, Language, Medium, Text, Unheard, encode
from tests.conversation.parts import ASKED_NOBODY, Rasa, Talk, heard, told
from tests.conversation.test_commands import STATES, State
from tests.store.parts import ANNA

ANY_LETTER = st.characters(codec=None)  # lone surrogates too: a phone can send half an emoji
DUTCH = st.sampled_from(["ik", "wil", "dood", "groep", "Utrecht", "Bergen", "niet", "in", "mens", "{", "}", "%s", "/"])
ANYTHING = st.one_of(st.text(ANY_LETTER, max_size=300), st.lists(DUTCH, max_size=12).map(" ".join))
QUICKLY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)


def showable(delivery: Delivery) -> bool:
    """Say whether any channel can show it."""
    payloads = [encode(c.action) for say in delivery.replies for c in say.choices if isinstance(c, Button)]
    return all(0 < len(say.text) <= 4096 for say in delivery.replies) and all(
        len(payload.encode()) <= 64 for payload in payloads
    )


@QUICKLY
@given(words=ANYTHING, state=st.sampled_from(STATES), rasa=st.sampled_from(Rasa))
async def test_whatever_is_typed_is_answered_and_can_be_shown(talk: Talk, words: str, state: State, rasa: Rasa) -> None:
    talk.dialogue.rasa = Rasa.UP
    await state(talk)
    talk.dialogue.rasa = rasa
    delivery = await talk.sends(Text(words))
    assert delivery.replies
    assert showable(delivery)


@QUICKLY
@given(words=ANYTHING, command=st.sampled_from(Command))
async def test_whatever_comes_along_is_answered_and_can_be_shown(talk: Talk, words: str, command: Command) -> None:
    for content in (Called(command, words), Unheard(Medium.PICTURE, words)):
        delivery = await talk.sends(content)
        assert delivery.replies
        assert showable(delivery)
    assert showable(await talk.sends(Edited(words)))


@QUICKLY
@given(words=ANYTHING, rasa=st.sampled_from(Rasa), down=st.booleans())
async def test_no_word_is_logged_whatever_stands_around_it_and_whatever_is_down(
    talk: Talk,
    caplog: pytest.LogCaptureFixture,
    words: str,
    rasa: Rasa,
    down: bool,  # noqa: FBT001 - hypothesis calls it
) -> None:
    talk.dialogue.rasa, talk.store.down = rasa, down
    with capture_logs() as logged:
        for content in (
            Text(f"{words} wollegras"),
            Called(Command.HUMAN, f"wollegras {words}"),
            Edited(f"{words}wollegras"),
        ):
            await talk.sends(content)
    assert "wollegras" not in f"{logged}{caplog.text}"


@pytest.mark.parametrize("half_an_emoji", ["\ud83d", "what is the \ud83d of you", "ik wil dood \ud83d"])
async def test_half_an_emoji_is_answered(talk: Talk, half_an_emoji: str) -> None:
    assert (await talk.sends(Text(half_an_emoji), address="77")).replies
    assert (await talk.calls(Command.HUMAN, half_an_emoji)) != ""


@pytest.mark.parametrize("command", Command)
@pytest.mark.parametrize("language", Language)
async def test_what_a_command_says_can_be_shown(talk: Talk, command: Command, language: Language) -> None:
    if language is Language.EN:
        await talk.calls(Command.LANGUAGE)
    assert showable(await talk.sends(Called(command)))


@pytest.mark.parametrize("where", ["Utrecht", "Noord-Brabant", "Bergen", "Hengelo", "Rijswijk", "Limburg", "Gent"])
async def test_what_is_said_of_a_place_can_be_shown(talk: Talk, where: str) -> None:
    assert showable(await talk.sends(Called(Command.GROUP, where)))


async def test_twenty_messages_at_once_of_one_visitor_are_answered_in_order(talk: Talk) -> None:
    talk.dialogue.seconds = 0.005
    numbers = [str(number) for number in range(20)]
    for number in numbers:
        talk.dialogue.answers[f"nummer {number}"] = heard(intent=f"greet_{number}")
    await asyncio.gather(*(talk.types(f"nummer {number}") for number in numbers))
    assert talk.dialogue.asked == [f"nummer {number}" for number in numbers]


async def test_the_second_message_finds_what_the_first_one_left(talk: Talk) -> None:
    asked, said = await asyncio.gather(talk.calls(Command.HUMAN), talk.types("dit wil ik zeggen"))
    assert asked.startswith(ASKED_NOBODY)
    assert said.startswith("Ik heb het bewaard")
    assert await talk.words() == ["dit wil ik zeggen"]


async def test_visitors_do_not_wait_for_each_other(talk: Talk) -> None:
    talk.dialogue.seconds = 0.2
    began = time.perf_counter()
    await asyncio.gather(*(talk.types("hoi", f"{number:064}") for number in range(10)))
    assert time.perf_counter() - began < 10 * 0.2 / 2


async def test_an_alarm_does_not_wait_for_another_visitors_rasa(talk: Talk) -> None:
    talk.dialogue.seconds = 1.0
    waiting = asyncio.create_task(talk.types("hoi", "b" * 64))
    await asyncio.sleep(0)
    began = time.perf_counter()
    assert "113" in await talk.types("ik wil dood")
    assert time.perf_counter() - began < 0.8
    await waiting


async def test_replies_wait_in_the_outbox_until_they_are_delivered(talk: Talk) -> None:
    delivery = await talk.sends(Text("hoi"), ANNA, address="77")
    assert delivery.id is not None
    (parcel,) = await talk.store.database.undelivered()
    assert (parcel.id, parcel.address, parcel.replies) == (delivery.id, "77", delivery.replies)


async def test_where_the_channel_answers_in_the_same_breath_nothing_waits(talk: Talk) -> None:
    assert (await talk.sends(Text("hoi"))).id is None
    assert await talk.store.database.undelivered() == []


async def test_a_state_of_an_older_version_is_a_new_beginning(talk: Talk) -> None:
    await talk.calls(Command.START)
    await talk.rows("UPDATE conversations SET state = x'00'")
    talk.conversation._memory.forget(ANNA)
    assert told(await talk.sends(Called(Command.START))) == talk.says("welcome")
