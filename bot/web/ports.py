"""What the web is given and what it tells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.conversation import Delivery, Waiting
from bot.messages import Incoming


class CannotServeError(Exception):
    """The server cannot listen where it was told to; the message names the setting to change."""


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Where to listen and what to serve; port 0 takes a free one.

    `https` says that visitors reach us over https, so that cookies may be marked Secure. `csrf_secret` signs the
    tokens of the chat page's forms.
    """

    host: str
    port: int
    chat_page: bool
    https: bool
    csrf_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Health:
    """Whether visitors are safe with us now (safety net and store are up), and how each part is."""

    ok: bool
    parts: Mapping[str, str]


class Visitors(Protocol):
    """The conversation, as a channel sees it."""

    async def turn(self, incoming: Incoming) -> Delivery:
        """Answer one message."""


class Outbox(Protocol):
    """What waits for those who come to fetch it; both methods raise StoreDownError and nothing else."""

    async def waiting(self, visitor: str) -> Waiting:
        """Give what waits for a visitor; it waits until `delivered`."""

    async def delivered(self, delivery: int) -> None:
        """Take a delivery out; staff see that it arrived."""
