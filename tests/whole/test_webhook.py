"""The other way in: Telegram knocks on our door, and proves who it is."""

from pathlib import Path

import httpx

from bot.rasa import RasaAddress
from tests.telegram_api import TelegramApi
from tests.whole.running import BotProcess, on_telegram, running, with_rasa
from tests.whole.visiting import Visitor

PUBLIC = "https://bot.example"


async def test_telegram_is_answered_at_the_door_and_a_stranger_is_not(
    api: TelegramApi, rasa: RasaAddress, var: Path
) -> None:
    async with running(var, **on_telegram(api), **with_rasa(rasa), PUBLIC_URL=PUBLIC) as bot:
        api.doors[PUBLIC] = bot.url
        await bot.says("Telegram is up")
        visitor = Visitor(api, 1)
        async with httpx.AsyncClient() as stranger:
            refused = await stranger.post(f"{bot.url}/telegram/webhook", json={"update_id": 1})
            door = await stranger.get(f"{bot.url}/desk/inloggen")

        assert "geen mens" in await visitor.says("/start")
        await visitor.says("/groep Veghel")
        leads = await _follows(visitor.links[0], bot)
        assert "113" in await visitor.says("ik wil dood")
        assert (await bot.health())["telegram"] == "up"

    assert refused.status_code == 401
    assert leads.startswith("https://www.join-us.nu")
    assert "; Secure" in door.headers["set-cookie"]
    assert api.webhook["url"] == f"{PUBLIC}/telegram/webhook"
    assert api.called("getUpdates") == []


async def _follows(link: str, bot: BotProcess) -> str:
    """Open a link to a sign-up as who pressed it does, past our own door; give where it leads."""
    assert link.startswith(f"{PUBLIC}/go/")
    async with httpx.AsyncClient() as browser:
        return (await browser.get(link.replace(PUBLIC, bot.url))).headers["location"]
