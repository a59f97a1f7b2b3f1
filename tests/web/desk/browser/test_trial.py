"""A handover of a trial, on both sides of it: the chat page in one browser, the desk in another."""

import asyncio
from collections.abc import AsyncIterator

from playwright.async_api import Browser, Page, expect

from bot.directory import Places
from bot.staff import KeyPair, Role
from bot.texts import Texts
from bot.web import WebServer, WebSettings
from tests.browsing import LEFT, in_one_browser, on_one_loop, phone
from tests.conversation.parts import PATIENT, made
from tests.staff.parts import DESK
from tests.store.parts import Place
from tests.web.desk.parts import PUBLIC, Office, application

pytestmark = in_one_browser

SOON = 15_000  # ms, for a busy machine; the page promises 2 s
CLAIM = "Neem dit gesprek over"


@on_one_loop
async def url(desk: Office) -> AsyncIterator[str]:
    """Where chat page and desk are served, with the real conversation behind the one and the same store behind both."""
    world, keys = (Places.load(), Texts.load()), (KeyPair(PUBLIC.public, b""), DESK)
    visitors = made(Place(desk.url, desk.clock), desk.store, world, keys, PATIENT).conversation
    app = application(desk.store, desk.door, desk.clock, desk.courier, visitors)
    server = WebServer(app, WebSettings("127.0.0.1", 0, chat_page=True, https=False, csrf_secret="of the tests"))
    await server.start()
    yield f"http://127.0.0.1:{server.port}"
    await server.stop()
    await visitors.drain(5)


@on_one_loop
async def page(browser: Browser) -> AsyncIterator[Page]:
    """The phone of staff, where in the end a handover is gone."""
    async with phone(browser, expected={LEFT, "404 (Not Found)"}) as page:
        yield page


@on_one_loop
async def visitor(browser: Browser) -> AsyncIterator[Page]:
    """The phone of whoever tries the chat page."""
    async with phone(browser, expected={LEFT, "net::ERR_INTERNET_DISCONNECTED"}) as page:
        yield page


async def test_it_lives_from_the_chat_page_to_the_desk_and_back(
    desk: Office, url: str, page: Page, visitor: Page
) -> None:
    session, _ = await desk.joined("sanne", Role.REVIEWER)
    await page.context.add_cookies([{"name": "desk", "value": session.token, "url": f"{url}/desk"}])
    await visitor.goto(url)
    await hears(visitor, "geen mens")
    await says(visitor, "/mens mag ik met iemand praten?")
    await page.goto(f"{url}/desk/zaak/1")
    await expect(page.locator(".badges .trial")).to_have_text("proef")

    await they_talk(visitor, page)
    desk.clock.passes(minutes=1)
    await they_part(visitor, page)

    await out_of_reach(visitor, page, "/stop", "geen berichten meer", "niet bezorgd: de bezoeker is weg")
    await out_of_reach(visitor, page, "/wis", "Bij ons is alles weg", "Door bezoeker gewist")


async def they_talk(visitor: Page, desk: Page) -> None:
    """What is said goes both ways, in its order, and stands there once."""
    await desk.get_by_role("button", name=CLAIM).click()
    await hears(visitor, "Sanne van Join Us leest nu mee")
    await says(visitor, "hoi sanne")
    await sees(desk, "hoi sanne")
    await replies(desk, "Hoi! Wat fijn dat je schrijft.")
    await replies(desk, "Vertel eens?")
    await hears(visitor, "Vertel eens?")
    async with asyncio.timeout(SOON / 1000):
        while await desk.locator(".sent.delivered").count() < 2:
            await desk.reload()
    assert await visitor.locator(".bubble", has_text="(Join Us):").all_text_contents() == [
        "Bericht: Sanne (Join Us):\nHoi! Wat fijn dat je schrijft.",
        "Bericht: Sanne (Join Us):\nVertel eens?",
    ]


async def they_part(visitor: Page, desk: Page) -> None:
    """The visitor goes back to the bot; staff try once more, and resolve it."""
    await visitor.reload()
    await hears(visitor, "Je praat nu met Sanne van Join Us")
    await visitor.get_by_role("button", name="Verder met de chatbot").click()
    await hears(visitor, "je praat weer met mij")
    await sees(desk, "De bezoeker ging terug naar de chatbot.")
    await desk.get_by_role("button", name=CLAIM).click()
    await hears(visitor, "Sanne van Join Us leest nu mee")
    await desk.get_by_text("Rond af", exact=True).click()
    await desk.get_by_role("button", name="Ja, rond af").click()
    await hears(visitor, "Sanne heeft dit gesprek afgerond")


async def out_of_reach(visitor: Page, desk: Page, command: str, told: str, seen: str) -> None:
    """The visitor asks for a person again, and is gone before the answer is there."""
    await says(visitor, "/mens ben je er nog?")
    await hears(visitor, "Ik heb het bewaard")
    await sees(desk, "ben je er nog?")
    await desk.get_by_role("button", name=CLAIM).click()
    await hears(visitor, "Sanne van Join Us leest nu mee")
    await visitor.context.set_offline(offline=True)
    await replies(desk, "Ja, ik ben er.")
    await visitor.context.set_offline(offline=False)
    await says(visitor, command)
    await hears(visitor, told)
    await sees(desk, seen)


async def says(page: Page, words: str) -> None:
    await page.get_by_label("Typ je bericht").fill(words)
    await page.keyboard.press("Enter")
    await expect(page.locator("#log .bubble.mine").last).to_contain_text(words)


async def hears(page: Page, words: str) -> None:
    await expect(page.locator("#log .bubble:not(.mine)").last).to_contain_text(words, timeout=SOON)


async def sees(desk: Page, words: str) -> None:
    """Load the page anew: that it renews itself every five seconds is tested elsewhere."""
    await desk.reload()
    await expect(desk.locator("body")).to_contain_text(words)


async def replies(desk: Page, words: str) -> None:
    await desk.get_by_label("Je antwoord aan de bezoeker").fill(words)
    await desk.get_by_role("button", name="Verstuur naar de bezoeker").click()
    await expect(desk.locator(".staff .words").last).to_have_text(words)
