"""Sessions: how long they live, and what ends them before."""

import pytest

from bot.staff import Role, Session
from tests.staff.parts import Entrance, entrance


@pytest.mark.parametrize("token", [None, "", "nobody's"])
async def test_nobody_is_signed_in_under_a_token_that_was_not_given(entry: Entrance, token: str | None) -> None:
    await entry.joined()
    assert entry.door.session(token) is None


async def test_whoever_does_something_every_half_hour_stays_for_twelve_hours(entry: Entrance) -> None:
    session, _ = await entry.joined()
    entry.clock.passes(minutes=-1)
    for _ in range(24):
        entry.clock.passes(minutes=30)
        assert entry.door.session(session.token) == session
    entry.clock.passes(seconds=1)
    assert entry.door.session(session.token) is None


async def test_after_half_an_hour_of_nothing_the_session_and_its_key_are_gone(entry: Entrance) -> None:
    session, _ = await entry.joined()
    entry.door.session(session.token)
    entry.clock.passes(minutes=30, seconds=1)
    assert entry.door.session("of somebody else") is None
    assert entry.door._sessions._living == {}


async def test_what_a_page_asks_by_itself_keeps_no_session_alive(entry: Entrance) -> None:
    session, _ = await entry.joined()
    entry.door.session(session.token)
    for _ in range(30):
        entry.clock.passes(minutes=1)
        assert entry.door.session(session.token, touch=False) == session
    entry.clock.passes(seconds=1)
    assert entry.door.session(session.token, touch=False) is None


async def test_signing_out_ends_one_session_and_is_noted_once(entry: Entrance) -> None:
    session, totp = await entry.joined()
    other = await entry.door.sign_in("fatima", "vier paarse paraplu's", totp.at(entry.clock.now))
    assert isinstance(other, Session)
    await entry.door.sign_out(session.token)
    await entry.door.sign_out(session.token)
    assert entry.door.session(session.token) is None
    assert entry.door.session(other.token) == other
    assert [did for _, did, _ in await entry.noted()] == ["invited", "joined", "signed_in", "signed_out"]


async def test_the_next_process_knows_no_session(entry: Entrance) -> None:
    session, _ = await entry.joined()
    assert entrance(entry.accounts, entry.clock).door.session(session.token) is None


async def test_a_session_ends_when_another_process_removes_its_owner(entry: Entrance) -> None:
    admin, _ = await entry.joined()
    reviewer, _ = await entry.joined("bram", Role.REVIEWER)
    await entry.accounts.remove(reviewer.member.id, "server")
    await entry.door.look_again()
    assert entry.door.session(reviewer.token) is None
    assert entry.door.session(admin.token) == admin


async def test_a_session_ends_when_another_process_gives_its_owner_another_role(entry: Entrance) -> None:
    session, _ = await entry.joined()
    await entry.accounts.change_role(session.member.id, Role.REVIEWER, "server")
    await entry.door.look_again()
    assert entry.door.session(session.token) is None
