"""Accepting an invitation: code, second factor, password; only then there is an account."""

import asyncio

import pytest

from bot.staff import (
    INVITED_FOR,
    Account,
    Keys,
    Refused,
    Role,
    Session,
    wrap_under_code,
    wrap_under_new_code,
)
from bot.store.accounts import StaffAccounts
from tests.staff.parts import DESK, PASSWORD, Entrance, entrance, totp_at
from tests.store.parts import AUDIT


class AgainJustThen(StaffAccounts):
    """Accounts where somebody is invited anew while what they typed is on its way."""

    given: bytes

    async def join(self, invited: Account, keys: Keys, totp: str, step: int) -> bool:
        self.given = wrap_under_code(DESK, "another code")
        until = self._clock() + INVITED_FOR
        await self.invite(invited.login, invited.called, Role.REVIEWER, self.given, until, "server")
        return await super().join(invited, keys, totp, step)


async def accept(entry: Entrance, code: str, password: str = PASSWORD) -> Session | Refused:
    totp = totp_at(await entry.door.invitation("fatima", code))
    return await entry.door.join("fatima", code, password, totp.at(entry.clock.now))


async def test_accepting_makes_an_account_and_lets_in(entry: Entrance) -> None:
    code = await entry.invited()
    session = await accept(entry, code)
    assert isinstance(session, Session)
    assert (session.private, session.member.called) == (DESK, "Fatima")
    kept = await entry.account()
    assert (kept.invitation, kept.invited_until) == (None, None)
    assert kept.keys
    assert DESK not in kept.keys.public + kept.keys.wrapped + kept.keys.desk_key


async def test_the_code_that_proved_the_second_factor_does_not_sign_in_again(entry: Entrance) -> None:
    code = await entry.invited()
    totp = totp_at(await entry.door.invitation("fatima", code))
    proof = totp.at(entry.clock.now)
    assert isinstance(await entry.door.join("fatima", code, PASSWORD, proof), Session)
    assert await entry.door.sign_in("fatima", PASSWORD, proof) is Refused.WRONG


async def test_an_invitation_is_accepted_once(entry: Entrance) -> None:
    code = await entry.invited()
    totp = totp_at(await entry.door.invitation("fatima", code))
    both = await asyncio.gather(
        *(entry.door.join("fatima", code, PASSWORD, totp.at(entry.clock.now)) for _ in range(2))
    )
    assert sum(isinstance(one, Session) for one in both) == 1
    assert await entry.door.invitation("fatima", code) is Refused.WRONG


async def test_how_the_code_is_copied_does_not_matter(entry: Entrance) -> None:
    code = await entry.invited()
    assert isinstance(await accept(entry, f" {code.lower().replace('-', ' ')}\n"), Session)


@pytest.mark.parametrize(("login", "code"), [("fatima", "22222-22222"), ("bram", "right"), ("fatima", ""), ("", "")])
async def test_a_wrong_login_or_code_shows_no_second_factor(entry: Entrance, login: str, code: str) -> None:
    right = await entry.invited()
    assert await entry.door.invitation(login, right if code == "right" else code) is Refused.WRONG


async def test_wrong_codes_must_wait_as_wrong_passwords(entry: Entrance) -> None:
    await entry.invited()
    for _ in range(5):
        await entry.door.invitation("fatima", "22222")
    assert await entry.door.invitation("fatima", "33333") is Refused.WAIT


async def test_strangers_do_not_keep_out_who_was_invited(entry: Entrance) -> None:
    code = await entry.invited()
    told = {await entry.door.invitation("fatima", "22222") for _ in range(25)}
    assert told == {Refused.WRONG, Refused.WAIT, Refused.BUSY}
    assert isinstance(await accept(entry, code), Session)


