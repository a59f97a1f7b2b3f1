"""Nothing leaks: not from the tables, not from the raw file, not from an error or a log line."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from nacl.public import PrivateKey
from sqlalchemy import make_url
from structlog.testing import capture_logs

from bot.campaigns import Count, Touches
from bot.campaigns import Step as CountedStep
from bot.conversation import Known, State, StoreDownError, UnitOfWork
from bot.handovers import Claim, DeskKey, Judge, Line, Note, Raise, Reply, Urgency, Verdict, seal
from bot.messages import Language, Say
from bot.safety import Care, Question, Stands, Step, Tier
from bot.store import Database
from bot.store.cards import Cards
from bot.store.cipher import Cipher
from bot.store.engines import _prepare
from bot.store.tables import metadata
from tests.store.parts import ANNA, AUDIT, BRAM, HELLO, KEY, NOW, Place, alarm, turn
from tests.store.staffed import SANNE, THEM, Staffed, told

PLANTED = ("plantedaddress", "plantedtown", "plantedtongue", "plantedrasa", "plantedreply")
SEALED = b"sealed-of-anna" * 20


def telling(visitor: str = ANNA, sealed: bytes = SEALED) -> UnitOfWork:
    """A turn that leaves something in every table."""
    return turn(
        visitor,
        state=State("plantedrasa", municipality="plantedtown"),
        handover=Raise(Urgency.SUICIDAL, sealed, "plantedtongue", "plantedtown"),
        address="plantedaddress",
        to_send=(Say("plantedreply"),),
        counts=(Count("alarm"),),
    )


def raw(place: Place) -> bytes:
    """Every byte on disk: the file, the write-ahead log and whatever lies beside it."""
    file = Path(str(make_url(place.url).database))
    return b"".join(path.read_bytes() for path in sorted(file.parent.glob(f"{file.name}*")))


async def everything(place: Place) -> str:
    """Every value in every table, as text."""
    return str([await place.rows(f'SELECT * FROM "{table}"') for table in metadata.tables])  # noqa: S608


async def test_planted_words_stand_in_no_table(store: Database, place: Place) -> None:
    await store.commit(telling())
    found = await everything(place)
    assert [word for word in PLANTED if word in found] == []


async def test_planted_words_stand_nowhere_in_the_file(file: Place) -> None:
    async with file.opened() as store:
        await store.commit(telling())
        found = raw(file)
    assert ANNA.encode() in found
    assert [word for word in PLANTED if word.encode() in found] == []


async def worked_on(staffed: Staffed) -> None:
    """Somebody of staff does all they can with what Anna left: what they write is planted too."""
    await staffed.store.commit(telling())
    key = DeskKey(bytes(PrivateKey.generate().public_key))
    reply, note = (seal((Line(words, NOW),), key) for words in ("plantedanswer", "plantednote"))
    for action in (Claim(), Reply(reply), Note(note), Judge(1, Verdict.RIGHT)):
        await staffed.desk.act(1, action, SANNE, told("plantedanswer"))
    await staffed.desk.case(1, SANNE)


async def test_what_staff_do_plants_nothing_in_any_table(staffed: Staffed, place: Place) -> None:
    await worked_on(staffed)
    found = await everything(place)
    assert "sanne" in found
    assert [word for word in (*PLANTED, "plantedanswer", "plantednote") if word in found] == []


async def test_what_staff_do_plants_nothing_in_the_file(file: Place) -> None:
    await file.rows(THEM)
    store = Database.open(file.url, [KEY], AUDIT, file.clock)
    await worked_on(Staffed(store, store.desk(), file))
    found = raw(file)
    await store.close()
    assert b"sanne" in found
    assert [word for word in (*PLANTED, "plantedanswer", "plantednote", AUDIT) if word.encode() in found] == []


async def test_forgetting_takes_along_what_staff_did(staffed: Staffed, place: Place) -> None:
    await worked_on(staffed)
    await staffed.store.forget(ANNA)
    kept = {table: await place.rows(f'SELECT * FROM "{table}"') for table in metadata.tables}  # noqa: S608
    assert {table for table, rows in kept.items() if rows} == {"staff", "audit", "counts"}
    assert ANNA not in str(kept)


async def test_errors_and_logs_of_the_desk_name_nobody(staffed: Staffed, place: Place) -> None:
    await worked_on(staffed)
    await place.rows("ALTER TABLE audit RENAME TO away")
    with capture_logs() as logs, pytest.raises(StoreDownError) as raised:
        await staffed.desk.act(1, Reply(SEALED), SANNE, told("plantedanswer"))
    heard = f"{raised.value!r} {raised.value.__context__!r} {logs}"
    assert [word for word in (*PLANTED, "plantedanswer", "sealed-of", "sanne", ANNA, "INSERT") if word in heard] == []


async def test_a_found_handover_shows_no_address(staffed: Staffed) -> None:
    await worked_on(staffed)
    found = await staffed.store._link.read("find", lambda it: Cards(Cipher([KEY])).find(it, 1))
    parcels = await staffed.store.undelivered()
    assert "plantedaddress" not in repr(found)
    assert [parcel.address for parcel in parcels] == ["plantedaddress"] * len(parcels)


async def test_forgetting_leaves_nothing_in_any_table(store: Database, place: Place) -> None:
    await store.commit(telling())
    await store.commit(telling(BRAM, b"sealed-of-bram"))
    await store.forget(ANNA)
    found = await everything(place)
    assert ANNA not in found
    assert "sealed-of-anna" not in found
    assert await store.load(ANNA) == Known()
    assert BRAM in found
    assert [parcel.visitor for parcel in await store.undelivered()] == [BRAM]


async def test_forgetting_leaves_nothing_in_the_file(file: Place) -> None:
    others = [f"{number:064x}" for number in range(60)]
    async with file.opened() as store:
        for visitor in [*others[:30], ANNA, *others[30:], ANNA]:
            await store.commit(telling(visitor, SEALED if visitor == ANNA else b"of others"))
        await store.forget(ANNA)
        found = raw(file)
    assert ANNA.encode() not in found
    assert b"sealed-of-anna" not in found
    assert all(other.encode() in found for other in others)


async def test_what_was_purged_is_out_of_the_file(file: Place) -> None:
    async with file.opened() as store:
        await store.commit(telling())
        await store.purge(NOW + timedelta(days=91))
        found = raw(file)
    assert ANNA.encode() not in found
    assert b"sealed-of-anna" not in found


CARE = Care(Tier.THIRD_PARTY, NOW, 12, 345, Step.SAFE_CLEAR, frozenset(Tier), checked=True, asked_at=NOW)
FULL = State(
    "r" * 64,
    Language.NL,
    municipality="GM0344",
    options=("WP2800",) * 5,
    care=replace(CARE, questions=dict.fromkeys(Question, Stands.ASKED)),
    helped_in=1_000_000,
    helped_with=frozenset(Tier),
    left_talk_at=NOW,
    touches=Touches("k7x9mqab", "k7x9mqab", NOW.date(), frozenset(map(Count, CountedStep)), "t" * 32),
)


def test_what_is_deleted_is_overwritten_whatever_the_library_does_unasked(tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA secure_delete=OFF")  # how SQLite comes, unless it was built otherwise
        _prepare(file, connection, SimpleNamespace(info={}))

        assert connection.execute("PRAGMA secure_delete").fetchone() == (1,)


async def test_a_short_state_and_a_long_one_take_as_much_room(store: Database, place: Place) -> None:
    await store.commit(turn(ANNA, state=State("r", Language.NL)))
    await store.commit(turn(BRAM, state=FULL))
    first, second = await place.rows("SELECT length(state) FROM conversations")
    assert first == second


async def test_errors_and_logs_name_nobody(store: Database, place: Place) -> None:
    await place.rows("DROP TABLE conversations")
    with capture_logs() as logs, pytest.raises(StoreDownError) as raised:
        await store.commit(telling())
    error = raised.value
    assert error.__context__ is None
    assert error.__cause__ is None
    told = f"{error!r} {logs}"
    assert [word for word in (*PLANTED, ANNA, "INSERT") if word in told] == []


async def test_a_clash_of_two_rows_names_nobody(store: Database, place: Place) -> None:
    await place.rows("CREATE UNIQUE INDEX clash ON outbox (visitor)")
    await store.commit(turn(address="1", to_send=HELLO))
    with pytest.raises(StoreDownError) as raised:
        await store.commit(turn(address="1", to_send=HELLO, handover=alarm()))
    assert ANNA not in f"{raised.value!r} {raised.value.__context__!r}"
    assert await place.rows("SELECT id FROM handovers") == []
