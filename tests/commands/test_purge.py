"""`bot purge`: what it would delete, and by which period."""

from datetime import timedelta

import pytest

from bot.__main__ import now
from bot.commands.kept import opened
from bot.commands.purge import purge_now
from bot.handovers import Close
from tests.commands.server import Server
from tests.store.parts import alarm, turn

COUNTS = "states: 0\nhandovers: {}\naddresses: 0\ndeliveries: 0\ninvitations: 0\n"
PERIOD = "a handover goes {} days after it was resolved, as is set at the desk\n"


@pytest.fixture
async def server(server: Server) -> Server:
    """A machine with a handover that was resolved eight days ago."""
    ago = now() - timedelta(days=8)
    async with opened(server.settings) as kept:
        await kept.store.commit(turn(state=None, at=ago, handover=alarm()))
        await kept.store.commit(turn(state=None, at=ago, handover=Close()))
    return server


async def test_it_says_how_much_would_go_and_by_which_period(server: Server) -> None:
    before = await server.does(purge_now(server.settings, dry_run=True))
    async with opened(server.settings) as kept:
        await kept.store.settings().write("retention_days", 7, "lea")
    after = [await server.does(purge_now(server.settings, dry_run=dry)) for dry in (True, False, True)]

    assert before == COUNTS.format(0) + PERIOD.format(30)
    assert after == [COUNTS.format(gone) + PERIOD.format(7) for gone in (1, 1, 0)]
