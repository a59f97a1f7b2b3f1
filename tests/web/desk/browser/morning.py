"""A Monday morning at the desk, and somebody who works by keyboard alone."""

from datetime import UTC, datetime

import pytest
from playwright.async_api import Page, expect
from pyotp import TOTP

from bot.conversation import State
from bot.handovers import Urgency
from bot.messages import CareAnswer, Language
from bot.safety import Care, Context, StaffLine, Tier, answered, lines_for, model_alarm, raised
from bot.texts import Texts
from tests.staff.parts import PASSWORD
from tests.web.desk.parts import Office

MONDAY = datetime(2026, 11, 23, 7, 4, tzinfo=UTC)  # just past eight in the morning
_FOCUSED = """(() => {
    const it = document.activeElement;
    return [(it.labels?.[0] ?? it).textContent.trim(), it.matches(":focus-visible")];
})()"""


async def night(desk: Office) -> None:
    """What came in since yesterday; invented, and harmless."""
    for minutes, urgency, words, place in (
        (560, Urgency.ASKED, "kan ik met iemand praten over hoe ik mensen leer kennen?", "GM0344"),
        (95, Urgency.CONCERN, "het lukt me allemaal niet meer zo", "GM0344"),
        (41, Urgency.SUICIDAL, "ik wil er soms niet meer zijn", None),
        (22, Urgency.UNSAFE, "thuis is het niet veilig voor me", "GM0344"),
        (6, Urgency.EMERGENCY, "hoi\nhet gaat nu echt mis met me", "GM0344"),
    ):
        desk.clock.now = MONDAY
        desk.clock.passes(minutes=-minutes)
        if urgency:
            desk.states[f"v{minutes}"] = State("rasa-1", care=cared(urgency, desk.clock.now))
        marked = ((words.find("\n") + 1, len(words)),) if urgency else ()
        heard = {"marked": marked, **answered_with(urgency, desk.clock.now)}
        await desk.raised(f"v{minutes}", words, urgency=urgency, municipality=place, **heard)
    desk.clock.now = MONDAY


def answered_with(urgency: Urgency, at: datetime) -> dict[str, tuple[str, ...]]:
    """What the bot heard, and the helplines it named."""
    if urgency is Urgency.ASKED:
        return {}
    tier = Tier[urgency.name]
    return {"signals": (tier,), "helplines": tuple(line.key for line in lines_for((tier,), None, "nl", at))}


def cared(urgency: Urgency, at: datetime) -> Care:
    """What the bot remembers of an alarm a while after it."""
    said = Context(Texts.load(), Language.NL, StaffLine.LATER, at)
    care = raised(None, model_alarm(Tier[urgency.name]), said).care
    return answered(care, CareAnswer.YES, said).care if urgency is Urgency.EMERGENCY else care


async def tab_to(page: Page, name: str) -> None:
    """Press Tab until something with this name has the focus."""
    for _ in range(60):
        await page.keyboard.press("Tab")
        label, seen = await page.evaluate(_FOCUSED)
        if label.startswith(name):
            assert seen
            return
    pytest.fail(f"nobody gets to {name} by keyboard")


async def press(page: Page, name: str) -> None:
    await tab_to(page, name)
    await page.keyboard.press("Enter")


async def fill(page: Page, name: str, words: str) -> None:
    await tab_to(page, name)
    await page.keyboard.type(words)


async def sign_in(page: Page, url: str, desk: Office, totp: TOTP) -> None:
    await page.goto(f"{url}/desk")
    await fill(page, "Inlognaam", "sanne")
    await fill(page, "Wachtwoord", PASSWORD)
    await fill(page, "Code van 6 cijfers", totp.at(desk.clock.now))
    await page.keyboard.press("Enter")
    await expect(page).to_have_title("(5) Wachtrij · Join Us desk")


async def first_alias(page: Page) -> str:
    return (await page.locator("a[id^=zaak-]").first.inner_text()).strip()
