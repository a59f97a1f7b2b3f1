"""A browser that somebody signed in with is known: strangers at the sign-in page keep it out of nothing."""

import asyncio
import re
import shutil
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from pyotp import TOTP

from bot.staff import KNOWN_FOR, Role, keys
from tests.staff.parts import PASSWORD
from tests.web.desk.parts import Browser, Office, office
from tests.web.desk.serving import served

TRIES = 25  # five more than strangers have in a minute


async def signed_out(desk: Office, browser: Browser, login: str = "sanne") -> httpx.Response:
    """Somebody who signs in with a browser and out again; gives what the browser heard."""
    session, browser.totp = await desk.joined(login, Role.REVIEWER)
    await desk.door.sign_out(session.token)
    entered = await desk.sign_in(browser, login, browser.totp)
    await browser.post("/desk/uitloggen")
    desk.clock.passes(minutes=1)
    return entered


async def enters(desk: Office, browser: Browser, login: str = "sanne") -> int:
    assert browser.totp is not None
    return (await desk.sign_in(browser, login, browser.totp)).status_code


async def guess(browser: Browser, login: str = "sanne") -> set[int]:
    tries = [await browser.post("/desk/inloggen", login=login, password="fout", code="1") for _ in range(TRIES)]
    return {answer.status_code for answer in tries}


async def test_the_mark_is_for_the_sign_in_page_half_a_year_and_no_script(desk: Office, stranger: Browser) -> None:
    entered = await signed_out(desk, stranger)

    (mark,) = [each for each in entered.headers.get_list("set-cookie") if each.startswith("known-")]
    value, *attributes = mark.split("; ")
    age = int(KNOWN_FOR.total_seconds())
    assert set(attributes) == {"HttpOnly", "Path=/desk/inloggen", "SameSite=strict", "Secure", f"Max-Age={age}"}
    assert "sanne" not in value


async def test_strangers_who_guess_keep_out_strangers_only(desk: Office, stranger: Browser) -> None:
    await signed_out(desk, stranger)
    async with desk.stranger() as guesser, desk.stranger() as elsewhere:
        told = await guess(guesser)
        elsewhere.totp = stranger.totp

        assert told == {401, 429}
        assert await enters(desk, elsewhere) == 429
        assert await enters(desk, stranger) == 303


async def test_an_accepted_invitation_makes_the_browser_known_too(desk: Office, stranger: Browser) -> None:
    async with desk.member(Role.ADMIN, "fatima") as fatima:
        invited = await fatima.post("/desk/medewerkers", login="noor", called="Noor", role="reviewer")
    code = re.search(r'<code class="secret">([^<]*)</code>', invited.text)
    assert code
    async with desk.stranger() as guesser:
        assert await guess(guesser, "noor") == {401, 429}
    page = await stranger.post("/desk/uitnodiging", login="noor", invitation=code[1])
    secret = re.search(r'<code class="secret">([^<]*)</code>', page.text)
    assert secret
    form = {"login": "noor", "invitation": code[1], "password": PASSWORD, "code": six_digits(desk, secret[1])}

    joined = await stranger.post("/desk/uitnodiging/kiezen", **form)

    assert joined.status_code == 303
    assert [name for name in stranger.http.cookies if name.startswith("known-")]


def six_digits(desk: Office, secret: str) -> str:
    return TOTP(secret.replace(" ", "")).at(desk.clock.now)


async def test_two_at_one_computer_are_both_known_there(desk: Office, stranger: Browser) -> None:
    await signed_out(desk, stranger)
    sannes = stranger.totp
    await signed_out(desk, stranger, "tom")
    async with desk.stranger() as guesser:
        await guess(guesser)

    assert await enters(desk, stranger, "tom") == 303
    await stranger.post("/desk/uitloggen")
    stranger.totp = sannes
    assert await enters(desk, stranger) == 303


async def test_a_mark_is_shown_to_no_other_page(desk: Office, stranger: Browser) -> None:
    await signed_out(desk, stranger)

    asked = {path: (await stranger.get(path)).request.headers.get("cookie", "") for path in ("/desk", "/", "/static/x")}

    assert not any("known-" in cookies for cookies in asked.values())


@pytest.fixture
async def plain(empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    """A desk without https, where a guess costs what it costs."""
    monkeypatch.setattr(keys, "_MEMORY", 8 * 1024)
    shutil.copy(empty, tmp_path / "bot.db")
    async with office(f"sqlite:///{tmp_path}/bot.db", https=False) as opened:
        yield opened


async def flood(url: str, stop: asyncio.Event, told: set[int]) -> None:
    async with httpx.AsyncClient(base_url=url) as http:
        browser = Browser(http)
        while not stop.is_set():
            told.add((await browser.post("/desk/inloggen", login="sanne", password="fout", code="1")).status_code)


async def test_in_a_flood_who_is_known_is_in_within_seconds(plain: Office) -> None:
    async with served(plain) as port, httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as http:
        sanne = Browser(http)
        await signed_out(plain, sanne)
        stop, told = asyncio.Event(), set[int]()
        flooding = [asyncio.create_task(flood(str(http.base_url), stop, told)) for _ in range(10)]
        await asyncio.sleep(1)

        started = time.monotonic()
        entered = await enters(plain, sanne)
        took = time.monotonic() - started

        stop.set()
        await asyncio.gather(*flooding)
    assert (entered, told) == (303, {401, 429})
    assert took < 10
