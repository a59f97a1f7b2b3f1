"""What of a handover is encrypted and asked for in the queue all the same: unlocked in memory, and chosen from there.

No column tells which handovers have the same language or municipality: neither in the clear nor as a blind index.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Row

from bot.handovers import Wanted
from bot.messages import Language
from bot.store.cards import Cards, Drawing

Read = Callable[[Sequence[int]], Awaitable[Sequence[Row[Any]]]]  # what is `locked` in these handovers

_MOST = 20_000  # handovers that are kept unlocked, 0.5 kB each; those unlocked first make room
_AT_ONCE = 200  # are unlocked before others get their turn, a visitor first of all: some 5 ms


@dataclass(frozen=True, slots=True)
class Plain:
    """What a handover held when this was drawn for its language and its municipality (`drawings`)."""

    number: int
    drawn: tuple[bytes, bytes | None]
    language: Language
    municipality: str | None


class Unlocked:
    """Unlocks each handover once, and again when something else is locked in it."""

    def __init__(self, cards: Cards) -> None:
        self._cards = cards
        self._known: dict[int, Plain] = {}

    async def all_of(self, drawings: Sequence[Drawing], read: Read) -> Sequence[Plain]:
        """Give what these hold, in their order; those that are not known as they are now are read, all at once."""
        known = dict(self._known)  # whatever makes room meanwhile
        fresh = [now[0] for now in drawings if (plain := known.get(now[0])) is None or plain.drawn != now[1:]]
        if fresh:
            unlocked = await self._unlock(await read(fresh))
            self._keep(unlocked)
            known |= unlocked
        return [known[number] for number, *_ in drawings if number in known]  # unless it is gone since a moment

    async def _unlock(self, rows: Sequence[Row[Any]]) -> Mapping[int, Plain]:
        found: dict[int, Plain] = {}
        for row in rows:
            drawn = row.language_drawn, row.municipality_drawn
            found[row.id] = Plain(row.id, drawn, self._cards.language(row), self._cards.municipality(row))
            if len(found) % _AT_ONCE == 0:
                await asyncio.sleep(0)
        return found

    def _keep(self, unlocked: Mapping[int, Plain]) -> None:
        for number in unlocked:
            self._known.pop(number, None)
        self._known |= unlocked
        for number in list(islice(self._known, max(0, len(self._known) - _MOST))):
            del self._known[number]


def narrowed(found: Sequence[Plain], wanted: Wanted) -> tuple[Sequence[int], Mapping[str, int]]:
    """Give the numbers of those that are wanted, and how many there are from each municipality, wanted or not."""
    language, place = wanted.language, wanted.municipality
    spoken = [plain for plain in found if language is None or plain.language is language]
    here = [plain.number for plain in spoken if place is None or plain.municipality == place]
    return here, Counter(plain.municipality for plain in spoken if plain.municipality is not None)
