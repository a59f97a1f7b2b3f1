"""Trying again: how long, how often, and for which requests."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.methods import DeleteWebhook, GetMe, Response, SendMessage, SetWebhook, TelegramMethod
from aiogram.methods.base import TelegramType

# The others are not worth it: typing is over by then, a pressed button has expired, polling has its own pace, and
# a bot's name may be refused for a day.
_WORTH_WAITING = (SendMessage, GetMe, SetWebhook, DeleteWebhook)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a request is tried.

    `tries` in all against a faltering network or server, the pause doubling from `pause` seconds. When Telegram asks
    to wait (429), that long but at most `longest` seconds, `floods` times.
    """

    tries: int = 5
    pause: float = 0.5
    floods: int = 3
    longest: float = 60.0
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


@dataclass(frozen=True, slots=True)
class Pace:
    """Every duration of the Telegram rim, in seconds."""

    long_poll: int = 30  # how long Telegram holds a getUpdates that has nothing to give
    request: float = 15.0  # how long any other request may take
    typing_after: float = 0.7
    webhook_hold: float = 25.0  # Telegram gives up on a webhook request after about 60
    drain: float = 20.0
    complaint: float = 1.0  # the first pause after a failed getUpdates
    patience: Patience = field(default_factory=Patience)


class PatientRequests(BaseRequestMiddleware):
    """Sends again what did not get through: aiogram itself never does.

    A request that timed out may have arrived all the same; hearing something twice is better than not at all.
    """

    def __init__(self, patience: Patience) -> None:
        self._patience = patience

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make the request until it succeeds or patience ends; then the last error is raised."""
        failed = flooded = 0
        while True:
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as flood:
                flooded += 1
                if flooded > self._patience.floods or not isinstance(method, _WORTH_WAITING):
                    raise
                pause = min(float(flood.retry_after), self._patience.longest)
            except (TelegramNetworkError, TelegramServerError):
                failed += 1
                if failed >= self._patience.tries or not isinstance(method, _WORTH_WAITING):
                    raise
                pause = self._patience.pause * 2 ** (failed - 1)
            await self._patience.sleep(pause)
