"""Plots of tables as SVG: no script, no style of its own, readable aloud, and the table stands beside it.

Everything is drawn in the colour of the text around it, which suits light, dark and print alike; what differs, differs
by pattern. A page may colour by class: `plot`, in it `bar`, `hatched` and `grid`. Numbers are user units, 480 across.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from bot.insights.tables import Cell, Table, shown
from bot.insights.words import said

_WIDTH = 480
_LEFT, _TOP, _RIGHT, _BOTTOM = 38, 22, 8, 24  # around the bars; under the last one stands a day
_HIGH = 150  # the bars
_LABELS = 9  # at most, under the bars
_FIGURES = 14  # bars; on more there is no room for what they stand for
_ROW = 36  # of a funnel
_LABEL, _FIGURE = 158, 58  # of a funnel, left and right of its bars
_PLOT = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" class="plot" role="img" aria-labelledby="{name}-title {name}-desc" '
    'viewBox="0 0 {width} {height}" font-size="12" fill="currentColor"><title id="{name}-title">{title}</title>'
    '<desc id="{name}-desc">{words}</desc>{drawn}</svg>'
)
_HATCH = Markup(
    '<defs><pattern id="{}-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path d="M1 0V5" stroke="currentColor" stroke-width="2"/></pattern></defs>'
)


class _Box(NamedTuple):
    x: float
    y: float
    width: float
    height: float


def bars(table: Table, name: str) -> Markup:
    """Draw a bar a row (a day, a figure, how much of it is hatched); `name` is unique on the page, as an id is."""
    figures = [_number(row[1]) for row in table.rows]
    top = _round_up(max(figures, default=0))
    key = [*_key(table, name)]
    height = _TOP + _HIGH + _BOTTOM * (2 if key else 1)
    drawn = [_HATCH.format(name), *_grid(top), *_bars(table, name, top), *key]
    return _plot(name, height, (table.title, _told(table, figures)), drawn)


def funnel(table: Table, name: str) -> Markup:
    """Draw a lying bar a row (what, a figure); `name` is unique on the page."""
    figures = [_number(row[1]) for row in table.rows]
    longest = max(figures, default=0) or 1
    width = _WIDTH - _LABEL - _FIGURE
    drawn = [
        _text(_LABEL - 8, at * _ROW + 22, shown(row[0]), "end")
        + _bar(_Box(_LABEL, at * _ROW + 6, width * n / longest, _ROW - 12))
        + _text(_LABEL + width * n / longest + 6, at * _ROW + 22, shown(row[1]), "start")
        for at, (row, n) in enumerate(zip(table.rows, figures, strict=True))
    ]
    steps = ", ".join(f"{shown(row[0])} {shown(row[1])}" for row in table.rows)
    return _plot(name, _ROW * len(table.rows), (table.title, said("plot", "funnel", steps=steps)), drawn)


def _told(table: Table, figures: Sequence[int]) -> str:
    """Say in words what bars show."""
    if not figures:
        return said("plot", "empty")
    most = max(figures)
    when = shown(table.rows[figures.index(most)][0])
    ends = {"title": table.title, "first": shown(table.rows[0][0]), "last": shown(table.rows[-1][0])}
    return said("plot", "bars" if most else "no_bars", most=shown(most), when=when, **ends)


def _bars(table: Table, name: str, top: int) -> Iterator[Markup]:
    count = len(table.rows)
    step = (_WIDTH - _LEFT - _RIGHT) / max(count, 1)
    every = -(-count // _LABELS)
    for at, (when, cell, together) in enumerate(table.rows):
        left, high, above = _LEFT + at * step, _HIGH * _number(cell) / top, _HIGH * _number(together) / top
        over = _TOP + _HIGH - high
        yield _bar(_Box(left + step * 0.1, over + above, step * 0.8, high - above))
        yield _hatched(_Box(left + step * 0.1, over, step * 0.8, above), name)
        if high and count <= _FIGURES:
            yield _text(left + step / 2, over - 4, shown(cell), "middle")
        if at % every == 0:
            yield _text(left + step / 2, _TOP + _HIGH + 16, shown(when), "middle")


def _key(table: Table, name: str) -> Iterator[Markup]:
    """Say what is hatched, if anything is."""
    if any(_number(row[2]) for row in table.rows):
        y = _TOP + _HIGH + _BOTTOM
        yield _hatched(_Box(_LEFT, y + 4, 14, 12), name)
        yield _text(_LEFT + 20, y + 14, table.head[2], "start")


def _grid(top: int) -> Iterator[Markup]:
    for part in (0, 0.5, 1):
        y = _TOP + _HIGH * (1 - part)
        yield _line(_LEFT, y, _WIDTH)
        yield _text(_LEFT - 6, y + 4, shown(round(top * part)), "end")


def _round_up(most: int) -> int:
    """Give a round number that is even by fives, and no smaller."""
    size = 10
    while True:
        for factor in (1, 2, 4, 6, 8):
            if most <= size * factor:
                return size * factor
        size *= 10


def _number(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def _plot(name: str, height: float, told: tuple[str, str], drawn: Sequence[Markup]) -> Markup:
    title, words = told
    return _PLOT.format(name=name, width=_WIDTH, height=height, title=title, words=words, drawn=Markup("").join(drawn))


def _bar(box: _Box) -> Markup:
    return _rect(box, Markup('class="bar" fill="currentColor"')) if box.width and box.height else Markup("")


def _hatched(box: _Box, name: str) -> Markup:
    looks = Markup('class="hatched" fill="url(#{}-hatch)" stroke="currentColor"').format(name)
    return _rect(box, looks) if box.height else Markup("")


def _rect(box: _Box, looks: Markup) -> Markup:
    at = (f"{each:.1f}" for each in box)
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" {}/>').format(*at, looks)


def _text(x: float, y: float, text: str, anchor: str) -> Markup:
    return Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(x, y, anchor, text)


def _line(x: float, y: float, until: float) -> Markup:
    line = Markup('<path class="grid" d="M{} {:.1f}H{}" stroke="currentColor" stroke-opacity=".3"/>')
    return line.format(x, y, until)
