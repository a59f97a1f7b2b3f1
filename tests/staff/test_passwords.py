"""Passwords that are guessed first are refused."""

import pytest

from bot.staff.passwords import is_weak

WEAK = [
    "",
    "elf letters",
    "welkom123456",
    "Wachtwoord2026!",
    "12 3456 789012",
    "qwertyuiop123",
    "aaaaaaaaaaaaaaaa",
    "abababababab1",
    "StichtingJoinUs",
    "ik ben Fatima B.",
    "f a t i m a 1 2 3 4",
    "JoinUs2026!!",
    "1q2w3e4r5t6y",
    "            ",
]


@pytest.mark.parametrize("password", WEAK)
def test_what_is_short_common_or_holds_the_login_is_weak(password: str) -> None:
    assert is_weak(password, "fatima")


@pytest.mark.parametrize(
    "password", ["vier paarse paraplu's", "kM7#tQ9!zX2w", "twaalf-teken", "wachtwoord van oma's kat"]
)
def test_what_is_long_and_ones_own_is_not(password: str) -> None:
    assert not is_weak(password, "fatima")


def test_letters_with_accents_count_once() -> None:
    assert is_weak("e\u0301" * 5 + "abcdef", "fatima")
    assert not is_weak("e\u0301" * 5 + "abcdefg", "fatima")
