"""A machine on which commands are given."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.staff import keys
from bot.store.alerts import AlertStore
from bot.store.link import Link
from tests.commands.alarms import Office, Shaky
from tests.commands.server import Server
from tests.store.parts import Place


@pytest.fixture
def server(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Server:
    """A machine after its first run, where a code is stretched for a millisecond."""
    monkeypatch.setattr(keys, "_MEMORY", 64)
    fresh = Server(tmp_path / "var", capsys=capsys, monkeypatch=monkeypatch)
    fresh.first_run()
    return fresh


@pytest.fixture
async def office(empty: Path, tmp_path: Path) -> AsyncIterator[Office]:
    """A worker that tells staff of alarms, on a database of its own."""
    place = Place(f"sqlite:///{tmp_path}/bot.db")
    shutil.copy(empty, tmp_path / "bot.db")
    link = Link(place.url)
    yield Office(place, Shaky(AlertStore(link, place.clock)))
    await link.close()