async def test_who_was_invited_waits_for_mistakes_of_their_own(entry: Entrance) -> None:
    code = await entry.invited()
    totp = totp_at(await entry.door.invitation("fatima", code))
    for _ in range(5):
        assert await entry.door.join("fatima", code, PASSWORD, "000000") is Refused.WRONG
    assert await entry.door.join("fatima", code, PASSWORD, totp.at(entry.clock.now)) is Refused.WAIT
    entry.clock.passes(seconds=30)
    assert isinstance(await entry.door.join("fatima", code, PASSWORD, totp.at(entry.clock.now)), Session)


async def test_who_is_invited_again_while_accepting_does_not_come_in_by_the_old_code(entry: Entrance) -> None:
    old = await entry.invited(role=Role.ADMIN)
    totp = totp_at(await entry.door.invitation("fatima", old))
    again = AgainJustThen(entry.accounts._link, entry.accounts._cipher, entry.clock, AUDIT)
    entry.door._accounts = again

    assert await entry.door.join("fatima", old, PASSWORD, totp.at(entry.clock.now)) is Refused.EXPIRED

    kept = await entry.account()
    assert (kept.keys, kept.totp, kept.role, kept.invitation) == (None, None, Role.REVIEWER, again.given)


async def test_after_three_days_an_invitation_is_over(entry: Entrance) -> None:
    code = await entry.invited()
    entry.clock.passes(hours=72, seconds=-1)
    totp = totp_at(await entry.door.invitation("fatima", code))
    entry.clock.passes(seconds=1)
    assert await entry.door.join("fatima", code, PASSWORD, totp.at(entry.clock.now)) is Refused.EXPIRED
    assert await entry.door.invitation("fatima", code) is Refused.EXPIRED
    assert await entry.door.invitation("fatima", "22222") is Refused.WRONG


async def test_the_page_may_be_loaded_again_within_ten_minutes(entry: Entrance) -> None:
    code = await entry.invited()
    first = await entry.door.invitation("fatima", code)
    entry.clock.passes(minutes=9)
    assert await entry.door.invitation("fatima", code) == first
    entry.clock.passes(minutes=10)
    assert await entry.door.invitation("fatima", code) != first


async def test_ten_minutes_later_accepting_begins_again(entry: Entrance) -> None:
    code = await entry.invited()
    totp = totp_at(await entry.door.invitation("fatima", code))
    entry.clock.passes(minutes=10)
    assert await entry.door.join("fatima", code, PASSWORD, totp.at(entry.clock.now)) is Refused.EXPIRED
    assert await entrance(entry.accounts, entry.clock).door.join("fatima", code, PASSWORD, "123456") is Refused.EXPIRED


async def test_a_wrong_code_of_the_telephone_may_be_typed_again(entry: Entrance) -> None:
    code = await entry.invited()
    totp = totp_at(await entry.door.invitation("fatima", code))
    assert await entry.door.join("fatima", code, PASSWORD, "000000") is Refused.WRONG
    assert isinstance(await entry.door.join("fatima", code, PASSWORD, totp.at(entry.clock.now)), Session)


async def test_a_weak_password_is_refused_whoever_asks(entry: Entrance) -> None:
    code = await entry.invited()
    assert await accept(entry, code, "elf letters") is Refused.WEAK_PASSWORD
    assert await entry.door.join("bram", "22222", "welkom123456", "000000") is Refused.WEAK_PASSWORD
    assert (await entry.account()).keys is None


async def test_an_invitation_to_another_desk_opens_nothing(entry: Entrance) -> None:
    wrapped, code = wrap_under_new_code(b"8" * 32)
    await entry.accounts.invite("fatima", "Fatima", Role.ADMIN, wrapped, entry.clock.passes(hours=1), "server")
    entry.clock.passes(hours=-1)
    assert await entry.door.invitation("fatima", code) is Refused.EXPIRED


async def test_who_is_invited_again_has_a_new_code_only(entry: Entrance) -> None:
    old, new = await entry.invited(), await entry.invited()
    assert await entry.door.invitation("fatima", old) is Refused.WRONG
    assert isinstance(await accept(entry, new), Session)
