"""Nobody is shut out: every page, by axe, on screens of three sizes, light and dark."""

from datetime import date

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, ViewportSize

from bot.campaigns import Campaign, Channel
from bot.messages import Language
from bot.staff import Example, Role
from tests.browsing import DESKTOP, PHONE, needs_browser
from tests.web.desk.browser.morning import night
from tests.web.desk.parts import Office

pytestmark = needs_browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP, ViewportSize(width=320, height=640)])
async def test_nobody_is_shut_out_of_a_page(
    desk: Office, url: str, page: Page, size: ViewportSize, scheme: str
) -> None:
    await night(desk)
    session, _ = await desk.joined("fatima", Role.ADMIN)
    await page.set_viewport_size(size)
    await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    wrong = {}
    for path in ("/desk/inloggen", "/desk/uitnodiging"):
        wrong[path] = await barriers(page, url + path)
    await page.context.add_cookies([{"name": "desk", "value": session.token, "url": f"{url}/desk"}])
    await desk.store.examples().add(Example("unsafe", "abuse", Language.EN, "a" * 300), "fatima")
    pages = ("/zaak/4/voorbeeld?moment=4", "/voorbeelden", "/medewerkers", "/medewerkers/1/verwijderen")
    lists = ("/groepen", "/groepen/nieuw", "/alternatieven", "/alternatieven/nieuw")
    schools = Campaign(0, "Scholen", Channel.SCHOOL, None, date(2026, 1, 5), None, None)
    await desk.store.campaigns().add(schools, "fatima")
    campaigns = ("/campagnes", "/campagnes/1", "/inzicht", "/inzicht/campagne/1", "/inzicht/gemeente?code=GM0796")
    for path in ("", "?ernst=emergency", *pages, *lists, *campaigns, "/instellingen", "/logboek"):
        wrong[path] = await barriers(page, f"{url}/desk{path}")
    wrong["free"] = await barriers(page, f"{url}/desk/zaak/4")
    await page.get_by_role("button", name="Neem dit gesprek over").click()
    await page.get_by_label("Wordt niet naar de bezoeker gestuurd").fill("een notitie")
    await page.get_by_role("button", name="Bewaar notitie").click()
    wrong["mine"] = await barriers(page, page.url)

    assert {path: found for path, found in wrong.items() if found} == {}


async def barriers(page: Page, address: str) -> list[str]:
    """Say what axe finds, and whether one has to scroll sideways."""
    await page.goto(address)
    found = await Axe().run(page)
    wide = await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    ids = [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found.response["violations"]]
    return [*ids, *(["scrolls sideways"] if wide else [])]
