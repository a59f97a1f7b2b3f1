"""The alternatives in the database: the bot sees what staff have verified, and nothing else."""

from dataclasses import replace

from bot.directory import ALTERNATIVES, Status
from bot.store import Database
from tests.directory.test_alternatives import CAFE, EVERYWHERE
from tests.store.parts import Place

HEARSAY = replace(EVERYWHERE, id="hearsay", what=None, url=None, status=Status.UNVERIFIED, verified_on=None)


async def test_nobody_is_shown_what_nobody_verified(store: Database) -> None:
    rest = [replace(CAFE, id=status, status=status) for status in Status if status is not Status.VERIFIED]
    await store.seed_alternatives([CAFE, HEARSAY, *rest])
    assert list(await store.shown_alternatives()) == [CAFE]


async def test_the_bot_tells_of_a_kept_one_at_once(store: Database) -> None:
    await store.seed_alternatives([HEARSAY])
    await store.shown_alternatives()
    verified = replace(HEARSAY, what="Thee.", url=CAFE.url, status=Status.VERIFIED, verified_on=CAFE.verified_on)
    await store.alternatives().keep(verified, "lea")
    assert list(await store.shown_alternatives()) == [verified]
    await store.alternatives().keep(replace(verified, status=Status.ENDED), "lea")
    assert list(await store.shown_alternatives()) == []


async def test_they_are_kept_in_memory_for_a_few_seconds(store: Database, place: Place) -> None:
    await store.seed_alternatives([CAFE])
    await store.shown_alternatives()
    await place.rows("DELETE FROM alternatives")
    place.clock.passes(seconds=4)
    assert list(await store.shown_alternatives()) == [CAFE]
    place.clock.passes(seconds=1)
    assert list(await store.shown_alternatives()) == []


async def test_the_sample_takes_nothing_back_that_somebody_did(store: Database) -> None:
    await store.seed_alternatives([CAFE, HEARSAY])
    await store.seed_alternatives([CAFE])
    assert set(await store.alternatives().everything()) == {CAFE}
    ended = replace(CAFE, status=Status.ENDED)
    await store.alternatives().keep(ended, "lea")
    await store.seed_alternatives([CAFE, HEARSAY])
    assert set(await store.alternatives().everything()) == {ended}


async def test_work_on_the_alternatives_leaves_the_groups_the_sample(store: Database) -> None:
    await store.alternatives().keep(CAFE, "lea")
    assert await store.only_sample()


async def test_a_file_changes_everything_it_says_or_nothing(store: Database) -> None:
    await store.seed_alternatives([CAFE, HEARSAY])
    found = ALTERNATIVES.changes(await store.alternatives().everything(), [replace(CAFE, cost=None), EVERYWHERE])
    assert await store.alternatives().carry_out(found, "lea")
    assert set(await store.alternatives().everything()) == {replace(CAFE, cost=None), EVERYWHERE}
    assert not await store.alternatives().carry_out(found, "lea")


async def test_the_audit_log_says_who_changed_the_list(store: Database, place: Place) -> None:
    await store.alternatives().keep(CAFE, "lea")
    rows = await place.rows("SELECT who, did, about FROM audit ORDER BY id")
    assert rows == [("lea", "changed_alternatives", CAFE.id)]
