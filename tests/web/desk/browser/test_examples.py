"""An example is written beside a handover in a real browser: by keyboard on a phone, and without JavaScript."""

from playwright.async_api import Browser, Page, expect
from pyotp import TOTP

from bot.messages import Language
from bot.staff import Example, Role
from tests.browsing import PHONE, in_one_browser
from tests.web.desk.browser.morning import fill, night, press, sign_in, tab_to
from tests.web.desk.parts import Office

pytestmark = in_one_browser

WORDS = "zodra de auto de oprit op rijdt kruip ik weg"


async def kept(desk: Office) -> list[Example | None]:
    return [one.example for one in await desk.store.examples().waiting()]


async def test_by_keyboard_while_an_answer_is_half_typed(desk: Office, url: str, page: Page, totp: TOTP) -> None:
    await night(desk)
    await sign_in(page, url, desk, totp)
    await page.goto(f"{url}/desk/zaak/4")
    await press(page, "Neem dit gesprek over")
    await page.get_by_label("Je antwoord aan de bezoeker").fill("Half getypt")

    async with page.expect_popup() as opened:
        await press(page, "Hoe zou iemand anders dit zeggen?")
    form = await opened.value
    await fill(form, "In jouw eigen woorden", "thuis is het niet veilig voor mij")
    await tab_to(form, "Wat betekent het?")
    await form.keyboard.type("Mishandeld")
    await press(form, "Bewaar voorbeeld")
    await expect(form.get_by_role("alert")).to_contain_text("met heel andere woorden")
    await expect(form.get_by_label("In jouw eigen woorden")).to_have_value("thuis is het niet veilig voor mij")
    await form.get_by_label("In jouw eigen woorden").fill(WORDS)
    await press(form, "Bewaar voorbeeld")

    await expect(form.get_by_role("status")).to_contain_text("Bewaard, dank je wel!")
    await expect(page.get_by_label("Je antwoord aan de bezoeker")).to_have_value("Half getypt")
    assert await kept(desk) == [Example("unsafe", "abuse", Language.NL, WORDS)]


async def test_without_javascript(desk: Office, url: str, browser: Browser) -> None:
    await night(desk)
    session, _ = await desk.joined("lea", Role.COORDINATOR)
    async with await browser.new_page(viewport=PHONE, locale="nl-NL", java_script_enabled=False) as page:
        await page.context.add_cookies([{"name": "desk", "value": session.token, "url": f"{url}/desk"}])
        await page.goto(f"{url}/desk/zaak/4/voorbeeld")
        await page.get_by_label("In jouw eigen woorden").fill(WORDS)
        await page.get_by_label("Wat betekent het?").select_option("Een vraag over zelfmoord")
        await page.get_by_label("Engels").check()
        await page.get_by_role("button", name="Bewaar voorbeeld").click()
        await expect(page.get_by_role("status")).to_contain_text("Bewaard")
        assert await kept(desk) == [Example("none", "ask_about_suicide", Language.EN, WORDS)]
        await page.get_by_role("link", name="Voorbeelden").click()
        await page.get_by_role("button", name="Verwijder").click()
        await expect(page.locator(".count")).to_have_text("Er wachten 0 voorbeelden.")
