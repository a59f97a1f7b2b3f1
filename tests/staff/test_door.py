"""Signing in: who is let in, how often somebody may try, and what whoever stays out learns of it."""

import asyncio
from typing import Any

import pytest
from argon2.low_level import hash_secret_raw
from sqlalchemy import update
from structlog.testing import capture_logs

from bot.staff import Door, Refused, Role, Session, keys, public_of
from bot.store.tables import staff
from tests.staff.parts import DESK, KNOWN, PASSWORD, Entrance, entrance

NOBODY = "mijn wachtwoord in het verkeerde veld"


async def test_password_and_second_factor_let_in(entry: Entrance) -> None:
    _, totp = await entry.joined()
    session = await entry.door.sign_in(" Fatima", PASSWORD, totp.at(entry.clock.now))
    assert isinstance(session, Session)
    assert (session.private, session.member.login, session.member.role) == (DESK, "fatima", Role.ADMIN)
    assert entry.door.session(session.token) == session


async def test_every_sign_in_has_a_token_of_its_own(entry: Entrance) -> None:
    first, totp = await entry.joined()
    second = await entry.door.sign_in("fatima", PASSWORD, totp.at(entry.clock.now))
    assert isinstance(second, Session)
    assert first.token != second.token
    assert entry.door.session(first.token) == first


@pytest.mark.parametrize(
    ("login", "password", "code"),
    [
        ("fatima", "vier paarse paraplu", "right"),
        ("fatima", "", "right"),
        ("fatima", PASSWORD, "000000"),
        ("fatima", PASSWORD, ""),
        ("bram", PASSWORD, "right"),
        (NOBODY, PASSWORD, "right"),
        ("\ud800\x00", "\ud800\x00", "\ud800\x00"),
        ("", "", ""),
    ],
)
async def test_whatever_is_wrong_the_answer_is_the_same(entry: Entrance, login: str, password: str, code: str) -> None:
    _, totp = await entry.joined()
    typed = totp.at(entry.clock.now) if code == "right" else code
    assert await entry.door.sign_in(login, password, typed) is Refused.WRONG


@pytest.mark.parametrize("login", ["fatima", "carla", "bram", NOBODY])
async def test_a_try_costs_the_same_whether_somebody_has_the_login_or_nobody(
    entry: Entrance, monkeypatch: pytest.MonkeyPatch, login: str
) -> None:
    await entry.joined()
    await entry.invited("carla")
    stretched: list[int] = []

    def counted(words: bytes, *how: Any) -> bytes:
        stretched.append(len(words))
        return hash_secret_raw(words, *how)

    monkeypatch.setattr(keys, "hash_secret_raw", counted)
    await entry.door.sign_in(login, "fout", "000000")
    await entry.door.invitation(login, "FOUT")

    assert stretched == [4, 4]


async def test_no_code_is_taken_twice(entry: Entrance) -> None:
    _, totp = await entry.joined()
    code = totp.at(entry.clock.now)
    assert isinstance(await entry.door.sign_in("fatima", PASSWORD, code), Session)
    assert await entry.door.sign_in("fatima", PASSWORD, code) is Refused.WRONG
    assert await entry.door.sign_in("fatima", PASSWORD, totp.at(entry.clock.now, counter_offset=-1)) is Refused.WRONG


async def test_an_account_whose_second_factor_was_taken_away_lets_nobody_in(entry: Entrance) -> None:
    _, totp = await entry.joined()
    taken = update(staff).values(totp=None)
    await entry.accounts._link.write("test", lambda it: it.execute(taken), 5)
    for code in (totp.at(entry.clock.now), "", "000000"):
        assert await entry.door.sign_in("fatima", PASSWORD, code) is Refused.WRONG


