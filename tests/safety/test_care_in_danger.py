"""What is said while somebody is in danger now: 112 stays in view until they say outright that they are safe."""

from dataclasses import replace

import pytest

from bot.messages import CareAnswer
from bot.safety import (
    Step,
    Tier,
    answered,
    follow,
    raised,
    stay,
)
from tests.safety.alarmed import EMERGENCY, NL, after, alarm_of, filled, told, whole


@pytest.mark.parametrize("said", ["ja", "ok", "oké", "doe ik", "ik ben oke", "is goed", "ik heb 112 gebeld"])
def test_a_yes_after_call_112_is_not_taken_for_being_safe(said: str) -> None:
    answer = told((EMERGENCY, said))
    assert "112" in answer.replies[0].text
    assert "bij je" in answer.replies[1].text
    assert answer.care.step is Step.WITH_YOU


@pytest.mark.parametrize("said", ["nee", "durf niet", "ik durf niet te bellen", "niemand", "ik kan niet bellen"])
def test_who_cannot_call_112_is_asked_to_let_somebody_else_do_it(said: str) -> None:
    answer = told((EMERGENCY, said))
    assert answer.replies[0].text in filled("care_emergency_else")
    assert "112" in answer.replies[0].text
    assert answer.care.step is Step.EMERGENCY


@pytest.mark.parametrize("said", ["ja", "nee", "mijn moeder", "ik ben alleen", "weet niet"])
def test_112_stays_in_view_whether_or_not_somebody_is_there(said: str) -> None:
    answer = told((EMERGENCY, "ok", said))
    assert "112" in answer.replies[0].text
    assert answer.care.step in {Step.EMERGENCY, Step.WITH_YOU}


@pytest.mark.parametrize("said", ["ik ben veilig", "Ik ben nu veilig.", "er is hulp", "i am safe"])
def test_only_who_says_so_outright_counts_as_safe_in_an_emergency(said: str) -> None:
    answer = told((EMERGENCY, said))
    assert answer.replies[0].text in filled("care_safe")
    assert answer.care.step is Step.TALKING


def test_the_button_of_being_safe_counts_in_an_emergency() -> None:
    assert answered(after(EMERGENCY).care, CareAnswer.SAFE, NL).care.step is Step.TALKING


def test_taking_back_an_emergency_keeps_112_in_view() -> None:
    answer = told((EMERGENCY, "grapje"))
    assert answer.care.step is Step.EMERGENCY
    assert "112" in whole(answer.replies)
    assert "112" in whole(stay(answer.care, NL).replies)


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.OTHER])
@pytest.mark.parametrize("said", ["ik ben nu veilig", "i'm safe", "ik ben niet veilig", "I am not safe"])
def test_being_safe_or_not_is_understood_whatever_was_asked(step: Step, said: str) -> None:
    answer = follow(replace(after("ik wil dood").care, step=step), said, NL)
    assert answer is not None
    assert (answer.care.tier is Tier.EMERGENCY) is ("niet" in said or "not" in said)


def test_who_is_not_safe_from_another_keeps_hearing_112() -> None:
    answer = told(("mijn vader slaat me", "nee", "ok"))
    assert answer.care.step is Step.DANGER
    assert "112" in answer.replies[0].text
    assert "gebruiken" not in whole(answer.replies)


def test_a_first_death_wish_after_abuse_gets_its_own_first_reply() -> None:
    known = after("mijn vader slaat me").care

    answer = raised(known, alarm_of("ik wil dood"), NL)

    assert "113 Zelfmoordpreventie" in whole(answer.replies)
    assert answer.replies[-1].text.endswith("Ben je van plan het vandaag te doen?")
