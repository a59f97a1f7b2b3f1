"""The chat page in a real browser: what somebody sees who opens it on a phone or a laptop."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.rasa import RasaAddress
from tests.browsing import needs_browser, on_a_phone, save_pictures
from tests.whole.running import BotProcess, running, with_rasa

pytestmark = needs_browser


@pytest.fixture
async def bot(rasa: RasaAddress, var: Path) -> AsyncGenerator[BotProcess]:
    async with running(var, **with_rasa(rasa)) as process:
        await process.says("the language model is up")
        yield process


@pytest.fixture
async def page() -> AsyncGenerator[Page]:
    async with on_a_phone() as page:
        yield page


async def test_somebody_lonely_finds_the_sign_up_and_somebody_in_need_113(bot: BotProcess, page: Page) -> None:
    await page.goto(bot.url)
    answers = page.get_by_role("log")
    await expect(answers).to_contain_text("geen mens")

    await say(page, "ik voel me zo alleen")
    await expect(answers).to_contain_text("1 op de 9")
    await save_pictures(page, "chat-page")
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
