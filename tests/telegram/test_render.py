"""What a Say looks like in Telegram."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Ask, Button, Language, Link, Say
from bot.telegram.render import Outgoing, render, split
from tests.telegram.acting import TEXTS
from tests.telegram_rules import TEXT_LIMIT


def _markup(message: Outgoing) -> dict[str, Any]:
    return message.keyboard.model_dump(exclude_none=True)


def _button(title: str) -> Button:
    return Button(title, Ask("ask_join_us"))


def _titles(say: Say) -> list[list[str]]:
    [message] = render(say, Language.NL, TEXTS)
    return [[button["text"] for button in row] for row in _markup(message)["inline_keyboard"]]


def test_short_titles_stand_two_in_a_row_and_long_ones_alone_in_their_order() -> None:
    titles = ["Nu hulp nodig", "Menu", "Privacy", "Wat doe je bij Join Us?", "Ja", "Nee", "English"]

    rows = _titles(Say("Kies", tuple(_button(title) for title in titles)))

    assert rows == [
        ["Nu hulp nodig", "Menu"], ["Privacy"], ["Wat doe je bij Join Us?"], ["Ja", "Nee"], ["English"]
    ]  # fmt: skip


def test_a_link_opens_its_page_and_a_button_carries_its_action() -> None:
    say = Say("Kijk", (Link("De site", "https://www.join-us.nu"), _button("Wat is Join Us?")))

    [message] = render(say, Language.NL, TEXTS)

    assert _markup(message)["inline_keyboard"] == [
        [
            {"text": "De site", "url": "https://www.join-us.nu"},
            {"text": "Wat is Join Us?", "callback_data": "1:a:ask_join_us"},
        ]
    ]


@pytest.mark.parametrize("language", list(Language))
def test_a_question_for_a_place_offers_to_share_the_location(language: Language) -> None:
    [message] = render(Say("Waar woon je?", ask_location=True), language, TEXTS)

    share = TEXTS.say("share_location", language).text
    assert _markup(message)["keyboard"] == [[{"text": share, "request_location": True}]]
    assert _markup(message)["one_time_keyboard"]
    assert _markup(message)["resize_keyboard"]
    assert 1 <= len(_markup(message)["input_field_placeholder"]) <= 64


def test_buttons_and_a_location_are_offered_in_two_messages() -> None:
    first, second = render(Say("Waar?", (_button("Stop"),), ask_location=True), Language.NL, TEXTS)

    assert (first.text, list(_markup(first))) == ("Waar?", ["inline_keyboard"])
    assert "keyboard" in _markup(second)


def test_a_message_without_buttons_takes_the_location_keyboard_away() -> None:
    [message] = render(Say("Dank je"), Language.NL, TEXTS)

    assert _markup(message) == {"remove_keyboard": True}


def test_an_empty_text_is_no_message_unless_it_has_buttons() -> None:
    assert render(Say("  \n"), Language.NL, TEXTS) == ()
    assert [message.text for message in render(Say("", (_button("Ja"),)), Language.NL, TEXTS)] == ["👇"]


@pytest.mark.parametrize(("border", "left"), [("\n\n", "x"), ("\n", "x"), (" ", "x")])
def test_a_long_text_is_cut_at_the_widest_border(border: str, left: str) -> None:
    text = left * 3_000 + border + "y" * 3_000

    assert split(text) == ["x" * 3_000, "y" * 3_000]


def test_the_buttons_of_a_long_text_stand_under_its_end() -> None:
    first, last = render(Say("woord " * 1_000, (_button("Ja"),)), Language.NL, TEXTS)

    assert _markup(first) == {"remove_keyboard": True}
    assert "inline_keyboard" in _markup(last)


@given(st.text(alphabet=st.sampled_from("ab \n😀é\ud83d"), max_size=100), st.integers(1, 200))
def test_no_piece_is_too_long_or_empty_and_no_word_is_lost(text: str, times: int) -> None:
    pieces = split(text * times)

    assert all(0 < len(piece.encode("utf-16-le")) // 2 <= TEXT_LIMIT for piece in pieces)
    sendable = (text * times).encode("utf-8", "replace").decode()
    assert "".join("".join(pieces).split()) == "".join(sendable.split())
