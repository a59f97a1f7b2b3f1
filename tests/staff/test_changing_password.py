"""A password of one's own choice: who may change it, and what the old one still opens."""

import asyncio

import pytest

from bot.staff import Refused, Session
from tests.staff.parts import DESK, PASSWORD, Entrance

NEW = "drie gele gieters en een hek"


async def test_the_new_password_lets_in_and_the_old_one_does_not(entry: Entrance) -> None:
    session, totp = await entry.joined()
    changed = await entry.door.change_password(session, PASSWORD, totp.at(entry.clock.now), NEW)
    assert isinstance(changed, Session)
    assert changed.private == DESK
    entry.clock.passes(minutes=1)
    assert await entry.door.sign_in("fatima", PASSWORD, totp.at(entry.clock.now)) is Refused.WRONG
    assert isinstance(await entry.door.sign_in("fatima", NEW, totp.at(entry.clock.now)), Session)
    assert ("fatima", "changed_password", "") in await entry.noted()


async def test_every_other_session_ends_and_the_token_is_a_new_one(entry: Entrance) -> None:
    session, totp = await entry.joined()
    elsewhere = await entry.door.sign_in("fatima", PASSWORD, totp.at(entry.clock.now))
    assert isinstance(elsewhere, Session)
    entry.clock.passes(minutes=1)
    changed = await entry.door.change_password(session, PASSWORD, totp.at(entry.clock.now), NEW)
    assert isinstance(changed, Session)
    assert [entry.door.session(one.token) for one in (session, elsewhere)] == [None, None]
    assert entry.door.session(changed.token) == changed


@pytest.mark.parametrize(("password", "code"), [("vier paarse paraplu", "right"), (PASSWORD, "000000"), ("", "")])
async def test_a_page_left_open_is_not_enough(entry: Entrance, password: str, code: str) -> None:
    session, totp = await entry.joined()
    typed = totp.at(entry.clock.now) if code == "right" else code
    assert await entry.door.change_password(session, password, typed, NEW) is Refused.WRONG
    assert entry.door.session(session.token) == session
    entry.clock.passes(minutes=1)
    assert isinstance(await entry.door.sign_in("fatima", PASSWORD, totp.at(entry.clock.now)), Session)


async def test_guessing_at_it_has_to_wait_and_keeps_nobody_else_out(entry: Entrance) -> None:
    session, totp = await entry.joined()
    for _ in range(5):
        assert await entry.door.change_password(session, "fout", "000000", NEW) is Refused.WRONG
    assert await entry.door.change_password(session, PASSWORD, totp.at(entry.clock.now), NEW) is Refused.WAIT
    assert isinstance(await entry.door.sign_in("fatima", PASSWORD, totp.at(entry.clock.now)), Session)


async def test_a_code_that_signed_in_changes_nothing_any_more(entry: Entrance) -> None:
    _, totp = await entry.joined()
    code = totp.at(entry.clock.now)
    session = await entry.door.sign_in("fatima", PASSWORD, code)
    assert isinstance(session, Session)
    assert await entry.door.change_password(session, PASSWORD, code, NEW) is Refused.WRONG


async def test_of_two_changes_at_once_one_holds(entry: Entrance) -> None:
    session, totp = await entry.joined()
    code = totp.at(entry.clock.now)
    both = await asyncio.gather(
        *(entry.door.change_password(session, PASSWORD, code, new) for new in (NEW, NEW + " erbij"))
    )
    assert sorted(type(one).__name__ for one in both) == ["Refused", "Session"]


async def test_a_weak_password_is_not_taken(entry: Entrance) -> None:
    session, totp = await entry.joined()
    for weak in ("kort", "fatima fatima fatima", "wachtwoord123"):
        changed = await entry.door.change_password(session, PASSWORD, totp.at(entry.clock.now), weak)
        assert changed is Refused.WEAK_PASSWORD
