"""Rasa is down: the menu, the groups and the safety net do not wait for it."""

from pathlib import Path

from bot.rasa import free_port
from tests.telegram_api import TelegramApi
from tests.whole.running import on_telegram, running
from tests.whole.visiting import Kept, Visitor


async def test_everything_but_free_talk_goes_on_and_the_health_page_says_so(api: TelegramApi, var: Path) -> None:
    dead = {"RASA_URL": f"http://127.0.0.1:{free_port()}", "RASA_TOKEN": "nobody asks for it"}
    async with running(var, **on_telegram(api), **dead) as bot:
        await bot.says("Telegram is up")
        visitor = Visitor(api, 1)

        assert "geen mens" in await visitor.says("/start")
        assert "Waar kan ik je mee helpen?" in await visitor.says("/menu")
        assert "lijst voor Utrecht" in await visitor.says("/groep Utrecht")
        assert "lijst voor Zeist" in await visitor.says("is er iets in Zeist?")
        assert "niet alles lezen" in await visitor.says("hoe duur is dat eigenlijk")
        assert "113" in await visitor.says("ik wil dood")
        assert len(Kept(var).handovers(1)) == 1

        health = await bot.answers("/health")
        assert (health.status_code, health.json()["ok"], health.json()["parts"]["rasa"]) == (200, True, "down")
