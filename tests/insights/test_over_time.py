"""Spots come and go between the views: of all small worlds, those that look alike in each view differ enough."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations, product

import pytest

from bot.insights import WEEK, Campaign, Counted, Spot, Window, publish
from tests.insights.worlds import FIRST

FEW, MOST = 5, 10  # nobody may be known below the one; in no cell there were more than the other
A, B, C = (Spot(name, name, FIRST) for name in "abc")
WHOLE = Spot("w", "", FIRST)
MONDAY = [FIRST + WEEK * week for week in range(9)]

Cell = tuple[str, int]  # who came by a spot in a week, "" for none
View = tuple[int, Sequence[Spot]]  # after so many weeks, with these spots


@dataclass(frozen=True)
class Story:
    """Where somebody may have come, and when it was looked at, with which spots hanging by then."""

    cells: Sequence[Cell]
    views: Sequence[View]

    def alike(self) -> Iterator[Sequence[tuple[int, ...]]]:
        """Give the worlds by what is seen of them in all views; not those that hold the most there may be."""
        seen: Mapping[str, list[tuple[int, ...]]] = defaultdict(list)
        for world in product(range(MOST + 1), repeat=len(self.cells)):
            seen[str([self._seen(world, view) for view in self.views])].append(world)
        yield from (worlds for worlds in seen.values() if MOST not in {n for world in worlds for n in world})

    def _seen(self, world: tuple[int, ...], view: View) -> list[object]:
        weeks, spots = view
        window = Window(FIRST, MONDAY[weeks])
        rows = [
            Counted(MONDAY[week], "start", about, n)
            for (spot, week), n in zip(self.cells, world, strict=True)
            for about in ("", *([f"code:{spot}"] if spot else []))
        ]
        return [*publish(rows, window, [Campaign(1, "Scholen", tuple(spots))], ()).each(window)]


STORIES = {
    "nothing happens": Story([("a", 0), ("b", 0), ("c", 3)], [(1, (A, B, C)), (4, (A, B, C)), (8, (A, B, C))]),
    "who came without a code": Story([("a", 0), ("b", 0), ("", 0)], [(1, (A, B)), (4, (A, B))]),
    "one is hung within the four weeks": Story(
        [("a", 0), ("b", 0), ("c", 2)],
        [(2, (A, B)), (4, (A, B, late := replace(C, since=MONDAY[2]))), (8, (A, B, late))],
    ),
    "one is hung after them": Story(
        [("a", 0), ("b", 0), ("c", 4)],
        [(4, (A, B)), (5, (A, B, later := replace(C, since=MONDAY[4]))), (8, (A, B, later))],
    ),
    "one is taken down within them": Story(
        [("a", 0), ("b", 3), ("c", 0)],
        [(1, (A, B, C)), (4, (A, B, down := replace(C, ended_on=MONDAY[2] + timedelta(2)))), (8, (A, B, down))],
    ),
    "one is taken down on the day they are over": Story(
        [("a", 0), ("b", 0), ("c", 0)],
        [(4, (A, B, C)), (4, (A, B, gone := replace(C, ended_on=MONDAY[4]))), (8, (A, B, gone))],
    ),
    "nobody came by one before it was taken down": Story(
        [("a", 4), ("b", 4)], [(8, (A, B, replace(C, ended_on=MONDAY[2])))]
    ),
    "the code of the campaign as such hangs nowhere": Story(
        [("a", 0), ("b", 3)], [(4, (WHOLE, A, B)), (8, (WHOLE, A, B))]
    ),
    "one is gone on the day it was made": Story([("a", 0), ("b", 0), ("x", 0)], [(1, (A, B)), (4, (A, B))]),
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_of_no_sum_is_less_known_than_five_values_and_of_a_few_that_they_are_nothing_to_four(story: Story) -> None:
    groups = [*story.alike()]
    assert groups
    for worlds in groups:
        for target in sums(range(len(story.cells))):
            values = {sum(world[at] for at in target) for world in worlds}
            assert len(values) >= FEW, (target, values)
            assert max(values) >= FEW or values == {*range(FEW)}, (target, values)


def sums(cells: Collection[int]) -> Iterator[tuple[int, ...]]:
    """Name every sum of cells there is."""
    for many in range(1, len(cells) + 1):
        yield from combinations(cells, many)
