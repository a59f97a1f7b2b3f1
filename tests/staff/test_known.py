"""Marks of browsers and codes of invitations: we know our own again, and nobody else makes one."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.staff import KNOWN_FOR, Known
from tests.staff.parts import KNOWN
from tests.store.parts import NOW

MARK = KNOWN.mark("fatima", NOW)
CODE = KNOWN.new_code("fatima")


def test_a_mark_is_known_again_for_its_login_whatever_its_case() -> None:
    browser = KNOWN.browser("fatima", MARK.value, NOW)
    assert browser is not None
    assert KNOWN.browser(" FATIMA", MARK.value, NOW) == browser
    assert KNOWN.name(" FATIMA") == MARK.name


def test_no_two_marks_are_of_one_browser() -> None:
    browsers = {KNOWN.browser("fatima", KNOWN.mark("fatima", NOW).value, NOW) for _ in range(50)}
    assert len(browsers) == 50


def test_a_mark_of_one_login_is_none_of_another() -> None:
    assert KNOWN.browser("bram", MARK.value, NOW) is None
    assert KNOWN.name("bram") != MARK.name


def test_a_mark_says_nothing_of_who_signed_in() -> None:
    assert "fatima" not in f"{MARK.name} {MARK.value}"
    assert MARK.value not in repr(MARK)
    assert "the door key" not in repr(KNOWN)


def test_a_mark_is_over_after_half_a_year() -> None:
    assert KNOWN.browser("fatima", MARK.value, NOW + KNOWN_FOR - timedelta(seconds=1)) is not None
    assert KNOWN.browser("fatima", MARK.value, NOW + KNOWN_FOR) is None


def test_another_key_knows_none_of_them() -> None:
    other = Known("another key")
    assert other.browser("fatima", MARK.value, NOW) is None
    assert other.name("fatima") != MARK.name
    assert other.invited("fatima", CODE) is None


@pytest.mark.parametrize("part", [0, 1, 2])
def test_a_mark_that_was_altered_is_none(part: int) -> None:
    parts = MARK.value.split(".")
    parts[part] = ("1" if parts[part][0] != "1" else "2") + parts[part][1:]
    assert KNOWN.browser("fatima", ".".join(parts), NOW) is None


@given(st.one_of(st.none(), st.text(), st.sampled_from(["..", "é.1.2", "\ud800"])), st.text())
def test_what_anybody_makes_up_is_no_mark_and_no_code(shown: str | None, login: str) -> None:
    assert KNOWN.browser(login, shown, NOW) is None
    assert KNOWN.invited(login, shown or "") is None


def test_a_code_is_known_again_however_it_is_copied_and_each_time_the_same() -> None:
    known = KNOWN.invited("fatima", CODE)
    assert known is not None
    assert KNOWN.invited("Fatima ", f" {CODE.lower().replace('-', ' ')}\n") == known
    assert CODE.replace("-", "")[:25] not in known


def test_a_code_is_for_one_login_and_no_letter_of_it_may_change() -> None:
    letters = CODE.replace("-", "")
    altered = [letters[:at] + ("2" if letters[at] != "2" else "3") + letters[at + 1 :] for at in range(len(letters))]
    assert KNOWN.invited("bram", CODE) is None
    assert [KNOWN.invited("fatima", code) for code in altered] == [None] * 30


def test_codes_are_six_groups_of_five_and_never_the_same() -> None:
    codes = {KNOWN.new_code("fatima") for _ in range(200)}
    assert len(codes) == 200
    assert {tuple(map(len, code.split("-"))) for code in codes} == {(5,) * 6}
