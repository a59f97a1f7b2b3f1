"""What the desk does by itself, beside the people at it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from bot.__main__ import Bot, built, now, opened_vault
from bot.commands.desk import DeskSide, Nobody
from bot.conversation import PAGE
from tests.commands.server import Machine
from tests.store.parts import ANNA, BRAM, HELLO, patient, turn

NOBODY_TALKS = cast("Any", None)  # so nobody asks Rasa


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    settings = Machine(tmp_path).settings
    async with built(settings, opened_vault(settings), NOBODY_TALKS) as made:
        await made.store.close()  # the way it was built with, in place of which comes a patient one
        patient(made.store, settings.database)
        yield made


async def test_what_no_page_came_to_fetch_is_given_up(bot: Bot) -> None:
    await bot.store.commit(turn(ANNA, at=now() - timedelta(minutes=10), address=PAGE, to_send=HELLO))
    await bot.store.commit(turn(BRAM, at=now() - timedelta(minutes=9), address=PAGE, to_send=HELLO))

    watching = asyncio.create_task(DeskSide(bot, Nobody(), lambda: None).keep_watch())
    async with asyncio.timeout(15):
        while (await bot.store.waiting(ANNA)).deliveries:  # noqa: ASYNC110 -- what is looked after tells nobody
            await asyncio.sleep(0.01)
    watching.cancel()

    assert (await bot.store.waiting(BRAM)).deliveries != ()
