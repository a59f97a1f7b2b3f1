"""What of a handover is encrypted and asked for in the queue all the same: unlocked in memory, and chosen from there.

No column tells which handovers have the same language or municipality: neither in the clear nor as a blind index.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from bot.handovers import Wanted
from bot.messages import Language
from bot.store.cards import Cards

_MOST = 20_000  # handovers that are kept unlocked, 0.3 kB each; those unlocked first make room
_AT_ONCE = 200  # are unlocked before others get their turn, a visitor first of all: some 5 ms


@dataclass(frozen=True, slots=True)
class Plain:
    """What the row of a handover held; `row` is its hash."""

    row: int
    number: int
    language: Language
    municipality: str | None


class Unlocked:
    """Unlocks each handover once, and again when its row has changed."""

    def __init__(self, cards: Cards) -> None:
        self._cards = cards
        self._known: dict[int, Plain] = {}

    async def all_of(self, rows: Sequence[Row[Any]]) -> Sequence[Plain]:
        """Give what these rows hold, in their order."""
        found, fresh = [], 0
        for row in rows:
            plain, now = self._known.get(row.id), hash(tuple(row))
            if plain is None or plain.row != now:
                plain = Plain(now, row.id, self._cards.language(row), self._cards.municipality(row))
                self._keep(plain)
                fresh += 1
                if fresh % _AT_ONCE == 0:
                    await asyncio.sleep(0)
            found.append(plain)
        return found

    def _keep(self, plain: Plain) -> None:
        self._known.pop(plain.number, None)
        self._known[plain.number] = plain
        if len(self._known) > _MOST:
            del self._known[next(iter(self._known))]


def narrowed(found: Sequence[Plain], wanted: Wanted) -> tuple[Sequence[int], Mapping[str, int]]:
    """Give the numbers of those that are wanted, and how many there are from each municipality, wanted or not."""
    language, place = wanted.language, wanted.municipality
    spoken = [plain for plain in found if language is None or plain.language is language]
    here = [plain.number for plain in spoken if place is None or plain.municipality == place]
    return here, Counter(plain.municipality for plain in spoken if plain.municipality is not None)
