"""What somebody did, or says in a few small words, after an alarm; and what must still be heard as danger."""

from dataclasses import replace
from itertools import pairwise

import pytest

from bot.messages import CareAnswer, Language
from bot.safety import (
    Answer,
    Step,
    Tier,
    alongside,
    answered,
    calm,
    follow,
    model_alarm,
    must_call,
    raised,
    silent,
    stay,
)
from tests.safety.alarmed import EMERGENCY, NL, TEXTS, after, asked, beginnings, heard_in, said, told, whole

WISH, ROOF = "ik wil dood", "ik sta op het dak en ga springen"
VEILED = "iedereen is beter af zonder mij"
ASKED_SAFE = asked("care_ask_unsure")


def then(first: Answer, *messages: str) -> Answer:
    """Answer messages one after the other, each as the bot's own nets hear it."""
    for message in messages:
        alarm = heard_in(message)
        answer = follow(first.care, message, NL, alarm)
        if answer is None:
            answer = raised(first.care, alarm, NL) if alarm else stay(first.care, NL)
        first = answer
    return first


# --- what must bring 112, whatever was made calmer ---


@pytest.mark.parametrize("answers", [("ja", "vandaag"), ("ja", "vanavond"), ("yes", "today"), ("ja", "ja", "ja")])
def test_planned_for_today_in_pieces_is_told_to_call_112(answers: tuple[str, ...]) -> None:
    assert must_call(then(after(WISH), *answers).care)


@pytest.mark.parametrize("step", [Step.OPENLY, Step.SAFE, Step.SAFE_CLEAR, Step.PLAN, Step.BARRIER, Step.TRUSTED])
@pytest.mark.parametrize(
    "message",
    ["vanavond", "ja ik doe het nu", "heb de pillen in mijn hand", "ik sta al op het dak", "als mn ouders weg zijn"],
)
def test_now_means_and_a_place_are_told_to_call_112_whatever_was_asked(step: Step, message: str) -> None:
    assert must_call(then(Answer((), replace(after(WISH).care, step=step)), message).care)


@pytest.mark.parametrize(
    "message",
    [
        "sorry, heb net pillen geslikt",
        "bedankt voor alles, vanavond is het voorbij",
        "doei, ik spring nu",
        "ja veilig, nog een uurtje dan doe ik het",
        "ik heb het weggelegd maar ik doe het toch vanavond",
    ],
)
def test_danger_beside_a_small_word_is_heard(message: str) -> None:
    assert must_call(then(after(WISH), message).care)


@pytest.mark.parametrize("message", ["niet veilig", "nee niet veilig", "ik heb gelogen net ik ben niet veilig"])
def test_not_safe_is_told_to_call_112_also_after_having_said_to_be_safe(message: str) -> None:
    answer = then(after(WISH), "ik ben nu veilig", message)
    assert answer.care.step is Step.EMERGENCY
    assert "0800-2000" not in whole(answer.replies)


@pytest.mark.parametrize(
    "message",
    ["wanneer gaat het werken", "hoe lang duurt het", "12", "ik heb spijt", "moet ik braken", "nee morgen zie ik wel",
     "ga gewoon slapen", "sorry", "per ongeluk niet nee", "ik voel me prima", "en nu"],
)  # fmt: skip
def test_who_swallowed_something_is_told_to_call_112_at_every_turn(message: str) -> None:
    answer = then(after(EMERGENCY), message, message)
    assert answer.replies[0].text.index("112") >= 0
    assert answer.care.step in {Step.EMERGENCY, Step.WITH_YOU}
    assert answer.care.tier is Tier.EMERGENCY


@pytest.mark.parametrize("message", ["ik heb ze weggegooid", "ik ga terug", "ik ben nu veilig", "het gaat nu beter"])
def test_putting_things_away_does_not_undo_what_was_swallowed(message: str) -> None:
    answer = then(after(EMERGENCY), message)
    assert "112" in whole(answer.replies)
    assert answer.care.step is Step.EMERGENCY


# --- what is remembered ---


@pytest.mark.parametrize(
    "message", ["ik heb 112 gebeld", "hij belt 112", "ambulance komt eraan", "ze komen eraan", "i called 112"]
)
def test_who_called_112_is_told_to_call_no_more(message: str) -> None:
    answer = then(after(EMERGENCY), message)
    assert answer.replies[0].text.startswith(beginnings("care_called_self"))
    assert not must_call(answer.care)
    for reply in (then(answer, each) for each in ("bedankt", "ik wacht", "ben bang")):
        assert not reply.replies[0].text.startswith(beginnings("care_emergency_again"))


def test_help_that_is_there_is_good_news_and_thanks_gets_no_112() -> None:
    answer = then(after(EMERGENCY), "ik heb 112 gebeld", "ze zijn er")
    assert answer.replies[0].text in TEXTS.variants("care_help_here", Language.NL)
    assert "112" not in whole(then(answer, "bedankt voor alles").replies)


