"""A SQLite connection that makes one trip to its thread a statement.

aiosqlite gives each connection a thread, and going there and back costs more than most statements do: 0.12 ms measured.
SQLAlchemy goes five times for one SELECT (make a cursor, execute, fetch, close, roll back); here it goes once. A turn's
load, commit and delivered together went from 10 ms to 3 ms with that and with `Link`'s one greenlet for all of it.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from threading import Thread
from typing import Any, Self

import aiosqlite
from aiosqlite.core import _connection_worker_thread


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

    async def there(self, function: Any, *arguments: Any) -> None:  # noqa: ANN401
        """Run something in the thread of this connection."""
        await self._execute(function, *arguments)  # type: ignore[no-untyped-call]

    def cursor(self) -> _Cursor:  # type: ignore[override]
        """Make a cursor without going anywhere."""
        return _Cursor(self)

    async def commit(self) -> None:
        """Commit what there is to commit."""
        if self.in_transaction:
            await super().commit()

    async def rollback(self) -> None:
        """Roll back what there is to roll back."""
        if self.in_transaction:
            await super().rollback()


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
