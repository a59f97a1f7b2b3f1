"""An attacker who knows the rule, adds, subtracts and compares all that was ever shown, and has a solver."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from bot.insights import Published
from bot.insights.counted import ends_block, ends_year
from tests.insights.worlds import CAMPAIGNS, Cell, Kind

MANY = 200  # more than ever came of a kind in a week
NO_END = 10**6


@dataclass(frozen=True)
class Fact:
    """Some cells add up to at least `low` and at most `high`."""

    cells: frozenset[Cell]
    low: int
    high: int = NO_END


@dataclass(frozen=True)
class Range:
    """What a sum may be, given the facts, and a world for each end."""

    low: int
    high: int
    lowest: Mapping[Cell, int]
    highest: Mapping[Cell, int]


class Attacker:
    """Works out between what bounds any sum of cells must lie: exactly, with whole numbers of people."""

    def __init__(self, cells: Iterable[Cell], facts: Sequence[Fact]) -> None:
        self._at = {cell: number for number, cell in enumerate(cells)}
        self.facts = facts
        matrix = np.array([self._row(fact.cells) for fact in facts])
        self._facts = LinearConstraint(matrix, [fact.low for fact in facts], [fact.high for fact in facts])

    def range(self, target: Collection[Cell]) -> Range:
        """Bound a sum."""
        aim = self._row(target)
        (low, lowest), (high, highest) = self._least(aim), self._least(-aim)
        return Range(low, -high, lowest, highest)

    def _least(self, aim: NDArray[np.int64]) -> tuple[int, Mapping[Cell, int]]:
        found = milp(aim, constraints=self._facts, integrality=np.ones(len(aim)), bounds=Bounds(0, MANY))
        assert found.success, found.message
        return round(found.fun), {cell: round(found.x[at]) for cell, at in self._at.items()}

    def _row(self, cells: Collection[Cell]) -> NDArray[np.int64]:
        row = np.zeros(len(self._at), np.int64)
        row[[self._at[cell] for cell in cells]] = 1
        return row


def facts_of(published: Published, kinds: Sequence[Kind]) -> list[Fact]:
    """Turn the rule round: all that figures tell who knows how they are made."""
    names = sorted({name for kind in kinds for name, _ in kind.series()})
    return [fact for name in names for fact in _Reading(published, name, kinds).facts()]


@dataclass
class _Open:
    """What waits of one series: the cells since something was put together, and how much of them was shown."""

    kinds: list[Kind] = field(default_factory=list)
    cells: set[Cell] = field(default_factory=set)
    shown: int = 0
    lately: int = 0

    def empty(self) -> None:
        self.cells, self.shown = set(), 0


class _Reading:
    """What the figures of one step tell."""

    def __init__(self, published: Published, name: str, kinds: Sequence[Kind]) -> None:
        self._published, self._name = published, name
        self._open: dict[str, _Open] = {}
        for kind in kinds:
            abouts = {about for step, about in kind.series() if step == name and about}
            for about in abouts | (set() if kind.code or name not in kind.steps else {"code:none"}):
                self._open.setdefault(about, _Open()).kinds.append(kind)

    def facts(self) -> Iterator[Fact]:
        for week, day in enumerate(self._published.window):
            for about, waits in self._open.items():
                figure = self._figure(about, week)
                waits.cells |= {(kind, week) for kind in waits.kinds}
                waits.shown += figure
                waits.lately += figure
                yield Fact(frozenset(waits.cells), waits.shown, waits.shown + 4)
            if ends_block(day):
                yield from self._put_together(week, of_year=ends_year(day))
            if ends_year(day):
                for waits in self._open.values():
                    waits.empty()

    def _put_together(self, week: int, *, of_year: bool) -> Iterator[Fact]:
        for campaign in CAMPAIGNS:
            of_campaign = [self._open[spot.about] for spot in campaign.spots if spot.about in self._open]
            quiet = [waits for waits in of_campaign if of_year or not waits.lately]
            most = 4 * (len(quiet) - 1) // 5 * 5
            if most > 0:
                low = sum(waits.shown for waits in quiet) + self._figure(f"pool:{campaign.id}", week)
                high = NO_END if self._figure(f"pool:{campaign.id}", week) == most else low + 4
                yield Fact(frozenset().union(*(waits.cells for waits in quiet)), low, high)
                for waits in quiet:
                    waits.empty()
        for waits in self._open.values():
            waits.lately = 0

    def _figure(self, about: str, week: int) -> int:
        at = self._published.at.get((self._name, about))
        return 0 if at is None else int(self._published.figures[at, week])
