"""How long things stay, by the clock."""

from datetime import timedelta

import pytest

from bot.campaigns import Count
from bot.handovers import Close
from bot.staff import Role
from bot.store import Database, Purged
from tests.store.parts import ANNA, BRAM, HELLO, NOW, Place, alarm, turn

A_MOMENT = timedelta(seconds=1)
RAISED = turn(address="123", handover=alarm())
NOTHING = Purged(0, 0, 0, 0, 0)


async def number(place: Place, table: str) -> int:
    return int((await place.rows(f"SELECT count(*) FROM {table}"))[0][0])  # noqa: S608 (our own table names)


async def test_an_empty_database_has_nothing_to_purge(store: Database) -> None:
    assert await store.purge(NOW) == NOTHING


async def test_states_go_after_24_idle_hours(store: Database, place: Place) -> None:
    await store.commit(turn())
    await store.commit(turn(BRAM, at=NOW + A_MOMENT))
    assert await store.purge(NOW + timedelta(hours=24) + A_MOMENT) == Purged(1, 0, 0, 0, 0)
    assert await place.rows("SELECT visitor FROM conversations") == [(BRAM,)]


async def test_what_was_not_delivered_goes_after_24_hours(store: Database, place: Place) -> None:
    await store.commit(turn(state=None, address="123", to_send=HELLO))
    assert await store.purge(NOW + timedelta(hours=24)) == NOTHING
    assert await store.purge(NOW + timedelta(hours=24) + A_MOMENT) == Purged(0, 0, 0, 1, 0)
    assert await number(place, "outbox") == 0


async def test_an_address_goes_after_14_quiet_days(store: Database, place: Place) -> None:
    await store.commit(RAISED)
    await store.commit(turn(state=None, at=NOW + timedelta(days=5), address="123", handover=alarm()))
    assert await store.purge(NOW + timedelta(days=19) - A_MOMENT) == NOTHING
    assert await store.purge(NOW + timedelta(days=19)) == Purged(0, 0, 1, 0, 0)
    assert await place.rows("SELECT state, address FROM handovers") == [("open", None)]


async def test_an_address_left_behind_by_resolving_goes_at_once(store: Database, place: Place) -> None:
    await store.commit(turn(state=None, address="123", handover=alarm()))
    await place.rows("UPDATE handovers SET state = 'resolved'")
    assert await store.purge(NOW) == Purged(0, 0, 1, 0, 0)


@pytest.mark.parametrize("resolved_after", [timedelta(0), timedelta(days=59)])
async def test_a_handover_goes_30_days_after_resolving(
    store: Database, place: Place, resolved_after: timedelta
) -> None:
    await store.commit(RAISED)
    await store.commit(turn(state=None, at=NOW + resolved_after, handover=Close()))
    assert await store.purge(NOW + resolved_after + timedelta(days=30) - A_MOMENT) == NOTHING
    assert await store.purge(NOW + resolved_after + timedelta(days=30)) == Purged(0, 1, 0, 0, 0)
    assert [await number(place, "handovers"), await number(place, "handover_messages")] == [0, 0]


@pytest.mark.parametrize(("settled", "days"), [(1, 1), (60, 60), (90, 90), (91, 30), (0, 30), (True, 30), ("lang", 30)])
async def test_a_handover_goes_as_many_days_after_resolving_as_staff_settled(
    store: Database, settled: object, days: int
) -> None:
    await store.settings().write("retention_days", settled, "lea")
    await store.commit(RAISED)
    await store.commit(turn(state=None, handover=Close()))
    over = NOW + timedelta(days=days)
    kept, gone = Purged(0, 0, 0, 0, 0, days), Purged(0, 1, 0, 0, 0, days)
    assert await store.purge(over - A_MOMENT, dry_run=True) == kept
    assert await store.purge(over, dry_run=True) == gone
    assert await store.purge(over - A_MOMENT) == kept
    assert await store.purge(over) == gone


@pytest.mark.parametrize("resolved", [True, False])
async def test_a_handover_goes_90_days_after_the_last_message(store: Database, place: Place, *, resolved: bool) -> None:
    await store.commit(turn(state=None, handover=alarm()))
    if resolved:
        await store.commit(turn(state=None, at=NOW + timedelta(days=80), handover=Close()))
    assert await store.purge(NOW + timedelta(days=90) - A_MOMENT) == NOTHING
    assert await store.purge(NOW + timedelta(days=90)) == Purged(0, 1, 0, 0, 0)
    assert await number(place, "handover_messages") == 0


async def test_a_dry_run_counts_the_same_and_deletes_nothing(store: Database, place: Place) -> None:
    await store.commit(turn(ANNA, address="123", to_send=HELLO, handover=alarm()))
    await store.commit(turn(BRAM, at=NOW + timedelta(days=80), address="123", handover=alarm()))
    later = NOW + timedelta(days=95)
    expected = Purged(states=2, handovers=1, addresses=1, deliveries=1, invitations=0)
    assert await store.purge(later, dry_run=True) == expected
    assert await number(place, "handovers") == 2
    assert await store.purge(later) == expected
    assert await store.purge(later) == NOTHING


async def test_counts_stay(store: Database, place: Place) -> None:
    await store.commit(turn(counts=(Count("turn"),)))
    await store.purge(NOW + timedelta(days=1000))
    assert await place.counts() == {("2026-11-22", "turn", ""): 1}


async def test_an_invitation_that_nobody_accepted_in_time_holds_no_key_any_more(store: Database, place: Place) -> None:
    until = NOW + timedelta(hours=72)
    await store.accounts().invite("sanne", "Sanne", Role.REVIEWER, b"the key under a code", until, "server")
    assert await store.purge(until - A_MOMENT) == NOTHING
    assert await store.purge(until) == Purged(0, 0, 0, 0, 1)
    assert await place.rows("SELECT login, invitation FROM staff") == [("sanne", None)]
