"""Rasa is down: the menu, the groups, the safety net and retention do not wait for it."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.rasa import free_port
from tests.telegram_api import TelegramApi
from tests.whole.running import on_telegram, running, until
from tests.whole.visiting import Kept, Visitor

LEFT_OVER = """
    INSERT INTO conversations VALUES ('anna', x'00', '2020-01-01 00:00:00.000000');
    INSERT INTO staff (id, login, called, role, totp_used, failures, removed_at)
    VALUES (1, 'tom#1', 'Tom', 'reviewer', 0, 0, '2020-01-01 00:00:00.000000');
    INSERT INTO handovers (visitor, alias, urgency, state, opened_at, last_at, trial, language, claimed_by, claimed_at)
    SELECT 'bram', 'rode vos', 2, 'claimed', now, now, 0, x'00', 1, now
    FROM (SELECT strftime('%Y-%m-%d %H:%M:%f000', 'now') AS now);
"""


def dead() -> dict[str, str]:
    """Give the settings of a Rasa that is not there."""
    return {"RASA_URL": f"http://127.0.0.1:{free_port()}", "RASA_TOKEN": "nobody asks for it"}


def found(var: Path, question: str) -> Sequence[Any]:
    """Ask the database something."""
    with closing(sqlite3.connect(var / "join-us.db")) as database:
        return database.execute(question).fetchall()


async def test_what_is_over_goes_by_itself_and_who_was_left_alone_is_everybodys(var: Path) -> None:
    async with running(var, **dead()) as bot:
        await bot.answers(within=90)
    with closing(sqlite3.connect(var / "join-us.db")) as database:
        database.executescript(LEFT_OVER)

    async with running(var, **dead()) as bot:
        await bot.answers(within=90)
        await until(lambda: found(var, "SELECT visitor FROM conversations") == [])
        await until(lambda: found(var, "SELECT state FROM handovers") == [("open",)])


async def test_everything_but_free_talk_goes_on_and_the_health_page_says_so(api: TelegramApi, var: Path) -> None:
    async with running(var, **on_telegram(api), **dead()) as bot:
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
