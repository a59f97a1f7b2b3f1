"""How long staff take is counted by the day, of nobody in particular, and stays when the handover goes."""

from datetime import timedelta

import pytest

from bot.handovers import Claim, Close, Note, ReopenAgain, Reply, Resolve
from bot.handovers.waited import LONGER, WITHIN
from bot.insights.words import names
from tests.store.parts import BRAM, NOW, Place, turn
from tests.store.staffed import LEA, SANNE, Staffed, told

A_MOMENT = timedelta(seconds=1)


async def counted(place: Place) -> dict[str, int]:
    counts = {key[1:]: n for key, n in (await place.counts()).items()}
    return {f"{name}:{about.removeprefix('within:')}": n for (name, about), n in counts.items() if about}


@pytest.mark.parametrize(
    ("after", "within"),
    [
        (timedelta(0), "10m"),
        (timedelta(minutes=10), "10m"),
        (timedelta(minutes=10) + A_MOMENT, "1h"),
        (timedelta(hours=1), "1h"),
        (timedelta(hours=4), "4h"),
        (timedelta(hours=24), "24h"),
        (timedelta(hours=24) + A_MOMENT, "longer"),
        (-A_MOMENT, "10m"),  # a clock that was put right
    ],
)
async def test_the_first_reply_and_the_end_are_counted_by_how_long_it_took(
    staffed: Staffed, place: Place, after: timedelta, within: str
) -> None:
    await staffed.claimed()
    place.clock.now = NOW + after
    await staffed.replied()
    await staffed.acts(Note(b"note"))
    await staffed.replied()
    await staffed.acts(Resolve())
    assert await counted(place) == {f"first_reply:{within}": 1, f"resolved:{within}": 1}


async def test_what_is_opened_again_has_had_its_first_reply(staffed: Staffed, place: Place) -> None:
    await staffed.claimed()
    await staffed.replied()
    await staffed.acts(Resolve())
    place.clock.passes(hours=2)
    await staffed.acts(ReopenAgain())
    await staffed.raised(at=place.clock())
    await staffed.acts(Claim(), LEA)
    await staffed.replied(LEA)
    await staffed.acts(Resolve(), LEA)
    assert await counted(place) == {"first_reply:10m": 1, "resolved:10m": 1, "resolved:4h": 1}


def test_each_time_that_is_counted_has_words() -> None:
    assert set(names("within")) == {*WITHIN, LONGER}


async def test_of_a_trial_nothing_is_counted(staffed: Staffed, place: Place) -> None:
    await staffed.claimed(trial=True)
    await staffed.replied()
    await staffed.acts(Resolve())
    assert await counted(place) == {}


async def test_what_is_refused_and_who_left_by_themselves_are_not_counted(staffed: Staffed, place: Place) -> None:
    await staffed.claimed()
    await staffed.acts(Reply(b"reply"), LEA)
    await staffed.store.commit(turn(handover=Close()))
    await staffed.acts(Resolve())
    assert await counted(place) == {}


async def test_it_stays_when_the_handover_is_purged(staffed: Staffed, place: Place) -> None:
    await staffed.claimed()
    await staffed.replied()
    await staffed.acts(Resolve())
    await staffed.raised(BRAM)
    await staffed.desk.act(2, Claim(), SANNE)
    await staffed.desk.act(2, Reply(b"reply"), SANNE, told())
    await staffed.store.purge(NOW + timedelta(days=91))
    assert await place.rows("SELECT id FROM handovers") == []
    assert await counted(place) == {"first_reply:10m": 2, "resolved:10m": 1}


async def test_a_count_that_fails_leaves_nothing_of_the_act(staffed: Staffed, place: Place) -> None:
    await staffed.claimed()
    await place.rows("ALTER TABLE counts RENAME TO away")
    with pytest.raises(Exception, match="act"):
        await staffed.acts(Resolve())
    await place.rows("ALTER TABLE away RENAME TO counts")
    assert (await staffed.card()).state == "claimed"
