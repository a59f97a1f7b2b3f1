"""Nobody can work out a figure below five: attacks by a solver on all that is shown, over successive weeks."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from random import Random

import pytest

from tests.insights.attacking import Attacker, Fact, facts_of
from tests.insights.worlds import CODES, FIRST, STARTS, Cell, Kind, World, drawn, everything_shown

AUTUMN = date(2026, 11, 30)  # nine weeks from here go over the end of the year, which has 53 weeks
WORLDS = [(seed, first) for first in (FIRST, AUTUMN) for seed in range(3)]
FEW = 5


@pytest.mark.parametrize(("seed", "first"), WORLDS)
def test_of_every_sum_under_five_all_from_nothing_to_four_stays_possible(seed: int, first: date) -> None:
    random = Random(seed)  # noqa: S311 -- the same each time
    world = drawn(STARTS, 9, random, first)
    attacker = Attacker(world.cells, facts_of(world.published(), STARTS))
    for target in targets(world, random):
        bounds = attacker.range(target)
        assert bounds.high - bounds.low >= FEW - 1, target
        assert bounds.high >= FEW or (bounds.low, bounds.high) == (0, FEW - 1), target


@pytest.mark.parametrize(("seed", "first"), WORLDS)
def test_worlds_that_differ_in_a_sum_under_five_look_the_same(seed: int, first: date) -> None:
    """What the attacker finds possible really is: pages, plots, exports and reports are the same to the letter."""
    random = Random(seed)  # noqa: S311 -- the same each time
    world = drawn(STARTS, 9, random, first)
    attacker = Attacker(world.cells, facts_of(world.published(), STARTS))
    shown = everything_shown(world)
    for target in [*targets(world, random)][::12]:
        bounds = attacker.range(target)
        others = [World(cells, world.weeks, first) for cells in (bounds.lowest, bounds.highest)]
        assert len({other.sum(target) for other in others}) == 2
        assert [everything_shown(other) for other in others] == [shown, shown]


@pytest.mark.parametrize("seed", range(4))
def test_who_takes_each_step_for_a_part_of_the_one_before_and_knows_where_posters_hang_finds_none(seed: int) -> None:
    """More than figures say: that nobody skips a step, and that who comes by a code asks for the place it hangs in."""
    random = Random(seed)  # noqa: S311 -- the same each time
    kinds = [*nested()]
    world = drawn(kinds, 6, random)
    attacker = Attacker(world.cells, facts_of(world.published(), kinds))
    for target in [*those_who_went_no_further(kinds, world.weeks), *few_of(world, random, 15)]:
        bounds = attacker.range(target)
        assert world.sum(target) >= FEW or bounds.low < bounds.high, target


def test_what_the_attacker_takes_for_facts_is_true() -> None:
    random = Random(1)  # noqa: S311 -- the same each time
    for first, kinds in product((FIRST, AUTUMN), (STARTS, [*nested()])):
        world = drawn(kinds, 9, random, first)
        facts = facts_of(world.published(), kinds)
        assert [fact for fact in facts if not fact.low <= world.sum(fact.cells) <= fact.high] == []


def test_the_attack_finds_small_cells_in_a_table_that_hides_them_one_by_one() -> None:
    """A table by code and week, cells under five left out, with the totals of rows and columns."""
    world = World({(kind, week): n for kind, row in NAIVE.items() for week, n in enumerate(row)}, 3)
    cells = [Fact(frozenset({cell}), *((n, n) if n >= FEW else (0, 4))) for cell, n in world.cells.items()]
    totals = [[cell for cell in world.cells if cell[0] == kind] for kind in NAIVE]
    totals += [[cell for cell in world.cells if cell[1] == week] for week in range(3)]
    sums = [Fact(total, world.sum(total), world.sum(total)) for total in map(frozenset, totals)]
    attacker = Attacker(world.cells, [*cells, *sums])

    found = [attacker.range({cell}) for cell, n in world.cells.items() if n < FEW]
    assert [(bounds.low, bounds.high) for bounds in found] == [(2, 2)]


def test_the_attack_finds_the_last_of_two_overlapping_periods() -> None:
    cells = [(STARTS[0], week) for week in range(4)]
    attacker = Attacker(cells, [Fact(frozenset(cells), 23, 23), Fact(frozenset(cells[1:]), 21, 21)])
    assert attacker.range(cells[:1]).high == 2


def test_the_attack_finds_all_that_waits_when_all_of_it_is_put_together() -> None:
    """Why a pool is never shown to the full: five codes hold four at most, so that twenty gives each of them away."""
    cells = [(kind, 0) for kind in STARTS[:5]]
    waits = [Fact(frozenset({cell}), 0, 4) for cell in cells]
    attacker = Attacker(cells, [*waits, Fact(frozenset(cells), 20, 24)])
    assert [attacker.range({cell}).low for cell in cells] == [4] * 5


def test_five_codes_that_all_hold_four_may_hold_nothing_for_all_that_is_shown() -> None:
    world = World({(kind, week): 4 * (week == 0 and kind.code in CODES[:5]) for kind in STARTS for week in range(4)}, 4)
    attacker = Attacker(world.cells, facts_of(world.published(), STARTS))
    ranges = [attacker.range({(kind, 0)}) for kind in STARTS[:5]]
    assert [(bounds.low, bounds.high) for bounds in ranges] == [(0, 4)] * 5
    assert world.published().over(world.published().window).taken("start") == 15


NAIVE = {STARTS[0]: (7, 9, 12), STARTS[1]: (8, 2, 6), STARTS[2]: (5, 6, 9)}


def targets(world: World, random: Random) -> Iterator[frozenset[Cell]]:
    """Choose sums under five worth having: cells, some weeks of a code, weeks of all codes, and any others."""
    kinds, weeks = sorted({kind for kind, _ in world.cells}), range(world.weeks)
    runs = [
        frozenset((kind, week) for week in weeks[start:end])
        for kind in kinds
        for start in weeks
        for end in weeks[start:]
    ]
    across = [frozenset((kind, week) for kind in kinds) for week in weeks]
    small = [target for target in (*runs, *across) if target and world.sum(target) < FEW]
    yield from random.sample(small, 30)
    yield from few_of(world, random, 30)


def few_of(world: World, random: Random, times: int) -> Iterator[frozenset[Cell]]:
    """Put cells together at random, as many as stay under five."""
    for _ in range(times):
        chosen: set[Cell] = set()
        for cell in random.sample(sorted(world.cells), len(world.cells)):
            if random.random() < 0.5 and world.sum(frozenset(chosen | {cell})) < FEW:
                chosen.add(cell)
        yield frozenset(chosen)


def nested() -> Iterator[Kind]:
    """Give who stops where, for five codes of which three hang in one place and two in another."""
    for code in CODES[:5]:
        for steps in (("start",), ("start", "message"), ("start", "message", "lonely"), ("start", "group")):
            yield Kind(code, steps, ("GM1" if code < "g" else "GM2") if "group" in steps else "")
    yield from (Kind("", ("start", "group"), gm) for gm in ("GM1", "GM2"))


def those_who_went_no_further(kinds: Sequence[Kind], weeks: int) -> Iterator[frozenset[Cell]]:
    """Name who is left when one step is subtracted from another, and the codes of a place from the place."""
    of_all = [(kind, week) for kind in kinds for week in range(weeks)]
    for code, step in product(CODES[:5], ("message", "lonely", "group")):
        yield frozenset(cell for cell in of_all if cell[0].code == code and step not in cell[0].steps)
    for gm in ("GM1", "GM2"):
        yield frozenset(cell for cell in of_all if cell[0].gm == gm and not cell[0].code)
