"""What the Telegram rim asks of the rest, what it tells them, and how it fails."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from bot.conversation import Delivery
from bot.messages import Incoming

WEBHOOK_PATH = "/telegram/webhook"
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")


class Visitors(Protocol):
    """Whoever answers visitors: the conversation."""

    async def turn(self, incoming: Incoming) -> Delivery:
        """Take one update of one visitor and give what has to be sent; never called twice at once for one chat."""


class Undelivered(Exception):  # noqa: N818 the one bit a caller needs reads as a sentence: Undelivered(permanent)
    """Something to send did not arrive; holds no word of it.

    `permanent` means that trying again is useless: the bot is blocked, the chat is gone or the message is refused.
    """

    def __init__(self, *, permanent: bool) -> None:
        super().__init__("for good" if permanent else "for now")
        self.permanent = permanent


class NotStartedError(Exception):
    """Telegram did not let the bot start.

    `permanent` means that the token is refused, so that only another one helps. A refused public address may be a
    name that is not known everywhere yet.
    """

    def __init__(self, reason: str, *, permanent: bool) -> None:
        super().__init__(reason)
        self.permanent = permanent


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """How Telegram is reached.

    `api_url` replaces the address of the Bot API. With `public_url` (https) Telegram calls us at
    `public_url + WEBHOOK_PATH` and proves itself with `webhook_secret`; without it we poll. `staff_chat` is the number
    of the group of staff, the only one the bot stays in.

    Raises:
        ValueError: there is a public address but no secret of 16 to 256 letters, digits, `_` or `-`.
    """

    token: str = field(repr=False)
    api_url: str | None = None
    public_url: str | None = None
    webhook_secret: str | None = field(default=None, repr=False)
    staff_chat: str | None = None

    def __post_init__(self) -> None:
        """Refuse a webhook that anybody could call."""
        if self.public_url is not None and not _SECRET.fullmatch(self.webhook_secret or ""):
            raise ValueError("webhook_secret must be 16 to 256 letters, digits, _ or - when public_url is set")


class Mode(StrEnum):
    """How updates come in."""

    POLLING = "polling"
    WEBHOOK = "webhook"


@dataclass(frozen=True, slots=True)
class TelegramHealth:
    """How things stand with Telegram, for the health page.

    `username` is None until the start succeeded. `pending_updates` waits at Telegram (None: Telegram does not answer
    now), `in_hand` is being answered here. `last_webhook_error` is Telegram's own sentence about our server, which
    knows nothing of visitors.
    """

    username: str | None
    mode: Mode
    reachable: bool
    in_hand: int
    pending_updates: int | None = None
    last_webhook_error: str | None = None
    last_webhook_error_age: timedelta | None = None
    last_update_age: timedelta | None = None
