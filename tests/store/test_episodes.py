"""A visitor has one handover at a time, and it keeps what it was told."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.handovers import Close, Urgency
from bot.store import Database
from bot.store.cipher import Cipher
from bot.store.tables import handovers
from tests.store.parts import ANNA, AUDIT, BRAM, HELLO, KEY, NOW, Clock, Place, alarm, turn

LATER = NOW + timedelta(minutes=5)


async def raised(store: Database, visitor: str = ANNA, at: datetime = NOW, **changes: Any) -> None:
    await store.commit(turn(visitor, at=at, address="123", handover=alarm(**changes)))


def unlocked(row: Sequence[bytes], *columns: str) -> list[bytes]:
    """What Anna's handover, the first, holds encrypted in these columns."""
    kept = zip(columns, row, strict=True)
    places = [(name, f"{ANNA} 1" if name == "address" else ANNA, locked) for name, locked in kept]
    return [Cipher([KEY]).of(handovers.c[name], of).unlock(locked) for name, of, locked in places]


async def number_of_messages(place: Place) -> int:
    return int((await place.rows("SELECT count(*) FROM handover_messages"))[0][0])


async def test_an_alarm_opens_a_handover_with_its_message(store: Database, place: Place) -> None:
    await raised(store, urgency=Urgency.UNSAFE, trial=True)
    found = await place.rows("SELECT visitor, urgency, state, trial FROM handovers")
    assert [(*row[:3], bool(row[3])) for row in found] == [(ANNA, 3, "open", True)]
    assert await place.rows("SELECT handover_id, sealed FROM handover_messages") == [(1, b"sealed")]


async def test_what_an_answer_needs_is_kept_encrypted(store: Database, place: Place) -> None:
    await raised(store, municipality="GM0344")
    (locked,) = await place.rows("SELECT address, language, municipality FROM handovers")
    assert unlocked(locked, "address", "language", "municipality") == [b"123", b"nl", b"GM0344"]


async def test_a_handover_without_a_message_adds_no_message(store: Database, place: Place) -> None:
    await raised(store, sealed=b"")
    assert await number_of_messages(place) == 0


async def test_a_second_alarm_adds_to_the_first_and_never_lowers_it(store: Database, place: Place) -> None:
    await raised(store, urgency=Urgency.EMERGENCY)
    await raised(store, at=LATER, urgency=Urgency.CONCERN)
    assert await place.rows("SELECT id, urgency FROM handovers") == [(1, int(Urgency.EMERGENCY))]
    assert await number_of_messages(place) == 2


async def test_what_a_later_alarm_does_not_know_stays_known(store: Database, place: Place) -> None:
    await raised(store, municipality="GM0344")
    await store.commit(turn(at=LATER, handover=alarm()))
    (locked,) = await place.rows("SELECT address, municipality FROM handovers")
    assert unlocked(locked, "address", "municipality") == [b"123", b"GM0344"]


async def test_leaving_resolves_and_drops_every_address(store: Database, place: Place) -> None:
    await raised(store)
    await store.commit(turn(address="123", to_send=HELLO))
    await store.commit(turn(at=LATER, state=None, handover=Close()))
    assert await place.rows("SELECT state, address FROM handovers") == [("resolved", None)]
    assert await store.undelivered() == []


async def test_leaving_leaves_others_alone(store: Database, place: Place) -> None:
    await raised(store)
    await store.commit(turn(BRAM, handover=Close()))
    assert await place.rows("SELECT state FROM handovers") == [("open",)]


async def test_an_alarm_within_a_day_reopens_the_same_handover(store: Database, place: Place) -> None:
    await raised(store, urgency=Urgency.EMERGENCY)
    await store.commit(turn(handover=Close()))
    await raised(store, at=NOW + timedelta(hours=24), urgency=Urgency.CONCERN)
    found = await place.rows("SELECT id, state, urgency, resolved_at, address IS NULL FROM handovers")
    assert [(*row[:4], bool(row[4])) for row in found] == [(1, "open", int(Urgency.CONCERN), None, False)]


