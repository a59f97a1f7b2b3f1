"""Tables as CSV (RFC 4180), and one table of all figures there are, for who wants to work with them."""

import csv
import io
from collections.abc import Iterator, Mapping
from functools import cache

from bot.formulas import harmless
from bot.insights.counted import Period
from bot.insights.funnels import spot_name
from bot.insights.named import Campaign
from bot.insights.pages import Insight
from bot.insights.published import pool
from bot.insights.tables import Cell, Table, heads
from bot.insights.words import names, said


def as_csv(table: Table) -> str:
    """Write a table as CSV; what a spreadsheet would take for a formula gets an apostrophe before it."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows([map(_harmless, row) for row in (table.head, *table.rows)])
    return file.getvalue()


def all_figures(insight: Insight, period: Period) -> Table:
    """Give every figure there is, by week: week, what, about what, how many."""
    called = _called(insight)
    rows = tuple(
        (week, _event(name), called.get(about, about), n) for week, (name, about), n in insight.published.each(period)
    )
    return Table(said("title", "all"), heads("week", "what", "about", "times"), rows, said("note", "rule"))


def _harmless(cell: Cell) -> Cell:
    return harmless(cell) if isinstance(cell, str) else cell


@cache
def _event(name: str) -> str:
    return said("step" if name in names("step") else "event", name)


def _called(insight: Insight) -> Mapping[str, str]:
    """Say what things are about."""
    return {
        "pool:topics": said("pool", "topics"),
        **{f"{kind}:{name}": said(kind, name) for kind in ("within", "code") for name in names(kind)},
        **{f"gm:{code}": name for code, name in insight.municipalities.items()},
        **{f"intent:{intent}": title for intent, title in insight.topics.items()},
        **{about: name for campaign in insight.campaigns for about, name in _of_campaign(campaign)},
    }


def _of_campaign(campaign: Campaign) -> Iterator[tuple[str, str]]:
    yield pool(campaign), said("pool", "of", campaign=campaign.name)
    for spot in campaign.spots:
        yield spot.about, f"{campaign.name}: {spot_name(spot)} ({spot.code})"
