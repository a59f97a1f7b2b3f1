"""What the visitor hears of the desk, what staff see of that, and what is left when a visitor goes."""

import asyncio
from datetime import timedelta

import pytest

from bot.handovers import Claim, Close, Done, Note, Refusal, Release, Reply, Resolve, Sent
from bot.messages import Language, Say
from bot.store import Parcel
from tests.store.parts import ANNA, BRAM, HELLO, NOW, Place, alarm, turn
from tests.store.staffed import SANNE, Staffed


async def sent(staffed: Staffed) -> list[Sent | None]:
    """What became of each reply of staff."""
    return [entry.sent for entry in (await staffed.case()).entries if entry.who == "staff"]


@pytest.mark.parametrize("language", Language)
async def test_the_visitor_hears_it_in_their_language(staffed: Staffed, language: Language) -> None:
    await staffed.raised(language=language)
    done = await staffed.acts(Claim())
    assert isinstance(done, Done)
    assert done.delivery is not None
    expected = Parcel(done.delivery, ANNA, "4711", (Say(f"Ik ben er. ({language})"),), language)
    assert await staffed.store.undelivered() == [expected]
    assert await staffed.store.parcel(done.delivery) == expected


async def test_what_is_told_is_told_of_the_handover_as_it_was(staffed: Staffed) -> None:
    await staffed.claimed()
    await staffed.desk.act(1, Resolve(), SANNE, lambda card: (Say(f"{card.state} {card.claimed_by == SANNE}"),))
    assert await staffed.said() == [(Say("claimed True"),)]


async def test_who_cannot_be_reached_is_not_left_without_the_bot(staffed: Staffed) -> None:
    await staffed.store.commit(turn(handover=alarm()))
    assert await staffed.acts(Claim()) == Refusal.UNREACHABLE
    assert await staffed.acts(Resolve()) == Done()
    assert await staffed.said() == []


async def test_who_cannot_be_reached_any_more_is_not_answered(staffed: Staffed, place: Place) -> None:
    await staffed.claimed()
    await place.rows("UPDATE handovers SET address = NULL")
    assert await staffed.acts(Reply(b"reply")) == Refusal.UNREACHABLE
    assert isinstance(await staffed.acts(Release()), Done)


async def test_nothing_to_tell_is_no_delivery(staffed: Staffed) -> None:
    await staffed.raised()
    assert await staffed.desk.act(1, Claim(), SANNE, lambda _: ()) == Done()
    assert await staffed.desk.act(1, Reply(b"reply"), SANNE) == Done()
    assert await sent(staffed) == [None]


async def test_a_reply_waits_until_it_is_delivered(staffed: Staffed) -> None:
    await staffed.claimed()
    first, second = await staffed.replied(), await staffed.replied()
    assert await sent(staffed) == [Sent.WAITING, Sent.WAITING]
    await staffed.store.delivered(second)
    assert await sent(staffed) == [Sent.WAITING, Sent.DELIVERED]
    assert [parcel.id for parcel in await staffed.store.undelivered()] == [first]


async def test_what_never_arrives_is_taken_out_and_seen(staffed: Staffed) -> None:
    await staffed.claimed()
    delivery = await staffed.replied()
    await staffed.store.undeliverable(delivery)
    assert await sent(staffed) == [Sent.FAILED]
    assert await staffed.store.parcel(delivery) is None
    await staffed.store.delivered(delivery)  # too late
    assert await sent(staffed) == [Sent.FAILED]


async def test_what_is_no_reply_is_taken_out_alone(staffed: Staffed) -> None:
    await staffed.claimed()
    await staffed.replied()
    delivery = await staffed.store.commit(turn(address="4711", to_send=HELLO))
    assert delivery is not None
    await staffed.store.undeliverable(delivery)
    assert await sent(staffed) == [Sent.WAITING]


async def test_a_reply_that_lay_too_long_has_failed(staffed: Staffed) -> None:
    await staffed.claimed()
    await staffed.replied()
    await staffed.store.delivered(await staffed.replied())
    purged = await staffed.store.purge(NOW + timedelta(hours=24, seconds=1))
    assert purged.deliveries == 1
    assert await sent(staffed) == [Sent.FAILED, Sent.DELIVERED]


async def test_a_reply_to_who_stopped_or_blocked_the_bot_reached_nobody(staffed: Staffed) -> None:
    await staffed.claimed()
    await staffed.replied()
    await staffed.store.commit(turn(state=None, handover=Close()))
    assert await sent(staffed) == [Sent.BLOCKED]
    assert (await staffed.card()).claimed_by is None


async def test_who_was_not_reached_is_waited_for_as_before(staffed: Staffed, place: Place) -> None:
    await staffed.claimed()
    delivery = await staffed.replied()
    assert (await staffed.card()).waiting_since is None
    said_at = place.clock()
    place.clock.passes(minutes=3)
    await staffed.store.undeliverable(delivery)
    assert (await staffed.card()).waiting_since == said_at


async def test_what_a_visitor_erases_is_gone_and_the_desk_sees_who_did_it(staffed: Staffed) -> None:
    await staffed.claimed()
    await staffed.replied()
    await staffed.store.forget(ANNA)
    assert await staffed.acts(Note(b"note")) == Refusal.GONE
    assert await staffed.desk.case(1, SANNE) is None
    assert await staffed.said() == []
    assert (await staffed.log())[-1] == ("server", "erased", "1")


async def test_only_what_was_at_the_desk_is_noted_as_erased(staffed: Staffed, place: Place) -> None:
    await staffed.raised()
    await staffed.acts(Resolve())
    before = await staffed.log()
    await staffed.store.forget(ANNA)
    await staffed.store.forget(BRAM)
    assert await staffed.log() == before
    assert await place.rows("SELECT id FROM handovers") == []


async def test_erasing_and_answering_at_once_leave_nothing(staffed: Staffed, place: Place) -> None:
    for number in range(1, 9):
        await staffed.raised()
        await staffed.desk.act(number, Claim(), SANNE)
        await asyncio.gather(staffed.acts(Reply(b"reply"), number=number), staffed.store.forget(ANNA))
    assert await place.rows("SELECT id FROM handovers UNION SELECT id FROM handover_messages") == []
    assert await staffed.said() == []


async def test_purging_leaves_the_log_and_takes_alerts_along(staffed: Staffed, place: Place) -> None:
    await staffed.claimed()
    await staffed.store.purge(NOW + timedelta(days=90))
    assert await staffed.log() == [("sanne", "claimed", "1")]
    assert await place.rows("SELECT id FROM handovers UNION SELECT id FROM alerts") == []
