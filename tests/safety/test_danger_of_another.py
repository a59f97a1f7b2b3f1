"""Danger from somebody else as it goes on: 112 stays until they are safe, what was long ago is met as that."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.messages import CareAnswer
from bot.safety import (
    Question,
    Stands,
    Step,
    Tier,
    follow,
    model_alarm,
    raised,
    stay,
)
from bot.safety.typed import Told, typed
from tests.safety.alarmed import BEATEN, NL, after, alarm_of, answers, beginnings, guessed, heard_in, whole


@pytest.mark.parametrize(
    "message",
    [
        "dat is nu 8 jaar geleden",
        "nu niet meer, ik woon op mezelf",
        "nee hij woont nu ver weg",
        "ik zie hem nooit meer",
        "ik was toen 9",
        "i live on my own now",
    ],
)
def test_what_is_long_over_is_asked_about_as_that_and_sends_nobody_away(message: str) -> None:
    answer = answers(BEATEN, message)
    assert answer.replies[0].text.startswith(beginnings("care_past"))
    assert (answer.care.step, answer.care.kind) == (Step.TALKING, "long_ago")
    assert "112" not in whole(answer.replies)


@pytest.mark.parametrize(
    "message", ["hij doet het nog steeds", "nu niet meer", "het is weer begonnen", "hij woont beneden", "nu weer"]
)
def test_what_may_go_on_is_not_taken_for_over(message: str) -> None:
    answer = answers(BEATEN, message)
    assert answer.care.kind != "long_ago"
    assert "112" in whole(answer.replies)


def test_of_a_wish_to_die_the_same_words_are_no_tale_of_long_ago() -> None:
    asked = raised(after(BEATEN).care, model_alarm(Tier.SUICIDAL), NL).care
    assert asked.step is Step.OPENLY
    assert typed("ik denk er nog elke dag aan", asked) is CareAnswer.YES
    assert typed("ik denk er nog elke dag aan", after(BEATEN).care) is Told.HAUNTS


def test_who_was_told_112_twice_and_goes_on_telling_is_asked_and_then_listened_to() -> None:
    sent = answers(BEATEN, "nee")
    again = stay(sent.care, NL)
    asked = stay(again.care, NL)
    told = stay(asked.care, NL)
    assert sent.care.step is again.care.step is Step.DANGER
    assert again.replies[0].text.startswith(beginnings("care_violence"))
    assert asked.replies[0].text.startswith(beginnings("care_danger_still"))
    assert told.replies[0].text.startswith(beginnings("care_stay_unsafe"))


@pytest.mark.parametrize(
    "message", ["hij komt de trap op", "nee", "hij heeft een mes", "im not safe", "hij bonkt op de deur"]
)
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_danger_is_heard_anew_however_much_was_told_in_between(message: str, turns: int) -> None:
    care = answers(BEATEN, "hij is nu thuis").care
    for _ in range(turns):
        care = stay(care, NL).care
    alarm = heard_in(message)
    answer = follow(care, message, NL, alarm) or (raised(care, alarm, NL) if alarm else stay(care, NL))
    assert "112" in whole(answer.replies)


def test_more_of_what_was_told_is_heard_without_asking_again_whether_one_can_type() -> None:
    safe = answers(BEATEN, "ja ik ben veilig").care
    alarm = alarm_of("mijn moeder slaat me ook")
    answer = raised(safe, alarm, NL)
    assert answer.care.step is Step.TALKING
    assert "0800-2000" in whole(answer.replies)
    assert "veilig typen" not in whole(answer.replies)
    now = raised(safe, alarm_of("hij slaat me nu"), NL)
    assert now.care.step is Step.TYPING


@pytest.mark.parametrize("message", ["ik loop richting de albert heijn", "een man al vanaf het station"])
def test_who_is_followed_is_told_again_where_it_is_safe_and_not_of_doors(message: str) -> None:
    care = after("ik word gevolgd").care
    answer = follow(care, message, NL, guessed(Tier.EMERGENCY)) or stay(care, NL)
    assert answer.replies[0].text.startswith(beginnings("care_followed"))
    assert typed("ja ben binnen", care) is CareAnswer.SAFE


def test_who_is_behind_a_door_and_tells_what_was_done_is_still_told_of_112_first() -> None:
    care = after("ik zit op de wc op slot").care
    answer = follow(care, "ze heeft me geslagen met een pan", NL, alarm_of("ze heeft me geslagen met een pan"))
    assert answer is not None
    assert answer.replies[0].text.startswith(beginnings("care_shut_in"))
    assert answer.care.step is Step.DANGER


def test_who_was_hurt_and_is_not_safe_later_on_is_told_of_that_danger_and_of_no_wish_to_die() -> None:
    care = after("mijn vader heeft gedronken en hij gooit met dingen").care
    answer = follow(replace(care, step=Step.TALKING), "mn kleine broertje is nog thuis", NL)
    assert answer is not None
    assert answer.care.step is Step.DANGER
    assert "112" in whole(answer.replies)
    assert "113" not in whole(answer.replies)


def test_who_called_is_told_of_112_anew_when_it_begins_again() -> None:
    care = replace(after(f"{BEATEN} en heeft een mes").care, called=True, step=Step.TALKING)
    message = "hij is terug en trapt alles kapot"
    answer = follow(care, message, NL, alarm_of(message))
    assert answer is None  # it is answered as the alarm it is


@pytest.mark.parametrize("message", ["ik was 15", "ik zie hem nooit meer"])
def test_who_was_told_112_and_speaks_of_the_past_is_asked_whether_there_is_danger_still(message: str) -> None:
    answer = follow(replace(after(f"{BEATEN} en heeft een mes").care, step=Step.DANGER), message, NL)
    assert answer is not None
    assert answer.care.step is Step.TYPING
    assert "112" in whole(answer.replies)


def test_as_long_as_nobody_said_to_be_safe_112_stays_in_every_answer() -> None:
    care = after(f"{BEATEN} en heeft een mes").care
    for message in ("ik zie het", "hij was altijd al zo", "ik snap het niet", "tja", "hm ja"):
        answer = follow(care, message, NL) or stay(care, NL)
        assert "112" in whole(answer.replies)
        care = answer.care


@pytest.mark.parametrize("message", ["in gevaar", "nog in gevaar", "het is er nog"])
def test_that_there_is_danger_still_is_no_yes_to_being_safe(message: str) -> None:
    asked = replace(after(BEATEN).care, step=Step.TYPING, repeated=True)
    assert typed(message, asked) is CareAnswer.NOT_SAFE


def test_who_said_to_be_safe_hours_ago_is_asked_again() -> None:
    care = after(BEATEN).care
    safe = replace(care, questions={Question.SAFE: Stands.YES}, asked_at=NL.now)
    later = replace(NL, now=NL.now + timedelta(hours=20))
    again = alarm_of(BEATEN)
    assert raised(safe, again, NL).care.step is Step.TALKING
    assert raised(safe, again, later).care.step is Step.TYPING
