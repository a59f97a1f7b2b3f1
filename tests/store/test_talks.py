"""A visitor with whom somebody of staff talks: known at every turn, and nothing they say is lost."""

import asyncio
from datetime import timedelta

from bot.conversation import Known, State, Talk
from bot.handovers import (
    Claim,
    Close,
    Done,
    HandoverState,
    Leave,
    Relay,
    Release,
    Reply,
    Resolve,
    Reviewer,
    Urgency,
    Who,
)
from tests.store.parts import ANNA, BRAM, NOW, Place, alarm, turn
from tests.store.staffed import LEA, SANNE, TOM, Staffed

LATER = NOW + timedelta(minutes=5)


async def says(staffed: Staffed, words: bytes = b"more", visitor: str = ANNA) -> None:
    await staffed.store.commit(turn(visitor, at=LATER, handover=Relay(words)))


async def lines(staffed: Staffed, number: int = 1) -> list[tuple[Who, bytes]]:
    return [(entry.who, entry.sealed) for entry in (await staffed.case(number)).entries]


async def test_who_talks_with_a_visitor_is_known_with_the_state(staffed: Staffed) -> None:
    await staffed.raised()
    assert await staffed.store.load(ANNA) == Known(State("rasa-1"))
    now = staffed.place.clock.passes(minutes=1)
    await staffed.desk.act(1, Claim(), TOM)
    assert await staffed.store.load(ANNA) == Known(State("rasa-1"), Talk(1, "Tom", now, NOW))
    await staffed.desk.act(1, Reply(b"reply"), TOM)
    assert await staffed.store.load(ANNA) == Known(State("rasa-1"), Talk(1, "Tom", now, None))
    assert await staffed.store.load(BRAM) == Known()


async def test_a_talk_goes_on_when_the_state_has_gone(staffed: Staffed) -> None:
    await staffed.claimed()
    staffed.place.clock.passes(hours=25)
    assert await staffed.store.load(ANNA) == Known(None, Talk(1, "Sanne", NOW, NOW))


async def test_a_talk_is_over_with_release_resolve_leaving_and_stopping(staffed: Staffed) -> None:
    await staffed.raised()
    for ends in (Release(), Leave(), Resolve(), Close()):
        await staffed.raised()
        await staffed.desk.act(1, Claim(), SANNE)
        assert (await staffed.store.load(ANNA)).talk is not None
        if isinstance(ends, Leave | Close):
            await staffed.store.commit(turn(handover=ends))
        else:
            await staffed.desk.act(1, ends, SANNE)
        assert (await staffed.store.load(ANNA)).talk is None


async def test_what_is_said_to_staff_is_added_and_waits_for_an_answer(staffed: Staffed) -> None:
    await staffed.claimed(sealed=b"alarm")
    await staffed.desk.act(1, Reply(b"reply"), SANNE)
    await says(staffed)
    await staffed.store.commit(turn(at=LATER + timedelta(minutes=1), handover=Relay(b"and more")))
    card = await staffed.card()
    assert (card.state, card.claimed_by, card.waiting_since) == (HandoverState.CLAIMED, SANNE, LATER)
    assert card.last_at == LATER + timedelta(minutes=1)
    assert [words for who, words in await lines(staffed) if who == "visitor"] == [b"alarm", b"more", b"and more"]
    assert [entry.urgency for entry in (await staffed.case()).entries][-1] is None


async def test_what_is_said_to_who_has_just_left_waits_for_somebody_else(staffed: Staffed) -> None:
    await staffed.claimed(sealed=b"")
    await staffed.desk.act(1, Release(), SANNE)
    await says(staffed)
    assert await lines(staffed) == [(Who.VISITOR, b"more")]
    assert (await staffed.card()).state is HandoverState.OPEN


async def test_many_lines_at_once_while_it_is_released_are_all_kept(staffed: Staffed) -> None:
    await staffed.claimed(sealed=b"")
    words = [bytes([65 + number]) for number in range(8)]
    await asyncio.gather(*(says(staffed, word) for word in words), staffed.desk.act(1, Release(), SANNE))
    assert sorted(word for _, word in await lines(staffed)) == words


