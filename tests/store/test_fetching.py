"""What staff say to somebody on the chat page: it lies there until the page comes, or until it is of no use."""

from bot.conversation import PAGE, Delivery, Waiting
from bot.handovers import Claim, Close, Done, Release, Reply, Resolve, Sent
from bot.messages import Language, Say
from tests.store.parts import ANNA, BRAM, HELLO, Place, alarm, turn
from tests.store.staffed import SANNE, SERVER, Staffed, told


async def raised(staffed: Staffed, visitor: str = ANNA, address: str | None = PAGE) -> None:
    await staffed.store.commit(turn(visitor, address=address, handover=alarm(trial=True)))


async def claimed(staffed: Staffed) -> int:
    """Let a trial be raised and claimed; gives the number of what the visitor hears of that."""
    await raised(staffed)
    done = await staffed.desk.act(1, Claim(), SANNE, told("Ik lees mee."))
    assert isinstance(done, Done)
    assert done.delivery is not None
    return done.delivery


async def sent(staffed: Staffed) -> list[Sent | None]:
    return [entry.sent for entry in (await staffed.case()).entries if entry.who == "staff"]


async def test_it_waits_for_whom_it_is_in_the_order_it_was_said(staffed: Staffed) -> None:
    first, second = await claimed(staffed), await staffed.replied()
    say, reply = (Say("Ik lees mee. (nl)"),), (Say("Ik ben er. (nl)"),)
    assert await staffed.store.waiting(ANNA) == Waiting(
        (Delivery(say, Language.NL, first), Delivery(reply, Language.NL, second)), more=True
    )
    assert await staffed.store.waiting(BRAM) == Waiting()


async def test_what_has_arrived_waits_no_more_and_staff_see_that(staffed: Staffed) -> None:
    first, second = await claimed(staffed), await staffed.replied()
    await staffed.store.delivered(first)
    await staffed.store.delivered(second)
    assert await staffed.store.waiting(ANNA) == Waiting(more=True)
    assert await sent(staffed) == [Sent.DELIVERED]


async def test_more_may_come_as_long_as_there_is_somebody_to_answer(staffed: Staffed, place: Place) -> None:
    assert not (await staffed.store.waiting(ANNA)).more
    await raised(staffed)
    assert (await staffed.store.waiting(ANNA)).more
    await staffed.desk.act(1, Claim(), SANNE)
    assert (await staffed.store.waiting(ANNA)).more
    await place.rows("UPDATE handovers SET address = NULL")
    assert not (await staffed.store.waiting(ANNA)).more


async def test_the_last_word_waits_although_nothing_comes_after_it(staffed: Staffed) -> None:
    await staffed.store.delivered(await claimed(staffed))
    await staffed.desk.act(1, Resolve(), SANNE, told("Tot ziens."))
    waiting = await staffed.store.waiting(ANNA)
    assert [delivery.replies for delivery in waiting.deliveries] == [(Say("Tot ziens. (nl)"),)]
    assert not waiting.more


async def test_nothing_waits_for_who_stopped(staffed: Staffed) -> None:
    await claimed(staffed)
    await staffed.replied()
    await staffed.store.commit(turn(state=None, handover=Close()))
    assert await staffed.store.waiting(ANNA) == Waiting()
    assert await sent(staffed) == [Sent.BLOCKED]


async def test_nothing_waits_for_who_had_everything_forgotten(staffed: Staffed) -> None:
    await claimed(staffed)
    await staffed.replied()
    await staffed.store.forget(ANNA)
    assert await staffed.store.waiting(ANNA) == Waiting()


async def test_what_no_page_fetched_in_ten_minutes_did_not_arrive(staffed: Staffed, place: Place) -> None:
    await claimed(staffed)
    said_at = place.clock.passes(minutes=1)
    reply = await staffed.replied()
    place.clock.passes(minutes=9, seconds=59)
    await staffed.store.give_up()
    assert [delivery.id for delivery in (await staffed.store.waiting(ANNA)).deliveries] == [reply]
    place.clock.passes(seconds=1)
    await staffed.store.give_up()
    assert await staffed.store.waiting(ANNA) == Waiting(more=True)
    assert await sent(staffed) == [Sent.FAILED]
    assert (await staffed.card()).waiting_since == said_at


async def test_what_is_to_be_sent_to_telegram_is_not_given_up(staffed: Staffed, place: Place) -> None:
    delivery = await staffed.store.commit(turn(BRAM, address="4711", to_send=HELLO))
    place.clock.passes(hours=23)
    await staffed.store.give_up()
    assert [parcel.id for parcel in await staffed.store.undelivered()] == [delivery]


async def test_a_trial_that_nobody_answers_calls_nobody(staffed: Staffed, place: Place) -> None:
    await claimed(staffed)
    place.clock.passes(minutes=11)
    assert isinstance(await staffed.desk.act(1, Release(place.clock()), SERVER), Done)
    assert await place.rows("SELECT id FROM alerts") == []


async def test_a_trial_without_an_address_is_not_claimed(staffed: Staffed) -> None:
    await raised(staffed, address=None)
    assert not (await staffed.case()).reachable
    assert await staffed.desk.act(1, Claim(), SANNE) == "unreachable"
    assert await staffed.desk.act(1, Reply(b"reply"), SANNE) == "not_claimed"
