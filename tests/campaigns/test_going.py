"""Links to the sign-up: signed, and leading nowhere but to a sign-up."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.campaigns import Click, Doorway

OURS = "https://bot.example"
JOIN = "https://www.join-us.nu"
CLICK = Click("gm0344-utrecht", "k7x9mq", "GM0344", "a1b2c3d4")
DOORWAY = Doorway(b"key", OURS)


def token_of(click: Click, doorway: Doorway = DOORWAY) -> str:
    return doorway.link(click, JOIN).removeprefix(f"{OURS}/go/")


def test_a_link_leads_by_our_door_and_says_what_was_clicked() -> None:
    assert DOORWAY.read(token_of(CLICK)) == CLICK
    assert DOORWAY.read(token_of(Click("", "", "", ""))) == Click("", "", "", "")


def test_without_an_address_of_our_own_the_sign_up_is_linked_itself() -> None:
    assert Doorway(b"key", None).link(CLICK, JOIN) == JOIN


def test_a_link_holds_no_address_to_be_sent_to_and_tells_nothing() -> None:
    assert "join-us" not in DOORWAY.link(CLICK, JOIN)
    token = token_of(CLICK)
    plain = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    assert not [part for part in (b"utrecht", b"k7x9mq", b"GM0344", b"a1b2c3d4") if part in plain]
    assert DOORWAY.link(CLICK, JOIN) == DOORWAY.link(CLICK, "https://evil.example")


def test_what_others_signed_is_not_read() -> None:
    assert DOORWAY.read(token_of(CLICK, Doorway(b"another key", OURS))) is None


@pytest.mark.parametrize("position", range(0, 60, 7))
def test_what_was_changed_is_not_read(position: int) -> None:
    token = token_of(CLICK)
    other = "A" if token[position] != "A" else "B"
    assert DOORWAY.read(token[:position] + other + token[position + 1 :]) is None


@given(st.text(max_size=300))
def test_nothing_else_is_read_whatever_it_is(token: str) -> None:
    assert DOORWAY.read(token) is None


def test_a_link_fits_where_telegram_takes_it() -> None:
    assert len(DOORWAY.link(Click("g" * 100, "k7x9mq", "GM0344", "a1b2c3d4"), JOIN)) < 256