async def test_what_was_said_while_it_was_resolved_opens_it_again(staffed: Staffed) -> None:
    await staffed.claimed(sealed=b"")
    await staffed.desk.act(1, Resolve(), SANNE)
    await says(staffed)
    card = await staffed.card()
    assert (card.state, card.claimed_by, card.resolved_at) == (HandoverState.OPEN, None, None)
    assert await lines(staffed) == [(Who.VISITOR, b"more")]


async def test_what_was_said_while_it_was_forgotten_is_dropped(staffed: Staffed, place: Place) -> None:
    await says(staffed)
    assert await place.rows("SELECT id FROM handover_messages") == []


async def test_what_is_said_makes_a_visitor_reachable_again(staffed: Staffed, place: Place) -> None:
    await staffed.claimed()
    await place.rows("UPDATE handovers SET address = NULL")
    await says(staffed)
    assert not (await staffed.case()).reachable
    await staffed.store.commit(turn(address="4712", handover=Relay(b"more")))
    assert (await staffed.case()).reachable


async def test_who_goes_back_to_the_bot_leaves_it_open(staffed: Staffed) -> None:
    await staffed.claimed(sealed=b"")
    await staffed.store.commit(turn(at=LATER, handover=Leave()))
    card = await staffed.card()
    assert (card.state, card.claimed_by, card.claimed_at, card.waiting_since) == (HandoverState.OPEN, None, None, None)
    assert await lines(staffed) == [(Who.LEFT, b"")]
    assert (await staffed.case()).reachable


async def test_who_talks_with_nobody_leaves_nothing(staffed: Staffed) -> None:
    await staffed.raised(sealed=b"")
    await staffed.store.commit(turn(handover=Leave()))
    await staffed.store.commit(turn(BRAM, handover=Leave()))
    assert await lines(staffed) == []
    assert (await staffed.card()).waiting_since == NOW


async def test_an_alarm_in_a_talk_stays_with_who_has_it(staffed: Staffed) -> None:
    await staffed.claimed(LEA, urgency=Urgency.ASKED)
    await staffed.desk.act(1, Reply(b"reply"), LEA)
    await staffed.store.commit(turn(at=LATER, handover=alarm(Urgency.EMERGENCY)))
    card = await staffed.card()
    assert (card.state, card.claimed_by, card.urgency) == (HandoverState.CLAIMED, LEA, Urgency.EMERGENCY)
    assert card.waiting_since == LATER


async def test_an_alarm_soon_after_resolving_is_for_whoever_comes(staffed: Staffed) -> None:
    await staffed.claimed()
    await staffed.desk.act(1, Resolve(), SANNE)
    await staffed.raised(at=LATER)
    card = await staffed.card()
    assert (card.state, card.claimed_by, card.claimed_at) == (HandoverState.OPEN, None, None)
    assert (card.waiting_since, card.resolved_at) == (LATER, None)


async def calls(place: Place) -> int:
    [(number,)] = await place.rows("SELECT count(*) FROM alerts")
    return int(number)


async def test_an_alarm_in_what_was_seen_and_left_calls_staff_again(staffed: Staffed, place: Place) -> None:
    await staffed.raised()
    await staffed.raised(at=LATER)
    assert await calls(place) == 1
    await staffed.case()
    await staffed.raised(at=LATER)
    assert await calls(place) == 2


async def test_an_alarm_in_a_talk_calls_nobody_else(staffed: Staffed, place: Place) -> None:
    await staffed.claimed()
    await staffed.case()
    await staffed.raised(at=LATER)
    assert await calls(place) == 1


async def test_somebody_in_need_whom_nobody_answered_is_called_for_again(staffed: Staffed, place: Place) -> None:
    await staffed.claimed()
    await staffed.case()
    place.clock.passes(minutes=11)
    server = Reviewer(0, "server", "Join Us", leads=True)
    assert isinstance(await staffed.desk.act(1, Release(place.clock()), server), Done)
    assert await calls(place) == 2
