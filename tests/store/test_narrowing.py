"""The queue narrowed by what is encrypted: unlocked in memory, a bounded number, and never stale."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import Row, event
from structlog.testing import capture_logs

from bot.handovers import HandoverState, Listed, Resolve, Urgency, Wanted
from bot.messages import Language
from bot.store import Database, hidden
from bot.store.cards import drawings, locked
from tests.store.parts import AUDIT, NOW, Place
from tests.store.staffed import SANNE, Staffed

UTRECHT, ZEIST = "GM0344", "GM0355"
EN, NL = Language.EN, Language.NL
OTHER_KEY = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="


async def five(staffed: Staffed) -> None:
    """Five handovers; the last is resolved, and the fourth from nowhere."""
    for visitor, (language, place) in enumerate(
        [("nl", UTRECHT), ("en", UTRECHT), ("en", ZEIST), ("en", None), ("nl", ZEIST)], 1
    ):
        await staffed.raised(str(visitor), language=language, municipality=place)
    await staffed.desk.act(5, Resolve(), SANNE)


async def listed(staffed: Staffed, **wanted: Any) -> Listed:
    return await staffed.desk.listed(Wanted(**wanted))


def numbers(found: Listed) -> list[int]:
    return [card.id for card in found.cards]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"language": EN}, [2, 3, 4]),
        ({"language": NL}, [1]),
        ({"municipality": UTRECHT}, [1, 2]),
        ({"municipality": UTRECHT, "language": EN}, [2]),
        ({"municipality": ZEIST, "states": frozenset({HandoverState.RESOLVED})}, [5]),
        ({"municipality": UTRECHT, "at_least": Urgency.EMERGENCY}, []),
        ({"municipality": "GM0599"}, []),
        ({"places": True}, [1, 2, 3, 4]),
    ],
)
async def test_the_queue_can_be_narrowed_by_what_is_encrypted(
    staffed: Staffed, wanted: dict[str, Any], found: list[int]
) -> None:
    await five(staffed)
    for _ in ("cold", "warm"):
        part = await listed(staffed, **wanted)
        assert (numbers(part), part.total) == (found, len(found))


async def test_what_is_narrowed_comes_in_parts_in_the_order_of_the_queue(staffed: Staffed) -> None:
    for number, urgency in enumerate([1, 4, 0, 4, 2], 1):
        await staffed.raised(str(number), urgency=Urgency(urgency), language="en")
    await staffed.raised("other", urgency=Urgency.EMERGENCY)
    parts = [await listed(staffed, language=EN, most=2, after=after) for after in (0, 2, 4, 6)]
    assert [numbers(part) for part in parts] == [[2, 4], [5, 1], [3], []]
    assert {(part.total, part.waiting[Urgency.EMERGENCY]) for part in parts} == {(5, 3)}


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        ({}, {UTRECHT: 2, ZEIST: 1}),
        ({"municipality": ZEIST}, {UTRECHT: 2, ZEIST: 1}),
        ({"language": EN}, {UTRECHT: 1, ZEIST: 1}),
        ({"states": frozenset({HandoverState.RESOLVED})}, {ZEIST: 1}),
        ({"most": 1, "after": 3}, {UTRECHT: 2, ZEIST: 1}),
    ],
)
async def test_municipalities_are_counted_of_what_is_wanted_whichever_of_them_is(
    staffed: Staffed, wanted: dict[str, Any], places: dict[str, int]
) -> None:
    await five(staffed)
    assert (await listed(staffed, places=True, **wanted)).places == places


async def test_what_changes_is_read_anew(staffed: Staffed) -> None:
    await staffed.raised(language="nl", municipality=UTRECHT)
    assert numbers(await listed(staffed, municipality=UTRECHT)) == [1]
    await staffed.raised(language="en", municipality=ZEIST)
    assert numbers(await listed(staffed, municipality=UTRECHT)) == []
    assert numbers(await listed(staffed, municipality=ZEIST, language=EN)) == [1]


async def test_what_cannot_be_unlocked_is_dutch_and_from_nowhere(staffed: Staffed, place: Place) -> None:
    await staffed.raised(language="en", municipality=UTRECHT)
    other = Database.open(place.url, [OTHER_KEY], AUDIT, place.clock)
    desk = other.desk()
    with capture_logs() as logs:
        found = [await desk.listed(Wanted(language=language, places=True)) for language in (NL, EN)]
    await other.close()
    assert [(numbers(each), each.places) for each in found] == [([1], {}), ([], {})]
    assert logs == [{"event": "handover_unreadable", "log_level": "warning", "handover": 1}]


MANY_MORE = """
    WITH RECURSIVE numbers (n) AS (SELECT 6 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1000)
    INSERT INTO handovers (visitor, alias, urgency, state, opened_at, last_at, trial, language, municipality)
    SELECT CAST(n AS text), alias, urgency, 'open', opened_at, last_at, trial, language, municipality
    FROM numbers, handovers WHERE handovers.id = 2
"""


@pytest.mark.parametrize("wanted", [{"language": EN}, {"municipality": UTRECHT, "places": True}])
async def test_a_longer_queue_costs_as_many_queries(staffed: Staffed, place: Place, wanted: dict[str, Any]) -> None:
    queries: list[str] = []
    engine = staffed.store._link._engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *happened: queries.append(happened[2]))
    await five(staffed)
    costs = []
    for more in ("SELECT 5", MANY_MORE, "SELECT 5"):
        await place.rows(more)
        queries.clear()
        await listed(staffed, **wanted)
        costs.append(len(queries))
    assert costs == [4, 4, 3]  # what nobody unlocked yet costs one more, however many there are


async def test_others_get_their_turn_while_many_are_unlocked(staffed: Staffed, place: Place) -> None:
    await five(staffed)
    await place.rows(MANY_MORE)
    unlocked = staffed.desk._unlocked
    link = staffed.store._link
    found = await link.read("drawings", lambda it: drawings(it, Wanted()))
    rows = await link.read("locked", lambda it: locked(it, [number for number, *_ in found]))

    async def read(_: Sequence[int]) -> Sequence[Row[Any]]:
        return rows

    turns = 0

    async def somebody_else() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    other = asyncio.create_task(somebody_else())
    await unlocked.all_of(found, read)
    cold, turns = turns, 0
    await unlocked.all_of(found, read)
    other.cancel()
    assert len(found) == 999
    assert (cold, turns) == (4, 0)  # what is known already takes nobody's time


async def test_so_many_are_kept_unlocked_and_more_are_found_all_the_same(
    staffed: Staffed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hidden, "_MOST", 2)
    await five(staffed)
    for kept in ([3, 4], [1, 2]):  # those that were unlocked last
        assert numbers(await listed(staffed, language=EN)) == [2, 3, 4]
        assert [plain.number for plain in staffed.desk._unlocked._known.values()] == kept


async def test_nothing_in_the_table_tells_who_has_the_same_municipality(staffed: Staffed, place: Place) -> None:
    for visitor in "abc":
        await staffed.raised(visitor, NOW, language="nl", municipality=UTRECHT)
    await listed(staffed, language=NL, places=True)
    rows = await place.rows("SELECT * FROM handovers")
    values = [value for row in rows for value in row if isinstance(value, bytes)]
    assert len(set(values)) == len(values) == 3 * len(("address", "language", "municipality"))
