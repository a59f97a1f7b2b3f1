"""Counts become figures that may be seen: by fives, each event in one figure at most (docs/decisions/017).

What is counted of one thing (a step by one code, a topic) is a *series*. Week after week it is added up; each full five
is published, what is left waits. So whatever is known of it leaves 0 to 4 open, all of them alike, and nothing that is
published changes later. What waits too long is put together: of codes that gave nothing in four weeks the remainders
go to the *pool* of their campaign and wait no more. Totals are sums of what is published, and of nothing else.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

import numpy as np
from numpy.typing import NDArray

from bot.insights.counted import WEEK, Counted, Window, ends_block, ends_year, monday
from bot.insights.named import Campaign
from bot.insights.published import NONE, TOPICS, Published, Series, pool

K = 5
STEPS = ("start", "message", "lonely", "group", "sign_up")  # by code, in this order from a poster to a group
GRAVE = ("person", "alarm")  # with these a handover opens: by day of all only
# What may be seen of, and split by what; all else is left out, above all steps with a handover by day and code.
_SHOWN: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(STEPS, frozenset({"code"})),
    "group": frozenset({"code", "gm"}),
    "sign_up": frozenset({"code", "gm"}),
    "no_group": frozenset({"gm"}),
    **dict.fromkeys(GRAVE, frozenset({""})),  # not by tier: each alarm has one, so these would give away the rest
    "intent": frozenset({"intent"}),
    "first_reply": frozenset({"within"}),
    "resolved": frozenset({"within"}),
    **dict.fromkeys(("turn", "typed", "asked_meaning", "misunderstood", "rasa_down", "place_unknown"), frozenset({""})),
}

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Member:
    """A series whose remainder goes to a pool; `since` is when all may know that there is such a thing.

    The code of a campaign as such does not `hang` where its spots have codes of their own: who makes the posters knows.
    """

    pool: Series
    since: date
    until: date = date.max
    hangs: bool = True


def publish(rows: Iterable[Counted], window: Window, campaigns: Iterable[Campaign], topics: Iterable[str]) -> Published:
    """Make figures of what was counted in a window; of rows outside it nothing is seen.

    `topics` are the intents that are shown. Who is in a pool is settled by what all may know, never by the counts:
    else whether something was put together would tell of them.
    """
    members = _members(campaigns, topics, window)
    cells = _cells(_added_up(rows, window), members, len(window))
    pools = tuple(dict.fromkeys(member.pool for member in members.values()))
    table = np.array([*cells.values()], np.int64).reshape(len(cells), len(window))
    figures = _Tally.of(tuple(map(members.get, cells)), pools).publish(table, tuple(window))
    return Published(window, {series: at for at, series in enumerate((*cells, *pools))}, figures)


def _members(campaigns: Iterable[Campaign], topics: Iterable[str], window: Window) -> dict[Series, _Member]:
    spots = ((campaign, spot) for campaign in campaigns for spot in campaign.spots)
    return {
        (step, spot.about): _Member((step, pool(campaign)), spot.since, spot.ended_on or date.max, bool(spot.name))
        for (campaign, spot), step in product(spots, STEPS)
    } | {("intent", f"intent:{topic}"): _Member(TOPICS, window.since) for topic in topics}


def _added_up(rows: Iterable[Counted], window: Window) -> dict[Series, Ints]:
    """Add rows up by series and week: column by column, for row by row in Python takes four times as long."""
    columns = tuple(zip(*rows, strict=True)) or ((), (), (), ())
    names, abouts = (tuple(dict.fromkeys(column)) for column in columns[1:3])
    weeks = {week: number for number, week in enumerate(window)}
    week_of = {day: weeks.get(monday(day), len(weeks)) for day in set(columns[0])}  # the last: outside, and dropped
    shape = len(names), len(abouts), len(weeks) + 1
    at = (_numbered(columns[1], names), _numbered(columns[2], abouts), _looked_up(columns[0], week_of))
    cells = np.zeros(shape, np.int64)
    np.add.at(cells, at, np.array(columns[3], np.int64))
    found = zip(*(axis.tolist() for axis in cells.any(2).nonzero()), strict=True)
    return {(names[name], abouts[about]): cells[name, about, :-1] for name, about in found}


def _numbered(column: Sequence[str], values: Sequence[str]) -> Ints:
    return _looked_up(column, {value: number for number, value in enumerate(values)})


def _looked_up(column: Sequence[Hashable], numbers: Mapping[Hashable, int]) -> Ints:
    return np.fromiter(map(numbers.__getitem__, column), np.int64, len(column))


def _cells(counted: Mapping[Series, Ints], members: Iterable[Series], weeks: int) -> dict[Series, Ints]:
    """Keep what may be shown; add who came without a code, and what could have been counted and was not."""
    nothing = np.zeros(weeks, np.int64)
    cells = {series: counted.get(series, nothing) for series in members}
    cells |= {series: row for series, row in counted.items() if _is_shown(*series) and series[0] != "intent"}
    for step in STEPS:
        by_code = sum((row for (name, about), row in cells.items() if name == step and about[:5] == "code:"), nothing)
        cells[step, NONE] = np.maximum(counted.get((step, ""), nothing) - by_code, 0)
    return cells


def _is_shown(name: str, about: str) -> bool:
    return about.partition(":")[0] in _SHOWN.get(name, frozenset())


@dataclass(frozen=True, slots=True)
class _Tally:
    """Each series' pool, by number, -1 for none, the days it counts as one of it, and 0 if it counts for nobody."""

    pool: Ints
    since: Ints
    until: Ints
    hangs: Ints
    pools: int

    @classmethod
    def of(cls, members: Sequence[_Member | None], pools: Sequence[Series]) -> "_Tally":
        numbers = {pool: at for at, pool in enumerate(pools)}
        return cls(
            np.array([numbers[member.pool] if member else -1 for member in members], np.int64),
            np.array([member.since.toordinal() if member else 0 for member in members], np.int64),
            np.array([member.until.toordinal() if member else 0 for member in members], np.int64),
            np.array([member is not None and member.hangs for member in members], np.int64),
            len(pools),
        )

    def publish(self, table: Ints, weeks: Sequence[date]) -> Ints:
        """Give what is published each week, of each series and then of each pool."""
        figures = np.zeros((len(table) + self.pools, len(weeks)), np.int64)
        rest, lately = np.zeros((2, len(table)), np.int64)
        for at, week in enumerate(weeks):
            rest += table[:, at]
            fives = rest // K * K
            figures[: len(table), at] = fives
            rest -= fives
            lately += fives
            if ends_block(week):
                over = (week + WEEK).toordinal()
                quiet = ((lately == 0) | ends_year(week)) & (self.since < over) & (over <= self.until)
                figures[len(table) :, at] = self._put_together(rest, quiet & (self.pool >= 0))
                lately[:] = 0
            if ends_year(week):
                rest[:] = 0
        return figures

    def _put_together(self, rest: Ints, quiet: NDArray[np.bool_]) -> Ints:
        """Take what waits in quiet series, and give what of it may be seen in their pools.

        Each of m that hang holds 4 at most, so a pool of 4 m would give them all away. At most 4 (m - 1) is shown: then
        each may as well hold nothing. Below three that is not one five, and they keep what they have.
        """
        many = np.bincount(self.pool[quiet], self.hangs[quiet], self.pools).astype(np.int64)
        most = np.maximum(many - 1, 0) * (K - 1) // K
        waits = np.bincount(self.pool[quiet], rest[quiet], self.pools).astype(np.int64)
        quiet[quiet] = most[self.pool[quiet]] > 0
        rest[quiet] = 0
        shown: Ints = np.minimum(waits // K, most) * K
        return shown
