"""The desk in a real browser, on a phone and by keyboard alone: from the sign-in to a handover that is done."""

import re

import pytest
from playwright.async_api import Browser, Page, expect
from pyotp import TOTP

from bot.handovers import Leave, Release, Reviewer, Urgency
from tests.browsing import PHONE, in_one_browser, save_pictures
from tests.staff.parts import PASSWORD
from tests.web.desk.browser.morning import fill, first_alias, night, press, sign_in
from tests.web.desk.parts import Office

pytestmark = in_one_browser


async def test_from_sign_in_to_resolved_by_keyboard_on_a_phone(desk: Office, url: str, page: Page, totp: TOTP) -> None:
    await night(desk)
    await sign_in(page, url, desk, totp)
    await expect(page.get_by_role("row").nth(1)).to_contain_text("Noodgeval")
    await save_pictures(page, "desk-queue", whole=True)

    await press(page, await first_alias(page))
    await expect(page.locator("mark")).to_have_text("het gaat nu echt mis met me")
    await press(page, "Neem dit gesprek over")
    await expect(page.locator(".badges .state")).to_have_text("In gesprek met jou")
    await press(page, "Fijn dat je dit hebt verteld.")
    await page.keyboard.type("Is er nu iemand bij je?")
    await press(page, "Verstuur naar de bezoeker")
    await expect(page.locator(".staff .sent")).to_have_text("wordt verstuurd")
    await desk.store.delivered(desk.courier.taken[-1])
    await expect(page.locator(".staff .sent")).to_have_text("✓ bezorgd", timeout=8000)
    await expect(page.locator(".staff .words")).to_have_text(
        "Fijn dat je dit hebt verteld. Ik lees mee en ik neem de tijd voor je. Is er nu iemand bij je?"
    )

    desk.clock.passes(minutes=2)
    await fill(page, "Je antwoord aan de bezoeker", "En hoe ")
    await desk.writes("ja mijn zus is er nu", "v6")
    await expect(page.locator("#news")).to_have_text("Nieuw bericht van de bezoeker.", timeout=8000)
    await page.keyboard.type("gaat het?")  # what renews itself took neither the focus nor the words
    await expect(page.get_by_label("Je antwoord aan de bezoeker")).to_have_value("En hoe gaat het?")
    await press(page, "Verstuur naar de bezoeker")
    await expect(page.locator(".staff")).to_have_count(2)
    await desk.store.delivered(desk.courier.taken[-1])
    await expect(page.locator(".staff .sent.delivered")).to_have_count(2, timeout=8000)
    await save_pictures(page, "desk-handover", whole=True)

    await press(page, "Terecht")
    await expect(page.get_by_role("button", name="Terecht")).to_have_attribute("aria-pressed", "true")
    await press(page, "Rond af")
    await press(page, "Ja, rond af")
    await expect(page.locator(".badges .state")).to_have_text("Afgerond")


async def test_a_handover_is_given_back_to_the_bot_and_one_that_was_resolved_is_opened_again(
    desk: Office, url: str, page: Page, totp: TOTP
) -> None:
    await night(desk)
    await sign_in(page, url, desk, totp)
    await press(page, await first_alias(page))
    state = page.locator(".badges .state")
    await expect(state).to_have_text("Wacht op iemand")

    await press(page, "Neem dit gesprek over")
    await expect(state).to_have_text("In gesprek met jou")
    await press(page, "Geef terug aan de chatbot")
    await expect(state).to_have_text("Wacht op iemand")

    await press(page, "Rond af")
    await press(page, "Ja, rond af")
    await expect(state).to_have_text("Afgerond")
    await press(page, "Heropen")
    await expect(state).to_have_text("Wacht op iemand")
    await expect(page.get_by_text("Rond af", exact=True)).to_be_visible()


