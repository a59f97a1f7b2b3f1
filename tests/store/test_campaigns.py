"""Campaigns and codes as the database keeps them, and what is counted for them."""

import asyncio
from base64 import urlsafe_b64decode
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.campaigns import Campaign, Channel, Click, Count, Hanging, Spot, Step, code_in
from bot.messages import Language
from bot.store import Database
from tests.store.parts import NOW, Place, turn

SCHOOLS = Campaign(0, "Scholen", Channel.SCHOOL, Language.NL, NOW.date(), None, "GM0796")
LOCKED = "SELECT * FROM counts"


@pytest.fixture
async def hanging(store: Database) -> Hanging:
    return await store.campaigns().add(SCHOOLS, "fatima")


async def test_a_campaign_begins_with_a_code_for_the_whole_of_it(hanging: Hanging) -> None:
    assert replace(hanging.campaign, id=0) == SCHOOLS
    (spot,) = hanging.spots
    assert (code_in(spot.code), spot.campaign, spot.greets_with) == (spot.code, hanging.campaign, "GM0796")


async def test_each_spot_has_a_code_of_its_own(store: Database, hanging: Hanging) -> None:
    number = hanging.campaign.id
    lyceum, vmbo = await store.campaigns().hang(number, [("Lyceum", "WP2800"), ("Vmbo", None)], "fatima")
    assert await store.campaigns().one(number) == Hanging(hanging.campaign, (*hanging.spots, lyceum, vmbo))
    assert await store.spot(lyceum.code) == lyceum
    assert lyceum.greets_with == "WP2800"


async def test_campaigns_are_listed_with_the_newest_first(store: Database, hanging: Hanging) -> None:
    festival = await store.campaigns().add(replace(SCHOOLS, name="Festival"), "fatima")
    assert await store.campaigns().everything() == (festival, hanging)


async def test_a_campaign_can_be_ended(store: Database, hanging: Hanging) -> None:
    ended = replace(hanging.campaign, ends_on=NOW.date() - timedelta(days=1))
    assert await store.campaigns().change(ended, "fatima")
    spot = await store.spot(hanging.spots[0].code)
    assert spot is not None
    assert not spot.campaign.runs(NOW.date())


async def test_what_is_not_there_is_not_changed(store: Database) -> None:
    assert not await store.campaigns().change(replace(SCHOOLS, id=7), "fatima")
    assert await store.campaigns().hang(7, [("Lyceum", None)], "fatima") == ()
    assert (await store.campaigns().one(7), await store.spot("k7x9mq")) == (None, None)


async def test_a_spot_is_called_otherwise_and_keeps_its_code(store: Database, hanging: Hanging) -> None:
    number = hanging.campaign.id
    (lyceum,) = await store.campaigns().hang(number, [("Lyceum", "WP2800")], "fatima")
    moved = replace(lyceum, name="Het nieuwe Lyceum", place=None)
    assert await store.campaigns().rehang(moved, "bram")
    assert await store.campaigns().one(number) == Hanging(hanging.campaign, (*hanging.spots, moved))
    assert (await store.audit_log().read())[-1].act.who == "bram"


async def test_the_code_of_a_campaign_as_such_is_no_spot(store: Database, hanging: Hanging) -> None:
    other = await store.campaigns().add(replace(SCHOOLS, name="Festival"), "fatima")
    (lyceum,) = await store.campaigns().hang(hanging.campaign.id, [("Lyceum", None)], "fatima")
    assert not await store.campaigns().rehang(replace(hanging.spots[0], name="Lyceum"), "bram")
    assert not await store.campaigns().rehang(replace(lyceum, name="Gym", campaign=other.campaign), "bram")
    assert "bram" not in {entry.act.who for entry in await store.audit_log().read()}


async def lyceum(store: Database, hanging: Hanging) -> Spot:
    (made,) = await store.campaigns().hang(hanging.campaign.id, [("Lyceum", None)], "fatima")
    return made


@pytest.mark.parametrize("visitors", [0, 1])
async def test_a_spot_taken_down_on_the_day_it_was_made_is_gone_whoever_came_by_it(
    store: Database, hanging: Hanging, visitors: int
) -> None:
    wrong = await lyceum(store, hanging)
    for _ in range(visitors):
        await store.commit(turn(came_by=wrong.code, counts=(Count(Step.START, f"code:{wrong.code}"),)))
    assert await store.campaigns().take_down(wrong, "bram")
    assert await store.campaigns().one(hanging.campaign.id) == hanging
    assert await store.spot(wrong.code) is None
    last = (await store.audit_log().read())[-1].act
    assert (last.who, last.did, last.about) == ("bram", "changed_campaign", str(hanging.campaign.id))


