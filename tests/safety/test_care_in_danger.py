"""What is said while somebody is in danger now: 112 stays in view until they say outright that they are safe."""

from dataclasses import replace

import pytest

from bot.messages import CareAnswer
from bot.safety import (
    Step,
    Tier,
    answered,
    follow,
    in_doubt,
    model_alarm,
    must_call,
    raised,
    stay,
)
from tests.safety.alarmed import EMERGENCY, NL, after, alarm_of, beginnings, filled, said, told, whole

ON_THE_ROOF = "ik sta op het dak en ga springen"


@pytest.mark.parametrize("said", ["ja", "ok", "oké", "doe ik", "ik ben oke", "is goed"])
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


@pytest.mark.parametrize("said", ["ik ben veilig", "Ik ben nu veilig.", "i am safe"])
def test_only_who_says_so_outright_counts_as_safe_in_an_emergency(said: str) -> None:
    answer = told((ON_THE_ROOF, said))
    assert answer.replies[0].text in filled("care_safe")
    assert answer.care.step is Step.TALKING


def test_the_button_of_being_safe_counts_in_an_emergency() -> None:
    assert answered(after(ON_THE_ROOF).care, CareAnswer.SAFE, NL).care.step is Step.TALKING


@pytest.mark.parametrize("said", ["ik ben veilig", "ik voel me nu prima", "mag ik gaan slapen", "can i just sleep"])
def test_feeling_fine_after_pills_says_nothing_about_them(said: str) -> None:
    answer = told((EMERGENCY, said))
    assert answer.replies[0].text in filled("care_begun")
    assert answer.care.step is Step.EMERGENCY
    assert answered(after(EMERGENCY).care, CareAnswer.SAFE, NL).care.step is Step.EMERGENCY


def test_who_took_pills_is_safe_when_help_is_there() -> None:
    assert told((EMERGENCY, "de ambulance is er")).care.step is Step.TALKING
    assert told((EMERGENCY, "ok de ambulance is er nu")).care.step is Step.TALKING


def test_who_corrects_for_whom_112_was_named_is_spoken_to_about_the_other() -> None:
    answer = told((ON_THE_ROOF, "ik ben het niet, het gaat om mn vriend"))
    assert answer.care.step is Step.OTHER
    assert "112" in answer.replies[0].text
    assert told(("ik wil niet meer leven", "nee niet ik maar mijn zus")).care.tier is Tier.THIRD_PARTY


@pytest.mark.parametrize("said", ["nee hij slaat niet", "nee niet letterlijk"])
def test_who_was_taken_wrong_about_violence_is_not_sent_to_112(said: str) -> None:
    answer = told(("mijn vader slaat me", said))
    assert answer.care.step is Step.TALKING
    assert answer.replies[0].text.startswith(beginnings("care_meant_otherwise_unsafe"))
    assert "113" not in whole(answer.replies)


@pytest.mark.parametrize(
    "threat",
    ["ik ga morgen iedereen op school neersteken", "een klasgenoot van mij neemt een mes mee naar school"],
)
def test_who_speaks_of_killing_people_is_told_to_stop_and_of_112(threat: str) -> None:
    answer = after(threat)
    assert answer.replies[0].text in filled("care_threat")
    assert "112" in answer.replies[0].text
    assert answer.care.tier is Tier.EMERGENCY


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


@pytest.mark.parametrize("message", ["grapje", "ok", "laat maar"])
def test_a_threat_that_is_taken_back_keeps_112_in_view(message: str) -> None:
    care = after("ik ga morgen iedereen op school neersteken").care
    answer = follow(care, message, NL) or stay(care, NL)
    assert "112" in whole(answer.replies)
    assert answer.care.step is Step.OTHER


@pytest.mark.parametrize("message", ["mijn vader slaat me nu", "ik neem morgen een mes mee naar school"])
def test_what_was_begun_stays_begun_whatever_comes_after(message: str) -> None:
    care = raised(after(EMERGENCY).care, alarm_of(message), NL).care
    assert care.begun
    assert answered(care, CareAnswer.SAFE, NL).replies[0].text in filled("care_begun")


def test_who_is_threatened_at_home_is_not_spoken_to_as_who_threatens() -> None:
    answer = after("hij gaat iedereen in huis vermoorden hij heeft een mes")
    assert answer.replies[0].text in filled("care_violence")


@pytest.mark.parametrize("message", ["ik ga nu slapen", "ik wil slapen"])
def test_who_stands_on_a_roof_and_wants_to_sleep_is_not_told_about_feeling_fine(message: str) -> None:
    care = after(ON_THE_ROOF).care
    answer = follow(care, message, NL) or stay(care, NL)
    assert "112" in whole(answer.replies)
    assert answer.replies[0].text not in filled("care_begun")


@pytest.mark.parametrize("message", ["vanavond", "ik heb een plan"])
def test_a_plan_told_while_in_doubt_is_none_any_more(message: str) -> None:
    doubted = raised(None, model_alarm(Tier.EMERGENCY, sure=False), NL)
    answer = said(doubted, message)
    assert answer.care.tier in {Tier.EMERGENCY, Tier.SUICIDAL}
    assert answer.care.answered


@pytest.mark.parametrize("message", ["nee", "weet niet"])
def test_who_is_not_safe_in_doubt_is_in_doubt_no_longer(message: str) -> None:
    answer = said(raised(None, model_alarm(Tier.EMERGENCY, sure=False), NL), message)
    assert must_call(answer.care)
    assert not in_doubt(answer.care)
