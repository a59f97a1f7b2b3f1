"""What is slow to make is made once: the gazetteer, a migrated database with the sample, the desk's key pair."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.conversation import Patience
from bot.directory import Places, sample
from bot.staff import KeyPair, new_key_pair, open_with_recovery_code
from bot.store import migrate
from bot.texts import Texts
from tests.conversation.office import Desk
from tests.conversation.parts import PATIENT, Talk, made
from tests.store.parts import Place


@pytest.fixture
def patience() -> Patience:
    """How long a turn waits for the store: for that of a busy machine, where slowness is not the point."""
    return PATIENT


@pytest.fixture(scope="session")
def world() -> tuple[Places, Texts]:
    """The real places and the real texts."""
    return Places.load(), Texts.load()


@pytest.fixture(scope="session")
def desk() -> tuple[KeyPair, bytes]:
    """The desk's key pair, and the private key as the recovery code gives it."""
    pair, code = new_key_pair()
    return pair, open_with_recovery_code(pair, code)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as the first start leaves it."""
    file = tmp_path_factory.mktemp("filled") / "bot.db"

    async def fill() -> None:
        await migrate(f"sqlite:///{file}")
        async with Place(f"sqlite:///{file}").opened() as database:
            await database.seed_groups(sample())

    asyncio.run(fill())
    return file


@pytest.fixture
def place(filled: Path, tmp_path: Path) -> Place:
    """A database of this test's own."""
    for file in filled.parent.iterdir():
        shutil.copy(file, tmp_path)
    return Place(f"sqlite:///{tmp_path}/bot.db")


@pytest.fixture
async def talk(
    place: Place, world: tuple[Places, Texts], desk: tuple[KeyPair, bytes], patience: Patience
) -> AsyncIterator[Talk]:
    """A conversation nobody has had yet."""
    async with place.opened() as database:
        made_up = made(place, database, world, desk, patience)
        yield made_up
        await made_up.settles()


@pytest.fixture
async def office(talk: Talk) -> Desk:
    """The desk, with two people of staff."""
    await talk.rows(
        "INSERT INTO staff (id, login, called, role, totp_used, failures)"
        " VALUES (1, 'sanne', 'Sanne', 'reviewer', 0, 0), (2, 'tom', 'Tom', 'reviewer', 0, 0)"
    )
    return Desk(talk)
