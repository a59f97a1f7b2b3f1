"""For how many days a handover is kept after it was resolved: what visitors are told is what staff settled."""

from contextlib import suppress

from bot.conversation import StoreDownError
from bot.staff import MOST_DAYS, USUAL_DAYS, Keeping
from bot.store import Database


async def test_before_it_was_looked_up_the_longest_is_said(store: Database) -> None:
    assert Keeping(store.settings())() == MOST_DAYS


async def test_before_anybody_settled_it_the_usual_is_said(store: Database) -> None:
    keeping = Keeping(store.settings())
    await keeping.refresh()
    assert keeping() == USUAL_DAYS


async def test_what_was_settled_is_said_also_when_the_store_is_down(store: Database) -> None:
    keeping = Keeping(store.settings())
    await store.settings().write("retention_days", 7, "lea")
    await keeping.refresh()
    await store.close()
    with suppress(StoreDownError):
        await keeping.refresh()
    assert keeping() == 7
