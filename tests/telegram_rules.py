"""What the Bot API refuses and how it says so: the strict half of `telegram_api`."""

import json
import time
from dataclasses import dataclass
from typing import Any

from aiohttp import web

TOKEN = "123456:a-token-of-the-tests"
TEXT_LIMIT = 4_096  # UTF-16 units
DATA_LIMIT = 64  # bytes


@dataclass(slots=True)
class Refusal(Exception):  # noqa: N818 an answer of the Bot API, not a failure of this program
    """An answer that is not ok."""

    status: int
    description: str
    retry_after: int | None = None


@dataclass(frozen=True, slots=True)
class Reset:
    """The connection is cut; `delivered` tells whether the request had been carried out by then."""

    delivered: bool = False


@dataclass(frozen=True, slots=True)
class Gateway:
    """A proxy answers instead of Telegram, in HTML."""

    status: int = 502


@dataclass(frozen=True, slots=True)
class Riddle:
    """The request is carried out, and the answer says so in a way aiogram cannot read."""


Fault = Refusal | Reset | Gateway | Riddle
FLOOD = Refusal(429, "Too Many Requests: retry after 1", retry_after=1)
CONFLICT = Refusal(409, "Conflict: terminated by other getUpdates request")


def check_token(token: str) -> None:
    """Refuse a stranger."""
    if token != TOKEN:
        raise Refusal(401, "Unauthorized")


def check_text(text: str) -> None:
    """Refuse an empty text and one that is too long."""
    if not text:
        raise Refusal(400, "Bad Request: message text is empty")
    if len(text.encode("utf-16-le")) // 2 > TEXT_LIMIT:
        raise Refusal(400, "Bad Request: message is too long")


def check_markup(markup: dict[str, Any]) -> None:
    """Refuse two kinds of keyboard at once and buttons that lead nowhere."""
    if markup and len(markup.keys() & {"inline_keyboard", "keyboard", "remove_keyboard"}) != 1:
        raise Refusal(400, "Bad Request: object expected as reply markup")
    for button in (button for row in markup.get("inline_keyboard", []) for button in row):
        data, url = button.get("callback_data"), button.get("url")
        if not button.get("text") or (data is None) == (url is None):
            raise Refusal(400, "Bad Request: can't parse inline keyboard button")
        if data is not None and not 1 <= len(data.encode()) <= DATA_LIMIT:
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
        if url is not None and not url.startswith("https://"):
            raise Refusal(400, "Bad Request: BUTTON_URL_INVALID")


async def params_of(request: web.Request) -> dict[str, Any]:
    """Read the parameters, sent as JSON, form, multipart or in the address."""
    if request.content_type == "application/json":
        return dict(await request.json())
    fields: dict[str, Any] = {**request.query, **(await request.post())}
    return {key: _plain(value) for key, value in fields.items()}


def _plain(value: object) -> object:
    structured = isinstance(value, str) and value[:1] in {"{", "["}
    try:
        return json.loads(str(value)) if structured else value
    except ValueError:
        return value  # a text that happens to begin with a brace


def refused(refusal: Refusal) -> web.Response:
    """Say no as the Bot API does."""
    body: dict[str, Any] = {"ok": False, "error_code": refusal.status, "description": refusal.description}
    if refusal.retry_after is not None:
        body["parameters"] = {"retry_after": refusal.retry_after}
    return web.json_response(body, status=refusal.status)


def number(value: object) -> int:
    """Read the number of a chat."""
    try:
        return int(str(value))
    except ValueError:
        raise Refusal(400, "Bad Request: chat_id is empty") from None


def chat_of(update: dict[str, Any]) -> object:
    """Tell whose update it is, as far as that can be read."""
    body = next((value for key, value in update.items() if key != "update_id"), None)
    return body.get("from", {}).get("id") if isinstance(body, dict) else None


def user(number: int) -> dict[str, Any]:
    """Describe a visitor, with all that the bot must never read."""
    named = {"first_name": "Geheimpje", "last_name": "Achternaam", "username": "geheim_persoon"}
    return {"id": number, "is_bot": False, "language_code": "nl-NL"} | named


def now() -> int:
    """Give the Unix time."""
    return int(time.time())
