"""A new key for the desk: all that could be read before can be read after, and not with the old key."""

import sqlite3
import time
from datetime import timedelta
from pathlib import Path

import pytest
from nacl.public import PrivateKey, SealedBox
from sqlalchemy import make_url

from bot.conversation import StoreDownError
from bot.handovers import DeskKey, Line, seal, unseal
from bot.staff import Keys, Role, first_broken, public_of
from bot.store import Database, migrate
from bot.store.rotation import KeyRotation, Rotated
from tests.store.parts import ANNA, AUDIT, BRAM, NOW, Place, alarm, turn

OLD, NEW, OWN = b"7" * 32, b"8" * 32, b"5" * 32
UNTIL = NOW + timedelta(hours=72)


def sealed(words: str, private: bytes = OLD) -> bytes:
    return seal((Line(words, NOW),), DeskKey(public_of(private)))


def rotation(place: Place) -> KeyRotation:
    return KeyRotation.open(place.url, place.clock)


async def messages(place: Place, private: bytes) -> list[str]:
    rows = await place.rows("SELECT sealed FROM handover_messages WHERE length(sealed) > 0 ORDER BY id")
    return [unseal(kept, private)[0].words for (kept,) in rows]


async def filled(store: Database, words: tuple[str, ...]) -> None:
    for said in words:
        await store.commit(turn(ANNA, handover=alarm(sealed=sealed(said))))
    accounts = store.accounts()
    for login in ("fatima", "bram"):
        await accounts.invite(login, login, Role.ADMIN, b"wrapped", UNTIL, "server")
    fatima = await accounts.find("fatima")
    assert fatima
    await accounts.join(fatima, Keys(public_of(OWN), b"wrapped", b"old"), "SECRET", 1)


async def test_all_is_read_with_the_new_key_by_everybody_and_with_the_old_one_by_nobody(
    store: Database, place: Place
) -> None:
    words = tuple(f"bericht {number}" for number in range(5))
    await filled(store, words)
    database = rotation(place)
    assert await database.current() is None

    assert await database.carry_out(OLD, NEW, AUDIT) == Rotated(messages=5, members=1, unreadable=0)

    assert await messages(place, NEW) == list(words)
    with pytest.raises(ValueError, match="another key"):
        await messages(place, OLD)
    fatima, bram = await store.accounts().find("fatima"), await store.accounts().find("bram")
    assert fatima
    assert fatima.keys
    assert SealedBox(PrivateKey(OWN)).decrypt(fatima.keys.desk_key) == NEW
    assert bram
    assert (bram.invitation, bram.invited_until) == (None, NOW)
    assert await database.current() == public_of(NEW)
    log = await store.audit_log().read()
    assert first_broken(log, AUDIT) is None
    assert (log[-1].act.did, log[-1].act.about) == ("changed_settings", "desk_key")
    await database.close()


async def test_what_the_old_key_does_not_open_stays_as_it_was(store: Database, place: Place) -> None:
    await store.commit(turn(ANNA, handover=alarm(sealed=sealed("van een ander", b"9" * 32))))
    await store.commit(turn(BRAM, handover=alarm(sealed=sealed("van ons"))))
    await store.commit(turn(BRAM, handover=alarm(sealed=b"")))
    database = rotation(place)

    assert await database.carry_out(OLD, NEW, AUDIT) == Rotated(messages=1, members=0, unreadable=1)

    first, second = await place.rows("SELECT sealed FROM handover_messages WHERE length(sealed) > 0 ORDER BY id")
    assert unseal(first[0], b"9" * 32)[0].words == "van een ander"
    assert unseal(second[0], NEW)[0].words == "van ons"
    await database.close()


async def test_what_breaks_off_changes_nothing(store: Database, place: Place) -> None:
    await filled(store, ("een", "twee"))
    await place.rows("ALTER TABLE audit RENAME TO away")
    database = rotation(place)
    with pytest.raises(StoreDownError, match="rotate"):
        await database.carry_out(OLD, NEW, AUDIT)
    assert await messages(place, OLD) == ["een", "twee"]
    assert await database.current() is None
    kept = await store.accounts().find("bram")
    assert kept
    assert kept.invitation == b"wrapped"
    await database.close()


async def test_a_second_change_goes_on_from_the_first(store: Database, place: Place) -> None:
    await filled(store, ("een",))
    database = rotation(place)
    await database.carry_out(OLD, NEW, AUDIT)
    await database.carry_out(NEW, b"9" * 32, AUDIT)
    assert await messages(place, b"9" * 32) == ["een"]
    assert await database.current() == public_of(b"9" * 32)
    await database.close()


async def test_the_old_words_are_out_of_the_file(file: Place) -> None:
    async with file.opened() as store:
        await filled(store, ("een",))
        (before,) = (await file.rows("SELECT sealed FROM handover_messages"))[0]
    database = rotation(file)
    await database.carry_out(OLD, NEW, AUDIT)
    await database.close()
    path = Path(str(make_url(file.url).database))
    raw = b"".join(part.read_bytes() for part in path.parent.glob(f"{path.name}*"))
    assert before[:200] not in raw


async def test_thousands_of_messages_take_seconds(sqlite_url: str) -> None:
    await migrate(sqlite_url)
    place = Place(sqlite_url)
    async with place.opened() as store:
        await store.commit(turn(ANNA, handover=alarm(sealed=sealed("eerste"))))
    with sqlite3.connect(str(make_url(sqlite_url).database)) as connection:
        one = sealed("nog een")
        insert = (
            "INSERT INTO handover_messages (handover_id, sealed, at, who) VALUES (1, ?, '2026-11-22 12:00:00', 'x')"
        )
        connection.executemany(insert, [(one,)] * 2500)
    connection.close()
    database = rotation(place)
    started = time.perf_counter()
    assert (await database.carry_out(OLD, NEW, AUDIT)).messages == 2501
    assert time.perf_counter() - started < 10
    assert len(await messages(place, NEW)) == 2501
    await database.close()


async def test_a_database_that_is_away_is_down(tmp_path: Path) -> None:
    database = KeyRotation.open(f"sqlite:///{tmp_path}/no/bot.db")
    for call in (database.current(), database.carry_out(OLD, NEW, AUDIT)):
        with pytest.raises(StoreDownError):
            await call
    await database.close()