async def test_a_new_emergency_is_said_aloud_and_the_focus_stays(
    desk: Office, url: str, page: Page, totp: TOTP
) -> None:
    await night(desk)
    await sign_in(page, url, desk, totp)
    await page.locator("#zaak-3").focus()
    await desk.raised("new", "help", urgency=Urgency.EMERGENCY)

    await expect(page.locator("#news")).to_contain_text("Nieuw noodgeval: ", timeout=13_000)

    await expect(page).to_have_title("(6) Wachtrij · Join Us desk")
    await expect(page.locator("#zaak-3")).to_be_focused()


async def test_the_title_tells_who_looks_at_another_tab_of_a_new_message(
    desk: Office, url: str, page: Page, totp: TOTP
) -> None:
    await take_over(desk, url, page, totp)
    title = await page.title()
    await looks(page, away=True)
    await desk.writes("ben je er nog?", "v6")

    await expect(page).to_have_title(f"• {title}", timeout=8000)
    await looks(page, away=False)
    await expect(page).to_have_title(title)


async def take_over(desk: Office, url: str, page: Page, totp: TOTP) -> None:
    """Sign in on a busy night and take one of the talks."""
    await night(desk)
    await sign_in(page, url, desk, totp)
    await page.goto(f"{url}/desk/zaak/5")
    await page.get_by_role("button", name="Neem dit gesprek over").click()
    await expect(page.locator(".badges .state")).to_have_text("In gesprek met jou")


async def looks(page: Page, *, away: bool) -> None:
    """Have the page think that its tab is behind another one, or in front again."""
    hidden = f"Object.defineProperty(document, 'hidden', {{ configurable: true, value: {str(away).lower()} }});"
    await page.evaluate(f"{hidden} document.dispatchEvent(new Event('visibilitychange'))")


async def test_who_is_signed_out_meanwhile_sees_so_and_nothing_else(
    desk: Office, url: str, page: Page, totp: TOTP
) -> None:
    await night(desk)
    await sign_in(page, url, desk, totp)
    alias = await first_alias(page)
    desk.clock.passes(minutes=31)

    await expect(page.get_by_role("alert")).to_contain_text("Je bent uitgelogd", timeout=13_000)

    await expect(page.locator("body")).not_to_contain_text(alias)


async def test_who_is_offline_is_told_and_told_no_more_when_back(
    desk: Office, url: str, page: Page, totp: TOTP
) -> None:
    await take_over(desk, url, page, totp)
    await page.context.set_offline(offline=True)
    await expect(page.locator("#offline")).to_be_visible(timeout=8000)
    await page.context.set_offline(offline=False)

    await expect(page.locator("#offline")).to_be_hidden(timeout=8000)


@pytest.mark.parametrize("pressed", ["Verstuur naar de bezoeker", "Laad de pagina opnieuw"])
async def test_who_lost_a_talk_while_typing_keeps_the_words(
    desk: Office, url: str, page: Page, totp: TOTP, pressed: str
) -> None:
    await night(desk)
    await sign_in(page, url, desk, totp)
    await page.goto(f"{url}/desk/zaak/5")
    await page.get_by_role("button", name="Neem dit gesprek over").click()
    await page.get_by_label("Je antwoord aan de bezoeker").fill("Lang nagedacht")
    await desk.happens("v6", Leave())
    await desk.store.desk().act(5, Release(), Reviewer(0, "server", "Join Us", leads=True))

    await expect(page.get_by_role("alert")).to_contain_text("Dit gesprek is niet meer van jou", timeout=8000)
    await expect(page.get_by_label("Je antwoord aan de bezoeker")).to_have_value("Lang nagedacht")
    await page.get_by_role("button", name=pressed).click()

    refused = "Neem het gesprek eerst over" if pressed.startswith("Verstuur") else ""
    await expect(page.get_by_role("alert").filter(visible=True)).to_have_text([re.compile(refused)] if refused else [])
    await expect(page.get_by_label("Dit had je getypt")).to_have_value("Lang nagedacht")
    await page.get_by_role("button", name="Neem dit gesprek over").click()
    await expect(page.get_by_label("Je antwoord aan de bezoeker")).to_have_value("Lang nagedacht")


