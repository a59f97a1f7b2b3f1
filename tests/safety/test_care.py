"""What is said after an alarm, turn by turn."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise, product

import pytest

from bot.messages import CareAnswer, Link
from bot.safety import (
    Step,
    Tier,
    answered,
    cared_for,
    follow,
    model_alarm,
    raised,
)
from tests.safety.alarmed import EMERGENCY, NL, NOW, after, alarm_of, filled, titles, told, whole

LISTED = re.compile(r"0800-0113|112, gratis, dag en nacht")
LIMITS = "Ik weet niet wie of waar je bent. Ik kan dus geen hulp sturen: bel zelf 112."


def test_an_explicit_wish_is_not_asked_whether_it_is_one() -> None:
    answer = after("ik wil dood")
    assert answer.care.step is Step.SAFE
    assert "Denk je aan zelfmoord?" not in whole(answer.replies)
    assert answer.replies[-1].text.endswith("Ben je nu veilig? Ben je van plan het vandaag te doen?")


def test_a_veiled_wish_is_asked_openly() -> None:
    answer = after("iedereen is beter af zonder mij")
    assert "denk je aan zelfmoord?" in answer.replies[-1].text.lower()
    assert titles(answer) == ["Ja", "Soms", "Nee", "Weet ik niet"]


def test_the_full_list_comes_once_in_three_turns() -> None:
    care, listed = None, []
    for _ in range(7):
        answer = raised(care, alarm_of("ik wil dood"), NL)
        care = answer.care
        listed.append("0800-0113" in whole(answer.replies))
    assert listed == [True, False, False, True, False, False, True]


def test_the_full_list_comes_at_once_when_it_gets_graver() -> None:
    care = after("ik kan niet meer").care
    answer = raised(care, alarm_of("ik wil dood"), NL)
    assert "0800-0113" in whole(answer.replies)


def test_the_same_crisis_text_never_comes_twice_in_a_row() -> None:
    care = after("ik wil dood").care
    said = [raised(care, alarm_of("ik wil dood"), NL)]
    for _ in range(6):
        said.append(raised(said[-1].care, alarm_of("ik wil dood"), NL))
    assert all(not {r.text for r in one.replies} & {r.text for r in other.replies} for one, other in pairwise(said))


def test_a_yes_to_the_open_question_leads_to_whether_it_is_safe_now() -> None:
    answer = follow(after("ik zie het niet meer zitten").care, "Ja...", NL)
    assert answer is not None
    assert answer.care.step is Step.SAFE
    assert answer.care.tier is Tier.SUICIDAL


def test_a_typed_yes_to_two_questions_at_once_is_asked_again_clearly() -> None:
    answer = follow(after("ik wil dood").care, "ja", NL)
    assert answer is not None
    assert answer.care.step is Step.SAFE_CLEAR
    unsafe = follow(answer.care, "nee", NL)
    assert unsafe is not None
    assert "112" in unsafe.replies[0].text


@pytest.mark.parametrize("barrier", ["only_talk", "afraid_heard", "no_words", "no_call"])
def test_each_barrier_gets_one_line_with_the_chat_and_then_a_trusted_person(barrier: str) -> None:
    care = told(("ik wil dood", "ik ben nu veilig", "nee"))
    assert care.care.step is Step.BARRIER
    answer = answered(care.care, CareAnswer(barrier), NL)
    assert Link("Chat met 113", "https://www.113.nl") in answer.replies[0].choices
    assert answer.care.step is Step.TRUSTED


def test_taking_it_back_gets_one_gentle_check_and_then_belief() -> None:
    first = follow(after("ik wil dood").care, "Grapje!", NL)
    assert first is not None
    assert "113" in first.replies[0].text
    second = follow(first.care, "laat maar", NL)
    assert second is not None
    assert second.care.step is Step.TALKING


@pytest.mark.parametrize(
    "said",
    ["hoe meld ik me aan?", "is er een groep in Breda?", "wat kost het", "ja, en trouwens wat doe je in zo'n groep?"],
)
def test_other_messages_are_treated_as_any_other(said: str) -> None:
    assert follow(after("ik wil dood").care, said, NL) is None


@pytest.mark.parametrize(("step", "answer"), list(product(Step, CareAnswer)))
def test_every_button_has_an_answer_in_every_step(step: Step, answer: CareAnswer) -> None:
    for tier in Tier:
        care = raised(None, model_alarm(Tier.UNSAFE if tier is Tier.NONE else tier), NL).care
        replies = answered(type(care)(care.tier, NOW, 0, 1, step), answer, NL).replies
        assert all(reply.text for reply in replies)


def test_care_lasts_a_day() -> None:
    care = after("ik wil dood").care
    assert cared_for(care, NOW + timedelta(hours=24, seconds=-1))
    assert not cared_for(care, NOW + timedelta(hours=24))


def test_an_alarm_begins_the_day_of_care_anew_and_an_answer_does_not() -> None:
    later = replace(NL, now=NOW + timedelta(hours=20))
    again = raised(after("ik wil dood").care, alarm_of("ik wil dood"), later)
    answer = answered(again.care, CareAnswer.SAFE, replace(later, now=NOW + timedelta(hours=30)))
    assert (again.care.since, answer.care.since) == (later.now, later.now)
    assert cared_for(again.care, NOW + timedelta(hours=43))


def test_an_alarm_a_day_later_is_answered_like_a_first_one() -> None:
    later = replace(NL, now=NOW + timedelta(hours=24))
    again = raised(after(EMERGENCY).care, alarm_of("ik wil dood"), later)
    assert again == raised(None, alarm_of("ik wil dood"), later)


@pytest.mark.parametrize("said", ["ik voel me hopeloos en snij mezelf", "ik wil dood", "mijn vader slaat me"])
def test_the_tier_never_falls_within_the_day(said: str) -> None:
    assert raised(after(EMERGENCY).care, alarm_of(said), NL).care.tier is Tier.EMERGENCY


@pytest.mark.parametrize("said", ["ik wil dood", "iedereen is beter af zonder mij"])
def test_a_lesser_alarm_in_an_emergency_keeps_112_in_front(said: str) -> None:
    answer = raised(after(EMERGENCY).care, alarm_of(said), NL)
    assert re.findall(r"11[23]", answer.replies[0].text)[0] == "112"


@pytest.mark.parametrize(("before", "said", "number"), [
    ("ik maak me zorgen om een vriendin, ze wil dood", "ik wil dood", "113"),
    ("ik maak me zorgen om een vriendin, ze wil dood", "ik kan niet meer", "113"),
    ("ik snijd mezelf", "ik wil dood", "113"),
    ("ik wil dood", "mijn vader slaat me", "112"),
    ("ik wil dood", "ik heb de pillen in mijn hand", "112"),
    ("mijn vader slaat me", "ik heb de pillen in mijn hand", "112"),
])  # fmt: skip
def test_a_rise_in_tier_brings_the_list_at_once_and_the_number_that_matters_first(
    before: str, said: str, number: str
) -> None:
    answer = raised(after(before).care, alarm_of(said), NL)
    assert re.findall(r"11[23]", answer.replies[0].text)[0] == number
    assert LISTED.search(whole(answer.replies))


def test_every_repeated_alarm_has_the_number_and_the_limits_again() -> None:
    answer = after("ik wil dood")
    for _ in range(6):
        answer = raised(answer.care, alarm_of("ik wil dood"), NL)
        assert "113" in answer.replies[0].text
        assert f"{LIMITS} Medewerkers van Join Us lezen dit later, niet nu." in whole(answer.replies)


def test_every_repeated_emergency_has_112_first_and_113() -> None:
    answer = after(EMERGENCY)
    for _ in range(6):
        answer = raised(answer.care, alarm_of(EMERGENCY), NL)
        first = answer.replies[0].text
        assert first.index("112") < first.index("113")


@pytest.mark.parametrize("said", ["nee", "nee hoor", "nee joh"])
def test_a_denial_is_believed_warmly_with_113_and_the_chat_goes_on(said: str) -> None:
    answer = told(("ik zie het niet meer zitten", said))
    assert answer.replies[0].text in filled("care_no")
    assert "113" in answer.replies[0].text
    assert answer.care.step is Step.TALKING


@pytest.mark.parametrize("said", ["nee joh ik ga het niet doen", "ik doe het echt niet", "er is echt niks"])
def test_a_denial_in_a_sentence_gets_the_gentle_check(said: str) -> None:
    assert follow(after("ik wil dood").care, said, NL) is not None


def test_after_the_gentle_check_it_is_not_asked_again() -> None:
    answer = told(("ik wil dood", "grapje", "laat maar", "laat maar"))
    assert answer.replies[0].text not in filled("care_check")


@pytest.mark.parametrize("alarm", ["ik wil dood", EMERGENCY, "mijn vader slaat me", "ik snijd mezelf"])
def test_no_three_answers_in_a_row_say_the_same_twice(alarm: str) -> None:
    first = after(alarm)
    for answers in product(CareAnswer, repeat=3):
        before = first
        for answer in answers:
            said = answered(before.care, answer, NL)
            assert not {one.text for one in before.replies} & {other.text for other in said.replies}, answers
            before = said
