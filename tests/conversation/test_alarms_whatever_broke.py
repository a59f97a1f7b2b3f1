"""An alarm when more than one thing is broken at once, and wherever the talk stood; with no word of it in any log."""

from collections.abc import Callable

import pytest
from structlog.testing import capture_logs

from bot.conversation import OfferMeanings, Spoken
from bot.messages import Called, Command, Content, Edited, Medium, Text, Unheard
from tests.conversation.parts import Rasa, Talk, heard, told
from tests.conversation.test_commands import STATES, State

CRY = "ik heb de pillen in mijn hand, pluisebol"
SECRET = "pluisebol"


async def in_the_menu(talk: Talk) -> None:
    await talk.calls(Command.MENU)


async def not_understood(talk: Talk) -> None:
    talk.dialogue.answers["hmpf"] = heard(Spoken("", verb=OfferMeanings()))
    await talk.types("hmpf")


async def language_chosen(talk: Talk) -> None:
    await talk.calls(Command.LANGUAGE)


async def language_heard(talk: Talk) -> None:
    await talk.types("hello there, can you tell me something about the groups")


EVERYWHERE: list[State] = [*STATES, in_the_menu, not_understood, language_chosen, language_heard]


def gone(talk: Talk) -> None:
    talk.store.down = True


def read_only(talk: Talk) -> None:
    talk.store.read_only = True


async def saying(talk: Talk, *contents: Content) -> list[str]:
    return [told(await talk.sends(content)) for content in contents]


@pytest.mark.parametrize("rasa", [Rasa.DOWN, Rasa.HANGING, Rasa.EMPTY, Rasa.OTHER_INTENT])
@pytest.mark.parametrize("breaks", [gone, read_only])
@pytest.mark.parametrize("state", EVERYWHERE)
async def test_112_comes_first_everywhere_without_a_database_and_without_rasa(
    talk: Talk, state: State, breaks: Callable[[Talk], None], rasa: Rasa
) -> None:
    await state(talk)
    breaks(talk)
    talk.dialogue.rasa = rasa
    first, *_ = (await talk.sends(Text(CRY))).replies
    assert first.text.index("112") < first.text.index("113")
    talk.store.down = talk.store.read_only = False
    assert (4, "open") in await talk.handovers()


@pytest.mark.parametrize("state", [in_the_menu, not_understood, language_chosen, language_heard])
async def test_an_alarm_is_heard_where_no_other_test_looks(talk: Talk, state: State) -> None:
    await state(talk)
    assert "112" in await talk.types(CRY)


async def test_the_message_that_switches_the_language_is_an_alarm_in_that_language(talk: Talk) -> None:
    await talk.types("hoi")
    said = await talk.types("i really do not want to live anymore")
    assert "113" in said.split("\n\n")[0] + said.split("\n\n")[1]
    assert "call 112 yourself" in said


@pytest.mark.parametrize("breaks", [lambda _: None, gone, read_only])
@pytest.mark.parametrize("rasa", Rasa)
async def test_no_word_of_a_visitor_is_logged_whatever_broke(
    talk: Talk, breaks: Callable[[Talk], None], rasa: Rasa
) -> None:
    breaks(talk)
    talk.dialogue.rasa = rasa
    with capture_logs() as logs:
        await saying(
            talk,
            Text(f"mijn kanarie heet {SECRET}"),
            Text(CRY),
            Edited(CRY),
            Unheard(Medium.PICTURE, CRY),
            Called(Command.GROUP, SECRET),
            Called(Command.HUMAN, SECRET),
            Called(Command.FORGET, SECRET),
        )
        await talk.settles()
    assert SECRET not in repr(logs)
    assert breaks is not gone or {"state_not_loaded", "turn_not_written"} <= {log["event"] for log in logs}
