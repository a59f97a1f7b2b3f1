"""The HTTP session: like aiogram's, but nothing it raises holds words, and no update can stop it."""

import json
from http import HTTPStatus
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import ClientDecodeError, TelegramServerError
from aiogram.methods import GetUpdates, Response, SendMessage, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Update

from bot.telegram.decoding import decode

# Plenty: aiogram's hundred could be taken by messages that hang, and then nobody is heard.
_CONNECTIONS = 1_000


class TelegramSession(AiohttpSession):
    """aiogram's session against any Bot API server; requests take at most `timeout` seconds."""

    def __init__(self, api_url: str | None, timeout: float) -> None:
        api = PRODUCTION if api_url is None else TelegramAPIServer.from_base(api_url)
        super().__init__(limit=_CONNECTIONS, api=api, timeout=timeout)

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """Read an answer of the Bot API.

        Raises:
            TelegramAPIError: what Telegram says is wrong; an answer that is not its own counts as its server failing.
        """
        try:
            if isinstance(method, GetUpdates) and status_code == HTTPStatus.OK:
                return cast("Response[TelegramType]", _updates(bot, content))
            if isinstance(method, SendMessage) and status_code == HTTPStatus.OK:
                # It only repeats our words. Were aiogram unable to read it, we would send again what has arrived.
                return cast("Response[TelegramType]", Response[object].model_validate_json(content))
            return super().check_response(bot, method, status_code, content)
        except (ClientDecodeError, ValueError, KeyError, TypeError):
            # The cause holds the whole answer, visitors' words included: it must not travel on.
            message = f"unreadable answer, status {status_code}"
        raise TelegramServerError(method=method, message=message)


def _updates(bot: Bot, content: str) -> Response[list[Update]]:
    raw: list[Any] = json.loads(content)["result"]
    updates = [update for update in (decode(bot, one) for one in raw) if update is not None]
    return Response[list[Update]](ok=True, result=updates)
