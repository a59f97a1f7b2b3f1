"""Settings: what is odd stops the start, naming the variable and what is allowed, never the value."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.settings import ChatPage, Settings, SettingsError, read_settings

TOKEN = "123456:ABC-DEF-ghijkl"


@contextmanager
def environment(values: Mapping[str, str]) -> Iterator[None]:
    """Run with these settings in the environment, and no others."""
    before = dict(os.environ)
    for name in Settings.model_fields:
        os.environ.pop(name.upper(), None)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def read(**values: str) -> Settings:
    with environment(values):
        return read_settings()


def refusal(**values: str) -> str:
    with pytest.raises(SettingsError) as refused:
        read(**values)
    return str(refused.value)


WRONG = [
    ("BOT_TOKEN", "geheim", "123456:ABC-DEF"),
    ("BOT_TOKEN", "geheim:ABC-DEF-ghijkl", "123456:ABC-DEF"),
    ("BOT_TOKEN", "123456:kort", "123456:ABC-DEF"),
    ("BOT_TOKEN", "", "123456:ABC-DEF"),
    ("PUBLIC_URL", "http://geheim.nl", "https://"),
    ("PUBLIC_URL", "geheim.nl", "https://"),
    ("PUBLIC_URL", "https:///geheim", "https://"),
    ("PUBLIC_URL", "https://geheim.nl:poort", "https://"),
    ("PUBLIC_URL", "https://geheim.nl:0", "https://"),
    ("PUBLIC_URL", "https://ge℀heim", "https://"),
    ("PUBLIC_URL", "https://[geheim", "https://"),
    ("TELEGRAM_API_URL", "ftp://geheim", "http://"),
    ("DATABASE_URL", "mysql://u:geheim@h/d", "sqlite+aiosqlite://"),
    ("DATABASE_URL", "postgresql://u:geheim@h/d", "postgresql+asyncpg://"),
    ("RASA_URL", "geheim:5005", "http://"),
    ("STAFF_CHAT", "geheim", "-1001234567890"),
    ("STAFF_CHAT", "@geheim", "-1001234567890"),
    ("STAFF_CHAT", "--5", "-1001234567890"),
    ("SMTP_URL", "geheim", "smtp://user:password@host:587"),
    ("SMTP_URL", "http://u:geheim@h", "smtp://user:password@host:587"),
    ("SMTP_URL", "smtp://geheim@h", "smtp://user:password@host:587"),
    ("SMTP_URL", "smtp://:geheim@h", "smtp://user:password@host:587"),
    ("SMTP_URL", "smtp://u:geheim@", "smtp://user:password@host:587"),
    ("SMTP_URL", "smtp://u:geheim@h:poort", "smtp://user:password@host:587"),
    ("SMTP_URL", "smtp://u:geheim@h/pad", "smtp://user:password@host:587"),
    ("SMTP_URL", "smtp://u:ge#heim@h", "smtp://user:password@host:587"),
    ("SMTP_URL", "smtp://[geheim", "smtp://user:password@host:587"),
    ("ALERTS_TO", "a@b.nl geheim@b.nl", "commas in between"),
    ("ALERTS_TO", "a@b.nl,", "commas in between"),
    ("ALERTS_TO", "a@b.nl, geheim", "commas in between"),
    ("ALERTS_FROM", "a@geheim.nl,b@geheim.nl", "must be an e-mail address"),
    ("ALERTS_FROM", "a@geheim.nl\nBcc: b@geheim.nl", "must be an e-mail address"),
    ("CHAT_PAGE", "geheim", "auto"),
    ("WEB_PORT", "geheim", "1 to 65535"),
    ("WEB_PORT", "0", "1 to 65535"),
    ("WEB_PORT", "65536", "1 to 65535"),
    ("WEB_HOST", "", "the address the web server listens on"),
    ("VAR_DIR", "", "where secrets, database and model are kept"),
    ("LOG_LEVEL", "geheim", "debug, info, warning or error"),
    ("LOG_LEVEL", "info\n", "debug, info, warning or error"),
]


@pytest.mark.parametrize(("name", "value", "allowed"), WRONG)
def test_a_wrong_value_stops_the_start_and_is_not_quoted(name: str, value: str, allowed: str) -> None:
    said = refusal(**{name: value})
    assert said.startswith(f"{name}: ")
    assert allowed in said
    assert all(part not in said for part in ("geheim", "℀", value) if part)


def test_every_wrong_value_is_named_at_once() -> None:
    said = refusal(WEB_PORT="geheim", LOG_LEVEL="geheim")
    assert [line.partition(":")[0] for line in said.splitlines()] == ["WEB_PORT", "LOG_LEVEL"]


def test_two_tokens_are_refused() -> None:
    said = refusal(BOT_TOKEN=TOKEN, BOT_TOKEN_FILE="/run/secrets/token")
    assert "BOT_TOKEN and BOT_TOKEN_FILE" in said
    assert TOKEN not in said


def test_a_rasa_elsewhere_needs_its_token() -> None:
    assert refusal(RASA_URL="http://rasa:5005") == "RASA_URL needs RASA_TOKEN"


@pytest.mark.parametrize("port", [443, 80, 88, 8443])
def test_telegram_calls_few_ports_and_a_server_of_ones_own_any(port: int) -> None:
    other = f"https://geheim.example:{port + 1}"
    assert read(PUBLIC_URL=f"https://bot.example:{port}", BOT_TOKEN=TOKEN).public_url == f"https://bot.example:{port}"
    assert refusal(PUBLIC_URL=other, BOT_TOKEN=TOKEN) == (
        "PUBLIC_URL: Telegram calls the ports 443, 80, 88 and 8443, and no other"
    )
    assert read(PUBLIC_URL=other, BOT_TOKEN=TOKEN, TELEGRAM_API_URL="http://127.0.0.1:8081").public_url == other
    assert read(PUBLIC_URL=other).public_url == other  # the chat page alone


def test_a_group_of_staff_needs_the_bot_on_telegram() -> None:
    assert refusal(STAFF_CHAT="-100") == "STAFF_CHAT needs BOT_TOKEN or BOT_TOKEN_FILE"


MAIL = {"SMTP_URL": "smtp://u:geheim@h", "ALERTS_TO": "a@b.nl", "ALERTS_FROM": "bot@b.nl"}


@pytest.mark.parametrize("missing", MAIL)
def test_mail_needs_a_server_a_sender_and_recipients(missing: str) -> None:
    said = refusal(**{name: value for name, value in MAIL.items() if name != missing})
    assert said == "SMTP_URL, ALERTS_TO and ALERTS_FROM need each other: give all three"


@pytest.mark.parametrize("url", ["smtp://localhost", "smtp://h:25/", "smtps://u%40b.nl:a%2Fb@h"])
def test_alarms_may_go_by_telegram_and_mail(url: str) -> None:
    settings = read(
        **MAIL | {"SMTP_URL": url, "ALERTS_TO": "a@b.nl, c@d.nl", "STAFF_CHAT": "-1001", "BOT_TOKEN": TOKEN}
    )
    assert settings.recipients == ("a@b.nl", "c@d.nl")
    assert (settings.staff_chat, settings.alerts_from) == ("-1001", "bot@b.nl")
    assert all(part not in repr(settings) for part in (url, "b.nl"))


def test_without_anything_set_the_bot_runs() -> None:
    settings = read()
    assert settings.token is None
    assert settings.database == "sqlite+aiosqlite:///var/join-us.db"
    assert settings.serves_chat
    assert (settings.web_host, settings.web_port, settings.log_level) == ("127.0.0.1", 8080, "info")


def test_what_is_right_is_taken() -> None:
    settings = read(
        BOT_TOKEN=TOKEN, PUBLIC_URL="https://bot.example/", RASA_URL="http://rasa:5005/", RASA_TOKEN="r", VAR_DIR="/srv"
    )
    assert settings.token == TOKEN
    assert (settings.public_url, settings.rasa_url) == ("https://bot.example", "http://rasa:5005")
    assert settings.database == "sqlite+aiosqlite:////srv/join-us.db"


@pytest.mark.parametrize(
    ("page", "token", "serves"),
    [("auto", True, False), ("auto", False, True), ("on", True, True), ("off", False, False)],
)
def test_the_chat_page_is_served_without_a_token_or_when_asked(page: str, *, token: bool, serves: bool) -> None:
    settings = read(CHAT_PAGE=page, **({"BOT_TOKEN": TOKEN} if token else {}))
    assert settings.chat_page is ChatPage(page)
    assert settings.serves_chat is serves


def test_a_token_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    assert read(BOT_TOKEN_FILE=str(tmp_path / "token")).token == TOKEN


@pytest.mark.parametrize("written", [None, b"geheim", b"", b"\xff\xfe"])
def test_a_token_file_without_a_token_is_refused_and_not_quoted(tmp_path: Path, written: bytes | None) -> None:
    if written is not None:
        (tmp_path / "token").write_bytes(written)
    with pytest.raises(SettingsError, match="BOT_TOKEN_FILE") as refused:
        _ = read(BOT_TOKEN_FILE=str(tmp_path / "token")).token
    assert "geheim" not in str(refused.value)


def test_no_secret_shows_when_the_settings_are_printed() -> None:
    settings = read(BOT_TOKEN=TOKEN, RASA_URL="http://rasa:5005", RASA_TOKEN="geheim-van-rasa")
    assert TOKEN not in repr(settings)
    assert "geheim-van-rasa" not in repr(settings)


def test_every_setting_says_what_it_is_for() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
