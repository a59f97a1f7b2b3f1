"""The desk as browsers reach it."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page
from pyotp import TOTP

from bot.staff import Role
from bot.web import WebServer, WebSettings
from tests.browsing import LEFT, on_a_phone
from tests.web.desk.browser.morning import MONDAY
from tests.web.desk.parts import Office, office

EXPECTED = (LEFT, "401 (Unauthorized)", "409 (Conflict)", "net::ERR_INTERNET_DISCONNECTED", "htmx:")


@pytest.fixture
async def desk(cheap: None, blank: str) -> AsyncIterator[Office]:
    """A desk that browsers reach without https, on a Monday morning."""
    del cheap
    async with office(blank, https=False) as opened:
        opened.clock.now = MONDAY
        yield opened


@pytest.fixture
async def url(desk: Office) -> AsyncIterator[str]:
    """Where the desk is served."""
    server = WebServer(desk.app, WebSettings("127.0.0.1", 0, chat_page=True, https=False, csrf_secret="of the tests"))
    await server.start()
    yield f"http://127.0.0.1:{server.port}"
    await server.stop()


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    """A page on a phone that fails the test when the browser finds anything wrong with it."""
    async with on_a_phone(EXPECTED) as page:
        yield page


@pytest.fixture
async def totp(desk: Office) -> TOTP:
    """The second factor of Sanne, who has an account and is not signed in."""
    desk.clock.passes(days=-1)
    session, totp = await desk.joined("sanne", Role.REVIEWER)
    await desk.door.sign_out(session.token)
    desk.clock.now = MONDAY
    return totp
