"""Figures that may be seen: multiples of five, by series and week."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from bot.insights.counted import Period, Window
from bot.insights.named import Campaign

Series = tuple[str, str]  # name and about, as in `Counted`
NONE = "code:none"  # who came without a code
TOPICS: Series = ("intent", "pool:topics")  # topics that were put together
_CODE, _POOL = "code:", "pool:"


def pool(campaign: Campaign) -> str:
    """Give what the remainders of a campaign's codes are called."""
    return f"{_POOL}{campaign.id}"


@dataclass(frozen=True, slots=True)
class Published:
    """All there is to see, and all from which pages, plots, exports and reports are made."""

    window: Window
    at: Mapping[Series, int]
    figures: NDArray[np.int64]  # series, weeks of the window

    def weekly(self, series: Iterable[Series], period: Period) -> tuple[int, ...]:
        """Give the sum of some series for each week of a period."""
        rows = [self.at[each] for each in series if each in self.at]
        return tuple(self.figures[rows][:, self._weeks(period)].sum(0).tolist())

    def over(self, period: Period) -> "Sums":
        """Add each series up over a period."""
        sums = self.figures[:, self._weeks(period)].sum(1).tolist()
        return Sums({series: sums[at] for series, at in self.at.items() if sums[at]})

    def each(self, period: Period) -> Iterator[tuple[date, Series, int]]:
        """Give every figure of a period, series by series."""
        weeks, series, figures = tuple(period), tuple(self.at), self.figures[:, self._weeks(period)]
        found = figures.nonzero()
        for row, week, n in zip(*(axis.tolist() for axis in (*found, figures[found])), strict=True):
            yield weeks[week], series[row], n

    def by_code(self, step: str, campaign: Campaign | None = None) -> tuple[Series, ...]:
        """Give the series of a step that are of one code each, or of none: of all there are, or of a campaign's."""
        if campaign:
            return tuple((step, spot.about) for spot in campaign.spots)
        return tuple(series for series in self.at if series[0] == step and series[1].startswith(_CODE))

    def put_together(self, step: str, campaign: Campaign | None = None) -> tuple[Series, ...]:
        """Give the series of a step that are pools: all there are, or a campaign's."""
        if campaign:
            return ((step, pool(campaign)),)
        return tuple(series for series in self.at if series[0] == step and series[1].startswith(_POOL))

    def _weeks(self, period: Period) -> slice:
        first = len(Period(self.window.since, period.since))
        return slice(first, first + len(period))


@dataclass(frozen=True, slots=True)
class Sums:
    """Figures over a period; what is not there is zero, which is never said (`tables.figure`)."""

    figures: Mapping[Series, int]

    def of(self, name: str, *abouts: str) -> int:
        """Give the sum of series with one name."""
        return sum(self.figures.get((name, about), 0) for about in abouts)

    def taken(self, step: str, campaign: Campaign | None = None) -> int:
        """Give all that is published of a step: by code, without one, put together; or that of a campaign."""
        if campaign:
            return self.of(step, pool(campaign), *(spot.about for spot in campaign.spots))
        return sum(n for (name, about), n in self.figures.items() if name == step and about.startswith((_CODE, _POOL)))

    def kind(self, name: str, kind: str) -> Mapping[str, int]:
        """Give the figures of one name by what they are about, of one kind: "gm" -> {"GM0344": 25}."""
        beginning = f"{kind}:"
        return {
            about.removeprefix(beginning): n
            for (of, about), n in self.figures.items()
            if of == name and about.startswith(beginning)
        }
