"""Updates as aiogram reads them, and what to do with those it cannot read.

One such update stops aiogram's own polling for ever, since it is never confirmed. Here it is boiled down to what a
visitor said, and if that fails too it is passed over: nobody goes unheard because Telegram invented something new.
"""

import json
from typing import Any

import structlog
from aiogram import Bot
from aiogram.types import Update
from pydantic import ValidationError

log = structlog.get_logger()


def decode(bot: Bot, raw: object) -> Update | None:
    """Read one update: whole, else its essence, else only its number; None without a number."""
    if not isinstance(raw, dict) or not isinstance(raw.get("update_id"), int):
        log.warning("telegram_update_without_number")
        return None
    whole = _read(bot, raw)
    if whole is not None:
        return whole
    essence = _read(bot, _essence(raw))
    log.warning("telegram_update_undecodable", update_id=raw["update_id"], essence_read=essence is not None)
    return essence or Update(update_id=raw["update_id"])


def decode_body(bot: Bot, body: bytes) -> Update | None:
    """Read the body of a webhook request; None when it is no update at all."""
    try:
        return decode(bot, json.loads(body))
    except ValueError:
        log.warning("telegram_webhook_body_unreadable")
        return None


def _read(bot: Bot, raw: dict[str, Any]) -> Update | None:
    try:
        return Update.model_validate(raw, context={"bot": bot})
    except ValidationError:  # its text holds the visitor's words
        return None


def _essence(raw: dict[str, Any]) -> dict[str, Any]:
    essence: dict[str, Any] = {"update_id": raw["update_id"]}
    for kind in ("message", "edited_message"):
        if kind in raw:
            essence[kind] = _essential_message(raw[kind])
    if "callback_query" in raw:
        essence["callback_query"] = _essential_press(raw["callback_query"])
    return essence


def _essential_message(raw: object) -> dict[str, Any]:
    message = _dict(raw)
    essential = {
        "message_id": message.get("message_id"),
        "date": message.get("date"),
        "chat": _essential_chat(message),
        "from": _essential_user(message.get("from")),
    }
    return essential | {key: message[key] for key in ("text", "caption") if isinstance(message.get(key), str)}


def _essential_press(raw: object) -> dict[str, Any]:
    query = _dict(raw)
    return {
        "id": query.get("id"),
        "from": _essential_user(query.get("from")),
        "chat_instance": query.get("chat_instance", ""),
        "data": query.get("data"),
        "message": _essential_place(query["message"]) if "message" in query else None,
    }


def _essential_place(raw: object) -> dict[str, Any]:
    # Date 0 makes it a message that cannot be read any more: only where it stands counts.
    return {"message_id": 0, "date": 0, "chat": _essential_chat(_dict(raw))}


def _essential_chat(message: dict[str, Any]) -> dict[str, Any]:
    return {key: _dict(message.get("chat")).get(key) for key in ("id", "type")}


def _essential_user(raw: object) -> dict[str, Any]:
    user = _dict(raw)
    language = user.get("language_code")
    essential = {"id": user.get("id"), "is_bot": False, "first_name": ""}
    return essential | ({"language_code": language} if isinstance(language, str) else {})


def _dict(raw: object) -> dict[str, Any]:
    return raw if isinstance(raw, dict) else {}
