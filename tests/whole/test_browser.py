"""The chat page in a real browser: what somebody sees who opens it on a phone or a laptop."""

import os
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from playwright.async_api import Page, ViewportSize, async_playwright, expect

from bot.rasa import RasaAddress
from tests.whole.running import BotProcess, running, with_rasa

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1100, height=800)
_REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", ({ violatedDirective }) => console.error(violatedDirective));
"""


@pytest.fixture(autouse=True, scope="module")
def browser_found() -> None:
    if not CHROMIUM.exists() and os.environ.get("CI") != "true":
        pytest.skip(f"there is no {CHROMIUM}: the chat page is not seen by a browser in this run")


@pytest.fixture
async def bot(rasa: RasaAddress, var: Path) -> AsyncGenerator[BotProcess]:
    async with running(var, **with_rasa(rasa)) as process:
        await process.says("the language model is up")
        yield process


@pytest.fixture
async def page() -> AsyncGenerator[Page]:
    """A page that fails the test when the browser finds anything wrong with it."""
    wrong: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = await browser.new_page(viewport=PHONE, locale="nl-NL", color_scheme="light")
        page.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: wrong.append(error.message))
        page.on("requestfailed", lambda request: wrong.append(request.url))
        await page.add_init_script(_REPORT_VIOLATIONS)
        yield page
        await browser.close()
    assert wrong == []


async def test_somebody_lonely_finds_the_sign_up_and_somebody_in_need_113(bot: BotProcess, page: Page) -> None:
    await page.goto(bot.url)
    answers = page.get_by_role("log")
    await expect(answers).to_contain_text("geen mens")

    await say(page, "ik voel me zo alleen")
    await expect(answers).to_contain_text("1 op de 9")
    await save_pictures(page)
    await page.get_by_role("button", name="Ja, vertel").click()
    await expect(answers).to_contain_text("eens in de twee weken")

    await say(page, "Zeist")
    await expect(page.get_by_role("link", name="Aanmelden").last).to_have_attribute("href", "https://www.join-us.nu")

    await say(page, "ik wil dood")
    await expect(page.get_by_role("link", name="113", exact=True).last).to_be_in_viewport()


async def say(page: Page, words: str) -> None:
    await page.get_by_label("Typ je bericht").fill(words)
    await page.keyboard.press("Enter")
    await expect(page.locator(".bubble.mine").last).to_contain_text(words)


async def save_pictures(page: Page) -> None:
    """Save what the page looks like now, for the documentation, where SCREENSHOT_DIR says."""
    folder = os.environ.get("SCREENSHOT_DIR")
    for name, size in (("chat-page-phone.png", PHONE), ("chat-page.png", DESKTOP)) if folder else ():
        await page.set_viewport_size(size)
        await page.wait_for_timeout(300)  # the page settles at its new size
        await page.screenshot(path=Path(str(folder)) / name)
    await page.set_viewport_size(PHONE)
