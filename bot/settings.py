"""Settings: read once from the environment, typed; an odd value stops the start, naming the variable."""

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

_MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{10,}")  # BotFather's are longer; those of test servers may be shorter

_WEBHOOK_PORTS = frozenset({443, 80, 88, 8443})  # a Bot API server of one's own calls any


class SettingsError(Exception):
    """One setting or more cannot be used; the text names each and says what is allowed, never the value."""


class ChatPage(StrEnum):
    """When the chat page is served."""

    AUTO = "auto"
    ON = "on"
    OFF = "off"


def _https(url: str) -> str:
    if not _is_address(url, {"https"}):
        raise ValueError("must be an address that begins with https://")
    return url.rstrip("/")


def _http(url: str) -> str:
    if not _is_address(url, {"http", "https"}):
        raise ValueError("must be an address that begins with http:// or https://")
    return url.rstrip("/")


def _is_address(url: str, schemes: set[str]) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:  # its text quotes the address
        return False


def _database(url: str) -> str:
    if not url.startswith(("sqlite+aiosqlite://", "postgresql+asyncpg://")):
        raise ValueError("must begin with sqlite+aiosqlite:// or postgresql+asyncpg://")
    if url.startswith("sqlite") and (url.endswith("://") or ":memory:" in url):
        raise ValueError("must name a file: a database in memory forgets everybody at once")
    return url


def _folder(path: object) -> object:
    if path == "":  # would be the folder we stand in, and secrets beside the code
        raise ValueError("must name a folder")
    return path


def _token(token: SecretStr) -> SecretStr:
    if not _TOKEN.fullmatch(token.get_secret_value()):
        raise ValueError("must look like 123456:ABC-DEF, as BotFather gives it")
    return token


def _mail_server(url: SecretStr) -> SecretStr:
    said = "must look like smtp://user:password@host:587 or smtps://user:password@host"
    try:
        parts = urlsplit(url.get_secret_value())
        beyond = parts.path.strip("/") or parts.query or parts.fragment
        complete = bool(parts.hostname) and parts.port != 0 and bool(parts.username) == bool(parts.password)
    except ValueError:
        raise ValueError(said) from None
    if parts.scheme not in {"smtp", "smtps"} or beyond or not complete:
        raise ValueError(said)
    return url


def _mailbox(address: str) -> str:
    if not _MAILBOX.fullmatch(address):
        raise ValueError("must be an e-mail address")
    return address


def _mailboxes(addresses: str) -> str:
    if not all(_MAILBOX.fullmatch(address) for address in _listed(addresses)):
        raise ValueError("must be e-mail addresses with commas in between")
    return addresses


def _listed(addresses: str) -> tuple[str, ...]:
    return tuple(address.strip() for address in addresses.split(","))


Https = Annotated[str, AfterValidator(_https)]
Http = Annotated[str, AfterValidator(_http)]


