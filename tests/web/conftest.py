import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from litestar import Litestar

from bot.store import Database
from bot.texts import Texts
from bot.web import Health, WebSettings, build
from tests.store.parts import Place
from tests.web.visiting import NOON, FakeTelegram, FakeVisitors, Make, Open


@pytest.fixture(scope="session")
def texts() -> Texts:
    return Texts.load()


@pytest.fixture
async def store(empty: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """Where what staff say lies until it is fetched."""
    shutil.copy(empty, tmp_path / "chat.db")
    async with Place(f"sqlite:///{tmp_path}/chat.db").opened() as opened:
        yield opened


@pytest.fixture
def visitors() -> FakeVisitors:
    return FakeVisitors()


@pytest.fixture
def telegram() -> FakeTelegram:
    return FakeTelegram()


@pytest.fixture
def make(visitors: FakeVisitors, store: Database, telegram: FakeTelegram, texts: Texts) -> Make:
    def app(
        *, chat_page: bool = True, https: bool = False, webhook: bool = True, ok: bool = True, **more: Any
    ) -> Litestar:
        async def health() -> Health:
            return Health(ok, {"store": "up" if ok else "down"})

        return build(
            WebSettings("127.0.0.1", 0, chat_page, https, csrf_secret="a secret of the tests"),
            visitors,
            store,
            texts,
            visitor_key=lambda who: f"key of {who}",
            health=health,
            webhook=telegram.receive if webhook else None,
            clock=lambda: NOON,
            **more,
        )

    return app


def _opened(app: Litestar) -> httpx.AsyncClient:
    # Not Litestar's own client: it leaves streams open, which is an error here.
    return httpx.AsyncClient(transport=httpx.ASGITransport(cast("Any", app)), base_url="http://chat.test")


@pytest.fixture
def opened() -> Open:
    """A browser of its own for an app."""
    return _opened


@pytest.fixture
async def stranger(make: Make) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who has not opened the page."""
    async with _opened(make()) as client:
        yield client


@pytest.fixture
async def browser(stranger: httpx.AsyncClient) -> httpx.AsyncClient:
    """Somebody who has opened the page, and whose htmx sends the token along."""
    await stranger.get("/")
    stranger.headers.update({"X-CSRFToken": stranger.cookies["csrf"], "HX-Request": "true"})
    return stranger
