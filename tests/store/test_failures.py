"""A database that does not answer is said so quickly, and used again when it does."""

import asyncio
import resource
import shutil
import sqlite3
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, make_url, text

from bot.conversation import Known, State, StoreDownError
from bot.messages import Say
from bot.store import Database, migrate
from bot.store.one_trip import OneTripConnection, connect
from tests.store.parts import ANNA, AUDIT, BRAM, HELLO, KEY, NOW, Place, alarm, turn

QUICK = 0.5  # seconds


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Place, "hurried", True)


@contextmanager
def down_quickly(doing: str) -> Iterator[None]:
    started = time.perf_counter()
    with pytest.raises(StoreDownError, match=doing):
        yield
    assert time.perf_counter() - started < QUICK


def inside(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def path(place: Place) -> Path:
    return Path(str(make_url(place.url).database))


async def test_a_missing_folder_is_down_for_every_method(tmp_path: Path) -> None:
    async with Place(f"sqlite:///{tmp_path}/no/bot.db").opened() as store:
        calls: dict[str, Callable[[], Awaitable[object]]] = {
            "load": lambda: store.load(ANNA),
            "commit": lambda: store.commit(turn()),
            "delivered": lambda: store.delivered(1),
            "forget": lambda: store.forget(ANNA),
            "groups": store.shown_groups,
            "alternatives": store.shown_alternatives,
            "undelivered": store.undelivered,
            "seed": lambda: store.seed_groups(()),
            "purge": lambda: store.purge(NOW),
        }
        for doing, call in calls.items():
            with down_quickly(doing):
                await call()
        assert not await store.healthy()
    assert inside(tmp_path) == []


async def test_a_missing_file_is_not_made_anew(tmp_path: Path) -> None:
    async with Place(f"sqlite:///{tmp_path}/bot.db").opened() as store:
        with down_quickly("commit"):
            await store.commit(turn())
    assert inside(tmp_path) == []


async def test_a_file_taken_away_is_down_and_back_when_it_is_back(file: Place, tmp_path: Path) -> None:
    async with file.opened() as store:
        await store.commit(turn())
        await store.forget(BRAM)  # all that was written is in the file itself
        kept = tmp_path / "kept"
        shutil.copy(path(file), kept)
        path(file).unlink()
        with down_quickly("commit"):
            await store.commit(turn(state=State("lost")))
        assert not await store.healthy()
        kept.rename(path(file))
        assert await store.load(ANNA) == Known(State("rasa-1"))
        await store.commit(turn(state=State("rasa-2")))
        assert await store.load(ANNA) == Known(State("rasa-2"))


async def test_a_locked_file_is_down_for_writing_and_back_when_it_is_free(file: Place) -> None:
    other = sqlite3.connect(path(file), isolation_level=None)
    async with file.opened() as store:
        await store.commit(turn())
        other.execute("BEGIN IMMEDIATE")
        with down_quickly("SQLITE_BUSY"):
            await store.commit(turn(state=State("rasa-2")))
        assert await store.load(ANNA) == Known(State("rasa-1"))
        assert not await store.healthy()
        other.execute("ROLLBACK")
        assert await store.healthy()
        await store.commit(turn(state=State("rasa-3")))
    other.close()


async def test_many_turns_at_a_locked_file_all_hear_it_quickly(file: Place) -> None:
    other = sqlite3.connect(path(file), isolation_level=None)
    async with file.opened() as store:
        other.execute("BEGIN EXCLUSIVE")
        started = time.perf_counter()
        outcomes = await asyncio.gather(*(store.commit(turn()) for _ in range(20)), return_exceptions=True)
        assert time.perf_counter() - started < QUICK
        assert {type(outcome) for outcome in outcomes} == {StoreDownError}
        other.execute("ROLLBACK")
        await asyncio.sleep(0.3)
        await store.commit(turn())
    other.close()


async def test_a_read_only_file_is_down_for_writing_only(file: Place) -> None:
    async with file.opened() as store:
        await store.commit(turn())
    async with Place(f"{file.url}?mode=ro").opened() as store:
        assert await store.load(ANNA) == Known(State("rasa-1"))
        with down_quickly("READONLY"):
            await store.commit(turn())


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """No file of this process may grow past this size, in bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_full_disk_writes_nothing_and_heals(file: Place) -> None:
    much = (Say("x" * 200_000),)
    async with file.opened() as store:
        await store.commit(turn())
        with full_disk(100_000), down_quickly("commit"):
            await store.commit(turn(state=State("rasa-2"), handover=alarm(), address="1", to_send=much))
        assert await store.load(ANNA) == Known(State("rasa-1"))
        assert await store.undelivered() == []
        await store.commit(turn(state=State("rasa-3"), address="1", to_send=much))
        assert await store.load(ANNA) == Known(State("rasa-3"))


async def test_a_file_that_is_no_database_is_down(tmp_path: Path) -> None:
    (tmp_path / "bot.db").write_bytes(b"no database at all" * 100)
    async with Place(f"sqlite:///{tmp_path}/bot.db").opened() as store:
        with down_quickly("NOTADB"):
            await store.commit(turn())
    with pytest.raises(StoreDownError):
        await migrate(f"sqlite:///{tmp_path}/bot.db")


async def test_a_turn_that_fails_half_way_leaves_nothing(store: Database, place: Place) -> None:
    await place.rows("ALTER TABLE outbox RENAME TO away")
    with pytest.raises(StoreDownError):
        await store.commit(turn(handover=alarm(), address="1", to_send=HELLO))
    await place.rows("ALTER TABLE away RENAME TO outbox")
    assert await store.load(ANNA) == Known()
    assert await place.rows("SELECT id FROM handovers") == []


async def test_a_closed_store_is_down(place: Place) -> None:
    async with place.opened() as store:
        await store.commit(turn())
    with down_quickly("closed"):
        await store.load(ANNA)


async def test_a_turn_that_is_cancelled_is_written_all_the_same(store: Database) -> None:
    cancelled = asyncio.create_task(store.commit(turn()))
    await asyncio.sleep(0)
    cancelled.cancel()
    await store.commit(turn(BRAM))
    await asyncio.sleep(0.1)
    assert await store.load(ANNA) == Known(State("rasa-1"))


async def test_what_took_too_long_is_not_written_afterwards_and_kept_nobody_waiting(file: Place) -> None:
    begun, goes_on = threading.Event(), threading.Event()

    def slowly(connection: Connection) -> None:
        connection.execute(text("INSERT INTO desk_settings (name, value) VALUES ('late', '1')"))
        begun.set()
        goes_on.wait(5)

    async with file.opened() as store:
        writing = asyncio.create_task(store._link.write("slow", slowly, 0.2))
        await asyncio.to_thread(begun.wait)
        assert await store.load(ANNA) == Known()  # meanwhile others are served
        with pytest.raises(StoreDownError, match="slow"):
            await writing
        goes_on.set()
        await store.commit(turn())
        assert await store.load(ANNA) == Known(State("rasa-1"))
    assert await file.rows("SELECT name FROM desk_settings") == []


async def test_work_in_the_thread_of_a_connection_waits_for_nothing_else(tmp_path: Path) -> None:
    never = asyncio.get_running_loop().create_future()

    async def waits() -> None:
        await never

    connection = connect(str(tmp_path / "bot.db"))
    await connection
    with pytest.raises(RuntimeError, match="waits for something else"):
        await connection.carry(waits())
    await connection.close()


def test_an_answer_that_comes_after_the_end_is_dropped_in_silence(tmp_path: Path) -> None:
    answers = threading.Event()

    async def gives_up() -> OneTripConnection:
        connection = await connect(str(tmp_path / "bot.db"), check_same_thread=False)
        assert isinstance(connection, OneTripConnection)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(connection.there(answers.wait), 0.01)
        return connection

    before = set(threading.enumerate())
    connection = asyncio.run(gives_up())
    (thread,) = set(threading.enumerate()) - before
    answers.set()
    thread.join(timeout=5)
    connection.plain.close()
    connection._connection = None  # closed, and aiosqlite would complain that it is not
    assert not thread.is_alive()  # and pytest fails the test if it died of an error


class Wire:
    """A wire to the server that can be cut off without either end noticing."""

    def __init__(self, socket: str) -> None:
        self._socket = socket
        self._flows = asyncio.Event()
        self._flows.set()
        self._tasks: set[asyncio.Task[None]] = set()

    def hangs(self, *, it: bool) -> None:
        """Hold everything back, or let it flow again."""
        if it:
            self._flows.clear()
        else:
            self._flows.set()

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection."""
        far_reader, far_writer = await asyncio.open_unix_connection(self._socket)
        for source, sink in ((reader, far_writer), (far_reader, writer)):
            task = asyncio.create_task(self._copy(source, sink))
            self._tasks.add(task)

    async def _copy(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        while some := await source.read(65536):
            await self._flows.wait()
            sink.write(some)
        sink.close()

    async def cut(self) -> None:
        """End all connections."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


@asynccontextmanager
async def wired(url: str) -> AsyncIterator[tuple[Wire, Place]]:
    """A wire, and the database at its end."""
    asked = make_url(url)
    wire = Wire(f"{asked.query['host']}/.s.PGSQL.5432")
    server = await asyncio.start_server(wire.carry, "127.0.0.1")
    port = server.sockets[0].getsockname()[1]
    yield wire, Place(f"postgresql://postgres@127.0.0.1:{port}/{asked.database}")
    server.close()
    await wire.cut()


async def test_a_server_that_hangs_is_down_quickly_and_back_when_it_answers(postgresql_url: str) -> None:
    await migrate(postgresql_url)
    async with wired(postgresql_url) as (wire, place), place.opened() as store:
        await store.commit(turn())
        wire.hangs(it=True)
        for _ in range(3):
            with down_quickly("TimeoutError"):
                await store.commit(turn(state=State("rasa-2")))
        wire.hangs(it=False)
        await asyncio.sleep(0.2)
        assert await store.load(ANNA) == Known(State("rasa-1"))
        await store.commit(turn(state=State("rasa-3")))
        assert await store.load(ANNA) == Known(State("rasa-3"))


async def test_a_server_that_is_not_there_is_down(unused_tcp_port: int) -> None:
    store = Database.open(f"postgresql://postgres@127.0.0.1:{unused_tcp_port}/bot", [KEY], AUDIT)
    with down_quickly("commit"):
        await store.commit(turn())
    assert not await store.healthy()
    await store.close()


async def test_a_server_without_our_database_is_down(postgresql: str) -> None:
    missing = Place(postgresql.replace("/postgres?", "/no_such_database?"))
    async with missing.opened() as store:
        with down_quickly("commit"):
            await store.commit(turn())
    with pytest.raises(StoreDownError):
        await migrate(missing.url)


async def test_a_server_that_refuses_us_is_down(postgresql: str) -> None:
    refused = Place(postgresql.replace("postgres:", "nobody:"))
    async with refused.opened() as store:
        with down_quickly("load"):
            await store.load(ANNA)


async def test_lost_connections_to_a_server_are_made_anew(postgresql_url: str) -> None:
    await migrate(postgresql_url)
    place = Place(postgresql_url)
    async with place.opened() as store:
        await store.commit(turn())
        await place.rows(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        await asyncio.sleep(0.1)
        assert await store.load(ANNA) == Known(State("rasa-1"))
