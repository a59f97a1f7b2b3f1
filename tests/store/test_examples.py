"""The list of examples in the database: what one says is read by nobody who copies it, whose it is by nobody at all."""

from dataclasses import replace
from datetime import date

import pytest
from cryptography.fernet import Fernet
from structlog.testing import capture_logs

from bot.conversation import StoreDownError
from bot.messages import Language
from bot.staff import Example, Kept, first_broken
from bot.store import Database
from tests.store.parts import AUDIT, Place
from tests.store.test_privacy import everything, raw

PLANTED = Example("unsafe", "abuse", Language.EN, "plantedwords 😶 é")
OTHER = Example("none", "ask_cost", Language.NL, "wat kost dat nou")
DAY = date(2026, 11, 22)


async def log(store: Database) -> list[tuple[str, str, str]]:
    recorded = await store.audit_log().read()
    assert first_broken(recorded, AUDIT) is None
    return [(entry.act.who, entry.act.did, entry.act.about) for entry in recorded]


async def test_what_was_written_waits_in_its_order(store: Database, place: Place) -> None:
    await store.examples().add(PLANTED, "sanne")
    place.clock.passes(hours=12)
    await store.examples().add(OTHER, "tom")

    assert await store.examples().waiting() == (Kept(1, DAY, PLANTED), Kept(2, date(2026, 11, 23), OTHER))


async def test_what_is_dropped_is_gone_and_its_number_is_not_given_again(store: Database) -> None:
    examples = store.examples()
    for example in (PLANTED, OTHER):
        await examples.add(example, "sanne")

    assert await examples.drop([2, 17], "lea") == 1
    assert await examples.drop([2], "lea") == 0
    await examples.add(OTHER, "sanne")

    assert [kept.id for kept in await examples.waiting()] == [1, 3]


async def test_the_log_says_who_did_what_and_of_nothing_which(store: Database) -> None:
    await store.examples().add(PLANTED, "sanne")
    await store.examples().exported(1, "server")
    await store.examples().drop([1], "server")
    await store.examples().drop([1], "server")

    assert await log(store) == [
        ("sanne", "wrote_example", ""),
        ("server", "exported_examples", "1"),
        ("server", "dropped_examples", "1"),
    ]


async def test_nothing_of_it_but_a_day_stands_readable_in_any_table(store: Database, place: Place) -> None:
    await store.examples().add(PLANTED, "sanne")

    found = await everything(place)
    assert [word for word in ("plantedwords", "abuse", "unsafe") if word in found] == []
    ((number, day, content),) = await place.rows("SELECT * FROM examples")
    assert (number, str(day), type(content)) == (1, "2026-11-22", bytes)


async def test_nor_anywhere_in_the_file(file: Place) -> None:
    async with file.opened() as store:
        await store.examples().add(PLANTED, "sanne")
        found = raw(file)
    assert b"wrote_example" in found
    assert [word for word in (b"plantedwords", b"abuse") if word in found] == []


async def test_what_it_means_cannot_be_told_from_its_length(store: Database, place: Place) -> None:
    await store.examples().add(PLANTED, "sanne")
    await store.examples().add(replace(OTHER, text="wat kost dat nou " * 15), "sanne")

    first, second = await place.rows("SELECT length(content) FROM examples")
    assert first == second


async def test_one_whose_key_is_gone_is_still_listed_and_can_be_dropped(place: Place) -> None:
    async with place.opened() as store:
        await store.examples().add(PLANTED, "sanne")
    async with place.opened(Fernet.generate_key().decode()) as store:
        with capture_logs() as logs:
            assert await store.examples().waiting() == (Kept(1, DAY, None),)
        assert [(line["event"], line["example"]) for line in logs] == [("example_unreadable", 1)]
        assert await store.examples().drop([1], "lea") == 1


async def test_a_store_that_is_down_names_no_word(store: Database, place: Place) -> None:
    await place.rows("ALTER TABLE examples RENAME TO away")
    for doing in (store.examples().add(PLANTED, "sanne"), store.examples().waiting(), store.examples().drop([1], "x")):
        with pytest.raises(StoreDownError) as raised:
            await doing
        assert "planted" not in f"{raised.value!r} {raised.value.__context__!r}"
    assert await log(store) == []
