"""Nobody is shut out: every page, by axe, on screens of three sizes, light and dark."""

from datetime import date
from itertools import product
from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.async_api import Page, ViewportSize

from bot.campaigns import Campaign, Channel
from bot.messages import Language
from bot.staff import Example, Role
from tests.browsing import DESKTOP, PHONE, in_one_browser
from tests.web.desk.browser.morning import night
from tests.web.desk.parts import Office

pytestmark = in_one_browser


SIZES = (PHONE, DESKTOP, ViewportSize(width=320, height=640))
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LOOK = "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)"


async def test_nobody_is_shut_out_of_a_page(desk: Office, url: str, page: Page) -> None:
    await night(desk)
    session, _ = await desk.joined("fatima", Role.ADMIN)
    colleague, _ = await desk.joined("sanne", Role.REVIEWER)
    wrong: list[str] = []
    for path in ("/desk/inloggen", "/desk/uitnodiging"):
        wrong += await barriers(page, url + path)
    await page.context.add_cookies([{"name": "desk", "value": session.token, "url": f"{url}/desk"}])
    await desk.store.examples().add(Example("unsafe", "abuse", Language.EN, "a" * 300), "fatima")
    pages = ("/zaak/4/voorbeeld?moment=4", "/voorbeelden", "/medewerkers")
    lists = ("/groepen", "/groepen/nieuw", "/alternatieven", "/alternatieven/nieuw")
    schools = Campaign(0, "Scholen", Channel.SCHOOL, None, date(2026, 1, 5), None, None)
    added = await desk.store.campaigns().add(schools, "fatima")
    (spot,) = await desk.store.campaigns().hang(added.campaign.id, [("Het Lyceum", "WP2827")], "fatima")
    campaigns = ("/campagnes", "/campagnes/1", f"/campagnes/1/plekken/{spot.code}/verwijderen")
    figures = ("/inzicht", "/inzicht/campagne/1", "/inzicht/gemeente?code=GM0796")
    for path in (
        "",
        "?ernst=emergency",
        *pages,
        f"/medewerkers/{colleague.member.id}/verwijderen",
        *lists,
        *campaigns,
        *figures,
        "/instellingen",
        "/wachtwoord",
        "/logboek",
        "/zaak/4",
    ):
        wrong += await barriers(page, f"{url}/desk{path}")
    await page.get_by_role("button", name="Neem dit gesprek over").click()
    await page.get_by_label("Wordt niet naar de bezoeker gestuurd").fill("een notitie")
    await page.get_by_role("button", name="Bewaar notitie").click()
    wrong += await barriers(page, page.url)

    assert wrong == []


async def barriers(page: Page, address: str) -> list[str]:
    """Say what axe finds at each size, light and dark, with all unfolded, and whether one has to scroll sideways."""
    await page.goto(address)
    await page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    await page.evaluate(AXE_SCRIPT)  # once a page: each time anew, it would run cold
    found: list[str] = []
    for scheme, size in product(SCHEMES, SIZES):
        await page.emulate_media(color_scheme=scheme)
        await page.set_viewport_size(size)
        seen = await page.evaluate(LOOK)
        wide = await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        named = [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in seen]
        found += [f"{address}, {scheme}, {size}: {what}" for what in (*named, *(["scrolls sideways"] if wide else []))]
    return found
