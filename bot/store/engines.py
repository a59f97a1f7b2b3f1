"""Engines for SQLite and PostgreSQL: what is the same about them, and what each needs to be safe and quick to fail."""

import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, event, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.store import one_trip

_LOCKED = 0.2  # seconds to wait for another process that holds the database; the caller's patience is longer
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",  # a crash of the bot loses nothing; a power cut may lose the last moments
    "PRAGMA wal_autocheckpoint=4000",  # pages, 16 MB: who writes the last of them waits for all to be moved
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",  # no temporary file that outlives a deletion
    "PRAGMA cache_size=-8000",  # kB for each of five connections: the queue looks into thousands of rows
)
_POSTGRESQL = {
    "application_name": "join-us-bot",
    "statement_timeout": "400",  # ms
    "idle_in_transaction_session_timeout": "5000",  # ms; a turn that was given up must not keep its locks
}


def is_sqlite(url: str) -> bool:
    """Tell which of the two databases a DATABASE_URL names."""
    return make_url(url).get_backend_name() == "sqlite"


def sqlite_file(url: str) -> Path:
    """Give the file of a SQLite URL.

    Raises:
        ValueError: it names no file; a database in memory is another one for every connection.
    """
    database = make_url(url).database
    if not database or database == ":memory:":
        raise ValueError("the database must be a file")
    return Path(database).absolute()


def engine_for(url: str) -> AsyncEngine:
    """Make the engine that serves turns; nothing is connected yet, and a file that is not there is not made."""
    if not is_sqlite(url):
        return _postgresql(url, _POSTGRESQL)
    path = sqlite_file(url)
    engine = _sqlite(path, {"mode": "rw", **make_url(url).query}, _LOCKED)
    event.listen(engine.sync_engine, "checkout", partial(_still_the_same, path))
    return engine


def patient_engine_for(url: str) -> AsyncEngine:
    """Make an engine that waits for others and makes the file: for migrations."""
    if not is_sqlite(url):
        return _postgresql(url, {"application_name": "join-us-bot migrations"})
    path = sqlite_file(url)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)  # nobody else on this machine reads along; WAL and shm files take over the mode
    return _sqlite(path, {"mode": "rw"}, 30)


def _sqlite(path: Path, query: Mapping[str, Any], locked: float) -> AsyncEngine:
    url = URL.create("sqlite+aiosqlite", database=path.as_uri(), query={**query, "uri": "true"})
    # IMMEDIATE: a transaction takes the write lock at its first write, so it never fails half-way for want of it
    connect_args = {"timeout": locked, "isolation_level": "IMMEDIATE", "async_creator_fn": one_trip.connect}
    engine = create_async_engine(
        url, hide_parameters=True, pool_size=5, max_overflow=0, pool_timeout=1, connect_args=connect_args
    )
    event.listen(engine.sync_engine, "connect", partial(_prepare, path))
    return engine


def _prepare(path: Path, connection: Any, record: Any) -> None:  # noqa: ANN401 (SQLAlchemy types neither usefully)
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()
    record.info["file"] = _identity(path)


def _still_the_same(path: Path, _connection: object, record: Any, _proxy: object) -> None:  # noqa: ANN401
    # SQLite goes on writing happily into a file that was deleted or moved away: all of it would be lost
    try:
        same = record.info.get("file") == _identity(path)
    except OSError:
        same = False
    if not same:
        raise DisconnectionError("the file of this connection is gone")


def _identity(path: Path) -> tuple[int, int]:
    found = os.stat(path)  # noqa: PTH116 (on the hot path, and three times as quick)
    return found.st_dev, found.st_ino


def _postgresql(url: str, server_settings: Mapping[str, str]) -> AsyncEngine:
    asked = make_url(url).set(drivername="postgresql+asyncpg")
    connect_args: dict[str, Any] = {"timeout": 5, "server_settings": dict(server_settings)}
    if "sslmode" in asked.query:  # what every host's connection string says; asyncpg calls it ssl
        connect_args["ssl"] = asked.query["sslmode"]
        asked = asked.difference_update_query(["sslmode"])
    return create_async_engine(
        asked,
        hide_parameters=True,
        pool_size=10,
        max_overflow=0,
        pool_timeout=1,
        pool_pre_ping=True,  # after a restart of the server the first turn must not pay for dead connections
        connect_args=connect_args,
    )
