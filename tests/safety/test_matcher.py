"""The language of patterns as the matcher reads it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety.matcher import Hit, Matcher
from bot.safety.patterns import Spell, steps_of, words_of

FILLERS = frozenset({"echt", "zo"})


def found(pattern: str, said: str) -> list[tuple[int, int]]:
    matcher = Matcher([steps_of(pattern, {}, Spell())], FILLERS)
    return [(first, last) for _, first, last in matcher.scan(said.split()).hits()]


@pytest.mark.parametrize(
    ("pattern", "said", "places"),
    [
        ("wil dood", "ik wil dood .", [(1, 2)]),
        ("wil dood", "dood wil ik .", []),
        ("wil dood", "wil jij dood .", []),
        ("wil dood", "wil echt zo dood .", [(0, 3)]),
        ("wil dood", f"wil {'echt ' * 30}dood .", [(0, 31)]),
        ("wil dood", "wil . dood .", [(0, 2)]),
        ("wil dood", "wil dood . wil dood .", [(0, 1), (3, 4)]),
        ("wil .. dood", "wil a b dood .", [(0, 3)]),
        ("wil .. dood", "wil a echt b zo dood .", [(0, 5)]),
        ("wil .. dood", "wil a b c dood .", []),
        ("wil .. dood", "wil a . dood .", []),
        ("wil ... dood", "wil a b c d e dood .", [(0, 6)]),
        ("wil .... dood", "wil a . b c dood .", [(0, 5)]),
        ("wil (nooit meer|niet) leven", "wil nooit echt meer leven .", [(0, 4)]),
        ("wil (nooit meer|niet) leven", "wil nooit leven meer .", []),
        ("zo dood", "zo echt zo dood .", [(2, 3)]),
        ("wil niet? dood", "wil dood . wil niet dood .", [(0, 1), (3, 5)]),
        ("a .. b? .. c", "a x b y c . a x y c .", [(0, 4)]),
        ("^ dood", "dood . ik . dood ik dood .", [(0, 0), (4, 4)]),
        ("dood $", "dood ik . ik dood echt .", [(4, 6)]),
        ("^ dood $", "dood . ik dood .", [(0, 1)]),
    ],
)
def test_a_pattern_is_found_where_its_language_says(pattern: str, said: str, places: list[tuple[int, int]]) -> None:
    assert found(pattern, said) == places


def test_what_is_nearest_is_what_is_meant() -> None:
    assert found("(wil|ik wil) .. dood", "wil ik ik wil a dood .") == [(2, 5)]


@given(st.lists(st.sampled_from(["a", "b", "c", "echt", "."]), max_size=30))
def test_a_pattern_in_a_longer_text_is_the_pattern_of_its_own_words(words: list[str]) -> None:
    patterns = [
        steps_of(each, {}, Spell()) for each in ("a .. b", "a b? c", "(a b|c) ... a", "b .... c", "b (c|c a) b")
    ]
    matcher = Matcher(patterns, FILLERS)
    for number, first, last in matcher.scan(words).hits():
        assert Hit(number, 0, last - first) in matcher.scan(words[first : last + 1]).hits()


def test_the_words_of_a_pattern_are_those_of_all_its_ways() -> None:
    assert words_of(steps_of("^ wil (dood|niet meer) .. nu? $", {}, Spell())) == {"wil", "dood", "niet", "meer", "nu"}


OPTIONAL = "^ (a|b)? (c)? wil (d|e)? (dood)? .. f? $"


def test_optional_parts_side_by_side_give_few_sequences() -> None:
    assert len(steps_of(OPTIONAL, {}, Spell(), fold=True)) < len(steps_of(OPTIONAL, {}, Spell()))


@given(st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f", "wil", "dood", "echt", "x", "."]), max_size=8))
def test_read_as_one_they_are_found_in_the_same_texts(words: list[str]) -> None:
    plain, folded = (Matcher([steps_of(OPTIONAL, {}, Spell(), fold=fold)], FILLERS) for fold in (False, True))
    ends = [{hit.last for hit in matcher.scan([*words, "."]).hits()} for matcher in (plain, folded)]
    assert ends[0] == ends[1]
