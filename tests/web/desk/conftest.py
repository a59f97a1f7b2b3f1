"""A desk on a fresh SQLite file, with locks as cheap as they come."""

from collections.abc import AsyncIterator

import pytest

from bot.staff import Role
from tests.web.desk.parts import Browser, Office, office


@pytest.fixture
async def desk(cheap: None, blank: str) -> AsyncIterator[Office]:
    """A desk nobody is at yet."""
    del cheap
    async with office(blank) as opened:
        yield opened


@pytest.fixture
async def stranger(desk: Office) -> AsyncIterator[Browser]:
    """A browser nobody is signed in with."""
    async with desk.stranger() as browser:
        yield browser


@pytest.fixture
async def sanne(desk: Office) -> AsyncIterator[Browser]:
    """A reviewer, signed in."""
    async with desk.member(Role.REVIEWER, "sanne") as browser:
        yield browser


@pytest.fixture
async def tom(desk: Office) -> AsyncIterator[Browser]:
    """Another reviewer."""
    async with desk.member(Role.REVIEWER, "tom") as browser:
        yield browser


@pytest.fixture
async def lea(desk: Office) -> AsyncIterator[Browser]:
    """A coordinator."""
    async with desk.member(Role.COORDINATOR, "lea") as browser:
        yield browser


@pytest.fixture
async def fatima(desk: Office) -> AsyncIterator[Browser]:
    """An admin."""
    async with desk.member(Role.ADMIN, "fatima") as browser:
        yield browser
