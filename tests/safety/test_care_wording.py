"""What each answer after an alarm has to say, and must not."""

import re
from itertools import product

import pytest

from bot.messages import Language
from bot.safety import (
    Context,
    StaffLine,
    Tier,
    follow,
    help_now,
    merge,
    model_alarm,
    raised,
    stay,
)
from tests.safety.alarmed import NL, NOW, TEXTS, after, alarm_of, filled, titles, whole

LIMITS = "Ik weet niet wie of waar je bent. Ik kan dus geen hulp sturen: bel zelf 112."


def test_an_emergency_says_112_first_and_not_to_be_alone() -> None:
    first = after("ik heb de pillen in mijn hand").replies[0].text
    assert first.startswith("Bel nu 112.")
    assert "Blijf niet alleen" in first
    assert "113" in first


def test_an_emergency_made_by_another_says_nothing_of_what_one_could_use() -> None:
    answer = after("hij slaat mijn moeder nu in elkaar")
    assert "gebruiken" not in whole(answer.replies)
    assert {"112", "0800-2000"} <= {number for number in ("112", "0800-2000") if number in whole(answer.replies)}


@pytest.mark.parametrize(
    "message", ["er is brand hier in huis", "ik ruik gas in de keuken", "mijn opa heeft een hartaanval"]
)
def test_fire_gas_and_illness_get_112_and_not_a_word_about_wanting_to_die(message: str) -> None:
    answer = after(message)
    assert answer.replies[0].text in filled("care_accident")
    assert "gebruiken" not in whole(answer.replies)
    assert titles(answer) == []  # nothing to read between now and calling
    assert stay(answer.care, NL).replies[0].text in filled("care_other_again")


def test_who_is_out_of_the_fire_is_believed() -> None:
    answer = follow(after("er is brand hier in huis").care, "we zijn allemaal buiten", NL)
    assert answer is not None
    assert answer.replies[0].text in filled("care_other_safe")


def test_who_set_the_fire_to_die_in_it_is_spoken_to_as_who_wants_to_die() -> None:
    assert after("er is brand hier in huis, ik wil dood").replies[0].text not in filled("care_accident")
    later = raised(after("ik wil dood").care, alarm_of("er is brand hier in huis"), NL)
    assert later.replies[0].text not in filled("care_accident")


def test_abuse_and_a_death_wish_get_both_helplines() -> None:
    said = whole(after("mijn vader slaat me en ik wil dood").replies)
    assert "0800-2000" in said
    assert "113.nl" in said
    assert "Kun je nu veilig typen?" in said


def test_a_crisis_word_in_another_language_is_answered_in_dutch_and_english() -> None:
    said = whole(after("artık yaşamak istemiyorum").replies)
    assert "bel zelf 112" in said
    assert "call 112 yourself" in said


@pytest.mark.parametrize("tier", [tier for tier in Tier if tier is not Tier.NONE])
def test_every_alarm_says_what_the_bot_cannot_do(tier: Tier) -> None:
    assert LIMITS in whole(raised(None, model_alarm(tier), NL).replies)


@pytest.mark.parametrize(
    ("staff", "line"),
    [
        (StaffLine.NOBODY, "Er leest nu niemand mee."),
        (StaffLine.NOW, "kunnen dit nu lezen"),
        (StaffLine.LATER, "later, niet nu"),
    ],
)
def test_the_line_about_staff_says_what_is_true(staff: StaffLine, line: str) -> None:
    assert line in whole(after("ik wil dood", Context(TEXTS, Language.NL, staff, NOW)).replies)


def test_nothing_is_said_about_staff_when_the_handover_could_not_be_written() -> None:
    said = whole(after("ik wil dood", Context(TEXTS, Language.NL, StaffLine.UNKNOWN, NOW)).replies)
    assert "lezen" not in said.replace("Ik lees", "")


@pytest.mark.parametrize(("language", "staff", "country"), list(product(Language, StaffLine, ["nl", "be"])))
@pytest.mark.parametrize("age", [None, "under12", "12-17", "18-24", "25-30", "over30"])
def test_no_message_is_longer_than_six_hundred_characters(
    language: Language, staff: StaffLine, country: str, age: str | None
) -> None:
    ctx = Context(TEXTS, language, staff, NOW, country, age)
    alarms = [model_alarm(tier) for tier in Tier if tier is not Tier.NONE]
    alarms.append(merge(model_alarm(Tier.UNSAFE), model_alarm(Tier.SUICIDAL)))
    care = None
    for alarm in alarms * 3:
        answer = raised(care, alarm, ctx)
        care = answer.care
        assert max(len(reply.text) for reply in (*answer.replies, *help_now(ctx))) <= 600


@pytest.mark.parametrize("variant", range(3))
def test_each_wording_of_an_emergency_says_company_distance_and_that_the_chat_stays_open(variant: int) -> None:
    said = filled("care_emergency")[variant]
    assert said.index("112") < said.index("113")
    assert re.search(r"niet alleen|iemand bij je is|ander mens", said)
    assert re.search(r"leg weg|ga weg|hou afstand", said, re.IGNORECASE)
    assert re.search(r"ik blijf hier|hier blijven typen|blijft open", said, re.IGNORECASE)


@pytest.mark.parametrize("variant", range(3))
def test_each_wording_for_who_worries_says_how_to_ask_no_secrecy_and_who_helps(variant: int) -> None:
    said, question = filled("care_third")[variant], filled("care_third_ask")[variant]
    assert re.search(r"vraag|vragen", said, re.IGNORECASE)
    assert re.search(r"geheim", said)
    assert {"113", "112"} == set(re.findall(r"11[23]", said))
    assert "met jou" in question or "met jezelf" in question
    assert "mens" in question


@pytest.mark.parametrize("variant", range(3))
def test_each_wording_about_self_harm_names_the_doctor_112_and_113_and_forbids_nothing(variant: int) -> None:
    said = filled("care_self_harm")[variant]
    assert [word for word in ("huisarts", "112", "113") if word not in said] == []
    assert not re.search(r"\bstop|niet meer doen|hou op", said, re.IGNORECASE)


@pytest.mark.parametrize("variant", range(3))
def test_each_wording_about_a_trusted_person_names_four(variant: int) -> None:
    said = filled("care_trusted")[variant]
    assert [word for word in ("ouder", "vriend", "mentor", "huisarts") if word not in said] == []


def test_who_is_unsafe_reads_whom_to_call_and_how_to_delete_this_chat() -> None:
    said = whole(after("mijn vader slaat me").replies)
    numbers = ("112", "0800-2000", "0800-0432", "0800-0188", "/wis", "Chat verwijderen")
    assert [each for each in numbers if each not in said] == []


def test_help_now_names_113_before_the_others() -> None:
    said = help_now(NL)[0].text
    assert said.index("112") < said.index("113 Zelfmoordpreventie") < said.index("Kindertelefoon")
