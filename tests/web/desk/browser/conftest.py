"""The desk as browsers reach it.

One browser serves all tests of this folder, each with a context of its own. It lives on the loop of the session, and so
must whatever else here waits for something: the fixtures by `on_one_loop`, the tests by `in_one_browser`.
"""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser, Page
from pyotp import TOTP

from bot.staff import Role
from bot.web import WebServer, WebSettings
from tests.browsing import LEFT, on_one_loop, phone, started
from tests.web.desk.browser.morning import MONDAY
from tests.web.desk.parts import Office, office

EXPECTED = (
    LEFT,
    "401 (Unauthorized)",
    "409 (Conflict)",
    "422 (Unprocessable",
    "net::ERR_INTERNET_DISCONNECTED",
    "htmx:",
)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """The browser that all pages are opened in."""
    async with started() as browser:
        yield browser


@on_one_loop
async def desk(cheap: None, blank: str) -> AsyncIterator[Office]:
    """A desk that browsers reach without https, on a Monday morning."""
    del cheap
    async with office(blank, https=False) as opened:
        opened.clock.now = MONDAY
        yield opened


@on_one_loop
async def url(desk: Office) -> AsyncIterator[str]:
    """Where the desk is served."""
    server = WebServer(desk.app, WebSettings("127.0.0.1", 0, chat_page=True, https=False, csrf_secret="of the tests"))
    await server.start()
    yield f"http://127.0.0.1:{server.port}"
    await server.stop()


@on_one_loop
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A page on a phone that fails the test when the browser finds anything wrong with it."""
    async with phone(browser, EXPECTED) as page:
        yield page


@on_one_loop
async def totp(desk: Office) -> TOTP:
    """The second factor of Sanne, who has an account and is not signed in."""
    desk.clock.passes(days=-1)
    session, totp = await desk.joined("sanne", Role.REVIEWER)
    await desk.door.sign_out(session.token)
    desk.clock.now = MONDAY
    return totp
