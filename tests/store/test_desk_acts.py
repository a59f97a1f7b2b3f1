"""What staff do with a handover: by whom it may be done, all of it or nothing, and always in the log."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.conversation import StoreDownError
from bot.handovers import (
    Action,
    Claim,
    Close,
    Done,
    HandoverState,
    Judge,
    Note,
    Refusal,
    Relay,
    Release,
    ReopenAgain,
    Reply,
    Resolve,
    Reviewer,
    Urgency,
    Verdict,
)
from bot.store import Database
from tests.store.parts import AUDIT, KEY, NOW, Place, turn
from tests.store.staffed import LEA, SANNE, SERVER, TOM, Staffed, told

RIGHT = Verdict.RIGHT


async def everything(place: Place) -> list[Any]:
    """All that an act may change."""
    tables = ("handovers", "handover_messages", "outbox", "audit")
    return [await place.rows(f"SELECT * FROM {table} ORDER BY id") for table in tables]  # noqa: S608 (our own names)


@pytest.mark.parametrize(
    ("action", "did"),
    [
        (Note(b"note"), "noted"),
        (Reply(b"reply"), "replied"),
        (Release(), "released"),
        (Resolve(), "resolved"),
        (Judge(1, RIGHT), "judged"),
    ],
)
async def test_whatever_is_done_stands_in_the_log(staffed: Staffed, action: Action, did: str) -> None:
    await staffed.claimed()
    await staffed.acts(action)
    assert await staffed.log() == [("sanne", "claimed", "1"), ("sanne", did, "1")]


async def test_a_claim_makes_it_somebodys(staffed: Staffed) -> None:
    await staffed.raised()
    now = staffed.place.clock.passes(minutes=4)
    assert await staffed.desk.act(1, Claim(), TOM) == Done()
    card = await staffed.card()
    assert (card.state, card.claimed_by, card.claimed_at) == (HandoverState.CLAIMED, TOM, now)
    assert card.waiting_since == NOW


async def test_claiming_again_changes_nothing(staffed: Staffed, place: Place) -> None:
    await staffed.claimed()
    before = await everything(place)
    place.clock.passes(minutes=4)
    assert await staffed.acts(Claim()) == Done()
    assert await everything(place) == before


async def test_of_many_who_claim_at_once_on_two_servers_one_gets_it(staffed: Staffed, place: Place) -> None:
    await staffed.raised()
    other = Database.open(place.url, [KEY], AUDIT, place.clock)
    desks = [staffed.desk, other.desk()] * 4
    outcomes = await asyncio.gather(
        *(desk.act(1, Claim(), by) for desk, by in zip(desks, [SANNE, TOM] * 4, strict=True))
    )
    await other.close()
    winner = (await staffed.card()).claimed_by
    assert winner in {SANNE, TOM}
    assert sorted(map(str, outcomes)) == sorted([str(Done()), "taken"] * 4)
    assert (await staffed.log())[0] == (winner.login if winner else None, "claimed", "1")
    assert [did for _, did, _ in await staffed.log()] == ["claimed", "looked"]


async def test_of_two_acts_at_once_each_sees_what_the_other_did(staffed: Staffed) -> None:
    await staffed.claimed()
    outcomes = await asyncio.gather(staffed.acts(Resolve()), staffed.acts(Resolve(), LEA), staffed.acts(Resolve()))
    assert sorted(map(type, outcomes), key=str) == [Done, Refusal, Refusal]


CLAIMED, RESOLVED = (Claim(),), (Claim(), Resolve())


@pytest.mark.parametrize(
    ("before", "action", "by", "refusal"),
    [
        (CLAIMED, Claim(), TOM, Refusal.TAKEN),
        (CLAIMED, Claim(), LEA, Refusal.TAKEN),
        (RESOLVED, Claim(), TOM, Refusal.RESOLVED),
        ((), Reply(b""), SANNE, Refusal.NOT_CLAIMED),
        (CLAIMED, Reply(b""), TOM, Refusal.TAKEN),
        (RESOLVED, Reply(b""), SANNE, Refusal.RESOLVED),
        ((), Release(), SANNE, Refusal.NOT_CLAIMED),
        (CLAIMED, Release(), TOM, Refusal.TAKEN),
        (CLAIMED, Release(NOW + timedelta(minutes=9)), SERVER, Refusal.NOT_CLAIMED),
        (CLAIMED, Resolve(), TOM, Refusal.TAKEN),
        (RESOLVED, Resolve(), SANNE, Refusal.RESOLVED),
        (CLAIMED, ReopenAgain(), SANNE, Refusal.NOT_RESOLVED),
        (CLAIMED, Judge(2, RIGHT), SANNE, Refusal.GONE),
        ((Note(b"note"),), Judge(2, RIGHT), SANNE, Refusal.GONE),
    ],
)
async def test_what_is_refused_changes_nothing(
    staffed: Staffed, before: tuple[Action, ...], action: Action, by: Reviewer, refusal: Refusal
) -> None:
    await staffed.raised()
    for earlier in before:
        await staffed.acts(earlier)
    kept = await everything(staffed.place)
    assert await staffed.acts(action, by) == refusal
    assert await everything(staffed.place) == kept


@pytest.mark.parametrize(
    "action", [Claim(), Release(), Reply(b""), Note(b""), Resolve(), ReopenAgain(), Judge(1, RIGHT)]
)
async def test_nothing_can_be_done_with_what_is_not_there(staffed: Staffed, action: Action) -> None:
    assert await staffed.acts(action) == Refusal.GONE
    assert await staffed.log() == []


async def test_who_leads_may_take_it_from_somebody(staffed: Staffed) -> None:
    await staffed.claimed()
    assert isinstance(await staffed.acts(Release(), LEA), Done)
    card = await staffed.card()
    assert (card.state, card.claimed_by, card.claimed_at) == (HandoverState.OPEN, None, None)
    assert card.waiting_since == NOW


async def test_the_server_gives_back_who_waits_too_long(staffed: Staffed) -> None:
    await staffed.claimed()
    now = staffed.place.clock.passes(minutes=10)
    assert isinstance(await staffed.acts(Release(now), SERVER), Done)
    assert await staffed.log() == [("sanne", "claimed", "1"), ("server", "released", "1")]
    assert await staffed.desk.unanswered() == ()


async def test_a_note_of_the_server_is_nobodys(staffed: Staffed) -> None:
    await staffed.raised(sealed=b"")
    await staffed.acts(Note(b"note"), SERVER)
    assert [entry.by for entry in (await staffed.case()).entries] == [None]


async def test_the_first_reply_is_timed_once_and_each_ends_the_waiting(staffed: Staffed) -> None:
    await staffed.claimed()
    first = staffed.place.clock.passes(minutes=1)
    await staffed.replied()
    await staffed.store.commit(turn(at=first, handover=Relay(b"more")))
    assert (await staffed.card()).waiting_since == first
    second = staffed.place.clock.passes(minutes=1)
    await staffed.replied()
    case = await staffed.case()
    assert (case.first_reply_at, case.card.waiting_since, case.card.last_at) == (first, None, second)


async def test_resolving_ends_all_and_drops_the_address(staffed: Staffed, place: Place) -> None:
    await staffed.claimed()
    now = place.clock.passes(minutes=1)
    assert isinstance(await staffed.acts(Resolve()), Done)
    card = await staffed.card()
    assert (card.state, card.resolved_at) == (HandoverState.RESOLVED, now)
    assert (card.claimed_by, card.claimed_at, card.waiting_since) == (None, None, None)
    assert await place.rows("SELECT address FROM handovers") == [(None,)]
    assert [parcel.address for parcel in await staffed.store.undelivered()] == ["4711"]


async def test_what_is_opened_again_waits_for_the_visitor_to_be_claimed(staffed: Staffed) -> None:
    await staffed.claimed()
    await staffed.acts(Resolve())
    assert await staffed.desk.act(1, ReopenAgain(), TOM) == Done()
    assert await staffed.desk.act(1, Claim(), TOM) == Refusal.UNREACHABLE
    await staffed.raised()
    assert isinstance(await staffed.desk.act(1, Claim(), TOM), Done)
    assert (await staffed.card()).resolved_at is None


async def test_a_visitor_with_another_handover_keeps_one_open(staffed: Staffed) -> None:
    await staffed.raised()
    await staffed.store.commit(turn(handover=Close()))
    await staffed.raised(at=NOW + timedelta(days=2))
    assert await staffed.acts(ReopenAgain()) == Refusal.NOT_RESOLVED
    assert [(await staffed.card(number)).state for number in (1, 2)] == ["resolved", "open"]


async def test_an_alarm_is_judged_and_judged_otherwise(staffed: Staffed) -> None:
    await staffed.raised()
    for verdict in (Verdict.RIGHT, Verdict.WRONG_TIER):
        assert await staffed.desk.act(1, Judge(1, verdict), TOM) == Done()
        assert [entry.verdict for entry in (await staffed.case()).entries] == [verdict]


async def test_an_alarm_is_judged_in_its_own_handover_only(staffed: Staffed) -> None:
    await staffed.raised("anna")
    await staffed.raised("bram")
    assert await staffed.acts(Judge(2, RIGHT), number=1) == Refusal.GONE
    await staffed.raised("cato", urgency=Urgency.ASKED)
    assert await staffed.acts(Judge(3, RIGHT), number=3) == Refusal.GONE


@pytest.mark.parametrize("broken", ["outbox", "audit", "handover_messages"])
async def test_what_fails_half_way_leaves_nothing(staffed: Staffed, place: Place, broken: str) -> None:
    await staffed.claimed()
    before = await everything(place)
    await place.rows(f"ALTER TABLE {broken} RENAME TO away")
    with pytest.raises(StoreDownError, match="act"):
        await staffed.acts(Reply(b"reply"))
    await place.rows(f"ALTER TABLE away RENAME TO {broken}")
    assert await everything(place) == before


async def test_a_sentence_that_cannot_be_made_leaves_nothing(staffed: Staffed, place: Place) -> None:
    await staffed.claimed()
    before = await everything(place)
    with pytest.raises(ZeroDivisionError):
        await staffed.desk.act(1, Reply(b"reply"), SANNE, lambda card: told()(card) * (1 // 0))
    assert await everything(place) == before
