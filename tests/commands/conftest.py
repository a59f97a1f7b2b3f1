"""A machine on which commands are given."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.alerts import AlertStore
from bot.store.link import Link
from tests.commands.alarms import Office, Shaky
from tests.commands.server import Server
from tests.store.parts import Place


@pytest.fixture
def server(cheap: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Server:
    """A machine after its first run, where a code is stretched for a millisecond."""
    del cheap
    fresh = Server(tmp_path / "var", capsys=capsys, monkeypatch=monkeypatch)
    fresh.first_run()
    return fresh


@pytest.fixture
async def office(blank: str) -> AsyncIterator[Office]:
    """A worker that tells staff of alarms, on a database of its own."""
    place = Place(blank)
    link = Link(place.url)
    yield Office(place, Shaky(AlertStore(link, place.clock)))
    await link.close()
