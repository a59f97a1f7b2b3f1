"""Staff on a real database, behind a door whose locks are as cheap as they come."""

from collections.abc import AsyncIterator

import pytest

from tests.staff.parts import Entrance, accounts_on, entrance
from tests.store.parts import Clock


@pytest.fixture
async def entry(cheap: None, blank: str) -> AsyncIterator[Entrance]:
    """A door on an empty database."""
    del cheap
    clock = Clock()
    async with accounts_on(blank, clock) as accounts:
        yield entrance(accounts, clock)
