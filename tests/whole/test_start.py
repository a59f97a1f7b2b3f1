"""The start: quick, and where it fails, in one line that says what to change."""

import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.rasa import RasaAddress
from tests.telegram_api import TelegramApi
from tests.whole.running import on_telegram, running, start, until, with_rasa
from tests.whole.visiting import recovery_codes

NOT_ALLOWED = [
    ("WEB_PORT", "tachtig"),
    ("WEB_HOST", "192.0.2.1"),
    ("BOT_TOKEN", "geheim-maar-geen-token"),
    ("BOT_TOKEN_FILE", "/nowhere/token"),
    ("PUBLIC_URL", "http://bot.example"),
    ("RASA_URL", "127.0.0.1"),
    ("DATABASE_URL", "mysql://geheim@host/bot"),
    ("CHAT_PAGE", "misschien"),
    ("LOG_LEVEL", "luid"),
    ("VAR_DIR", "/proc/nowhere"),
]


@pytest.mark.parametrize("variable, value", NOT_ALLOWED)
async def test_a_setting_that_cannot_be_used_stops_the_start_with_one_line_that_names_it(
    variable: str, value: str, var: Path
) -> None:
    elsewhere = {"RASA_URL": "http://127.0.0.1:9", "RASA_TOKEN": "nobody asks for it"}
    bot = start(var, **elsewhere | {variable: value})

    assert await bot.ends() == 1
    line = bot.err.splitlines()[-1]
    assert variable in line
    assert "geheim" not in bot.err
    assert "Traceback" not in bot.err


async def test_a_port_in_use_is_said_with_the_setting_that_changes_it(rasa: RasaAddress, var: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        bot = start(var, **with_rasa(rasa), WEB_PORT=port)

        assert await bot.ends() == 1
    assert bot.err.splitlines()[-1] == f"port {port} is in use: set WEB_PORT"


async def test_a_model_that_was_not_made_is_said_with_the_command_that_makes_it(var: Path) -> None:
    bot = start(var)

    assert await bot.ends() == 1
    assert "join-us.tar.gz is missing" in bot.err
    assert "make setup model" in bot.err


async def test_a_refused_token_stops_the_start_and_is_said(api: TelegramApi, rasa: RasaAddress, var: Path) -> None:
    wrong = {"BOT_TOKEN": "123456:not-the-token-of-the-tests"}
    bot = start(var, **on_telegram(api) | with_rasa(rasa) | wrong)

    assert await bot.ends() == 1
    assert "Telegram: the token is refused" in bot.err
    assert "not-the-token" not in bot.err


async def test_a_start_says_where_to_go_and_what_is_missing_and_deletes_what_was_kept_long_enough(
    api: TelegramApi, rasa: RasaAddress, var: Path
) -> None:
    settings = on_telegram(api) | with_rasa(rasa) | {"CHAT_PAGE": "on"}
    async with running(var, **settings) as bot:
        await bot.answers()
    with closing(sqlite3.connect(var / "join-us.db", isolation_level=None)) as database:
        database.execute("INSERT INTO conversations VALUES ('somebody', x'00', '2026-01-01 00:00:00.000000')")

    async with running(var, **settings) as bot:
        await bot.says("Telegram is up")
        with closing(sqlite3.connect(var / "join-us.db")) as database:
            await until(lambda: database.execute("SELECT * FROM conversations").fetchall() == [])

    assert [where for where in ("/health", "/", "/desk") if f" {bot.url}{where}\n" not in bot.out] == []
    assert "nobody can sign in yet" in bot.out
    assert "only_the_sample_of_groups_is_loaded" in bot.err


async def test_the_chat_page_is_there_within_seconds_and_the_recovery_code_once(rasa: RasaAddress, var: Path) -> None:
    for _ in range(2):
        async with running(var, **with_rasa(rasa)) as bot:
            page = await bot.answers("/")
            took = bot.age

    print(f"the chat page answered {took:.1f} s after the second start")  # noqa: T201 - the number is the point
    assert page.status_code == 200
    assert took < 15  # 2 s on a quiet machine; the promise is 5
    assert len(recovery_codes(bot)) == 1
