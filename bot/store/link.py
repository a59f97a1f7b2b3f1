"""The way to the database: bounded in time, one tree of errors, nothing of anybody in their text."""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any, TypeVar

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation import StoreDownError
from bot.store.engines import engine_for, is_sqlite
from bot.store.one_trip import OneTripConnection

READ = 0.25  # seconds, DESIGN §2: a turn waits no longer for the state
WRITE = 0.45  # seconds, DESIGN §6: a handover is written within 500 ms or the visitor is told the truth
AT_THE_DESK = 5.0  # seconds; who works there would rather wait a little than press again
PATIENT = 30.0  # seconds, for what no visitor waits for
_GOODBYE = 2.0  # seconds for what still runs when the bot stops

_FAILURES = (SQLAlchemyError, sqlite3.Error, OSError)  # SQLAlchemy wraps what the drivers raise, save when it connects

T = TypeVar("T")
Work = Callable[[Connection], T]
_log = structlog.get_logger()


class Link:
    """Runs work on a connection; whatever goes wrong with the database comes out as StoreDownError, in time.

    Work is written as if nothing waited. With SQLite it runs in the thread of its connection, in one trip; with
    PostgreSQL SQLAlchemy's greenlets do the waiting. Work that does not answer in time is cancelled and left behind,
    never waited for: cleaning up after a dead connection can take as long as the connection is dead. Whoever is
    cancelled while waiting leaves the work to finish: an alarm that is half written is better written.
    """

    def __init__(self, url: str) -> None:
        self._engine = engine_for(url)
        # SQLite has one writer; its own way of waiting is to sleep and try again, which is neither fair nor quick
        self._writer: AbstractAsyncContextManager[object] = asyncio.Lock() if is_sqlite(url) else nullcontext()
        self._running: set[asyncio.Task[Any]] = set()
        self._closed = False
        self.writes = True  # whether what was written last arrived; a full disk is still read well

    async def read(self, doing: str, work: Work[T], seconds: float = READ) -> T:
        """Run work that writes nothing."""
        return await self._bounded(doing, seconds, self._reading(work))

    async def write(self, doing: str, work: Work[T], seconds: float = WRITE) -> T:
        """Run work in one transaction, and once more if somebody else was first where only one can be."""
        try:
            done = await self._bounded(doing, seconds, self._writing(work, seconds))
        except StoreDownError:
            self.writes = False
            raise
        self.writes = True
        return done

    async def wipe(self, doing: str) -> None:
        """Take what was deleted out of the write-ahead log too (SQLite); when it is in use, the next wipe does."""
        if self._engine.dialect.name == "sqlite":
            await self._bounded(doing, WRITE, self._truncating())

    async def close(self) -> None:
        """Let what runs finish, for two seconds at most, and refuse all that comes after."""
        self._closed = True
        if self._running:
            await asyncio.wait(self._running, timeout=_GOODBYE)
        closing = asyncio.ensure_future(self._engine.dispose())
        await asyncio.wait({closing}, timeout=_GOODBYE)

    async def _reading(self, work: Work[T]) -> T:
        async with self._engine.connect() as connection:
            return await _carried(connection, connection.run_sync(work))

    async def _writing(self, work: Work[T], seconds: float) -> T:
        try:
            return await self._transaction(work, seconds)
        except IntegrityError:
            return await self._transaction(work, seconds)

    async def _transaction(self, work: Work[T], seconds: float) -> T:
        async with self._writer, self._engine.connect() as connection:
            return await _carried(connection, _all_or_nothing(connection, work, seconds, asyncio.current_task()))

    async def _truncating(self) -> None:
        async with self._writer, self._engine.connect() as connection:
            busy, *_ = (await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")).one()
            if busy:
                _log.warning("write_ahead_log_in_use")

    async def _bounded(self, doing: str, seconds: float, work: Coroutine[Any, Any, T]) -> T:
        if self._closed:
            work.close()
            raise StoreDownError(f"{doing}: closed")
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._done)
        asyncio.get_running_loop().call_later(seconds, task.cancel)  # also if nobody waits for it any more
        await asyncio.wait({task}, timeout=seconds)
        return self._outcome(doing, task)

    def _outcome(self, doing: str, task: "asyncio.Task[T]") -> T:
        failure = task.exception() if task.done() and not task.cancelled() else TimeoutError()
        if isinstance(failure, _FAILURES):
            reason = _reason(failure)
            _log.warning("store_down", doing=doing, reason=reason)
            # raised here, outside any `except`: an error that hangs on as context may carry values
            raise StoreDownError(f"{doing}: {reason}")
        return task.result()

    def _done(self, task: "asyncio.Task[Any]") -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # asks for it, else asyncio logs what may carry values


async def _carried(connection: AsyncConnection, whole: Coroutine[Any, Any, T]) -> T:
    """Do it all in one trip, if the connection has a thread of its own; stays until it is back, cancelled or not."""
    plain = connection.sync_connection
    driver = plain.connection.driver_connection if plain else None
    if not isinstance(driver, OneTripConnection):
        return await whole
    trip = asyncio.ensure_future(driver.carry(whole))
    try:
        return await asyncio.shield(trip)
    finally:
        if not trip.done():  # given up: the connection and the right to write are free when the thread is
            await asyncio.wait({trip})


async def _all_or_nothing(
    connection: AsyncConnection, work: Work[T], seconds: float, task: "asyncio.Task[Any] | None"
) -> T:
    """Run work in a transaction, and write nothing of it when its task was given up meanwhile."""
    async with connection.begin():
        if seconds > WRITE and connection.dialect.name == "postgresql":
            await connection.exec_driver_sql(f"SET LOCAL statement_timeout = {int(seconds * 1000)}")
        done = await connection.run_sync(work)
        if task and task.cancelling():
            raise TimeoutError
        return done


def _reason(failure: BaseException) -> str:
    """Name an error by its type and the database's own code for it: "OperationalError SQLITE_BUSY"."""
    cause = getattr(failure, "orig", None)
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    return f"{type(failure).__name__} {code}" if code else type(failure).__name__
