"""Tables: what pages, plots and exports all show, so that none shows more than another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.insights.fives import K
from bot.insights.words import few, said, short_date

Cell = int | str | date
_ENOUGH = 50  # below, what was rounded down would make a share mean nothing
_STEP = 5  # percent


@dataclass(frozen=True, slots=True)
class Table:
    """A table under its title; a row begins with what it is about. Numbers are figures that may be seen.

    `note` is what has to be said with it, "" for nothing.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


def heads(*names: str) -> tuple[str, ...]:
    """Say what stands above columns."""
    return tuple(said("head", name) for name in names)


def figure(n: int) -> Cell:
    """Give a sum of figures as a cell: none is not zero, but nothing or a few."""
    return n or few()


def shown(cell: Cell) -> str:
    """Write a cell for people; thousands as Dutch has them."""
    match cell:
        case int():
            return f"{cell:,}".replace(",", ".")
        case str():
            return cell
        case date():
            return short_date(cell)


def share(part: int, whole: int) -> str:
    """Say what part of a whole it is, roughly; "" where either side would be few, or the whole too small to say it."""
    if part < K or whole - part < K or whole < _ENOUGH:
        return ""
    match _STEP * round(100 * part / whole / _STEP):
        case 0:
            return said("share", "less", percent=_STEP)
        case 100:
            return said("share", "more", percent=100 - _STEP)
        case percent:
            return said("share", "about", percent=percent)


def most_first(figures: Mapping[str, int]) -> Sequence[tuple[str, int]]:
    """Order what has figures, the same ones by name."""
    return sorted(figures.items(), key=lambda each: (-each[1], each[0]))