@pytest.mark.parametrize("message", ["ze komen niet", "ik heb 112 niet gebeld", "moet ik 112 bellen"])
def test_who_did_not_call_is_still_told_to(message: str) -> None:
    assert must_call(then(after(EMERGENCY), message).care)


def test_who_called_and_says_it_gets_worse_is_told_of_112_again() -> None:
    assert must_call(then(after(EMERGENCY), "ik heb 112 gebeld", "het wordt erger").care)


@pytest.mark.parametrize("message", ["ik doe het nu toch", "ik ben niet veilig"])
def test_who_called_and_is_in_danger_anew_is_told_of_112_again(message: str) -> None:
    assert must_call(then(after(EMERGENCY), "ik heb 112 gebeld", message).care)


@pytest.mark.parametrize("message", ["weggelegd", "ik leg t weg", "heb ze weggegooid", "ik ga terug", "ben nu thuis"])
def test_stepping_back_is_praised_and_whether_they_are_safe_is_asked(message: str) -> None:
    answer = then(after(ROOF), message)
    assert answer.replies[0].text in TEXTS.variants("care_away", Language.NL)
    assert answer.replies[-1].text in ASKED_SAFE


@pytest.mark.parametrize("message", ["heb met 113 gechat net", "ik heb ze gesproken", "hielp wel"])
def test_having_talked_with_the_lifeline_is_seen(message: str) -> None:
    assert then(after(WISH), message).replies[0].text.startswith(beginnings("care_talked"))


@pytest.mark.parametrize("message", ["het wordt weer erger", "ik lieg", "toch weer erger geworden"])
def test_worse_again_asks_anew_whether_they_are_safe(message: str) -> None:
    answer = then(after(WISH), "ja ik ben veilig, nee niet vandaag", message)
    assert (answer.care.step, answer.replies[-1].text in ASKED_SAFE) == (Step.SAFE_CLEAR, True)


# --- the two questions ---


@pytest.mark.parametrize(
    "message",
    [
        "ja ik ben veilig, nee niet vandaag",
        "ben nu veilig, nee niet vandaag",
        "ja ik ben nu veilig, en nee niet van plan",
        "im safe now and no not today",
    ],
)
def test_both_questions_answered_at_once_go_on_to_what_holds_somebody_back(message: str) -> None:
    assert then(after(WISH), message).care.step is Step.BARRIER


@pytest.mark.parametrize("message", ["nu wel veilig ja", "nee hoor alles veilig", "wollah ben veilig", "ja veilig"])
def test_whether_it_is_planned_for_today_is_asked_of_who_only_says_to_be_safe(message: str) -> None:
    assert then(after(WISH), message).care.step is Step.PLAN
    assert answered(after(WISH).care, CareAnswer.SAFE, NL).care.step is Step.PLAN


@pytest.mark.parametrize("message", ["nee ik ga niks doen", "nee ik doe niks", "ik ben het niet van plan"])
def test_no_plan_alone_leaves_whether_they_are_safe(message: str) -> None:
    answer = then(after(WISH), message)
    assert answer.care.step is Step.SAFE_CLEAR
    assert then(answer, "ja").care.step is Step.BARRIER  # the plan is not asked about again


def test_not_knowing_whether_it_is_for_today_is_taken_seriously() -> None:
    answer = then(after(WISH), "ik ben veilig", "weet niet")
    assert answer.replies[0].text.startswith(beginnings("care_plan_unclear"))


@pytest.mark.parametrize(
    ("answers", "step"), [(("ik ben nu veilig",), Step.PLAN), (("nee niet vandaag",), Step.SAFE_CLEAR)]
)
def test_who_is_hurt_and_wants_to_die_is_asked_both(answers: tuple[str, ...], step: Step) -> None:
    assert then(after("mijn vader slaat me"), WISH, *answers).care.step is step


@pytest.mark.parametrize("message", ["ja", "vanavond"])
def test_who_is_hurt_and_plans_it_for_today_is_told_of_112_and_113(message: str) -> None:
    answer = then(after("mijn vader slaat me"), WISH, "ik ben nu veilig", message)
    assert answer.care.step is Step.EMERGENCY
    assert "113" in whole(answer.replies)


# --- small words ---


@pytest.mark.parametrize("message", ["doei", "ben je er nog", "bedankt"])
def test_small_words_leave_112_for_somebody_else_in_view(message: str) -> None:
    first = after("mijn broertje heeft pillen geslikt")
    answer = then(Answer((), replace(first.care, step=Step.OTHER)), message)
    assert "112" in answer.replies[0].text


@pytest.mark.parametrize("message", ["sorry", "ben je er nog", "bedankt"])
def test_small_words_of_who_is_hurt_bring_no_112_and_no_113(message: str) -> None:
    answer = then(after("mijn vader slaat me"), message)
    assert not must_call(answer.care)
    assert "113" not in whole(answer.replies)


