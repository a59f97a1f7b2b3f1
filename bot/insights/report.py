"""The report on a municipality: two pages that a coordinator takes along to an alderman, as HTML and as PDF."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from bot import yml
from bot.insights import plots
from bot.insights.counted import Period
from bot.insights.needs import OF_PLACE
from bot.insights.published import Published
from bot.insights.tables import Cell, Table, figure, shown
from bot.press import Sheet, printed

_PAPER = Path(__file__).with_name("paper")
_TOGETHER = 4  # weeks in a bar
_MOST = 4  # groups that are named
_FEW = ""  # as a figure: nothing to show


class Runs(StrEnum):
    """How a group runs, as far as is known; `paper/report.yml` has words for all but the first."""

    CONFIRMED = "confirmed"  # somebody has checked that it does
    UNCONFIRMED = "unconfirmed"
    FULL = "full"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Nearby:
    """A group, `km` from the municipality, 0 in it."""

    name: str
    km: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Municipality:
    """What is known of a municipality; `young`: how many of 10 to 29 live there; `groups`: the nearest first."""

    code: str
    name: str
    young: int
    groups: tuple[Nearby, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Some text under a title: paragraphs, points, paragraphs again."""

    title: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Two pages; a card is a figure, "" where there is too little to show, and what it is of."""

    title: str
    under: str
    audience: str
    few: str
    cards: tuple[tuple[str, str], ...]
    first: tuple[Section, ...]
    bars: Table
    known: Table
    second: tuple[Section, ...]


def report(published: Published, municipality: Municipality, period: Period) -> Report:
    """Write the report; its figures are those of the pages, over a period."""
    sums = published.over(period)
    here = {name: sums.of(name, f"gm:{municipality.code}") for name in OF_PLACE}
    words = _Words(municipality.name)
    asked = "group" if here["group"] else "no_group"  # of a place without any group near, none was ever shown
    bars = _bars(words, asked, published.weekly([(asked, f"gm:{municipality.code}")], period), period)
    first = (_asked(words, here[asked]), _near(words, municipality.groups), _who(words, municipality.young))
    join_us = (words.told("join_us"),)
    second = tuple(words.listed(part) for part in ("limits", "method", "sources"))
    return Report(
        words.say("title"),
        words.say("under", since=_long(period.since), until=_long(period.until - timedelta(days=1))),
        words.say("audience"),
        words.say("few"),
        _cards(words, municipality.young, here),
        first if bars.rows else (*first, *join_us),  # where there are no bars, the first page has room
        bars,
        _known(words),
        (*join_us, *second) if bars.rows else second,
    )


def as_article(report: Report) -> Markup:
    """Write the report as a part of a page; `paper/report.css` says how it looks."""
    bars = plots.bars(report.bars, "report") if report.bars.rows else ""
    return Markup(_article().render(report=report, bars=bars, shown=shown))  # noqa: S704 -- escaped by the template


def as_html(report: Report) -> str:
    """Write the report as a page of its own, to be saved or printed."""
    page = Markup(
        '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{}</title>'
        '<meta name="viewport" content="width=device-width"><style>{}</style></head><body>{}</body></html>'
    )
    return page.format(report.title, Markup(_css()), as_article(report))  # noqa: S704 -- our own file


async def as_pdf(report: Report) -> bytes:
    """Print the report on two pages of A4; what is typed somewhere goes in as data.

    Raises:
        Unprinted: it could not be printed, or not in time; says why.
    """
    bars = [(shown(when), n if isinstance(n, int) else 0) for when, n, _ in report.bars.rows]
    told = json.dumps({**asdict(report), "bars": bars, "bars_title": report.bars.title})
    return await printed(Sheet(str(_PAPER / "report.typ"), {"report": told}))


class _Words:
    """The texts of a report, with the name of the municipality in them."""

    def __init__(self, name: str) -> None:
        self._name = name

    def say(self, *path: str, **values: object) -> str:
        return self._filled(_at(*path), **values)

    def points(self, *path: str | int) -> tuple[str, ...]:
        return tuple(self._filled(point) for point in _at(*path))

    def told(self, part: str, **values: object) -> Section:
        return Section(self.say(part, "title"), (self.say(part, "text", **values),))

    def listed(self, part: str) -> Section:
        return Section(self.say(part, "title"), points=self.points(part, "points"))

    def _filled(self, text: str, **values: object) -> str:
        return text.format(name=self._name, **values)


def _cards(words: _Words, young: int, here: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
    counted = ((words.say("about", n=shown(n)) if n else _FEW, words.say("cards", name)) for name, n in here.items())
    return (shown(young), words.say("cards", "young")), *counted


def _asked(words: _Words, times: int) -> Section:
    return Section(words.say("asked", "title"), (words.say("asked", "some" if times else "few"),))


def _near(words: _Words, groups: Sequence[Nearby]) -> Section:
    kind = "none" if not groups else "near" if groups[0].km else "here"
    named = [_group(words, group) for group in groups[:_MOST]]
    rest = len(groups) - len(named)
    return Section(
        words.say("near", "title"),
        (words.say("near", kind),),
        (*named, *([words.say("near", "more", n=rest)] if rest else [])),
        (words.say("near", "caveat"),),
    )


def _group(words: _Words, group: Nearby) -> str:
    name = words.say("near", "far", group=group.name, km=group.km) if group.km else group.name
    return name if group.runs is Runs.CONFIRMED else words.say("near", group.runs, group=name)


def _who(words: _Words, young: int) -> Section:
    return words.told("who", young=shown(young))


def _known(words: _Words) -> Table:
    rows = tuple(tuple(words.points("known", "rows", at)) for at in range(len(_at("known", "rows"))))
    return Table(words.say("known", "title"), words.points("known", "head"), rows, words.say("known", "study"))


def _bars(words: _Words, asked: str, weekly: Sequence[int], period: Period) -> Table:
    """Add up four weeks for each bar, the last ones whole; without any figure there are no bars."""
    first = len(weekly) % _TOGETHER
    weeks = tuple(period)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (weeks[at], figure(sum(weekly[at : at + _TOGETHER])), "") for at in range(first, len(weekly), _TOGETHER)
    )
    bars = words.say("asked", "bars", asked)
    return Table(bars, (bars, bars, ""), rows if any(weekly[first:]) else ())


def _long(day: date) -> str:
    return f"{day.day} {_at('month')[day.month - 1]} {day.year}"


def _at(*path: str | int) -> Any:  # noqa: ANN401 -- a text, or what stands in a list
    found: Any = _texts()
    for step in path:
        found = found[step]
    return found


@cache
def _texts() -> Mapping[str, Any]:
    return dict(yml.values((_PAPER / "report.yml").read_text(encoding="utf-8")))


@cache
def _css() -> str:
    return (_PAPER / "report.css").read_text(encoding="utf-8")


@cache
def _article() -> Any:  # noqa: ANN401 -- a template
    return Environment(loader=PackageLoader("bot.insights", "paper"), autoescape=True).get_template("report.html")
