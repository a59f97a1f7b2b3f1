"""What was planted is found nowhere it should not be, and nothing that was typed becomes part of a page."""

import re
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from structlog.testing import capture_logs

from bot.handovers import Urgency
from bot.staff import Role
from bot.web.headers import SECURITY_HEADERS
from tests.store.parts import Place
from tests.web.desk.parts import HOST, HTMX, Browser, Office

EVIL = '<script>alert(1)</script><img src=x onerror="alert(2)">\'"`{{7*7}}'
SECRETS = ("geheim-verhaal", "geheime-notitie", "geheim-antwoord")
PAGES = (
    *("/desk", "/desk/zaak/1", "/desk/zaak/1/voorbeeld"),
    *("/desk/voorbeelden", "/desk/medewerkers", "/desk/instellingen", "/desk/logboek"),
)
PARTS = ("/desk/wachtrij", "/desk/zaak/1/gesprek")
ADDRESS = "203.0.113.77"  # RFC 5737: nobody's
OPEN = ("/desk/inloggen", "/desk/uitnodiging")


@pytest.fixture
async def talk(desk: Office, sanne: Browser) -> Browser:
    """A handover with secrets in it, and who talks with its visitor."""
    await desk.raised(words=f"{SECRETS[0]} {EVIL}", marked=((0, 20), (10, 4000)), municipality="GM0355")
    await sanne.post("/desk/zaak/1/claim")
    await sanne.post("/desk/zaak/1/note", note=f"{SECRETS[1]} {EVIL}")
    await sanne.post("/desk/zaak/1/reply", reply=f"{SECRETS[2]} {EVIL}")
    return sanne


async def test_nothing_that_was_typed_becomes_part_of_a_page(desk: Office, talk: Browser) -> None:
    await Place(desk.url).rows("UPDATE handovers SET alias = '<b onclick=x>otter</b>'")

    case, queue = (await talk.get("/desk/zaak/1")).text, (await talk.get("/desk")).text

    for secret in SECRETS:
        assert secret in case.replace("<mark>", "").replace("</mark>", "")
    for page in (case, queue):
        assert "<script>" not in page
        assert "<img src=x" not in page
        assert "<b onclick" not in page
        assert "<i>Zeist" not in page
        assert "&lt;i&gt;Zeist&lt;/i&gt;" in page
    assert "{{7*7}}" in case


async def test_who_is_signed_out_or_too_low_reads_nothing_of_it(talk: Browser, stranger: Browser) -> None:
    alias = re.search(r'href="/desk/zaak/1">([^<]*)<', (await talk.get("/desk")).text)
    assert alias
    for path in (*PAGES, *PARTS, *OPEN, "/", "/health"):
        for headers in ({}, HTMX):
            page = (await stranger.get(path, **headers)).text
            assert not any(secret in page for secret in (*SECRETS, alias[1], "sanne", "Sanne"))
    refused = (await talk.get("/desk/logboek")).text
    assert not any(secret in refused for secret in (*SECRETS, alias[1]))


@pytest.mark.usefixtures("talk")
async def test_what_was_said_stands_on_its_own_page_only(desk: Office) -> None:
    async with desk.member(Role.ADMIN, "fatima") as fatima:
        for path in PAGES:
            page = (await fatima.get(path)).text
            assert any(secret in page for secret in SECRETS) is (path == "/desk/zaak/1")


async def test_what_is_open_to_everybody_gives_nothing_of_the_desk_away(talk: Browser, stranger: Browser) -> None:
    del talk
    for path in ("/", "/chat/new", "/health", "/privacy", "/go/k7x9mq", "/nergens"):
        page = await stranger.get(path)
        assert "desk" not in page.text.lower()
        assert "desk=" not in page.headers.get("set-cookie", "")


def held_by(part: object) -> str:
    """Write out all that a part of the bot holds, and the parts of it."""
    fields = vars(part) if hasattr(part, "__dict__") else {}
    parts = [held_by(each) for each in fields.values() if type(each).__module__.startswith("bot.")]
    return " ".join([repr(fields), *parts])


@pytest.mark.usefixtures("talk")
async def test_where_somebody_came_from_is_kept_nowhere(desk: Office) -> None:
    session, totp = await desk.joined("tom", Role.REVIEWER)
    await desk.door.sign_out(session.token)
    transport = httpx.ASGITransport(cast("Any", desk.app), client=(ADDRESS, 4711))
    sent = {"X-Forwarded-For": ADDRESS, "X-Real-IP": ADDRESS, "User-Agent": "a phone of school"}

    with capture_logs() as logs:
        async with httpx.AsyncClient(transport=transport, base_url=HOST, headers=sent) as http:
            for path in ("/", "/health", "/privacy", "/go/k7x9mq"):
                await http.get(path)
            assert (await desk.sign_in(Browser(http), "tom", totp, password="nee")).status_code == 401
            assert (await desk.sign_in(Browser(http), "tom", totp)).status_code == 303
            assert (await http.get("/desk/zaak/1")).status_code == 200

    file = Path(desk.url.removeprefix("sqlite:///"))
    disk = b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
    for planted in (ADDRESS, "a phone of school"):
        assert planted.encode() not in disk
        assert planted not in f"{logs} {held_by(desk.door)}"


async def test_the_token_of_a_session_stands_on_no_page(talk: Browser) -> None:
    assert talk.token
    for path in ("/desk", "/desk/zaak/1", *PARTS):
        assert talk.token not in (await talk.get(path)).text


async def test_no_word_enters_a_log_also_when_a_page_breaks(desk: Office, talk: Browser) -> None:
    await Place(desk.url).rows("UPDATE handovers SET municipality = NULL, state = 'geheim-verhaal'")

    with capture_logs() as logs:
        page = await talk.get("/desk/zaak/1")

    assert page.status_code in {500, 503}
    assert "Dit lukt nu niet" in page.text or "Het lukt nu even niet" in page.text
    assert not any(secret in str(logs) for secret in SECRETS)


async def test_every_page_carries_the_headers(desk: Office, talk: Browser, stranger: Browser) -> None:
    async with AsyncExitStack() as stack:
        fatima = await stack.enter_async_context(desk.member(Role.ADMIN, "fatima"))
        answers = [await fatima.get(path) for path in (*PAGES, *PARTS)]
        answers += [await talk.get("/desk/logboek"), await talk.get("/desk/zaak/9"), await talk.post("/desk/zaak/1/x")]
        answers += [await stranger.get(path) for path in (*OPEN, *PAGES, "/static/desk.css", "/static/desk.js")]
        answers += [await stranger.http.post("/desk/inloggen"), await stranger.http.put("/desk")]

    for answer in answers:
        assert {name: answer.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS


async def test_nothing_on_a_page_is_inline_or_from_elsewhere(desk: Office, talk: Browser) -> None:
    await desk.raised(urgency=Urgency.UNSAFE)
    async with desk.member(Role.ADMIN, "fatima") as fatima:
        pages = [(await fatima.get(path)).text for path in (*PAGES, *PARTS, *OPEN)]
    pages.append((await talk.get("/desk/zaak/1")).text)

    for page in pages:
        assert not re.search(r"<style|\sstyle=|\son\w+=\"|<script>|javascript:", re.sub(r"&\w+;.*?<", "<", page))
        sources = set(re.findall(r'(?:src|href|action|hx-get)="((?!/desk|#)[^"]*)"', page))
        assert sources <= {
            "/static/desk.css",
            "/static/desk.js",
            "/static/htmx.min.js",
            "/static/icon.svg",
        }
