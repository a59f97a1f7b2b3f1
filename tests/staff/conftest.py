"""Staff on a real database, behind a door whose locks are as cheap as they come."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.staff import keys
from bot.store import migrate
from tests.staff.parts import Entrance, accounts_on, entrance
from tests.store.parts import Clock


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretch passwords for a millisecond, not for a good part of a second; test_keys.py pays the real price."""
    monkeypatch.setattr(keys, "_MEMORY", 64)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database to copy."""
    file = tmp_path_factory.mktemp("staff") / "empty.db"
    asyncio.run(migrate(f"sqlite:///{file}"))
    return file


@pytest.fixture
async def entry(cheap: None, tmp_path: Path) -> AsyncIterator[Entrance]:
    """A door on an empty database."""
    del cheap
    url, clock = f"sqlite:///{tmp_path}/bot.db", Clock()
    await migrate(url)
    async with accounts_on(url, clock) as accounts:
        yield entrance(accounts, clock)
