"""A channel where nothing can be sent to, so that it comes to fetch what staff say: the chat page."""

from dataclasses import dataclass

from bot.conversation.ports import Delivery

# An address. Who it is stands beside it, in the outbox as well as at a handover; of the browser nothing is kept.
PAGE = "page"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What lies in the outbox for a visitor, the oldest first; `more`: staff may still say something."""

    deliveries: tuple[Delivery, ...] = ()
    more: bool = False
