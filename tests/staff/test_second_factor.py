"""The second factor: the codes of RFC 6238, each taken once."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.staff.second_factor import address_of, new_secret, step_of
from tests.store.parts import NOW

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # "12345678901234567890", of the RFC
STEP = timedelta(seconds=30)


@pytest.mark.parametrize(("second", "code"), [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")])
def test_the_codes_are_those_of_the_rfc(second: int, code: str) -> None:
    assert step_of(SECRET, code, datetime.fromtimestamp(second, UTC), 0) == second // 30


@pytest.mark.parametrize("code", [" 287 082 ", "287082\n", "2 8 7 0 8 2"])
def test_spaces_do_not_matter(code: str) -> None:
    assert step_of(SECRET, code, datetime.fromtimestamp(59, UTC), 0) == 1


@pytest.mark.parametrize(("off", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_telephone_may_be_half_a_minute_off(off: int, *, taken: bool) -> None:
    at = datetime.fromtimestamp(1111111109, UTC)
    assert step_of(SECRET, "081804", at + off * STEP, 0) == (1111111109 // 30 if taken else None)


@pytest.mark.parametrize(("used", "step"), [(0, 1), (1, None), (2, None)])
def test_a_step_that_was_used_or_is_older_is_not_taken(used: int, step: int | None) -> None:
    assert step_of(SECRET, "287082", datetime.fromtimestamp(59, UTC), used) == step


@pytest.mark.parametrize(
    "code", ["", "28708", "2870820", "abcdef", "２８７０８２", "-87082", "\ud800", "287082" * 9999]
)
def test_what_is_no_code_is_of_no_step(code: str) -> None:
    assert step_of(SECRET, code, datetime.fromtimestamp(59, UTC), 0) is None


def test_the_address_holds_the_secret_and_says_whose_it_is() -> None:
    assert address_of(SECRET, "fatima") == f"otpauth://totp/Join%20Us:fatima?secret={SECRET}&issuer=Join%20Us"


def test_secrets_are_drawn_by_chance_and_as_long_as_the_rfc_asks() -> None:
    assert new_secret(lambda size: b"12345678901234567890"[:size]) == SECRET
    assert new_secret() != new_secret()
    assert step_of(new_secret(), "000000", NOW, 10**9) is None
