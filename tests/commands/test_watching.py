"""What the desk does by itself, beside the people at it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from bot.__main__ import Bot, built, now, opened_vault
from bot.commands.desk import DeskSide, Nobody
from bot.conversation import PAGE
from bot.handovers import Done, HandoverState, Reviewer, Wanted
from bot.staff import Account, Hours, Keeping, Keys, Role, Setting, Staffed, When
from tests.commands.server import Machine
from tests.store.parts import ANNA, BRAM, HELLO, alarm, patient, turn

NOBODY_TALKS = cast("Any", None)  # so nobody asks Rasa
KEYS = Keys(b"public", b"wrapped", b"of the desk")


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    settings = Machine(tmp_path).settings
    async with built(settings, opened_vault(settings), NOBODY_TALKS) as made:
        await made.store.close()  # the way it was built with, in place of which comes a patient one
        store = patient(made.store, settings.database)
        settled = store.settings()
        yield replace(made, staffed=Staffed(store.accounts(), settled), keeping=Keeping(settled))


@pytest.fixture
def side(bot: Bot) -> DeskSide:
    return DeskSide(bot, Nobody(), lambda: None)


@asynccontextmanager
async def watched(side: DeskSide, until: Callable[[], Awaitable[bool]]) -> AsyncIterator[None]:
    """Let the desk look after itself until something has come true."""
    watching = asyncio.create_task(side.keep_watch())
    async with asyncio.timeout(15):
        while not await until():  # noqa: ASYNC110 -- what is looked after tells nobody
            await asyncio.sleep(0.01)
    yield
    watching.cancel()


async def tom(bot: Bot) -> Account:
    """Give somebody of staff with an account."""
    accounts = bot.store.accounts()
    await accounts.invite("tom", "Tom", Role.REVIEWER, b"invitation", now() + timedelta(hours=1), "server")
    invited = await accounts.find("tom")
    assert invited
    assert await accounts.join(invited, KEYS, "SECRET", 1)
    return invited


async def test_what_no_page_came_to_fetch_is_given_up(bot: Bot, side: DeskSide) -> None:
    await bot.store.commit(turn(ANNA, at=now() - timedelta(minutes=10), address=PAGE, to_send=HELLO))
    await bot.store.commit(turn(BRAM, at=now() - timedelta(minutes=9), address=PAGE, to_send=HELLO))

    async def given_up() -> bool:
        return not (await bot.store.waiting(ANNA)).deliveries

    async with watched(side, given_up):
        assert (await bot.store.waiting(BRAM)).deliveries != ()


async def test_who_was_removed_or_given_another_role_on_the_server_is_signed_out(bot: Bot, side: DeskSide) -> None:
    door, accounts, account = side.parts().door, bot.store.accounts(), await tom(bot)
    sessions = [door._sessions.start(account, b"the desk's key") for _ in range(2)]

    async def out() -> bool:
        return not any(door.session(session.token, touch=False) for session in sessions)

    assert not await out()
    await accounts.change_role(account.id, Role.COORDINATOR, "server")
    async with watched(side, out):
        pass
    sessions = [door._sessions.start(await accounts.find("tom") or account, b"the desk's key")]
    await accounts.remove(account.id, "server")
    async with watched(side, out):
        assert door._sessions._living == {}  # the key went with them


async def test_who_waits_too_long_for_staff_is_given_back_to_the_bot(bot: Bot, side: DeskSide, tmp_path: Path) -> None:
    await bot.store.commit(turn(at=now() - timedelta(minutes=11), handover=alarm(), address="4711"))
    by, desk = Reviewer((await tom(bot)).id, "tom", "Tom"), bot.store.desk()
    assert isinstance(await side.parts().work.claim(1, by), Done)
    Machine(tmp_path).sql("UPDATE handovers SET claimed_at = waiting_since")

    async def given_back() -> bool:
        (card,) = (await desk.listed(Wanted())).cards
        return card.state is HandoverState.OPEN

    assert not await given_back()
    async with watched(side, given_back):
        pass


async def test_what_coordinators_settle_is_true_for_visitors_soon(bot: Bot, side: DeskSide) -> None:
    await tom(bot)
    await bot.store.settings().write(Setting.RETENTION_DAYS, 5, "lea")
    await bot.store.settings().write(Setting.HOURS, Hours().to_json(), "lea")
    assert bot.staffed(now()).when is When.NEVER

    async def true() -> bool:
        return bot.keeping() == 5 and bot.staffed(now()).when is not When.NEVER

    async with watched(side, true):
        pass


async def test_staff_are_told_again_after_the_minutes_that_coordinators_settled(bot: Bot, side: DeskSide) -> None:
    assert await side.alert_minutes() == 10

    await bot.store.settings().write(Setting.ALERT_MINUTES, 25, "lea")

    assert await side.alert_minutes() == 25


@pytest.mark.parametrize(("address", "https"), [("https://bot.test", True), (None, False)])
async def test_with_an_address_of_our_own_staff_are_known_over_https_only(
    bot: Bot, address: str | None, *, https: bool
) -> None:
    there = replace(bot, settings=bot.settings.model_copy(update={"public_url": address}))

    assert DeskSide(there, Nobody(), lambda: None).parts().https is https