async def test_a_spot_taken_down_later_stays_in_the_figures_and_greets_as_one_of_the_past(
    store: Database, hanging: Hanging, place: Place
) -> None:
    wrong = await lyceum(store, hanging)
    today = place.clock.passes(days=1).date()
    assert await store.campaigns().take_down(wrong, "bram")
    ended, listed = replace(wrong, ended_on=today), await store.campaigns().one(hanging.campaign.id)
    assert listed == Hanging(hanging.campaign, (*hanging.spots, ended))
    assert listed.still_up == hanging.spots
    met = await store.spot(wrong.code)
    assert met is not None
    assert (met.runs(today - timedelta(days=1)), met.runs(today)) == (True, False)


async def test_what_does_not_hang_is_not_taken_down(store: Database, hanging: Hanging, place: Place) -> None:
    wrong = await lyceum(store, hanging)
    place.clock.passes(days=1)
    assert not await store.campaigns().take_down(hanging.spots[0], "bram")
    assert await store.campaigns().take_down(wrong, "fatima")
    assert not await store.campaigns().take_down(wrong, "bram")
    assert not await store.campaigns().rehang(replace(wrong, name="Gym"), "bram")
    assert "bram" not in {entry.act.who for entry in await store.audit_log().read()}


async def test_the_audit_log_says_who_changed_which_campaign(store: Database, hanging: Hanging) -> None:
    await store.campaigns().hang(hanging.campaign.id, [("Lyceum", None)], "bram")
    log = await store.audit_log().read()
    assert [(entry.act.who, entry.act.did, entry.act.about) for entry in log] == [
        ("fatima", "changed_campaign", str(hanging.campaign.id)),
        ("bram", "changed_campaign", str(hanging.campaign.id)),
    ]


async def test_grave_steps_are_counted_for_a_code_over_its_life(store: Database, hanging: Hanging) -> None:
    code = hanging.spots[0].code
    for step in (Step.PERSON, Step.ALARM, Step.ALARM):
        await store.commit(turn(came_by=code, grave=frozenset({step})))
    await store.commit(turn(came_by="unknown", grave=frozenset({Step.ALARM})))
    assert await store.counts().grave() == {code: Counter(person=1, alarm=2)}


async def test_once_a_campaign_is_over_nothing_grave_is_counted_for_its_codes(
    store: Database, hanging: Hanging
) -> None:
    """Else what is shown of it by then would grow on the day of a handover."""
    ends = hanging.campaign.starts_on + timedelta(days=6)
    await store.campaigns().change(replace(hanging.campaign, ends_on=ends), "fatima")
    (code, came) = hanging.spots[0].code, NOW + timedelta(days=6)
    for at in (came, came + timedelta(days=1), came + timedelta(days=40)):
        await store.commit(turn(came_by=code, grave=frozenset({Step.ALARM}), at=at))
    assert await store.counts().grave() == {code: Counter(alarm=1)}


async def test_the_database_does_not_show_for_which_code_an_alarm_was_counted(
    store: Database, hanging: Hanging, place: Place
) -> None:
    seen = []
    for code in (hanging.spots[0].code, None, hanging.spots[0].code):
        await store.commit(turn(came_by=code, grave=frozenset({Step.ALARM, Step.PERSON})))
        seen += await place.rows(LOCKED)

    assert [of for of, _ in seen] == ["grave"] * 3
    assert len({locked for _, locked in seen}) == 3  # written anew each time, by whichever code it was
    assert len({len(locked) for _, locked in seen}) == 1
    # nor when: a token begins with a byte for its version and eight for its time
    assert {urlsafe_b64decode(locked)[1:9] for _, locked in seen} == {bytes(8)}


async def test_what_was_counted_is_not_read_from_another_row(store: Database, place: Place) -> None:
    await store.commit(turn(counts=(Count("turn"),)))
    await store.commit(turn(counts=(Count("turn"),), at=NOW + timedelta(days=1)))
    await place.rows("UPDATE counts SET locked = (SELECT locked FROM counts WHERE of = '2026-11-22')")
    assert await place.counts() == {("2026-11-22", "turn", ""): 1}


async def test_who_count_at_once_all_count(place: Place) -> None:
    async with place.opened() as one, place.opened() as other:
        turns = [turn(f"{number:064}", counts=(Count("turn"),)) for number in range(16)]
        await asyncio.gather(*map(one.commit, turns[:8]), *map(other.commit, turns[8:]))
    assert await place.counts() == {("2026-11-22", "turn", ""): 16}


async def test_who_opens_a_sign_up_is_counted_for_code_and_municipality(store: Database, place: Place) -> None:
    await store.went(Click("some-group", "k7x9mq", "GM0796", "ticket"))
    await store.went(Click("", "", "", "ticket"))
    counted = {key[1:]: n for key, n in (await place.counts()).items()}
    assert counted == {("sign_up", ""): 2, ("sign_up", "code:k7x9mq"): 1, ("sign_up", "gm:GM0796"): 1}
    assert Count(Step.SIGN_UP, "gm:GM0796") == ("sign_up", "gm:GM0796")