async def test_half_an_answer_outlives_every_button_of_the_page(desk: Office, url: str, page: Page, totp: TOTP) -> None:
    await night(desk)
    await sign_in(page, url, desk, totp)
    await page.goto(f"{url}/desk/zaak/5")
    await page.get_by_role("button", name="Neem dit gesprek over").click()
    reply, note = page.get_by_label("Je antwoord aan de bezoeker"), page.get_by_label("Wordt niet naar de bezoeker")
    await reply.fill("Wat fijn dat je")
    await page.get_by_role("button", name="Terecht").click()
    await expect(page.get_by_role("button", name="Terecht")).to_have_attribute("aria-pressed", "true")
    await expect(reply).to_have_value("Wat fijn dat je")
    await note.fill("belt morgen")
    await page.get_by_role("button", name="Bewaar notitie").click()
    await expect(page.locator(".note .words")).to_have_text("belt morgen")
    await expect(reply).to_have_value("Wat fijn dat je")
    await expect(note).to_have_value("")
    await desk.writes("ben je daar?", "v6")
    await expect(page.get_by_text("ben je daar?")).to_be_visible(timeout=8000)

    await expect(reply).to_have_value("Wat fijn dat je")
    await expect(page.locator(".staff")).to_have_count(0)
    assert len(desk.courier.taken) == 1  # that somebody is there, and nothing else


async def test_a_link_in_a_web_mail_leads_to_the_handover_at_once(
    desk: Office, url: str, page: Page, totp: TOTP
) -> None:
    await night(desk)
    await sign_in(page, url, desk, totp)
    await page.goto(url.replace("127.0.0.1", "localhost") + "/desk/uitnodiging")  # another site
    await page.evaluate("address => { location = address; }", f"{url}/desk/zaak/5")

    await expect(page.locator("mark")).to_have_text("het gaat nu echt mis met me")


async def test_without_javascript_everything_works(desk: Office, url: str, browser: Browser, totp: TOTP) -> None:
    await night(desk)
    async with await browser.new_page(viewport=PHONE, locale="nl-NL", java_script_enabled=False) as page:
        await page.goto(f"{url}/desk/zaak/5")
        await page.get_by_label("Inlognaam").fill("sanne")
        await page.get_by_label("Wachtwoord").fill(PASSWORD)
        await page.get_by_label("Code van 6 cijfers").fill(totp.at(desk.clock.now))
        await page.get_by_role("button", name="Inloggen").click()
        await page.get_by_role("button", name="Neem dit gesprek over").click()
        await page.get_by_label("Je antwoord aan de bezoeker").fill("Dag!")
        await page.get_by_role("button", name="Ben je nu op een plek").click()
        await page.get_by_role("button", name="Terecht").click()
        await page.get_by_role("button", name="Verstuur naar de bezoeker").click()
        await expect(page.locator(".staff .words")).to_have_text("Dag! Ben je nu op een plek waar je veilig bent?")
        await page.get_by_text("Rond af", exact=True).click()
        await page.get_by_role("button", name="Ja, rond af").click()
        await expect(page.locator(".badges .state")).to_have_text("Afgerond")


async def test_a_second_press_sends_nothing_twice(desk: Office, url: str, page: Page, totp: TOTP) -> None:
    await night(desk)
    await sign_in(page, url, desk, totp)
    await page.goto(f"{url}/desk/zaak/5")
    await page.get_by_role("button", name="Neem dit gesprek over").click()
    await page.get_by_label("Je antwoord aan de bezoeker").fill("Ik ben er.")
    await page.get_by_role("button", name="Verstuur naar de bezoeker").dblclick()

    await expect(page.locator(".staff .words")).to_have_count(1)