def test_who_is_hurt_and_denies_it_is_not_taken_for_calm() -> None:
    answer = then(after("mijn vader slaat me"), "nee hij slaat niet")
    assert not calm(answer.care)
    assert then(answer, "laat maar").replies[0].text.startswith(beginnings("care_check_unsafe"))


@pytest.mark.parametrize(
    "message",
    ["sorry", "bedankt", "doei", "ben je er nog", "hallo", "en nu", "stop met 113", "stop", "waarom niet",
     "geef me 1 reden", "wat bedoel je met veilig", "help", "mn mentor weet het", "ik zit op mijn kamer"],
)  # fmt: skip
def test_small_words_bring_no_112_block_and_the_question_is_put_once_more(message: str) -> None:
    answer = then(after(WISH), message)
    assert answer.care.tier is Tier.SUICIDAL
    assert answer.replies[-1].text in (*ASKED_SAFE, *asked("care_ask_safe_clear"))


def test_an_open_question_is_put_again_in_other_words_and_only_once() -> None:
    answers = [after(VEILED)]
    for _ in range(3):
        answers.append(stay(answers[-1].care, NL))
    questions = [answer.replies[-1].text for answer in answers]
    assert [text in asked("care_ask_openly") for text in questions] == [True, True, False, False]
    assert all(one != other for one, other in pairwise(questions))


def test_three_dots_are_waited_for_and_the_question_stands() -> None:
    answer = silent(after(WISH).care, NL)
    assert answer.replies[0].text in TEXTS.variants("care_silent", Language.NL)
    assert answer.replies[-1].text in ASKED_SAFE
    assert "112" in whole(silent(after(ROOF).care, NL).replies)


def test_what_goes_with_another_answer_is_one_fitting_line() -> None:
    assert "113" in whole(alongside(after(WISH).care, NL))
    assert "0800-2000" in whole(alongside(after("mijn vader slaat me").care, NL))
    assert "112" in whole(alongside(after(ROOF).care, NL))
    assert alongside(told((VEILED, "nee")).care, NL) == ()


# --- a way out ---


@pytest.mark.parametrize(
    "message",
    ["verkeerd begrepen", "huh het ging over fifa", "niet meer naar school bedoel ik", "nee natuurlijk niet",
     "no i mean i want to go home to spain", "ik ben juist blij", "haha nee joh", "nee ik wil niet meer naar school"],
)  # fmt: skip
def test_a_correction_ends_the_alarm(message: str) -> None:
    assert calm(then(after(VEILED), message).care)


@pytest.mark.parametrize("message", ["gewoon naar school hoor", "gaat over de bus", "het was een film"])
def test_who_was_told_to_call_112_for_nothing_is_asked_once_and_let_go(message: str) -> None:
    answer = then(after(ROOF), message)
    assert "112" in answer.replies[0].text
    assert answer.replies[-1].text in ASKED_SAFE
    assert calm(then(answer, "ja").care)
    assert must_call(then(answer, "nee").care)


@pytest.mark.parametrize("message", ["ja dat bedoel ik", "nee niet met de trein", "ik ben het gewoon zat"])
def test_a_guess_that_something_else_was_meant_keeps_112_in_view(message: str) -> None:
    assert must_call(then(after(ROOF), message).care)


@pytest.mark.parametrize("message", ["ja dat bedoel ik", "ik bedoel dood", "i mean it", "het gaat over mijn leven"])
def test_a_correction_that_is_none_ends_nothing(message: str) -> None:
    assert not calm(then(after(VEILED), message).care)


@pytest.mark.parametrize("message", ["ja dat is nu over", "nu gaat het wel", "dat was lang geleden"])
def test_what_has_passed_is_believed(message: str) -> None:
    assert then(after(VEILED), message).replies[0].text.startswith(beginnings("care_over"))


# --- self-harm ---


@pytest.mark.parametrize("message", ["op mn been", "niet diep", "vandaag", "met een passer", "als ik stress heb"])
def test_more_about_self_harm_stays_with_it(message: str) -> None:
    answer = said(after("ik snij mezelf"), message)
    assert answer.replies[0].text.startswith(beginnings("care_harm_more"))
    assert answer.care.tier is Tier.CONCERN


@pytest.mark.parametrize("message", ["hoe stop ik daarmee", "weet je geen tips"])
def test_who_asks_how_to_stop_hurting_themselves_is_answered(message: str) -> None:
    assert said(after("ik snij mezelf"), message).replies[0].text.startswith(beginnings("care_how_stop"))


def test_a_young_age_told_in_care_leads_to_the_line_for_the_young() -> None:
    assert "0800-0432" in said(after("ik snij mezelf"), "ben 14").replies[0].text


def test_a_lesser_worry_in_a_graver_care_leaves_what_was_asked() -> None:
    answer = follow(after(WISH).care, "alles is zo zwaar altijd", NL, model_alarm(Tier.CONCERN))
    assert answer is not None
    assert answer.care.tier is Tier.SUICIDAL
    assert answer.replies[-1].text in ASKED_SAFE
