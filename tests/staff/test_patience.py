"""How often somebody may try: whatever strangers do, who is known waits for nobody's mistakes but their own."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.staff import Account, Role
from bot.staff.patience import TRIES_A_MINUTE, Comer, Patience
from tests.store.parts import NOW, Clock

STRANGER, MINE, OTHER = Comer("fatima"), Comer("fatima", "mine"), Comer("fatima", "other")

logins = st.sampled_from(["fatima", "bram", "nobody", ""])
comers = st.builds(Comer, logins, st.sampled_from([None, "other", "another"]))
failures = st.integers(0, 2**31)
tries = st.lists(st.tuples(comers, st.integers(0, 40), st.booleans()), max_size=150)


def account(failed: int, at: datetime = NOW) -> Account:
    return Account(1, "fatima", "Fatima", Role.ADMIN, failures=failed, failed_at=at)


def fails(patience: Patience, comer: Comer, times: int, at: datetime = NOW) -> None:
    for _ in range(times):
        patience.failed(comer, at)


@given(tries, failures)
def test_whatever_others_do_who_is_known_may_try_and_does_not_wait(
    done: list[tuple[Comer, int, bool]], failed: int
) -> None:
    patience, clock = Patience(), Clock()
    for comer, seconds, wrong in done:
        patience.allows(comer, clock.passes(seconds=seconds))
        if wrong:
            patience.failed(comer, clock.now)
    assert patience.allows(MINE, clock.now)
    assert not patience.must_wait(MINE, account(failed, clock.now), clock.now)
    assert not patience.must_wait(MINE, None, clock.now)


@given(tries)
def test_of_all_strangers_together_so_many_are_heard_in_a_minute(done: list[tuple[Comer, int, bool]]) -> None:
    patience, clock = Patience(), Clock()
    heard = [
        clock.now
        for comer, seconds, _ in done
        if patience.allows(comer, clock.passes(seconds=seconds / 10)) and comer.known is None
    ]
    for at in heard:  # a minute begins with its first try, so two of them touch at most
        assert sum(at <= other < at + timedelta(minutes=1) for other in heard) <= 2 * TRIES_A_MINUTE


def test_the_twenty_first_try_of_a_minute_is_one_too_many_for_each_and_for_strangers_together() -> None:
    patience = Patience()
    for number in range(TRIES_A_MINUTE):
        assert patience.allows(Comer(f"login{number}"), NOW)
        assert patience.allows(MINE, NOW)
    assert not patience.allows(STRANGER, NOW)
    assert not patience.allows(MINE, NOW)
    assert patience.allows(OTHER, NOW)
    assert patience.allows(STRANGER, NOW + timedelta(minutes=1))


def test_a_clock_that_is_put_back_keeps_nobody_out() -> None:
    patience = Patience()
    for _ in range(TRIES_A_MINUTE + 1):
        patience.allows(STRANGER, NOW)
    assert patience.allows(STRANGER, NOW - timedelta(hours=1))


def test_who_is_known_waits_for_failures_of_their_own_as_an_account_does() -> None:
    patience = Patience()
    fails(patience, MINE, 4)
    assert not patience.must_wait(MINE, account(0), NOW)
    fails(patience, MINE, 1)
    assert patience.must_wait(MINE, account(0), NOW + timedelta(seconds=29))
    assert not patience.must_wait(MINE, account(0), NOW + timedelta(seconds=30))
    assert not patience.must_wait(OTHER, account(0), NOW)
    assert not patience.must_wait(STRANGER, account(0), NOW)


def test_strangers_wait_for_the_account_whoever_failed_and_a_login_nobody_has_waits_alike() -> None:
    patience = Patience()
    fails(patience, Comer("nobody"), 5)
    assert patience.must_wait(STRANGER, account(5), NOW)
    assert patience.must_wait(Comer("nobody"), None, NOW)
    assert not patience.must_wait(Comer("nobody else"), None, NOW)


def test_of_a_thousand_unknown_logins_the_oldest_is_forgotten_and_nobody_who_is_known() -> None:
    patience = Patience()
    for comer in (Comer("first"), Comer("second"), MINE):
        fails(patience, comer, 5)
    for number in range(999):
        fails(patience, Comer(str(number)), 1)
    assert not patience.must_wait(Comer("first"), None, NOW)
    assert patience.must_wait(Comer("second"), None, NOW)
    assert patience.must_wait(MINE, None, NOW)
