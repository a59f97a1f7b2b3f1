"""What the desk does by itself, beside the people at it."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.commands.desk import DeskSide
from bot.conversation import PAGE, Waiting
from bot.store import Database, migrate
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


class Watch(DeskSide):
    """The desk's side without its door and its pages."""

    def __init__(self, store: Database, looked: asyncio.Event) -> None:
        async def nothing() -> None:
            pass

        async def refresh() -> None:
            looked.set()  # what is done last

        self._bot = cast("Any", SimpleNamespace(store=store, staffed=SimpleNamespace(refresh=refresh)))
        self._work = cast("Any", SimpleNamespace(give_back=nothing))
        self._door = cast("Any", SimpleNamespace(look_again=nothing))


async def watched(store: Database) -> None:
    """Look once, as `bot run` does every ten seconds."""
    looked = asyncio.Event()
    watching = asyncio.create_task(Watch(store, looked).keep_watch())
    await looked.wait()
    watching.cancel()


async def test_what_no_page_came_to_fetch_is_given_up(store: Database, place: Place) -> None:
    await store.commit(turn(address=PAGE, to_send=HELLO))
    await watched(store)
    assert (await store.waiting(ANNA)).deliveries != ()
    place.clock.passes(minutes=10)
    await watched(store)
    assert await store.waiting(ANNA) == Waiting()
