"""What is known about people reading, from the accounts and the settings of a real database."""

from datetime import UTC, datetime

import pytest

from bot.staff import Keys, Reading, Role, Staffed, When
from bot.store import Database

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)  # half past ten in Amsterdam
HOURS = {"monday": [["09:00", "17:00"]]}


@pytest.fixture
def staffed(store: Database) -> Staffed:
    return Staffed(store.accounts(), store.settings())


async def somebody_joins(store: Database) -> None:
    accounts = store.accounts()
    await accounts.invite("sanne", "Sanne", Role.ADMIN, b"invitation", MONDAY, "server")
    [invited] = await accounts.everybody()
    assert await accounts.join(invited, Keys(b"public", b"wrapped", b"desk key"), "TOTP", 1)


async def test_without_accounts_nobody_reads_whatever_the_hours(staffed: Staffed, store: Database) -> None:
    await store.settings().write("hours", HOURS, "sanne")
    await staffed.refresh()
    assert staffed(MONDAY) == Reading(When.NEVER)


async def test_before_anybody_said_when_nothing_is_promised(staffed: Staffed, store: Database) -> None:
    await somebody_joins(store)
    await staffed.refresh()
    assert (staffed.anybody, staffed(MONDAY)) == (True, Reading(When.NEVER))


async def test_within_the_hours_that_were_set_somebody_can_read(staffed: Staffed, store: Database) -> None:
    await somebody_joins(store)
    await store.settings().write("hours", HOURS, "sanne")
    await staffed.refresh()
    assert staffed(MONDAY) == Reading(When.NOW)
    assert staffed(MONDAY.replace(hour=20)).when is When.LATER


async def test_hours_that_cannot_be_read_promise_nothing(staffed: Staffed, store: Database) -> None:
    await somebody_joins(store)
    await store.settings().write("hours", {"someday": []}, "sanne")
    await staffed.refresh()
    assert staffed(MONDAY) == Reading(When.NEVER)
