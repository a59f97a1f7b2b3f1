"""Staff on a real database, behind a door whose locks are as cheap as they come."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.staff import keys
from tests.staff.parts import Entrance, accounts_on, entrance
from tests.store.parts import Clock


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretch passwords for a millisecond, not for a good part of a second; test_keys.py pays the real price."""
    monkeypatch.setattr(keys, "_MEMORY", 64)


@pytest.fixture
async def entry(cheap: None, empty: Path, tmp_path: Path) -> AsyncIterator[Entrance]:
    """A door on an empty database."""
    del cheap
    shutil.copy(empty, tmp_path / "bot.db")
    url, clock = f"sqlite:///{tmp_path}/bot.db", Clock()
    async with accounts_on(url, clock) as accounts:
        yield entrance(accounts, clock)
