"""A SQLite connection to whose thread work is carried whole: one trip there and back for all its statements.

aiosqlite gives each connection a thread, and going there and back costs more than most statements do: 0.12 ms on a
quiet machine, and far more on a busy one. SQLAlchemy goes five times for one SELECT (make a cursor, execute, fetch,
close, roll back). Here a statement goes once, and who is in the thread already goes nowhere (docs/decisions/033).
"""

import sqlite3
from collections.abc import Coroutine, Iterable, Sequence
from contextlib import suppress
from threading import Thread, get_ident
from typing import Any, Self, TypeVar

import aiosqlite
from aiosqlite.core import _connection_worker_thread

T = TypeVar("T")


class _Cursor:
    """As much of a cursor as SQLAlchemy asks for; it has fetched all when `execute` returns."""

    def __init__(self, connection: "OneTripConnection") -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        await self._connection.there(self._run, sqlite3.Cursor.execute, sql, parameters)

    async def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> None:
        await self._connection.there(self._run, sqlite3.Cursor.executemany, sql, parameters)

    async def fetchall(self) -> list[Any]:
        return self._rows

    async def close(self) -> None:
        """Nothing is open any more."""

    def _run(self, how: Any, sql: str, parameters: Any) -> None:  # noqa: ANN401 (sqlite3 takes anything)
        cursor = self._connection.plain.cursor()
        try:
            how(cursor, sql, parameters)
            self.description = cursor.description
            self._rows = cursor.fetchall()
            self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        finally:
            cursor.close()


class OneTripConnection(aiosqlite.Connection):
    """aiosqlite's connection with such cursors."""

    @property
    def plain(self) -> sqlite3.Connection:
        """The connection itself, to be used in its own thread only."""
        return self._conn

    async def carry(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine in the thread of this connection, from begin to end; it may wait for nothing but this."""
        return await self.there(_run_out, work)  # type: ignore[no-any-return]

    async def there(self, function: Any, *arguments: Any) -> Any:  # noqa: ANN401
        """Run something in the thread of this connection; who is there already goes nowhere."""
        if get_ident() == self._thread.ident:
            return function(*arguments)
        return await self._execute(function, *arguments)  # type: ignore[no-untyped-call]

    def cursor(self) -> _Cursor:  # type: ignore[override]
        """Make a cursor without going anywhere."""
        return _Cursor(self)

    async def commit(self) -> None:
        """Commit what there is to commit."""
        if self.in_transaction:
            await self.there(self.plain.commit)

    async def rollback(self) -> None:
        """Roll back what there is to roll back."""
        if self.in_transaction:
            await self.there(self.plain.rollback)


def _run_out(work: Coroutine[Any, Any, T]) -> T:
    try:
        work.send(None)
    except StopIteration as finished:
        return finished.value  # type: ignore[no-any-return]
    work.close()
    raise RuntimeError("work in the thread of a connection waits for something else")


def connect(database: str, **options: Any) -> OneTripConnection:  # noqa: ANN401
    """Make what `aiosqlite.connect` makes, one trip a statement; to be awaited."""
    connection = OneTripConnection(lambda: sqlite3.connect(database, **options), 64)
    # a daemon, as SQLAlchemy makes it too: a hanging disk must not keep us from ending
    connection._thread = Thread(target=_work, args=(connection._tx,), daemon=True)  # noqa: SLF001
    return connection


def _work(orders: Any) -> None:  # noqa: ANN401
    # An answer that comes after the loop has ended has nobody waiting for it; aiosqlite's thread would die of it aloud.
    with suppress(RuntimeError):
        _connection_worker_thread(orders)
