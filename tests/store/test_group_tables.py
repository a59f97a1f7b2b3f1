"""The groups in the database."""

from dataclasses import replace
from datetime import date

from bot.directory import Group, Status
from bot.store import Database
from tests.store.parts import Place

VEGHEL = Group(
    id="veghel",
    gm_code="GM1948",
    municipality="Meierijstad",
    place="Veghel",
    partner="ONS welzijn",
    age_min=12,
    age_max=18,
    rhythm="elke twee weken",
    signup_url="https://www.join-us.nu",
    status=Status.VERIFIED,
    verified_on=date(2026, 11, 1),
    lat=51.6167,
    lon=5.5483,
)
BARE = replace(
    VEGHEL, id="bare", place=None, partner=None, age_min=None, age_max=None, rhythm=None, signup_url=None,
    status=Status.UNVERIFIED, verified_on=None,
)  # fmt: skip
HIDDEN = [replace(VEGHEL, id=status, status=status) for status in (Status.PAUSED, Status.FULL, Status.ENDED)]


async def test_without_groups_none_are_shown(store: Database) -> None:
    assert list(await store.shown_groups()) == []
    assert await store.only_sample()


async def test_the_sample_comes_back_whole_without_what_may_not_be_shown(store: Database) -> None:
    await store.seed_groups([VEGHEL, BARE, *HIDDEN])
    assert list(await store.shown_groups()) == [BARE, VEGHEL]


async def test_a_newer_sample_takes_the_place_of_an_older_one(store: Database) -> None:
    await store.seed_groups([VEGHEL])
    await store.seed_groups([replace(VEGHEL, status=Status.ENDED), BARE])
    assert list(await store.shown_groups()) == [BARE]


async def test_groups_that_somebody_else_brought_are_left_alone(store: Database, place: Place) -> None:
    await store.seed_groups([VEGHEL])
    await place.rows("UPDATE groups SET from_sample = (1 = 0)")
    await store.seed_groups([VEGHEL, BARE])
    assert list(await store.shown_groups()) == [VEGHEL]


async def test_seeding_is_seen_at_once_and_a_change_within_seconds(store: Database, place: Place) -> None:
    await store.shown_groups()
    await store.seed_groups([VEGHEL])
    assert list(await store.shown_groups()) == [VEGHEL]
    await place.rows("UPDATE groups SET status = 'full'")
    place.clock.passes(seconds=5)
    assert list(await store.shown_groups()) == []


async def test_groups_are_kept_in_memory_for_a_few_seconds(store: Database, place: Place) -> None:
    await store.seed_groups([VEGHEL])
    await store.shown_groups()
    await place.rows("DELETE FROM groups")
    place.clock.passes(seconds=4)
    assert list(await store.shown_groups()) == [VEGHEL]


async def test_one_group_of_somebody_else_and_it_is_not_only_the_sample(store: Database, place: Place) -> None:
    await store.seed_groups([VEGHEL, BARE])
    assert await store.only_sample()
    await place.rows("UPDATE groups SET from_sample = (id = 'bare')")
    assert not await store.only_sample()
