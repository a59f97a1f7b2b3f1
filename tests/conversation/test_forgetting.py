"""/wis: after it there is nothing left to find, or the visitor is told that there is."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url
from structlog.testing import capture_logs

from bot.conversation import ConfirmForget, Spoken
from bot.messages import Choice, Choose, Command, Located, Text
from bot.store import Database
from tests.conversation.parts import Rasa, Talk, heard, told
from tests.store.parts import ANNA

SECRETS = ("Fluitekruid", "0612345678", "777000777", "paarse olifant")


async def busy_life(talk: Talk) -> None:
    """Leave a trace wherever one can be left."""
    for words in ("hoi Fluitekruid", "bel me op 0612345678", "ik wil dood, paarse olifant"):
        await talk.sends(Text(words), address="777000777")
    await talk.sends(Located(52.0907, 5.1214))
    await talk.calls(Command.GROUP, "Eindhoven")
    await talk.calls(Command.HUMAN, "mijn naam is Fluitekruid")


def everywhere(talk: Talk, visitor: str) -> dict[str, int]:
    """Count the rows of every table that name a visitor in any column."""
    with closing(sqlite3.connect(str(make_url(talk.place.url).database))) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows: dict[str, list[tuple[Any, ...]]] = {
            name: list(database.execute(f"SELECT * FROM {name}"))  # noqa: S608 -- its own tables
            for name in tables
        }
    return {name: found for name, each in rows.items() if (found := sum(visitor in row for row in each))}


async def test_a_visitor_stands_in_the_tables_before(talk: Talk) -> None:
    await busy_life(talk)
    await talk.settles()
    assert everywhere(talk, ANNA) == {"conversations": 1, "handovers": 1, "outbox": 3}


async def test_after_it_no_table_knows_the_visitor(talk: Talk) -> None:
    await busy_life(talk)
    assert await talk.calls(Command.FORGET) == talk.says("forgotten")
    assert everywhere(talk, ANNA) == {}
    assert await talk.rows("SELECT id FROM handover_messages") == []


async def test_after_it_memory_knows_the_visitor_no_more(talk: Talk) -> None:
    await busy_life(talk)
    await talk.calls(Command.FORGET)
    talk.store.down = True
    await talk.calls(Command.MENU)
    assert talk.conversation._memory.earlier(ANNA, talk.place.clock.now) == ()
    state = talk.conversation._memory.state(ANNA)
    assert state is not None
    assert (state.care, state.municipality) == (None, None)


async def test_rasa_forgets_every_conversation_of_the_visitor(talk: Talk) -> None:
    await busy_life(talk)
    await talk.types("nog iets")
    await talk.calls(Command.FORGET)
    await talk.settles()
    assert set(talk.dialogue.conversations) <= set(talk.dialogue.forgotten)


async def test_a_stop_makes_rasa_forget_too(talk: Talk) -> None:
    await talk.types("hoi")
    await talk.calls(Command.STOP)
    await talk.settles()
    assert talk.dialogue.forgotten == talk.dialogue.conversations


@pytest.mark.parametrize("rasa", Rasa)
async def test_a_button_forgets_as_well_however_rasa_is(talk: Talk, rasa: Rasa) -> None:
    await busy_life(talk)
    talk.dialogue.rasa = rasa
    assert await talk.presses(Choose(Choice.FORGET_ALL)) == talk.says("forgotten")
    assert everywhere(talk, ANNA) == {}


async def test_what_could_not_be_deleted_is_not_said_to_be(talk: Talk) -> None:
    await busy_life(talk)
    talk.store.down = True
    assert await talk.calls(Command.FORGET) == talk.says("not_forgotten")
    talk.store.down = False
    assert await talk.calls(Command.FORGET) == talk.says("forgotten")
    assert everywhere(talk, ANNA) == {}


async def test_nothing_a_visitor_wrote_is_readable_in_the_files_of_the_database(talk: Talk) -> None:
    await busy_life(talk)
    await talk.settles()
    folder = Path(str(make_url(talk.place.url).database)).parent
    raw = b"".join(file.read_bytes() for file in folder.iterdir())
    assert [secret for secret in SECRETS if secret.encode() in raw] == []
    assert b"paarse" not in raw


async def test_nothing_a_visitor_wrote_is_logged_whatever_fails(talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    with capture_logs() as logged:
        for rasa in Rasa:
            talk.dialogue.rasa = rasa
            for down in (False, True):
                talk.store.down = down
                await busy_life(talk)
        talk.store.down = False
        await talk.settles()
    assert logged
    assert [secret for secret in SECRETS if secret in f"{logged}{caplog.text}" or ANNA in str(logged)] == []


async def test_after_it_nothing_is_readable_in_the_deleted_pages_either(talk: Talk) -> None:
    await busy_life(talk)
    (sealed,) = (await talk.rows("SELECT sealed FROM handover_messages"))[0]
    await talk.calls(Command.FORGET)
    folder = Path(str(make_url(talk.place.url).database)).parent
    raw = b"".join(file.read_bytes() for file in folder.iterdir())
    assert sealed[:64] not in raw
    assert ANNA.encode() not in raw


async def test_the_municipality_and_the_language_of_a_handover_are_locked(talk: Talk) -> None:
    await talk.calls(Command.GROUP, "Eindhoven")
    await talk.types("ik wil dood")
    rows = await talk.rows("SELECT municipality, language FROM handovers")
    assert all(isinstance(value, bytes) and b"GM0772" not in value and value != b"nl" for value in rows[0])


async def test_the_words_come_back_as_typed_with_the_private_key_only(talk: Talk) -> None:
    words = "mijn naam is Fluitekruid 🌿 \u202e und so weiter"
    await talk.calls(Command.HUMAN, words)
    assert await talk.words() == [words]
    assert told(await talk.sends(Text("hoi"))) == "Oké."
    assert isinstance(talk.store.database, Database)


@pytest.mark.parametrize(("words", "key"), [("ja", "forgotten"), ("wis alles", "forgotten"), ("nee toch niet", "kept")])
async def test_a_typed_answer_settles_whether_to_forget_also_in_care(talk: Talk, words: str, key: str) -> None:
    talk.dialogue.answers["wis mijn gegevens"] = heard(Spoken("", verb=ConfirmForget()), intent="delete_data")
    await talk.types("ik wil dood")
    await talk.types("wis mijn gegevens")
    assert await talk.types(words) == talk.says(key)
