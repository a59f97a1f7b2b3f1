"""The desk sees who needs a person first, and a handover as it was said; looking leaves a trace."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event
from structlog.testing import capture_logs

from bot.handovers import (
    Case,
    Claim,
    Close,
    Entry,
    HandoverState,
    Leave,
    Note,
    Raise,
    Relay,
    Reply,
    Resolve,
    Sent,
    Urgency,
    Wanted,
    Who,
)
from bot.messages import Language
from bot.store import Database
from tests.store.parts import ANNA, AUDIT, BRAM, NOW, Place, alarm, turn
from tests.store.staffed import LEA, SANNE, TOM, Staffed, told

MINUTE = timedelta(minutes=1)
RESOLVED = frozenset({HandoverState.RESOLVED})
OTHER_KEY = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="


async def numbers(staffed: Staffed, **wanted: Any) -> list[int]:
    return [card.id for card in (await staffed.desk.listed(Wanted(**wanted))).cards]


async def five(staffed: Staffed) -> None:
    """Five handovers, a minute after each other, of which somebody has three and five."""
    for number, urgency in enumerate([1, 4, 0, 4, 2], 1):
        await staffed.raised(str(number), NOW + number * MINUTE, urgency=Urgency(urgency))
    await staffed.desk.act(3, Claim(), SANNE)
    await staffed.desk.act(5, Claim(), TOM)


async def test_an_empty_queue_is_empty(staffed: Staffed) -> None:
    listed = await staffed.desk.listed(Wanted())
    assert (listed.cards, listed.total) == ((), 0)


async def test_the_gravest_come_first_and_of_those_who_waits_longest(staffed: Staffed) -> None:
    await five(staffed)
    assert await numbers(staffed) == [2, 4, 5, 1, 3]


async def test_of_the_equally_grave_whom_nobody_has_comes_first_however_long_the_other_waits(staffed: Staffed) -> None:
    await five(staffed)
    await staffed.desk.act(2, Claim(), SANNE)
    assert await numbers(staffed) == [4, 2, 5, 1, 3]
    await staffed.desk.act(4, Claim(), TOM)
    assert await numbers(staffed) == [2, 4, 5, 1, 3]
    await staffed.desk.act(2, Reply(b"reply"), SANNE, told())
    assert await numbers(staffed) == [4, 2, 5, 1, 3]


async def test_of_those_who_do_not_wait_the_oldest_comes_first(staffed: Staffed) -> None:
    for visitor, at in ((ANNA, NOW + MINUTE), (BRAM, NOW)):
        await staffed.raised(visitor, at)
        await staffed.desk.act(1 if visitor == ANNA else 2, Claim(), SANNE)
        await staffed.store.commit(turn(visitor, handover=Leave()))
    assert await numbers(staffed) == [2, 1]


async def test_of_what_is_resolved_the_last_comes_first(staffed: Staffed, place: Place) -> None:
    await five(staffed)
    for number in (4, 1, 2):
        place.clock.now += MINUTE
        await staffed.desk.act(number, Claim(), SANNE)
        await staffed.desk.act(number, Resolve(), SANNE)
    for wanted in (Wanted(states=RESOLVED), Wanted(states=RESOLVED, language=Language.NL)):
        assert [card.id for card in (await staffed.desk.listed(wanted)).cards] == [2, 1, 4]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"at_least": Urgency.SUICIDAL}, [2, 4, 5]),
        ({"claimed_by": 1}, [3]),
        ({"states": frozenset({HandoverState.CLAIMED})}, [5, 3]),
        ({"states": frozenset({HandoverState.OPEN}), "at_least": Urgency.CONCERN}, [2, 4, 1]),
        ({"states": frozenset({HandoverState.RESOLVED})}, []),
        ({"states": frozenset()}, []),
        ({"claimed_by": 3}, []),
    ],
)
async def test_the_queue_can_be_narrowed(staffed: Staffed, wanted: dict[str, Any], found: list[int]) -> None:
    await five(staffed)
    listed = await staffed.desk.listed(Wanted(**wanted))
    assert ([card.id for card in listed.cards], listed.total) == (found, len(found))


async def test_the_queue_comes_in_parts(staffed: Staffed) -> None:
    await five(staffed)
    parts = [await staffed.desk.listed(Wanted(most=2, after=after)) for after in (0, 2, 4, 6)]
    assert [[card.id for card in part.cards] for part in parts] == [[2, 4], [5, 1], [3], []]
    assert {part.total for part in parts} == {5}


MANY_MORE = """
    WITH RECURSIVE numbers (n) AS (SELECT 6 UNION ALL SELECT n + 1 FROM numbers WHERE n < 200)
    INSERT INTO handovers (visitor, alias, urgency, state, opened_at, last_at, trial, language)
    SELECT CAST(n AS text), alias, urgency, 'open', opened_at, last_at, trial, language
    FROM numbers, handovers WHERE handovers.id = 1
