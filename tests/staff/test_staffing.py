"""What staff do with colleagues, and who may not."""

import asyncio

import pytest

from bot.staff import Refused, Role, Session
from tests.staff.parts import PASSWORD, Entrance, totp_at


async def test_an_admin_invites_with_the_key_of_their_session(entry: Entrance) -> None:
    admin, _ = await entry.joined()
    code = await entry.door.invite(admin, " Bram", " Bram ", Role.REVIEWER)
    totp = totp_at(await entry.door.invitation("bram", code))
    session = await entry.door.join("bram", code, PASSWORD, totp.at(entry.clock.now))
    assert isinstance(session, Session)
    assert (session.private, session.member.role) == (admin.private, Role.REVIEWER)
    assert (session.member.login, session.member.called) == ("bram", "Bram")
    assert (await entry.noted())[-2:] == [("fatima", "invited", "bram reviewer"), ("bram", "joined", "")]


MAY_KEEP = {
    Role.REVIEWER: set[Role](),
    Role.COORDINATOR: {Role.REVIEWER, Role.COORDINATOR},
    Role.ADMIN: {Role.REVIEWER, Role.COORDINATOR, Role.ADMIN},
}


@pytest.mark.parametrize("theirs", Role)
@pytest.mark.parametrize("role", Role)
async def test_nobody_gives_a_role_above_their_own(entry: Entrance, role: Role, theirs: Role) -> None:
    session, _ = await entry.joined("bram", role)
    other, _ = await entry.joined("carla", Role.REVIEWER)
    may = theirs in MAY_KEEP[role]

    assert (await entry.door.invite(session, "daan", "Daan", theirs) is not Refused.NOT_ALLOWED) is may
    assert (await entry.door.change_role(session, other.member.id, theirs) is None) is may
    assert (await entry.account("carla")).role is (theirs if may else Role.REVIEWER)


@pytest.mark.parametrize("theirs", Role)
@pytest.mark.parametrize("role", Role)
async def test_nobody_changes_who_has_a_role_above_their_own(entry: Entrance, role: Role, theirs: Role) -> None:
    session, _ = await entry.joined("bram", role)
    other, _ = await entry.joined("carla", theirs)
    await entry.invited("daan", theirs)
    may = theirs in MAY_KEEP[role]

    changed = await entry.door.change_role(session, other.member.id, Role.REVIEWER)
    invited_anew = await entry.door.invite(session, "daan", "Daan", Role.REVIEWER)
    removed = await entry.door.remove(session, other.member.id)

    if may:
        assert (changed, removed) == (None, None)
        assert invited_anew is not Refused.NOT_ALLOWED
        return
    assert {changed, invited_anew, removed} == {Refused.NOT_ALLOWED}
    assert {(account.login, account.role) for account in await entry.door.members(session)} == {
        ("bram", role),
        ("carla", theirs),
        ("daan", theirs),
    }


@pytest.mark.parametrize("login", ["", "ab", "a b c", "fatima@joinus.nl", "server", "Server", "a" * 33, "x#1", "-ab"])
async def test_a_login_that_cannot_be_is_refused(entry: Entrance, login: str) -> None:
    admin, _ = await entry.joined()
    assert await entry.door.invite(admin, login, "Bram", Role.REVIEWER) is Refused.UNUSABLE


@pytest.mark.parametrize("called", ["", " ", "x" * 41, "Bram\n", "Br\x00am"])
async def test_a_name_that_cannot_be_is_refused(entry: Entrance, called: str) -> None:
    admin, _ = await entry.joined()
    refused = await entry.door.invite(admin, "bram", called, Role.REVIEWER)
    assert refused is Refused.UNUSABLE or called == "Bram\n"  # what stands around a name is dropped


async def test_a_login_in_use_is_refused_whatever_its_case(entry: Entrance) -> None:
    admin, _ = await entry.joined()
    assert await entry.door.invite(admin, "FATIMA", "Fatima", Role.REVIEWER) is Refused.IN_USE


async def test_a_new_role_ends_the_sessions_of_who_gets_it(entry: Entrance) -> None:
    admin, _ = await entry.joined()
    session, _ = await entry.joined("bram", Role.REVIEWER)
    assert await entry.door.change_role(admin, session.member.id, Role.COORDINATOR) is None
    assert entry.door.session(session.token) is None
    assert entry.door.session(admin.token) == admin
    assert (await entry.account("bram")).role is Role.COORDINATOR


async def test_who_is_removed_is_out_at_once_and_for_good(entry: Entrance) -> None:
    admin, _ = await entry.joined()
    session, totp = await entry.joined("bram", Role.REVIEWER)
    assert await entry.door.remove(admin, session.member.id) is None
    assert entry.door.session(session.token) is None
    assert await entry.door.sign_in("bram", PASSWORD, totp.at(entry.clock.now)) is Refused.WRONG
    assert isinstance(await entry.door.invite(admin, "bram", "Bram", Role.REVIEWER), str)


async def test_an_admin_cannot_change_or_remove_themselves_nor_nobody(entry: Entrance) -> None:
    admin, _ = await entry.joined()
    for member in (admin.member.id, 99):
        assert await entry.door.change_role(admin, member, Role.REVIEWER) is Refused.NOT_ALLOWED
        assert await entry.door.remove(admin, member) is Refused.NOT_ALLOWED


async def test_of_two_admins_who_remove_each_other_one_stays(entry: Entrance) -> None:
    one, _ = await entry.joined()
    other, _ = await entry.joined("bram")
    told = await asyncio.gather(
        entry.door.remove(one, other.member.id), entry.door.change_role(other, one.member.id, Role.REVIEWER)
    )
    assert list(told) == [None, Refused.NOT_ALLOWED]
    assert [(account.login, account.role) for account in await entry.accounts.everybody()] == [("fatima", Role.ADMIN)]


async def test_a_role_that_was_taken_away_elsewhere_counts_at_once(entry: Entrance) -> None:
    admin, _ = await entry.joined()
    await entry.accounts.change_role(admin.member.id, Role.REVIEWER, "server")
    assert await entry.door.invite(admin, "bram", "Bram", Role.ADMIN) is Refused.NOT_ALLOWED


async def test_an_invitation_can_be_withdrawn(entry: Entrance) -> None:
    admin, _ = await entry.joined()
    code = str(await entry.door.invite(admin, "bram", "Bram", Role.REVIEWER))
    assert await entry.door.remove(admin, (await entry.account("bram")).id) is None
    assert await entry.door.invitation("bram", code) is Refused.WRONG
