"""What is sealed to the desk comes back as it was typed, to the desk only."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey

from bot.handovers import DeskKey, Line, alias, seal, unseal

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PRIVATE = PrivateKey(b"7" * 32)
DESK = DeskKey(bytes(PRIVATE.public_key))
LINES = st.lists(
    st.builds(
        Line,
        st.text(st.characters(codec=None), max_size=200),
        st.datetimes(timezones=st.just(UTC)),
        st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=2).map(tuple),
    ),
    max_size=6,
)


@given(LINES)
def test_what_was_typed_comes_back_whole(lines: list[Line]) -> None:
    assert unseal(seal(lines, DESK), bytes(PRIVATE)) == tuple(lines)


def test_nothing_of_it_can_be_read_without_the_key() -> None:
    assert b"olifant" not in seal([Line("paarse olifant", NOW)], DESK)


def test_the_same_words_never_look_the_same() -> None:
    assert seal([Line("hoi", NOW)], DESK) != seal([Line("hoi", NOW)], DESK)


def test_the_length_does_not_tell_a_short_message_from_a_shorter_one() -> None:
    assert len(seal([Line("ja", NOW)], DESK)) == len(seal([Line("ik weet het niet zo goed", NOW)], DESK))


@pytest.mark.parametrize("private", [b"8" * 32, b"\0" * 32])
def test_another_key_opens_nothing_and_says_nothing(private: bytes) -> None:
    with pytest.raises(ValueError, match="another key") as refused:
        unseal(seal([Line("paarse olifant", NOW)], DESK), private)
    assert "olifant" not in str(refused.value)


@pytest.mark.parametrize("at", [0, 40, -1])
def test_what_was_altered_is_refused(at: int) -> None:
    sealed = bytearray(seal([Line("hoi", NOW)], DESK))
    sealed[at] ^= 1
    with pytest.raises(ValueError, match="altered"):
        unseal(bytes(sealed), bytes(PRIVATE))


def test_an_alias_is_two_words_drawn_by_chance_alone() -> None:
    drawn: list[int] = []

    def last(among: object) -> str:
        assert isinstance(among, list)
        drawn.append(len(among))
        return str(among[-1])

    assert alias(last) == "rode linde"
    assert drawn[0] * drawn[1] == 624


def test_what_one_visitor_said_does_not_open_as_what_another_said() -> None:
    sealed = seal([Line("hoi", NOW)], DESK, "anna")
    assert unseal(sealed, bytes(PRIVATE), "anna") == unseal(sealed, bytes(PRIVATE)) == (Line("hoi", NOW),)
    with pytest.raises(ValueError, match="another visitor"):
        unseal(sealed, bytes(PRIVATE), "bram")


def test_what_no_visitor_said_opens_wherever_it_stands() -> None:
    assert unseal(seal([Line("hoi", NOW)], DESK), bytes(PRIVATE), "anna") == (Line("hoi", NOW),)