class Settings(BaseSettings):
    """All there is to set; every field is an environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    bot_token: Annotated[SecretStr, AfterValidator(_token)] | None = Field(
        None, description="the Telegram bot's token; without it only the chat page and the terminal"
    )
    bot_token_file: Path | None = Field(None, description="a file that holds the token, instead of BOT_TOKEN")
    public_url: Https | None = Field(None, description="our https address: Telegram then uses a webhook, not polling")
    bot_username: str | None = Field(
        None,
        pattern="^@?[A-Za-z][A-Za-z0-9_]{4,31}$",
        description="what the bot is called on Telegram, for codes and posters; with BOT_TOKEN Telegram tells it",
    )
    telegram_api_url: Http | None = Field(None, description="another Bot API server than Telegram's own")
    database_url: Annotated[str, AfterValidator(_database)] | None = Field(
        None, description="sqlite+aiosqlite:///FILE or postgresql+asyncpg://...; default a file in VAR_DIR"
    )
    rasa_url: Http | None = Field(None, description="a Rasa that runs elsewhere; without it the bot starts its own")
    rasa_token: SecretStr | None = Field(None, description="the token of the Rasa at RASA_URL")
    staff_chat: str | None = Field(
        None,
        pattern="^-?[0-9]{1,16}$",
        description="the number of the Telegram group that hears of alarms, such as -1001234567890",
    )
    smtp_url: Annotated[SecretStr, AfterValidator(_mail_server)] | None = Field(
        None, description="the mail server for alarms: smtp://user:password@host:587 (STARTTLS) or smtps://..."
    )
    alerts_to: Annotated[str, AfterValidator(_mailboxes)] | None = Field(
        None, repr=False, description="the e-mail addresses that hear of alarms, commas in between"
    )
    alerts_from: Annotated[str, AfterValidator(_mailbox)] | None = Field(
        None, repr=False, description="the e-mail address that alarms come from"
    )
    chat_page: ChatPage = Field(ChatPage.AUTO, description="auto (only without BOT_TOKEN), on or off")
    web_host: str = Field("127.0.0.1", min_length=1, description="the address the web server listens on")
    web_port: int = Field(8080, ge=1, le=65535, description="the port the web server listens on, 1 to 65535")
    var_dir: Annotated[Path, BeforeValidator(_folder)] = Field(
        Path("var"), description="where secrets, database and model are kept"
    )
    log_level: str = Field("info", pattern="^(debug|info|warning|error)$", description="debug, info, warning or error")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.bot_token and self.bot_token_file:
            raise ValueError("BOT_TOKEN and BOT_TOKEN_FILE are both set: give one")
        if self.rasa_url and not self.rasa_token:
            raise ValueError("RASA_URL needs RASA_TOKEN")
        port = urlsplit(self.public_url).port if self.public_url else None
        on_telegram = self.bot_token or self.bot_token_file
        if on_telegram and not self.telegram_api_url and port not in {None, *_WEBHOOK_PORTS}:
            raise ValueError("PUBLIC_URL: Telegram calls the ports 443, 80, 88 and 8443, and no other")
        if self.staff_chat and not on_telegram:
            raise ValueError("STAFF_CHAT needs BOT_TOKEN or BOT_TOKEN_FILE")
        if len({bool(one) for one in (self.smtp_url, self.alerts_to, self.alerts_from)}) > 1:
            raise ValueError("SMTP_URL, ALERTS_TO and ALERTS_FROM need each other: give all three")
        return self

    @property
    def token(self) -> str | None:
        """The Telegram token from wherever it was given.

        Raises:
            SettingsError: the file it should stand in cannot be read or holds something else.
        """
        if self.bot_token_file:
            try:
                return _token(SecretStr(self.bot_token_file.read_text().strip())).get_secret_value()
            except (OSError, ValueError) as error:
                raise SettingsError("BOT_TOKEN_FILE must name a readable file with a token in it") from error
        return self.bot_token.get_secret_value() if self.bot_token else None

    @property
    def username(self) -> str | None:
        """What the bot is called on Telegram, without an @."""
        return self.bot_username.removeprefix("@") if self.bot_username else None

    @property
    def recipients(self) -> tuple[str, ...]:
        """The addresses in ALERTS_TO."""
        return _listed(self.alerts_to) if self.alerts_to else ()

    @property
    def database(self) -> str:
        """The database address; by default a file in VAR_DIR."""
        return self.database_url or f"sqlite+aiosqlite:///{self.var_dir / 'join-us.db'}"

    @property
    def serves_chat(self) -> bool:
        """Whether the chat page is served."""
        return self.chat_page is ChatPage.ON or (self.chat_page is ChatPage.AUTO and self.token is None)


def read_settings() -> Settings:
    """Read the environment.

    Raises:
        SettingsError: something in it cannot be used.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError("\n".join(_said(dict(problem)) for problem in error.errors())) from None


def _said(problem: dict[str, object]) -> str:
    where = problem["loc"]
    message = str(problem["msg"]).removeprefix("Value error, ")
    if not isinstance(where, tuple) or not where:
        return message
    name = str(where[0])
    return f"{name.upper()}: {message} (allowed: {Settings.model_fields[name].description})"
