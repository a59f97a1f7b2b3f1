"""How much one visitor may send."""

import time
from typing import Any

from litestar import Request
from litestar.middleware import DefineMiddleware
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.stores.memory import MemoryStore

from bot.web.reading import visitor_in

TURNS_A_MINUTE = 30
BODY_LIMIT = 64 * 1024  # bytes; 5,000 emoji of four bytes, percent-encoded, fit

_SWEEP_EVERY = 60.0  # seconds


class Limit:
    """Counts each visitor's turns in memory, by cookie.

    All who send none share one count: the page gave them one, and no address is looked at.
    """

    def __init__(self, cookie: str) -> None:
        self._cookie = cookie
        self._swept = time.monotonic()
        self.store = MemoryStore()

    @property
    def middleware(self) -> DefineMiddleware:
        """The middleware for the route that is limited."""
        config = RateLimitConfig(
            rate_limit=("minute", TURNS_A_MINUTE),
            identifier_for_request=self._who,
            set_rate_limit_headers=False,
        )
        return config.middleware

    async def forget_old(self) -> None:
        """Drop counts that are over: the store keeps them for ever otherwise."""
        if time.monotonic() - self._swept > _SWEEP_EVERY:
            self._swept = time.monotonic()
            await self.store.delete_expired()

    def _who(self, request: Request[Any, Any, Any]) -> str:
        return visitor_in(request.cookies.get(self._cookie)) or "nobody"
