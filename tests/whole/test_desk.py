"""The whole life of a handover: from a code on a wall, through Telegram and the desk in a browser, to the last word."""

import asyncio
import os
import sqlite3
import subprocess
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
import zxingcpp
from PIL import Image
from playwright.async_api import Page, expect

from bot.campaigns import Count, spelled
from bot.rasa import RasaAddress
from bot.store.cipher import Cipher
from bot.store.counting import opened
from tests.browsing import LEFT, needs_browser, on_a_phone
from tests.telegram_api import TelegramApi
from tests.whole.running import BOT, BotProcess, on_telegram, running, until, with_rasa
from tests.whole.visiting import CODE, Kept, recovery_codes

pytestmark = needs_browser

PASSWORD = "vier losse woorden samen"
CRY = "ik zit op de zolderkamer en ik wil dood"
ANSWER, BACK, NOTE = "Wat fijn dat je dit zegt, kikkervisje.", "dankje, pluisebol is er ook", "belt morgen: kruidnagel"
ALERT = "Nieuw alarm: zelfmoordgedachten, melding 1\nOpen de desk."
CHAT, GROUP = 770077007700, -1001234567890


@pytest.fixture
async def bot(api: TelegramApi, rasa: RasaAddress, var: Path) -> AsyncGenerator[BotProcess]:
    api.chats.add(GROUP)
    async with running(var, **on_telegram(api), **with_rasa(rasa), STAFF_CHAT=str(GROUP)) as process:
        await asyncio.gather(process.says("Telegram is up"), process.says("the language model is up"))
        yield process


@pytest.fixture
async def page() -> AsyncGenerator[Page]:
    async with on_a_phone(expected={LEFT}) as page:
        yield page


async def test_from_a_code_on_a_wall_to_the_last_word(api: TelegramApi, bot: BotProcess, page: Page) -> None:
    code = scanned(bot)
    api.says(CHAT, f"/start {code}")
    await hears(api, "Den Bosch")
    api.says(CHAT, CRY)
    await hears(api, "113")
    await until(lambda: [alert.text for alert in api.to(GROUP)] == [ALERT])
    await joins(page, bot, invited(bot, "sanne"))

    await page.locator("#queue a").first.click()
    await expect(page.locator("mark").first).to_be_visible()
    await expect(page.get_by_text(CRY)).to_be_visible()

    await page.get_by_role("button", name="Neem dit gesprek over").click()
    await hears(api, "Sanne van Join Us heeft gelezen")
    await page.get_by_label("Je antwoord aan de bezoeker").fill(ANSWER)
    await page.get_by_role("button", name="Verstuur naar de bezoeker").click()
    await hears(api, f"Sanne (Join Us):\n{ANSWER}")
    await expect(page.get_by_text("bezorgd")).to_be_visible(timeout=10_000)

    api.says(CHAT, BACK)
    await api.settled()
    await expect(page.get_by_text(BACK)).to_be_visible(timeout=10_000)
    await page.get_by_label("Wordt niet naar de bezoeker gestuurd").fill(NOTE)
    await page.get_by_role("button", name="Bewaar notitie").click()
    await page.get_by_text("Rond af", exact=True).click()
    await page.get_by_role("button", name="Ja, rond af").click()
    await hears(api, "Sanne heeft dit gesprek afgerond")

    api.says(CHAT, "wat kost het?")
    await hears(api, "gratis")
    await nobody_sees_the_code(page, code)
    await everything_is_sealed(page, bot)
    assert audit_is_whole(bot)
    assert counted(bot, code) == {"start": 1, "group": 1, "message": 1}


def scanned(bot: BotProcess) -> str:
    """Have a campaign made and its code drawn, and read it as a telephone does; gives what Telegram hands over."""
    made = command(bot, "campaign", "add", "Scholen", "--place", "Den Bosch")
    drawn = bot.var / "code.png"
    command(bot, "campaign", "qr", made.split()[-3], str(drawn))
    [read] = zxingcpp.read_barcodes(Image.open(drawn))
    return str(parse_qs(urlsplit(read.text).query)["start"][0])


def counted(bot: BotProcess, code: str) -> dict[str, int]:
    """Look up what was counted for a code by day: no alarm, whose handover has a time."""
    cipher = Cipher([(bot.var / "secrets" / "database.key").read_text().strip()])
    with closing(sqlite3.connect(bot.var / "join-us.db")) as connection:
        rows = connection.execute("SELECT of, locked FROM counts WHERE of <> 'grave'").fetchall()
    tally: Counter[Count] = sum((opened(cipher, of, locked) for of, locked in rows), Counter())
    return {each.name: n for each, n in tally.items() if each.about == f"code:{code}"}


async def nobody_sees_the_code(page: Page, code: str) -> None:
    """Look for it on the page of the handover, however it is written."""
    shown = (await page.content()).lower()
    assert code not in shown
    assert spelled(code).lower() not in shown


async def everything_is_sealed(page: Page, bot: BotProcess) -> None:
    """Look for what was said, and for who said it, wherever it could have leaked."""
    health = str(await bot.health())
    await page.get_by_role("button", name="Uitloggen").click()
    await expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    await page.goto(f"{bot.url}/desk/zaak/1")
    signed_out = await page.content()
    disk = Kept(bot.var).database().decode(errors="replace")
    for planted in ("zolderkamer", "kikkervisje", "pluisebol", "kruidnagel", PASSWORD, str(CHAT), "geheimpje"):
        for where in (disk, bot.out + bot.err, health, signed_out):
            assert planted not in where


async def joins(page: Page, bot: BotProcess, code: str) -> None:
    """Accept an invitation as a youth worker does, and land in the queue."""
    await page.goto(f"{bot.url}/desk/uitnodiging")
    await page.get_by_label("Inlognaam").fill("sanne")
    await page.get_by_label("Code van de uitnodiging").fill(code)
    await page.get_by_role("button", name="Verder").click()
    secret = await page.locator("code.secret").inner_text()
    await page.get_by_label("Kies een wachtwoord").fill(PASSWORD)
    await page.get_by_label("Code van 6 cijfers").fill(pyotp.TOTP(secret.replace(" ", "")).now())
    await page.get_by_role("button", name="Klaar").click()
    await expect(page.locator("#queue")).to_be_visible(timeout=15_000)


async def hears(api: TelegramApi, words: str) -> None:
    """Wait until the visitor is told something with these words in it."""
    await until(lambda: any(words in message.text for message in api.to(CHAT)))


def invited(bot: BotProcess, login: str) -> str:
    """Let somebody in from the server, as an operator does; gives the code they get."""
    done = command(bot, "staff", "add", login, said=recovery_codes(bot)[0])
    [code] = CODE.findall(done)
    return str(code)


def audit_is_whole(bot: BotProcess) -> bool:
    return "resolved" in command(bot, "audit", "show") and "none altered" in command(bot, "audit", "verify")


def command(bot: BotProcess, *words: str, said: str = "") -> str:
    """Give a command on the same machine, beside the running bot."""
    environment = {**os.environ, "VAR_DIR": str(bot.var), "BOT_USERNAME": "JoinUsBot"}
    done = subprocess.run([BOT, *words], input=said, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout
