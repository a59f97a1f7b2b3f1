"""Examples for the bot to learn from: what somebody might type, written by staff in their own words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.messages import Language

NO_ALARM = "none"
LONGEST_EXAMPLE = 300  # characters


@dataclass(frozen=True, slots=True)
class Example:
    """A message and what it signals, as a row of `nlu/danger` has it; `category` of no alarm is the intent it is of."""

    tier: str
    category: str
    language: Language
    text: str


@dataclass(frozen=True, slots=True)
class Kept:
    """An example on the list, by the day it was written; None when the key that locked it is gone."""

    id: int
    day: date
    example: Example | None


class Examples(Protocol):
    """The list; every method raises StoreDownError of the conversation's and nothing else.

    Who wrote an example stands in the audit log only, and beside which handover nowhere. `by` is a login.
    """

    async def add(self, example: Example, by: str) -> None:
        """Put one on the list."""

    async def waiting(self) -> Sequence[Kept]:
        """List all, in the order they were written."""

    async def drop(self, numbers: Collection[int], by: str) -> int:
        """Take these off the list, and tell how many of them were there."""

    async def exported(self, how_many: int, by: str) -> None:
        """Note that so many leave the database; to be called before they do."""
