"""Worlds to attack: what may really have happened, the rows that are counted of it, and all that is shown of those."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from random import Random
from typing import NamedTuple

from bot.insights import (
    WEEK,
    Campaign,
    CampaignPage,
    Counted,
    Insight,
    Municipality,
    Overview,
    Published,
    Spot,
    Table,
    Window,
    all_figures,
    as_csv,
    as_html,
    bars,
    funnel_plot,
    municipality_report,
    of_campaign,
    overview,
    publish,
)

FIRST = date(2025, 12, 29)  # the Monday of the first week of 2026
CODES = ("c3c3c3", "d4d4d4", "f6f6f6", "g7g7g7", "h9h9h9", "j3j3j3", "k4k4k4")
CAMPAIGNS = (
    Campaign(1, "Posters", tuple(Spot(code, f"School {code}", FIRST) for code in CODES[:5])),
    Campaign(2, "Festival", tuple(Spot(code, f"Veld {code}", FIRST) for code in CODES[5:])),
)
PLACES = {"GM1": "Ons Dorp", "GM2": "De Stad"}


class Kind(NamedTuple):
    """Somebody who comes by a code ("" for none), takes these steps and asks for a municipality ("" for none)."""

    code: str
    steps: tuple[str, ...]
    gm: str = ""

    def series(self) -> Iterator[tuple[str, str]]:
        """Give all that they are counted for."""
        for step in self.steps:
            yield step, ""
            if self.code:
                yield step, f"code:{self.code}"
            if self.gm and step == "group":
                yield step, f"gm:{self.gm}"


Cell = tuple[Kind, int]  # a kind in one week: the smallest thing that could be known
STARTS = tuple(Kind(code, ("start",)) for code in (*CODES, ""))  # nobody does anything but start


@dataclass(frozen=True)
class World:
    """How many of each kind there were in each week."""

    cells: Mapping[Cell, int]
    weeks: int
    first: date = FIRST

    def rows(self) -> list[Counted]:
        """Give what is counted."""
        return [
            Counted(self.first + WEEK * week, *series, n)
            for (kind, week), n in self.cells.items()
            if n
            for series in kind.series()
        ]

    def published(self, weeks: int | None = None) -> Published:
        """Publish what there is after some weeks."""
        window = Window(self.first, self.first + WEEK * (self.weeks if weeks is None else weeks))
        return publish(self.rows(), window, CAMPAIGNS, ())

    def sum(self, cells: frozenset[Cell]) -> int:
        """Count some of them."""
        return sum(self.cells[cell] for cell in cells)


def drawn(kinds: Sequence[Kind], weeks: int, random: Random, first: date = FIRST) -> World:
    """Draw a world: in most cells nobody or a few, as it is at schools; in some more."""
    most = {kind: random.choice((1, 1, 2, 3, 9)) for kind in kinds}
    return World({(kind, week): random.randint(0, most[kind]) for kind in kinds for week in range(weeks)}, weeks, first)


def everything_shown(world: World) -> list[str]:
    """Give all that anybody is shown after each four weeks and at the end: pages, plots, exports, reports."""
    return [shown for weeks in {4, 8, world.weeks} for shown in _shown(world.published(weeks))]


def _shown(published: Published) -> Iterator[str]:
    insight = Insight(published, CAMPAIGNS, PLACES, {})
    for period in (published.window, published.window.last(3)):
        yield as_csv(all_figures(insight, period))
        pages: list[Overview | CampaignPage] = [overview(insight, period)]
        pages += [of_campaign(insight, each, period) for each in CAMPAIGNS]
        for page in pages:
            yield from (as_csv(table) for table in tables(page))
            yield bars(page.starts, "starts")
            yield funnel_plot(page.funnel, "funnel")
        for code, name in PLACES.items():
            yield as_html(municipality_report(published, Municipality(code, name, 1000, ()), period))


def tables(page: Overview | CampaignPage) -> list[Table]:
    """List the tables of a page."""
    return [getattr(page, field.name) for field in fields(page)]