"""


async def test_a_longer_queue_costs_as_many_queries(staffed: Staffed, place: Place) -> None:
    queries: list[str] = []
    engine = staffed.store._link._engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *happened: queries.append(happened[2]))
    await five(staffed)
    costs = []
    for more in ("SELECT 5", MANY_MORE):
        await place.rows(more)
        queries.clear()
        listed = await staffed.desk.listed(Wanted(most=200))
        costs.append((len(listed.cards), len(queries)))
    assert costs == [(5, 3), (200, 3)]


async def test_a_card_says_what_staff_may_know(staffed: Staffed) -> None:
    await staffed.claimed(LEA, language="en", municipality="GM0344", trial=True)
    (card,) = (await staffed.desk.listed(Wanted())).cards
    assert (card.language, card.municipality, card.trial, card.claimed_by) == (Language.EN, "GM0344", True, LEA)
    assert (card.opened_at, card.last_at, card.waiting_since, card.claimed_at) == (NOW, NOW, NOW, NOW)


async def test_what_cannot_be_read_any_more_is_dutch_and_from_nowhere(staffed: Staffed, place: Place) -> None:
    await staffed.raised(language="en", municipality="GM0344")
    other = Database.open(place.url, [OTHER_KEY], AUDIT, place.clock)
    desk = other.desk()
    with capture_logs() as logs:
        (card,) = (await desk.listed(Wanted())).cards
        case = await desk.case(1, SANNE)
    await other.close()
    assert (card.language, card.municipality) == (Language.NL, None)
    assert case is not None
    assert not case.reachable
    assert logs == [{"event": "handover_unreadable", "log_level": "warning", "handover": 1}]


async def test_a_language_nobody_knows_is_dutch(staffed: Staffed) -> None:
    await staffed.raised(language="tlh")
    assert (await staffed.card()).language is Language.NL


async def test_a_case_tells_all_in_the_order_it_was_said(staffed: Staffed) -> None:
    await staffed.claimed(sealed=b"alarm")
    staffed.place.clock.passes(minutes=2)
    await staffed.acts(Note(b"note"), TOM)
    await staffed.replied()
    late = Raise(Urgency.ASKED, b"written late", "nl")
    await staffed.store.commit(turn(at=NOW + MINUTE, handover=late))
    await staffed.store.commit(turn(at=NOW + 3 * MINUTE, handover=Leave()))
    assert (await staffed.case()).entries == (
        Entry(1, NOW, Who.VISITOR, b"alarm", urgency=Urgency.SUICIDAL),
        Entry(4, NOW + MINUTE, Who.VISITOR, b"written late"),
        Entry(2, NOW + 2 * MINUTE, Who.NOTE, b"note", "Tom"),
        Entry(3, NOW + 2 * MINUTE, Who.STAFF, b"reply", "Sanne", sent=Sent.WAITING),
        Entry(5, NOW + 3 * MINUTE, Who.LEFT, b""),
    )


async def test_an_answer_can_be_sent_while_there_is_an_address(staffed: Staffed) -> None:
    await staffed.store.commit(turn(handover=alarm()))
    assert not (await staffed.case()).reachable
    await staffed.raised()
    assert (await staffed.case()).reachable
    await staffed.desk.act(1, Resolve(), SANNE)
    assert not (await staffed.case()).reachable


async def test_who_looks_is_noted_and_alerts_are_seen(staffed: Staffed, place: Place) -> None:
    await staffed.raised()
    await staffed.raised(BRAM)
    place.clock.passes(minutes=3)
    await staffed.desk.case(1, TOM)
    assert await staffed.log() == [("tom", "looked", "1")]
    seen = await place.rows("SELECT handover_id, acknowledged_at IS NOT NULL FROM alerts ORDER BY id")
    assert [(number, bool(it)) for number, it in seen] == [(1, True), (2, False)]


async def test_what_is_not_there_is_none_and_leaves_no_trace(staffed: Staffed) -> None:
    assert await staffed.desk.case(7, SANNE) is None
    assert await staffed.desk.case(7, SANNE, quiet=True) is None
    assert await staffed.log() == []


async def test_an_open_page_that_renews_itself_sees_no_alert(staffed: Staffed, place: Place) -> None:
    await staffed.raised(urgency=Urgency.CONCERN)
    await staffed.desk.case(1, SANNE)
    await staffed.raised(urgency=Urgency.EMERGENCY)
    case = await staffed.desk.case(1, SANNE, quiet=True)
    assert isinstance(case, Case)
    assert len(case.entries) == 2
    assert await staffed.log() == [("sanne", "looked", "1")]
    assert await place.rows("SELECT acknowledged_at FROM alerts") == [(None,)]


async def test_nobody_reads_unnoticed_by_asking_for_the_part_that_renews_itself(staffed: Staffed) -> None:
    await staffed.raised()
    await staffed.desk.case(1, SANNE)
    await staffed.desk.case(1, TOM, quiet=True)
    staffed.place.clock.passes(hours=12)
    await staffed.desk.case(1, SANNE, quiet=True)
    assert [who for who, _, _ in await staffed.log()] == ["sanne", "tom", "sanne"]


async def test_who_waits_ten_minutes_for_whoever_claimed_it_is_unanswered(staffed: Staffed, place: Place) -> None:
    await staffed.raised()
    await staffed.raised(BRAM)
    place.clock.passes(minutes=60)
    await staffed.desk.act(1, Claim(), SANNE)
    place.clock.passes(minutes=9, seconds=59)
    assert await staffed.desk.unanswered() == ()
    now = place.clock.passes(seconds=1)
    (card,) = await staffed.desk.unanswered()
    assert (card.id, card.claimed_by, card.overdue(now)) == (1, SANNE, True)


async def test_ten_minutes_begin_again_with_what_the_visitor_says_after_an_answer(
    staffed: Staffed, place: Place
) -> None:
    await staffed.claimed()
    await staffed.replied()
    place.clock.passes(hours=2)
    assert await staffed.desk.unanswered() == ()
    await staffed.store.commit(turn(at=place.clock(), handover=Relay(b"more")))
    place.clock.passes(minutes=10)
    assert [card.id for card in await staffed.desk.unanswered()] == [1]
    await staffed.store.commit(turn(handover=Close()))
    assert await staffed.desk.unanswered() == ()
