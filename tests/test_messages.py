"""Buttons: what is written is read back, what is strange is refused, and it always fits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.directory import Places
from bot.messages import (
    CALLBACK_LIMIT,
    Action,
    Ask,
    Called,
    Care,
    CareAnswer,
    Choice,
    Choose,
    ChoosePlace,
    Command,
    Content,
    Edited,
    Language,
    Left,
    Located,
    Medium,
    OldButton,
    Pressed,
    Run,
    Text,
    Unheard,
    decode,
    encode,
    words_of,
)
from bot.texts import Texts

ASKABLE = Texts.load().askable
EVERY_ACTION: list[Action] = [
    *(Ask(intent) for intent in sorted(ASKABLE)),
    *(Care(answer) for answer in CareAnswer),
    *(Run(command) for command in Command),
    *(Choose(choice) for choice in Choice),
    ChoosePlace("WP2800"),
    ChoosePlace("PV-Utrecht"),
]


@pytest.mark.parametrize("action", EVERY_ACTION, ids=encode)
def test_a_button_is_read_back_as_it_was_written_and_fits(action: Action) -> None:
    written = encode(action)
    assert decode(written, ASKABLE) == action
    assert len(written.encode()) <= CALLBACK_LIMIT


def test_every_place_fits_a_button() -> None:
    gazetteer = Places.load()._gazetteer
    codes = [*gazetteer.spots, *gazetteer.areas]
    assert [code for code in codes if len(encode(ChoosePlace(code)).encode()) > CALLBACK_LIMIT] == []
    assert [code for code in codes if decode(encode(ChoosePlace(code)), ASKABLE) != ChoosePlace(code)] == []


STRANGE = """
1 | 1: | 1:a | 1:a: | 1:a:place_unknown | 1:a:restart | 0:r:menu | 2:r:menu | 1:r: | 1:r:MENU | 1:x:menu | 1:p: | 1:c: |
1:c:maybe | 1:k:all | r:menu | /restart | 1:r:menu: | 1:r: menu | 1 :r:menu | 1:r:menu\0 | 1::menu | :::
"""


@pytest.mark.parametrize("payload", ["", *(each.strip() for each in STRANGE.split("|"))])
def test_a_strange_payload_is_no_button(payload: str) -> None:
    assert decode(payload, ASKABLE) is None


@given(st.text(st.characters(codec=None), max_size=100))
def test_no_payload_from_outside_breaks_anything(payload: str) -> None:
    action = decode(payload, ASKABLE)
    assert action is None or encode(action) == payload


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (Text("hoi"), "hoi"),
        (Edited("hoi"), "hoi"),
        (Called(Command.START, "hoi"), "hoi"),
        (Unheard(Medium.VOICE, "hoi"), "hoi"),
        (Pressed(Run(Command.MENU)), ""),
        (OldButton(), ""),
        (Located(52.0, 5.0), ""),
        (Left(), ""),
    ],
)
def test_the_words_are_found_in_whatever_they_came_with(content: Content, words: str) -> None:
    assert words_of(content) == words


def test_there_are_two_languages_and_each_has_the_other() -> None:
    assert [language.other for language in Language] == [Language.EN, Language.NL]
