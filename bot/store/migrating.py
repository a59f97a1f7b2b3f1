"""Bringing a database to the tables this version knows, and back."""

from collections.abc import Awaitable, Callable

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.conversation import StoreDownError
from bot.store.engines import patient_engine_for
from bot.store.migrations import HEAD

_LOCK = 0x4A6F696E5573  # "JoinUs", PostgreSQL's advisory lock: two servers must not migrate at once


async def migrate(url: str, to: str = HEAD) -> None:
    """Bring the database to the newest revision, or another: all of it or nothing; a missing SQLite file is made.

    At the newest revision already, it costs one read.

    Raises:
        StoreDownError: the database cannot be reached, or a newer version of the bot wrote it.
        ValueError: the URL names no file.
    """
    await _with_engine(url, lambda engine: _forward(engine, to))


async def unmigrate(url: str) -> None:
    """Take all tables away again, with all that is in them.

    Raises:
        StoreDownError: the database cannot be reached.
        ValueError: the URL names no file.
    """
    await _with_engine(url, lambda engine: _locked(engine, lambda it: _alembic("downgrade", "base", it)))


async def _with_engine(url: str, work: Callable[[AsyncEngine], Awaitable[None]]) -> None:
    try:
        engine = patient_engine_for(url)
        try:
            await work(engine)
        finally:
            await engine.dispose()
    except (SQLAlchemyError, OSError) as error:
        raise StoreDownError(f"migrate: {type(error).__name__}") from None


async def _forward(engine: AsyncEngine, to: str) -> None:
    if await _revision(engine) != to:
        await _locked(engine, lambda it: _alembic("upgrade", to, it))


async def _revision(engine: AsyncEngine) -> str | None:
    # asked without alembic, which takes longer to load than the question to answer
    async with engine.connect() as connection:
        try:
            found: str | None = await connection.scalar(text("SELECT version_num FROM alembic_version"))
        except SQLAlchemyError:
            return None  # no such table yet; what else is wrong comes back at the first step
    return found


async def _locked(engine: AsyncEngine, step: Callable[[Connection], None]) -> None:
    async with engine.begin() as connection:
        await _lock(connection)
        await connection.run_sync(step)


async def _lock(connection: AsyncConnection) -> None:
    if connection.dialect.name == "sqlite":
        # a table that gets new columns is made again: dropping the old one must not take along what refers to it
        await connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        await connection.exec_driver_sql("BEGIN IMMEDIATE")  # sqlite3 begins nothing by itself before a CREATE
    else:
        await connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def _alembic(direction: str, revision: str, connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 (loaded only when there is something to do)
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "bot.store:migrations")
    try:
        getattr(command, direction)(config, revision)
    except CommandError:
        raise StoreDownError("migrate: the database is of another version") from None
