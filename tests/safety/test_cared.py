"""What became of each question of care, for staff; it says nothing the visitor wrote."""

import pytest

from bot.messages import CareAnswer
from bot.safety import Question, Stands, Step, answered, raised
from tests.safety.alarmed import EMERGENCY, NL, after, alarm_of, told

VEILED, EXPLICIT, ABUSE = "iedereen is beter af zonder mij", "ik wil dood", "mijn vader slaat me"
OPENLY, SAFE, PLAN = Question.OPENLY, Question.SAFE, Question.PLAN
BARRIER, TRUSTED = Question.BARRIER, Question.TRUSTED
ASKED, YES, NO, UNCLEAR = Stands.ASKED, Stands.YES, Stands.NO, Stands.UNCLEAR


@pytest.mark.parametrize(
    ("said", "questions"),
    [
        ((VEILED,), {OPENLY: ASKED}),
        ((VEILED, "ja"), {OPENLY: YES, SAFE: ASKED}),
        ((VEILED, "soms"), {OPENLY: Stands.SOMETIMES, SAFE: ASKED}),
        ((VEILED, "nee"), {OPENLY: NO}),
        ((VEILED, "weet ik niet"), {OPENLY: UNCLEAR, BARRIER: ASKED}),
        ((VEILED, "grapje"), {OPENLY: UNCLEAR}),
        ((VEILED, "ja", "laat maar"), {OPENLY: YES, SAFE: UNCLEAR}),
        ((EXPLICIT,), {SAFE: ASKED}),
        ((EXPLICIT, "weet ik niet"), {SAFE: UNCLEAR, BARRIER: ASKED}),
        ((EXPLICIT, "ik ben veilig"), {SAFE: YES, PLAN: ASKED}),
        ((EXPLICIT, "ik ben veilig", "nee"), {SAFE: YES, PLAN: NO, BARRIER: ASKED}),
        ((EXPLICIT, "ja ik ben veilig, nee niet vandaag"), {SAFE: YES, PLAN: NO, BARRIER: ASKED}),
        ((EXPLICIT, "nee niet vandaag"), {SAFE: ASKED, PLAN: NO}),
        ((EXPLICIT, "ik ben niet veilig"), {SAFE: NO}),
        (
            (EXPLICIT, "ik ben veilig", "nee", "ik wil niet bellen"),
            {SAFE: YES, PLAN: NO, BARRIER: Stands.ANSWERED, TRUSTED: ASKED},
        ),
        ((ABUSE,), {SAFE: ASKED}),
        ((ABUSE, "nee"), {SAFE: NO}),
        ((ABUSE, "ja"), {SAFE: UNCLEAR}),  # which may be to "ben je nu in gevaar"
        ((ABUSE, "ja", "ja", "ja"), {SAFE: YES, TRUSTED: YES}),
        ((EMERGENCY,), {}),
        ((EMERGENCY, "ja"), {Question.WITH_YOU: ASKED}),
        ((EMERGENCY, "ja", "nee"), {Question.WITH_YOU: NO}),
        ((EMERGENCY, "niemand"), {Question.WITH_YOU: NO}),
    ],
)
def test_how_each_question_stands(said: tuple[str, ...], questions: dict[Question, Stands]) -> None:
    assert told(said).care.questions == questions


def test_two_questions_at_once_that_get_one_yes_are_asked_again() -> None:
    answer = answered(after(EXPLICIT).care, CareAnswer.YES, NL)
    assert (answer.care.step, answer.care.questions) == (Step.SAFE_CLEAR, {SAFE: ASKED})


def test_a_new_alarm_asks_anew() -> None:
    answer = raised(told((VEILED, "ja", "ik ben veilig")).care, alarm_of("ik doe mezelf pijn"), NL)
    assert answer.care.questions == {}


def test_it_says_when_something_was_asked_last() -> None:
    asked = told((VEILED, "weet ik niet")).care
    assert asked.asked_at == NL.now
    assert told((VEILED, "weet ik niet", "ik wil niet bellen", "nee")).care.asked_at == NL.now
    assert after("ik doe mezelf pijn").care.asked_at is None
