"""Who can write to the database cannot have staff read what one visitor said and answer another."""

import pytest

from tests.store.parts import ANNA, BRAM, Place
from tests.web.desk.parts import Browser, Office, text_of

CLOSED = "Dit is niet te openen"
COPIED = ", ".join(f"{name} = (SELECT {name} FROM was)" for name in ("address", "language", "municipality"))  # noqa: S608


@pytest.fixture
async def two(desk: Office) -> Office:
    """Two handovers, of which Bram's is his own doing."""
    await desk.raised(ANNA, "het verhaal van Anna")
    await desk.raised(BRAM, "het verhaal van Bram")
    return desk


async def test_a_message_that_is_hung_on_another_handover_does_not_open(two: Office, sanne: Browser) -> None:
    await Place(two.url).rows("UPDATE handover_messages SET handover_id = 2")

    page = text_of(await sanne.get("/desk/zaak/2"))

    assert "het verhaal van Bram" in page
    assert "het verhaal van Anna" not in page
    assert CLOSED in page


async def test_in_a_handover_that_is_given_to_another_whole_nothing_opens(two: Office, sanne: Browser) -> None:
    place = Place(two.url)
    await place.rows(f"CREATE TABLE was AS SELECT * FROM handovers WHERE visitor = '{BRAM}'")  # noqa: S608
    await place.rows(f"DELETE FROM handovers WHERE visitor = '{BRAM}'")  # noqa: S608
    await place.rows(f"UPDATE handovers SET visitor = '{BRAM}', {COPIED}")  # noqa: S608

    page = text_of(await sanne.get("/desk/zaak/1"))

    assert "het verhaal van Anna" not in page
    assert CLOSED in page


async def test_what_was_said_and_answered_opens_where_it_stands(two: Office, sanne: Browser) -> None:
    await sanne.post("/desk/zaak/1/claim")
    await sanne.post("/desk/zaak/1/reply", reply="ik lees met je mee")
    await two.writes("fijn dat je er bent")

    page = text_of(await sanne.get("/desk/zaak/1"))

    assert CLOSED not in page
    for words in ("het verhaal van Anna", "ik lees met je mee", "fijn dat je er bent"):
        assert words in page
