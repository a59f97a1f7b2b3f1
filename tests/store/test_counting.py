"""What was counted, added up by week."""

from datetime import UTC, datetime

from bot.campaigns import Count
from bot.insights import Counted, Window
from bot.store import Database
from tests.store.parts import turn

GROUP = Count("group", "gm:GM0344")


async def on(store: Database, *days: int, count: Count = GROUP) -> None:
    for day in days:
        await store.commit(turn(counts=(count,), at=datetime(2026, 11, day, 23, 59, tzinfo=UTC)))


async def test_days_are_added_up_by_week(store: Database) -> None:
    await on(store, 15, 16, 16, 22, 23)
    await on(store, 16, count=Count("group"))
    window = Window.at(datetime(2026, 11, 24, tzinfo=UTC))
    found = await store.counts().between(window.since, window.until)
    weeks = sorted((counted.day.isocalendar().week, counted.about, counted.n) for counted in found)
    assert weeks == [(46, "gm:GM0344", 1), (47, "", 1), (47, "gm:GM0344", 3)]
    assert all(isinstance(counted, Counted) for counted in found)


async def test_a_week_that_goes_on_is_not_given(store: Database) -> None:
    await on(store, 23)
    window = Window.at(datetime(2026, 11, 27, tzinfo=UTC))
    assert await store.counts().between(window.since, window.until) == []
