"""The tables: made, taken away and made again, and the same as the code believes."""

import asyncio
import stat
import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.conversation import StoreDownError
from bot.store import Database, migrate
from bot.store.engines import engine_for, patient_engine_for
from bot.store.migrating import unmigrate
from bot.store.migrations import HEAD
from bot.store.tables import metadata
from tests.store.parts import AUDIT, KEY, Place, turn


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata))


async def test_up_down_and_up_again_leaves_working_tables(empty_url: str) -> None:
    await migrate(empty_url)
    await unmigrate(empty_url)
    await migrate(empty_url)
    async with Place(empty_url).opened() as store:
        assert await store.commit(turn()) is None


async def test_the_migrations_make_what_the_code_believes(place: Place) -> None:
    engine = patient_engine_for(place.url)
    async with engine.connect() as connection:
        found = await connection.run_sync(differences)
    await engine.dispose()
    assert found == []


def test_head_is_what_alembic_finds() -> None:
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


async def test_migrating_what_is_at_the_newest_already_is_quick(place: Place) -> None:
    started = time.perf_counter()
    await migrate(place.url)
    assert time.perf_counter() - started < 0.3


async def test_two_servers_may_migrate_at_once(empty_url: str) -> None:
    await asyncio.gather(migrate(empty_url), migrate(empty_url))
    async with Place(empty_url).opened() as store:
        assert await store.healthy()


async def test_migrating_keeps_what_is_there(place: Place) -> None:
    async with place.opened() as store:
        await store.commit(turn())
        await migrate(place.url)
        assert (await store.load(turn().visitor)).state == turn().state


async def test_handovers_of_before_the_desk_keep_their_messages(empty_url: str) -> None:
    await migrate(empty_url, "0001")
    old = Place(empty_url)
    await old.rows(
        "INSERT INTO handovers (visitor, alias, urgency, state, opened_at, last_at, trial, language)"
        " VALUES ('anna', 'stille otter', 2, 'open', '2026-11-22 12:00:00', '2026-11-22 12:00:00', false, 'x')"
    )
    await old.rows("INSERT INTO handover_messages (handover_id, sealed, at) VALUES (1, 'y', '2026-11-22 12:00:00')")
    await migrate(empty_url)
    assert await old.rows("SELECT who FROM handover_messages WHERE handover_id = 1") == [("visitor",)]
    assert await old.rows("SELECT waiting_since = last_at, claimed_by FROM handovers") == [(True, None)]


async def test_a_database_of_a_newer_version_is_refused(place: Place) -> None:
    await place.rows("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreDownError, match="another version"):
        await migrate(place.url)


async def test_a_file_is_made_where_it_is_asked_for_and_read_by_nobody_else(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "100% ours?.db"
    await migrate(f"sqlite:///{tmp_path}/new folder/100% ours%3F.db")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_a_folder_that_cannot_be_made_is_a_store_that_is_down(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreDownError, match="migrate"):
        await migrate(f"sqlite:///{tmp_path}/file/bot.db")


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="file"):
        Database.open(url, [KEY], AUDIT)


@pytest.mark.parametrize(("pragma", "kept"), [("journal_mode", "wal"), ("foreign_keys", 1), ("secure_delete", 1)])
async def test_every_way_to_a_file_reads_beside_the_writer_and_leaves_no_orphan_or_trace(
    file: Place, pragma: str, kept: object
) -> None:
    for engine in (engine_for(file.url), patient_engine_for(file.url)):
        async with engine.connect() as connection:
            assert (await connection.exec_driver_sql(f"PRAGMA {pragma}")).scalar() == kept
        await engine.dispose()
