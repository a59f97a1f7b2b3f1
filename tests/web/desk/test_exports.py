"""Whoever takes a file along stands in the audit log, and what it was."""

import pytest

from bot.staff import Did
from tests.web.desk.parts import Browser, Office

FILES = {
    "/desk/inzicht/cijfers": "inzicht",
    "/desk/inzicht/gemeente/pdf?code=GM0796": "rapport GM0796",
    "/desk/groepen/bestand": "groepen",
    "/desk/alternatieven/bestand": "alternatieven",
}


@pytest.mark.parametrize("path", FILES)
async def test_a_file_that_is_taken_along_is_noted(desk: Office, lea: Browser, path: str) -> None:
    file = await lea.get(path)

    (newest,) = await desk.store.audit_log().latest(1)
    assert file.headers["content-disposition"].startswith("attachment")
    assert (newest.act.who, newest.act.did, newest.act.about) == ("lea", Did.EXPORTED, FILES[path])


@pytest.mark.parametrize("path", FILES)
async def test_who_may_not_take_it_gets_nothing_and_leaves_no_such_note(
    desk: Office, sanne: Browser, path: str
) -> None:
    refused = await sanne.get(path)

    assert refused.status_code == 403
    assert "content-disposition" not in refused.headers
    assert Did.EXPORTED not in [entry.act.did for entry in await desk.store.audit_log().latest(10)]
