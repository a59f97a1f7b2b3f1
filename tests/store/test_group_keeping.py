"""The list of groups as coordinators keep it."""

from dataclasses import replace

from bot.directory import GROUPS, Changes, Group, Status
from bot.store import Database
from tests.store.parts import Place
from tests.store.test_group_tables import BARE, VEGHEL


def only(**what: object) -> Changes[Group]:
    return Changes(**({"added": (), "changed": (), "gone": (), "same": 0} | what))  # type: ignore[arg-type]


async def test_the_bot_shows_a_kept_group_at_once(store: Database) -> None:
    await store.shown_groups()
    await store.groups().keep(VEGHEL, "lea")
    assert await store.shown_groups() == (VEGHEL,)
    await store.groups().keep(replace(VEGHEL, status=Status.FULL), "lea")
    assert await store.shown_groups() == ()


async def test_what_is_not_shown_is_listed_for_who_keeps_it(store: Database) -> None:
    await store.groups().keep(replace(VEGHEL, status=Status.ENDED), "lea")
    await store.groups().keep(BARE, "lea")
    assert [group.id for group in await store.groups().everything()] == ["bare", "veghel"]


async def test_a_changed_list_is_not_the_sample_any_more(store: Database) -> None:
    await store.seed_groups([VEGHEL, BARE])
    await store.groups().keep(replace(BARE, status=Status.ENDED), "lea")
    assert not await store.only_sample()
    await store.seed_groups([VEGHEL, BARE])
    assert await store.shown_groups() == (VEGHEL,)


async def test_a_file_changes_everything_it_says(store: Database) -> None:
    await store.seed_groups([VEGHEL, BARE])
    new, full = replace(BARE, id="new"), replace(VEGHEL, status=Status.FULL)
    found = GROUPS.changes(await store.groups().everything(), [full, new])
    assert await store.groups().carry_out(found, "lea")
    assert set(await store.groups().everything()) == {full, new}


async def test_of_a_list_that_changed_meanwhile_nothing_is_changed(store: Database) -> None:
    await store.seed_groups([VEGHEL, BARE])
    found = GROUPS.changes(await store.groups().everything(), [replace(VEGHEL, status=Status.FULL)])
    renamed = replace(BARE, partner="Iemand anders")
    await store.groups().keep(renamed, "tom")
    assert not await store.groups().carry_out(found, "lea")
    assert set(await store.groups().everything()) == {VEGHEL, renamed}
    assert not await store.groups().carry_out(only(added=(VEGHEL,)), "lea")


async def test_the_audit_log_says_who_changed_the_list(store: Database, place: Place) -> None:
    await store.groups().keep(VEGHEL, "lea")
    await store.groups().carry_out(only(gone=(VEGHEL,)), "tom")
    rows = await place.rows("SELECT who, did, about FROM audit ORDER BY id")
    assert rows == [("lea", "changed_groups", "veghel"), ("tom", "changed_groups", "")]
