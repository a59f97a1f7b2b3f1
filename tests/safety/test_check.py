"""The check itself: total, and the only maker of what Rasa may be asked."""

import ast
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bot
from bot.safety import Alarm, Net, Payload, Safe, Tier, check, harmless


@settings(max_examples=300, deadline=None)
@given(st.text(), st.lists(st.text(), max_size=7))
def test_check_never_raises_whatever_is_said(said: str, recent: list[str]) -> None:
    assert isinstance(check(said, recent), Safe | Alarm)


@given(st.text(alphabet=st.characters(categories=["Cs", "Cc", "Cf", "Mn", "Zs", "So"])))
def test_check_never_raises_on_what_is_no_text(said: str) -> None:
    outcome = check(said)
    assert isinstance(outcome, Alarm) or outcome.message.encode("utf-8") is not None


@settings(deadline=None)
@given(st.text(alphabet="/ \t\n\\\u200b\u2060\ufeff／restart{}", max_size=60))
def test_nothing_that_reaches_rasa_begins_like_a_command(said: str) -> None:
    outcome = check(said)
    assert not harmless(said).lstrip().startswith("/")
    assert isinstance(outcome, Alarm) or outcome.message == harmless(said)


@pytest.mark.parametrize(
    "said", ["/restart", "  /restart", "//restart", "/ / restart", "\u200b/restart", "\x00/restart"]
)
def test_leading_slashes_are_taken_off(said: str) -> None:
    assert check(said) == Safe("restart")


def test_at_most_a_thousand_characters_go_to_rasa() -> None:
    outcome = check("la " * 2000)
    assert isinstance(outcome, Safe)
    assert len(outcome.message) <= 1000


def test_a_pressed_button_becomes_the_payload_of_its_intent() -> None:
    assert check(Payload("find_group")) == Safe("/find_group")


@pytest.mark.parametrize("filler", ["la ", "x", "é ", "🙂"])
def test_a_cry_for_help_is_seen_at_either_end_of_a_very_long_text(filler: str) -> None:
    long = filler * 30_000
    assert isinstance(check("ik wil dood. " + long), Alarm)
    assert isinstance(check(long + " ik wil dood"), Alarm)


def test_a_signal_points_at_the_visitors_own_words() -> None:
    said = "Hoi 👋🏽 ik… WIL\u200b n1et meer léven, oké?"
    alarm = check(said)
    assert isinstance(alarm, Alarm)
    signal = alarm.signals[0]
    assert said[signal.start : signal.end].endswith("WIL\u200b n1et meer léven")


def test_a_sentence_sent_in_pieces_is_heard() -> None:
    alarm = check("leven", ["hoi", "ik wil", "niet meer"])
    assert isinstance(alarm, Alarm)
    assert alarm.tier is Tier.SUICIDAL
    assert (alarm.signals[0].start, alarm.signals[0].end) == (0, 5)


def test_who_goes_on_about_a_friend_with_ik_does_not_finish_the_friends_wish() -> None:
    before = ["mijn vriendin zegt dat ze dood wil"]
    assert check("ik heb haar moeder al gebeld", before) == Safe("ik heb haar moeder al gebeld")
    alarm = check("ik ook eerlijk gezegd, ik wil dood", before)
    assert isinstance(alarm, Alarm)
    assert alarm.tier is Tier.SUICIDAL


def test_what_was_said_before_raises_no_second_alarm() -> None:
    assert check("is er een groep in Breda?", ["ik wil dood"]) == Safe("is er een groep in Breda?")


def test_only_the_check_makes_a_safe_message() -> None:
    root = Path(bot.__file__).parent
    makers = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Safe"
    }
    assert makers == {"safety/checking.py"}


def test_what_the_lexicon_knows_is_no_guess_because_the_weights_hear_it_too() -> None:
    alarm = check("kan niet praten want hij hoort me")

    assert isinstance(alarm, Alarm)
    assert (Tier.EMERGENCY, "violence_now", Net.LEXICON) in {
        (heard.tier, heard.category, heard.net) for heard in alarm.signals
    }