async def test_of_two_with_one_code_at_once_one_comes_in(entry: Entrance) -> None:
    _, totp = await entry.joined()
    code = totp.at(entry.clock.now)
    both = await asyncio.gather(*(entry.door.sign_in("fatima", PASSWORD, code) for _ in range(2)))
    assert Refused.WRONG in both
    assert sum(isinstance(one, Session) for one in both) == 1


async def test_after_five_failures_the_right_password_must_wait_too(entry: Entrance) -> None:
    _, totp = await entry.joined()
    for _ in range(5):
        assert await entry.door.sign_in("fatima", "fout", "000000") is Refused.WRONG
    assert await entry.door.sign_in("fatima", PASSWORD, totp.at(entry.clock.now)) is Refused.WAIT
    entry.clock.passes(seconds=29)
    assert await entry.door.sign_in("fatima", PASSWORD, totp.at(entry.clock.now)) is Refused.WAIT
    entry.clock.passes(seconds=1)
    assert isinstance(await entry.door.sign_in("fatima", PASSWORD, totp.at(entry.clock.now)), Session)
    assert (await entry.account()).failures == 0


@pytest.mark.parametrize("login", ["fatima", "bram", NOBODY])
async def test_the_wait_doubles_up_to_a_quarter_of_an_hour_for_whoever_it_is(entry: Entrance, login: str) -> None:
    await entry.joined()
    waits = []
    for _ in range(12):
        before = entry.clock.now
        while await entry.door.sign_in(login, "fout", "000000") is Refused.WAIT:
            entry.clock.passes(seconds=30)
        waits.append((entry.clock.now - before).seconds)
    assert waits == [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900]


async def test_many_tries_at_once_do_not_outrun_the_wait(entry: Entrance) -> None:
    await entry.joined()
    told = await asyncio.gather(*(entry.door.sign_in("fatima", "fout", "000000") for _ in range(20)))
    assert told.count(Refused.WRONG) <= 6  # two are tried side by side
    assert told.count(Refused.WRONG) + told.count(Refused.WAIT) == 20


async def test_a_failure_is_remembered_by_the_next_process(entry: Entrance) -> None:
    await entry.joined()
    for _ in range(5):
        await entry.door.sign_in("fatima", "fout", "000000")
    fresh = entrance(entry.accounts, entry.clock)
    assert await fresh.door.sign_in("fatima", "fout", "000000") is Refused.WAIT


async def test_who_only_was_invited_cannot_sign_in(entry: Entrance) -> None:
    code = await entry.invited()
    assert await entry.door.sign_in("fatima", code, "000000") is Refused.WRONG
    assert await entry.door.sign_in("fatima", "", "") is Refused.WRONG


async def test_keys_of_another_desk_open_nothing(entry: Entrance) -> None:
    _, totp = await entry.joined()
    elsewhere = Door(entry.accounts, entry.clock, public_of(b"8" * 32), KNOWN)
    assert await elsewhere.sign_in("fatima", PASSWORD, totp.at(entry.clock.now)) is Refused.WRONG


async def test_the_bot_goes_on_while_a_password_is_stretched(entry: Entrance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # the real price
    trying = asyncio.create_task(entry.door.sign_in("bram", "fout", "000000"))
    turns = 0
    while not trying.done():
        await asyncio.sleep(0.005)
        turns += 1
    assert turns >= 5


async def test_nothing_that_is_typed_is_kept_printed_or_logged(entry: Entrance) -> None:
    with capture_logs() as logs:
        session, totp = await entry.joined()
        await entry.door.sign_in(NOBODY, PASSWORD, "123456")
        await entry.door.sign_in("fatima", PASSWORD + "!", "123456")
    patience = entry.door._patience
    kept = [vars(it) for it in (entry.door, patience, patience._strangers, patience._known)]
    shown = f"{logs} {session!r} {await entry.account()!r} {kept!r}"
    secrets = [NOBODY, PASSWORD, session.token, "7777777", totp.secret, session.private.hex()]
    assert [secret for secret in secrets if secret in shown] == []
