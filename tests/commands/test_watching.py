"""What the desk does by itself, beside the people at it."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.commands.desk import DeskSide, Nobody
from bot.conversation import PAGE, Waiting
from bot.store import Database, migrate
from bot.texts import Texts
from tests.store.parts import ANNA, HELLO, Place, turn


@pytest.fixture
async def place(tmp_path: Path) -> Place:
    place = Place(f"sqlite:///{tmp_path}/bot.db")
    await migrate(place.url)
    return place


@pytest.fixture
async def store(place: Place) -> AsyncIterator[Database]:
    async with place.opened() as database:
        yield database


async def watched(store: Database) -> None:
    """Look once, as `bot run` does every ten seconds."""
    looked = asyncio.Event()

    async def refresh() -> None:
        looked.set()  # what is done last

    vault, staffed = SimpleNamespace(desk=SimpleNamespace(public=b"")), SimpleNamespace(refresh=refresh)
    bot = SimpleNamespace(store=store, vault=vault, texts=Texts.load(), staffed=staffed)
    watching = asyncio.create_task(DeskSide(cast("Any", bot), Nobody()).keep_watch())
    await looked.wait()
    watching.cancel()


async def test_what_no_page_came_to_fetch_is_given_up(store: Database, place: Place) -> None:
    await store.commit(turn(address=PAGE, to_send=HELLO))
    await watched(store)
    assert (await store.waiting(ANNA)).deliveries != ()
    place.clock.passes(minutes=10)
    await watched(store)
    assert await store.waiting(ANNA) == Waiting()
