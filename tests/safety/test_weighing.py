"""What is weighed: words and letters together, learnt from examples, where no written pattern fits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.weights import fingerprint
from bot.safety import Alarm, Net, Safe, Tier, check
from bot.safety.grams import grams
from bot.safety.lexicon import lexicon
from bot.safety.standing import Reading
from bot.safety.weighing import FILE, KINDS, LEARNT, weighed, weights

# Written for this page by somebody who had not looked at an example; no pattern of the lexicon is in them.
VEILED = [
    "ik tel de nachten af tot het eindelijk stil wordt in mijn hoofd",
    "iedereen heeft meer rust als ik er niet meer tussen zit",
    "mijn stiefvader doet 's nachts mijn deur open en ik mag niks zeggen",
    "als iedereen slaapt hoop ik dat ik gewoon niet meer open ga morgen",
    "elke avond bid ik dat ik de ochtend niet haal",
]
HARMLESS = [
    "kan ik mijn hond meenemen naar de groep of is dat raar",
    "niemand van mijn klas woont bij mij in de buurt dus ik zit vaak alleen",
    "mijn telefoon is dood dus ik typ op de laptop van mijn zus",
    "how long is an evening and do i need to bring food",
]


def words(said: str) -> list[str]:
    return lexicon().speller.words(said)


@pytest.mark.parametrize("said", VEILED)
def test_a_cry_is_heard_that_no_pattern_knows(said: str) -> None:
    assert Reading(lexicon(), words(said)).standing == []
    alarm = check(said)
    assert isinstance(alarm, Alarm)
    assert {signal.net for signal in alarm.signals} == {Net.WEIGHTS}
    assert [(signal.start, signal.end) for signal in alarm.signals] == [(0, len(said))]


@pytest.mark.parametrize("said", HARMLESS)
def test_daily_words_weigh_nothing(said: str) -> None:
    assert isinstance(check(said), Safe)


@pytest.mark.parametrize("said", ["ik wil niet", "ik wil naar huis", "laat me met rust", "ik weet het niet"])
def test_few_words_are_left_to_the_patterns(said: str) -> None:
    assert isinstance(check(said), Safe)


def test_a_cry_in_a_long_text_is_heard() -> None:
    daily = " ".join(HARMLESS)
    assert isinstance(check(f"{daily}. {daily}. {daily}"), Safe)
    assert isinstance(check(f"{daily}. {daily}. {VEILED[1]}, {VEILED[0]}. {daily}. {daily}"), Alarm)


def test_a_cry_sent_in_pieces_is_heard_with_the_piece_that_completes_it_and_once() -> None:
    first, second = "heb mijn brieven geschreven", "ze vinden ze morgen wel"
    assert isinstance(check(first), Safe)
    assert isinstance(check(second), Safe)
    assert isinstance(check(second, [first]), Alarm)
    assert isinstance(check("is er een groep in Breda?", [first, second]), Safe)


def test_danger_from_another_is_told_from_danger_of_ones_own() -> None:
    assert weighed(words("hij staat met een mes voor mijn slaapkamerdeur en schreeuwt dat hij me gaat steken")) == (
        Tier.EMERGENCY,
        "violence_now",
    )


def test_the_weights_were_learnt_from_the_examples_as_they_are() -> None:
    with FILE.open("rb") as file, np.load(file) as stored:
        assert str(stored[LEARNT]) == fingerprint(), "make weights"


def test_a_piece_is_the_same_wherever_it_stands() -> None:
    alone, after = grams(["trein"]), grams(["de", "trein", "naar", "huis"])
    assert set(alone.hashes.tolist()) <= set(after.hashes.tolist())
    assert after.words[: after.letters].tolist() == [0, 1, 2, 3, 0, 1, 2]


@given(st.lists(st.text(max_size=30), max_size=60))
def test_the_odds_of_any_words_add_up_to_one(said: list[str]) -> None:
    odds = weights().odds(grams(said))
    assert odds.shape[1] == len(KINDS)
    assert np.allclose(odds.sum(1), 1, atol=1e-4)
