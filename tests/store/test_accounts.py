"""Staff in the database: invited, joined, signed in, removed; each noted, and nothing readable by a thief."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url
from structlog.testing import capture_logs

from bot.conversation import StoreDownError
from bot.staff import Account, Keys, Role
from bot.store import Database
from bot.store.accounts import StaffAccounts
from tests.store.parts import NOW, Place, alarm, turn

NOBODY = Account(99, "nobody", "Nobody", Role.ADMIN)
KEYS = Keys(b"public of fatima", b"wrapped of fatima", b"desk key of fatima")
TOTP = "PLANTEDSECONDFACTOR23456"
LATER = NOW + timedelta(hours=72)


@pytest.fixture
async def accounts(store: Database) -> StaffAccounts:
    return store.accounts()


@pytest.fixture
async def twice(place: Place) -> AsyncIterator[tuple[StaffAccounts, StaffAccounts]]:
    """The same accounts as two processes see them."""
    async with place.opened() as one, place.opened() as other:
        yield one.accounts(), other.accounts()


async def invite(accounts: StaffAccounts, login: str = "fatima", role: Role = Role.ADMIN, code: bytes = b"inv") -> bool:
    return await accounts.invite(login, login.capitalize(), role, code, LATER, "server")


async def join(accounts: StaffAccounts, login: str = "fatima", role: Role = Role.ADMIN) -> Account:
    assert await invite(accounts, login, role)
    assert await accounts.join(await one(accounts, login), KEYS, TOTP, 100)
    return await one(accounts, login)


async def one(accounts: StaffAccounts, login: str = "fatima") -> Account:
    found = await accounts.find(login)
    assert found is not None
    return found


async def noted(place: Place) -> list[tuple[str, str, str]]:
    return [(who, did, about) for who, did, about in await place.rows("SELECT who, did, about FROM audit ORDER BY id")]


async def test_without_staff_nobody_is_found(accounts: StaffAccounts) -> None:
    assert list(await accounts.everybody()) == []
    assert await accounts.find("fatima") is None


async def test_an_invitation_is_kept_until_it_is_accepted(accounts: StaffAccounts) -> None:
    assert await invite(accounts)
    invited = await one(accounts)
    assert (invited.keys, invited.invitation, invited.invited_until) == (None, b"inv", LATER)
    assert await accounts.join(invited, KEYS, TOTP, 100)
    joined = Account(invited.id, "fatima", "Fatima", Role.ADMIN, KEYS, TOTP, 100)
    assert await one(accounts, " FATIMA ") == joined
    assert list(await accounts.everybody()) == [joined]


async def test_a_newer_invitation_takes_the_place_of_one_that_was_not_accepted(accounts: StaffAccounts) -> None:
    await invite(accounts)
    await accounts.failed((await one(accounts)).id)
    assert await invite(accounts, "Fatima", Role.REVIEWER, b"new")
    (kept,) = await accounts.everybody()
    assert (kept.invitation, kept.role, kept.failures) == (b"new", Role.REVIEWER, 0)


async def test_the_login_of_an_account_is_in_use(accounts: StaffAccounts) -> None:
    before = await join(accounts)
    assert not await invite(accounts, "FATIMA", Role.REVIEWER)
    assert await one(accounts) == before


async def test_an_invitation_that_was_given_anew_is_not_accepted_as_the_one_before(accounts: StaffAccounts) -> None:
    await invite(accounts, code=b"old")
    old = await one(accounts)
    await invite(accounts, role=Role.REVIEWER, code=b"new")
    new = await one(accounts)
    assert old.id == new.id
    assert not await accounts.join(old, KEYS, TOTP, 100)
    assert await one(accounts) == new
    assert await accounts.join(new, KEYS, TOTP, 100)


async def test_no_account_is_made_of_an_account(accounts: StaffAccounts) -> None:
    joined = await join(accounts)
    assert not await accounts.join(joined, Keys(b"another", b"another", b"another"), TOTP, 200)
    assert await one(accounts) == joined


async def test_of_two_who_accept_one_invitation_one_does(twice: tuple[StaffAccounts, StaffAccounts]) -> None:
    await invite(twice[0])
    invited = await one(twice[0])
    assert sorted(await asyncio.gather(*(accounts.join(invited, KEYS, TOTP, 100) for accounts in twice))) == [
        False,
        True,
    ]


async def test_a_time_step_is_used_up_once(twice: tuple[StaffAccounts, StaffAccounts]) -> None:
    number = (await join(twice[0])).id
    told = await asyncio.gather(*(accounts.entered(number, 101) for accounts in twice for _ in range(3)))
    assert sorted(told) == [False] * 5 + [True]
    assert not await twice[0].entered(number, 100)
    assert await twice[0].entered(number, 102)


async def test_failures_are_counted_until_somebody_comes_in(accounts: StaffAccounts, place: Place) -> None:
    number = (await join(accounts)).id
    await accounts.failed(number)
    place.clock.passes(minutes=1)
    await accounts.failed(number)
    kept = await one(accounts)
    assert (kept.failures, kept.failed_at) == (2, place.clock.now)
    await accounts.entered(number, 101)
    kept = await one(accounts)
    assert (kept.failures, kept.failed_at) == (0, None)


async def test_what_somebody_known_does_is_noted_and_not_counted(accounts: StaffAccounts, place: Place) -> None:
    number = (await join(accounts)).id
    await accounts.failed(number)
    before = await one(accounts)
    place.clock.passes(minutes=1)
    await accounts.failed(number, known=True)
    assert await accounts.entered(number, 101, known=True)
    assert await one(accounts) == replace(before, totp_used=101)
    assert [did for _, did, _ in await noted(place)][-3:] == ["sign_in_failed", "sign_in_failed", "signed_in"]


async def test_everything_stands_in_the_log_under_who_did_it(accounts: StaffAccounts, place: Place) -> None:
    admin = await join(accounts)
    await accounts.invite("bram", "Bram", Role.REVIEWER, b"inv", LATER, "fatima")
    bram = await one(accounts, "bram")
    await accounts.failed(admin.id)
    await accounts.entered(admin.id, 101)
    await accounts.left(admin.id)
    await accounts.change_role(bram.id, Role.COORDINATOR, "fatima")
    await accounts.remove(bram.id, "fatima")
    assert await noted(place) == [
        ("server", "invited", "fatima admin"),
        ("fatima", "joined", ""),
        ("fatima", "invited", "bram reviewer"),
        ("server", "sign_in_failed", "fatima"),
        ("fatima", "signed_in", ""),
        ("fatima", "signed_out", ""),
        ("fatima", "changed_role", "bram coordinator"),
        ("fatima", "removed", "bram"),
    ]


async def test_what_happens_to_nobody_is_not_noted(accounts: StaffAccounts, place: Place) -> None:
    await accounts.failed(99)
    await accounts.left(99)
    await accounts.change_role(99, Role.ADMIN, "server")
    await accounts.remove(99, "server")
    assert not await accounts.entered(99, 100)
    assert not await accounts.join(NOBODY, KEYS, TOTP, 100)
    assert await noted(place) == []


async def test_who_is_removed_has_no_keys_and_their_login_is_free(accounts: StaffAccounts, place: Place) -> None:
    first = await join(accounts)
    await accounts.remove(first.id, "server")
    assert list(await accounts.everybody()) == []
    assert await accounts.find(f"fatima#{first.id}") is None
    kept = "SELECT public, wrapped, desk_key, totp, invitation FROM staff"
    assert await place.rows(kept) == [(None,) * 5]
    assert not await accounts.entered(first.id, 200)
    second = await join(accounts)
    await accounts.remove(second.id, "server")
    assert (await join(accounts)).id not in {first.id, second.id}


async def test_a_withdrawn_invitation_cannot_be_accepted(accounts: StaffAccounts) -> None:
    await invite(accounts)
    invited = await one(accounts)
    await accounts.remove(invited.id, "server")
    assert not await accounts.join(invited, KEYS, TOTP, 100)


async def test_what_the_removed_had_claimed_is_listed_as_nobodys(store: Database, place: Place) -> None:
    accounts = store.accounts()
    number = (await join(accounts)).id
    for visitor in ("a1" * 32, "b2" * 32):
        await store.commit(turn(visitor, handover=alarm()))
    await place.rows(f"UPDATE handovers SET state = 'claimed', claimed_by = {number}, claimed_at = opened_at")  # noqa: S608
    await place.rows("UPDATE handovers SET state = 'resolved' WHERE id = 2")
    assert await store.desk().unanswered() == ()
    await accounts.remove(number, "server")
    assert [card.id for card in await store.desk().unanswered()] == [1]


async def test_a_copy_of_the_database_gives_nothing_to_try_passwords_on(store: Database, place: Place) -> None:
    account = await join(store.accounts())
    assert account.keys is not None
    [(kept,)] = await place.rows("SELECT wrapped FROM staff")
    assert account.keys.wrapped not in bytes(kept)
    assert KEYS.wrapped == account.keys.wrapped


async def test_what_cannot_be_noted_is_not_done(accounts: StaffAccounts, place: Place) -> None:
    number = (await join(accounts)).id
    await place.rows("ALTER TABLE audit RENAME TO away")
    for change in (accounts.entered(number, 101), accounts.remove(number, "server"), accounts.failed(number)):
        with pytest.raises(StoreDownError):
            await change
    await place.rows("ALTER TABLE away RENAME TO audit")
    assert (await one(accounts)).totp_used == 100
    assert (await one(accounts)).failures == 0


async def test_a_database_that_is_away_is_down_for_every_method(tmp_path: Path) -> None:
    async with Place(f"sqlite:///{tmp_path}/no/bot.db").opened() as store:
        accounts, settings = store.accounts(), store.settings()
        for call in (
            accounts.everybody(), accounts.find("fatima"), invite(accounts), accounts.join(NOBODY, KEYS, TOTP, 1),
            accounts.entered(1, 1), accounts.failed(1), accounts.left(1), accounts.change_role(1, Role.ADMIN, "x"),
            accounts.remove(1, "x"), settings.read("hours"), settings.write("hours", {}, "x"), store.audit_log().read(),
        ):  # fmt: skip
            with pytest.raises(StoreDownError):
                await call


async def test_the_second_factor_is_encrypted_and_the_removed_are_out_of_the_file(file: Place) -> None:
    async with file.opened() as store:
        accounts = store.accounts()
        number = (await join(accounts)).id
        assert TOTP.encode() not in raw(file)
        assert KEYS.wrapped not in raw(file)
        assert KEYS.desk_key in raw(file)
        await accounts.remove(number, "server")
        assert KEYS.desk_key not in raw(file)


async def test_an_account_that_cannot_be_read_keeps_nobody_else_out(place: Place) -> None:
    async with place.opened() as store:
        await join(store.accounts())
    other = "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY="
    async with place.opened(other) as store:
        with capture_logs() as logs:
            accounts = store.accounts()
            await join(accounts, "bram")
            logins = {account.login: account.totp for account in await accounts.everybody()}
            assert await accounts.everybody()
    assert logins == {"bram": TOTP, "fatima": None}
    assert [log["event"] for log in logs] == ["account_unreadable"]


async def test_settings_are_read_as_they_were_written_and_noted(store: Database, place: Place) -> None:
    settings = store.settings()
    assert await settings.read("hours") is None
    await settings.write("hours", {"monday": []}, "fatima")
    await settings.write("sentences", ["Hoi! Ik ben Fatima. 🙂"], "fatima")
    await settings.write("hours", {"monday": [["09:00", "17:00"]]}, "bram")
    assert await settings.read("hours") == {"monday": [["09:00", "17:00"]]}
    assert await settings.read("sentences") == ["Hoi! Ik ben Fatima. 🙂"]
    assert await noted(place) == [
        ("fatima", "changed_settings", "hours"),
        ("fatima", "changed_settings", "sentences"),
        ("bram", "changed_settings", "hours"),
    ]


def raw(place: Place) -> bytes:
    file = Path(str(make_url(place.url).database))
    return b"".join(path.read_bytes() for path in sorted(file.parent.glob(f"{file.name}*")))
