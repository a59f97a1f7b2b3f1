"""The audit log: whatever is altered, taken out or put in is found."""

import asyncio
from datetime import timedelta

import pytest

from bot.staff import START, Act, Did, chained, first_broken
from bot.store import Database
from tests.store.parts import NOW, Place

KEY = "the audit key of the tests"


async def wrote(store: Database, *names: str) -> None:
    for name in names:
        await store.settings().write(name, "on", "fatima")


async def broken(store: Database) -> int | None:
    return first_broken(await store.audit_log().read(), KEY)


async def test_an_empty_log_is_whole(store: Database) -> None:
    assert list(await store.audit_log().read()) == []
    assert await broken(store) is None


async def test_what_was_written_is_read_in_order_and_whole(store: Database, place: Place) -> None:
    await wrote(store, "one")
    place.clock.passes(microseconds=1)
    await wrote(store, "two")
    first, second = await store.audit_log().read()
    assert first.act == Act(NOW, "fatima", Did.CHANGED_SETTINGS, "one")
    assert second.act == Act(NOW + timedelta(microseconds=1), "fatima", Did.CHANGED_SETTINGS, "two")
    assert second.mac == chained(second.act, chained(first.act, START, KEY), KEY)
    assert await broken(store) is None
    assert list(await store.audit_log().latest(1)) == [second]


async def test_another_key_finds_the_first_entry_broken(store: Database) -> None:
    await wrote(store, "one", "two")
    assert first_broken(await store.audit_log().read(), KEY + "!") == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET at = '2026-11-22 12:00:00.000001' WHERE id = 2",
        "UPDATE audit SET who = 'bram' WHERE id = 2",
        "UPDATE audit SET who = '' WHERE id = 2",
        "UPDATE audit SET did = 'looked' WHERE id = 2",
        "UPDATE audit SET did = 'something else' WHERE id = 2",
        "UPDATE audit SET did = '?' WHERE id = 2",
        "UPDATE audit SET about = 'two!' WHERE id = 2",
        "UPDATE audit SET mac = (SELECT mac FROM audit WHERE id = 1) WHERE id = 2",
        "DELETE FROM audit WHERE id = 2",
        "INSERT INTO audit (id, at, who, did, about, mac) SELECT 20, at, who, did, about, mac FROM audit WHERE id = 2",
    ],
)
async def test_what_is_altered_taken_out_or_put_in_is_found(store: Database, place: Place, change: str) -> None:
    await wrote(store, "one", "two", "three", "four")
    await place.rows(change)
    deleted, put_in = change.startswith("DELETE"), change.startswith("INSERT")
    assert await broken(store) == (3 if deleted else 20 if put_in else 2)


@pytest.mark.parametrize("value", ["'never'", "x'00'", "12", "'2026-11-22'", "''"])
@pytest.mark.parametrize("column", ["at", "who", "did", "about", "mac"])
async def test_what_the_bot_cannot_have_written_is_found_too(file: Place, column: str, value: str) -> None:
    async with file.opened() as store:
        await wrote(store, "one", "two", "three")
        await file.rows(f"UPDATE audit SET {column} = {value} WHERE id = 2")  # noqa: S608
        assert await broken(store) == 2


async def test_two_that_changed_places_are_found(store: Database, place: Place) -> None:
    await wrote(store, "one", "two", "three", "four")
    for old, new in ((2, 99), (3, 2), (99, 3)):
        await place.rows(f"UPDATE audit SET id = {new} WHERE id = {old}")  # noqa: S608
    assert await broken(store) == 2


async def test_a_first_entry_that_was_taken_out_is_found(store: Database, place: Place) -> None:
    await wrote(store, "one", "two")
    await place.rows("DELETE FROM audit WHERE id = 1")
    assert await broken(store) == 2


async def test_two_processes_write_one_chain(place: Place) -> None:
    async with place.opened() as one, place.opened() as other:
        for number in range(15):
            await asyncio.gather(*(wrote(store, f"setting {number}") for store in (one, other)))
        assert len(await one.audit_log().read()) == 30
        assert await broken(one) is None
