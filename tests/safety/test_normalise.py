"""The many ways of typing one word."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety.folding import fold, plain
from bot.safety.lexicon import lexicon
from bot.safety.normalise import Speller
from bot.safety.patterns import BREAK


def words(said: str) -> list[str]:
    return [word for word in lexicon().speller.words(said) if word != BREAK]


@pytest.mark.parametrize(
    "said",
    [
        "zelfmoord", "ZELFMOORD", "z3lfm00rd", "zelfmooord", "zzellfmoord", "zelfmord", "zefmoord", "zelfmodor",
        "z*lfmoord", "z e l f m o o r d", "z.e.l.f.m.o.o.r.d", "zelf\u200bmoord", "ｚｅｌｆｍｏｏｒｄ", "𝐳𝐞𝐥𝐟𝐦𝐨𝐨𝐫𝐝",
        "zеlfmооrd", "zélfmöord", "zm",
    ],
)  # fmt: skip
def test_a_word_is_known_however_it_is_typed(said: str) -> None:
    assert words(said) == ["zelfmoord"]


@pytest.mark.parametrize("said", ["ikwilnietmeerleven", "wilniet meerleven", "ik wilnietmeer leven"])
def test_words_glued_together_are_taken_apart(said: str) -> None:
    assert words(said)[-4:] == ["wil", "niet", "meer", "leven"]


@pytest.mark.parametrize("said", ["geven", "leren", "vroeger", "vrouwen", "gestolen", "eenzaam", "aanmelden"])
def test_everyday_words_are_no_misspellings(said: str) -> None:
    assert words(said) == [said]


@given(st.text())
def test_every_folded_character_has_its_place_in_the_text(said: str) -> None:
    folded, places = fold(said)
    assert len(folded) == len(places)
    assert all(0 <= place < len(said) for place in places)
    assert list(places) == sorted(places)
    assert folded == plain(said)


@given(st.text(alphabet="dood wil ik'.!?\n03\u200bоé🔪-"))
def test_every_word_has_its_place_in_the_text(said: str) -> None:
    places = lexicon().speller.spell(said).places()
    assert len(places) == len(lexicon().speller.words(said))
    assert all(0 <= start < end <= len(said) for start, end in places[:-1])
    assert places == sorted(places)


def test_a_word_typed_letter_by_letter_stands_where_its_letters_stand() -> None:
    assert lexicon().speller.words("ik wil d o o d") == ["ik", "wil", "dood", BREAK]
    assert lexicon().speller.spell("ik wil d o o d").places() == [(0, 2), (3, 6), (7, 14), (14, 14)]


@given(st.text(alphabet="dood wil ik'.!?\n03\u200bоé🔪-"), st.data())
def test_the_places_of_some_words_are_those_of_all(said: str, data: st.DataObject) -> None:
    spelt = lexicon().speller.spell(said)
    some = data.draw(st.lists(st.integers(0, len(spelt.words) - 1)))
    assert spelt.places(some) == [spelt.places()[word] for word in some]


def test_a_word_that_means_nothing_is_read_alike_again_and_is_not_kept() -> None:
    speller = Speller({}, frozenset({"zelfmoord"}), frozenset())
    said = "mijn zusje Fenneke Wiegersma dacht aan zelfmrood"
    assert speller.words(said) == speller.words(said)
    assert speller.words(said)[-2] == "zelfmoord"
    assert "fenneke" not in repr(vars(speller)).lower()


def test_what_is_remembered_of_words_has_an_end() -> None:
    speller = Speller({}, frozenset({"zelfmoord"}), frozenset())
    many = ["".join(letters) for letters in product("abcdefghijklmnopqrstuvwxyz", repeat=3)]
    speller.words(" ".join(many))
    assert 0 < len(vars(speller)["_meaningless"]) < len(many)
    assert speller.words("zelfmrood") == ["zelfmoord", BREAK]