async def test_an_alarm_after_a_day_is_another_handover(store: Database, place: Place) -> None:
    await raised(store)
    await store.commit(turn(handover=Close()))
    await raised(store, at=NOW + timedelta(hours=24, seconds=1))
    assert await place.rows("SELECT id, state FROM handovers ORDER BY id") == [(1, "resolved"), (2, "open")]


async def alerts(place: Place) -> list[tuple[int, int]]:
    found = await place.rows("SELECT handover_id, urgency FROM alerts ORDER BY id")
    return [(number, urgency) for number, urgency in found]


@pytest.mark.parametrize("urgency", Urgency)
async def test_what_cannot_wait_alerts_staff(store: Database, place: Place, urgency: Urgency) -> None:
    await raised(store, urgency=urgency)
    await raised(store, BRAM, urgency=urgency, trial=True)
    assert await alerts(place) == ([(1, int(urgency))] if urgency >= Urgency.SUICIDAL else [])
    assert await place.rows("SELECT first_sent_at, acknowledged_at FROM alerts WHERE raised_at IS NULL") == []


async def test_while_staff_are_called_already_only_what_is_graver_calls_again(store: Database, place: Place) -> None:
    for urgency in (1, 2, 2, 1, 4, 3):
        await raised(store, urgency=Urgency(urgency))
    assert await alerts(place) == [(1, 2), (1, 4)]


async def test_staff_are_alerted_again_by_what_opens_a_handover_again(store: Database, place: Place) -> None:
    await raised(store, urgency=Urgency.EMERGENCY)
    await store.commit(turn(handover=Close()))
    await raised(store, at=LATER, urgency=Urgency.SUICIDAL)
    assert await alerts(place) == [(1, 4), (1, 2)]


async def test_an_entry_says_how_grave_it_was_unless_a_person_was_only_asked_for(store: Database, place: Place) -> None:
    for urgency in (Urgency.ASKED, Urgency.CONCERN):
        await raised(store, urgency=urgency)
    found = await place.rows("SELECT who, urgency FROM handover_messages ORDER BY id")
    assert found == [("visitor", None), ("visitor", int(Urgency.CONCERN))]


async def test_who_waits_has_waited_since_the_first_message(store: Database, place: Place) -> None:
    await raised(store)
    await raised(store, at=LATER)
    assert await place.rows("SELECT waiting_since = opened_at, last_at > waiting_since FROM handovers") == [
        (True, True)
    ]
    await store.commit(turn(handover=Close()))
    assert await place.rows("SELECT waiting_since FROM handovers") == [(None,)]


async def test_many_alarms_at_once_are_one_handover_as_urgent_as_the_worst(store: Database, place: Place) -> None:
    urgencies = [*Urgency, *Urgency]
    await asyncio.gather(*(raised(store, urgency=urgency) for urgency in urgencies))
    assert await place.rows("SELECT urgency FROM handovers") == [(int(Urgency.EMERGENCY),)]
    assert await number_of_messages(place) == len(urgencies)


async def test_alarms_of_two_servers_without_a_state_are_one_handover(place: Place) -> None:
    async with place.opened() as one, place.opened() as two:
        events = [turn(state=None, handover=alarm()) for _ in range(4)]
        await asyncio.gather(*(store.commit(work) for work in events for store in (one, two)))
    assert len(await place.rows("SELECT id FROM handovers")) == 1
    assert await number_of_messages(place) == 8


async def test_two_open_handovers_have_two_aliases(place: Place) -> None:
    words = iter(["rode", "vos", "rode", "vos", "rode", "das"])
    store = Database.open(place.url, [KEY], AUDIT, Clock(), lambda _: next(words))
    await raised(store, ANNA)
    await raised(store, BRAM)
    await store.close()
    assert await place.rows("SELECT alias FROM handovers ORDER BY id") == [("rode vos",), ("rode das",)]
