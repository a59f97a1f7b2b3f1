"""A list as a file: read with every fault named by its line, compared with what is kept, written back."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from bot.directory.cells import LONGEST, WrittenWrong
from bot.directory.groups import Status
from bot.directory.places import Places
from bot.formulas import harmless

MOST = 1000  # lines in a file


class Listed(Protocol):
    """One thing on a list that coordinators keep."""

    @property
    def id(self) -> str:
        """What it is known by, for good."""

    @property
    def municipality(self) -> str:
        """Where it is; empty for the whole country."""

    @property
    def status(self) -> Status:
        """What is known of it."""

    @property
    def verified_on(self) -> date | None:
        """When somebody last looked whether it is there."""


T = TypeVar("T", bound=Listed)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line of a file, the first line being 1; `field` is empty where it is the whole line."""

    line: int
    field: str
    why: str


@dataclass(frozen=True, slots=True)
class Changes(Generic[T]):
    """What a file would change: what comes, what changes (before and after), and what is not in it any more."""

    added: tuple[T, ...]
    changed: tuple[tuple[T, T], ...]
    gone: tuple[T, ...]
    same: int


@dataclass(frozen=True, slots=True)
class Sheet(Generic[T]):
    """A list as a file: its columns, the one that must be there, and what is made of a line or a form.

    `made` raises WrittenWrong. `shown` are the only ones that visitors ever see.
    """

    columns: tuple[str, ...]
    needed: str
    made: Callable[[Mapping[str, str], Places], T]
    shown: frozenset[Status]

    def read(self, written: str, places: Places) -> tuple[tuple[T, ...], tuple[Fault, ...]]:
        """Read a file: what it lists, and what is wrong with it. With a fault in it, none of it may be used.

        It has a line of headings, of `columns` in any order, commas or semicolons in between.
        """
        rows = csv.reader(io.StringIO(written.removeprefix("\ufeff")), delimiter=_delimiter(written), strict=True)
        try:
            heads = [head.strip().lower() for head in next(rows, [])]
            faults = [*self._of_heads(heads)]
            lines = [] if faults else [(rows.line_num, row) for row in rows if any(cell.strip() for cell in row)]
        except csv.Error:
            return (), (Fault(rows.line_num, "", "no_csv"),)
        if len(lines) > MOST:
            return (), (Fault(lines[MOST][0], "", "too_many"),)
        listed: dict[str, T] = {}
        for number, row in lines:
            try:
                one = self.made(_cells(heads, row), places)
            except WrittenWrong as wrong:
                faults.append(Fault(number, wrong.field, wrong.why))
                continue
            if one.id in listed:
                faults.append(Fault(number, "id", "twice"))
            listed[one.id] = one
        return tuple(listed.values()), tuple(faults)

    def changes(self, kept: Sequence[T], wanted: Sequence[T]) -> Changes[T]:
        """Compare what is kept with what a file wants."""
        before = {one.id: one for one in kept}
        after = {one.id: one for one in wanted}
        both = [(before[name], one) for name, one in after.items() if name in before]
        changed = tuple((was, will) for was, will in both if self._told(was) != self._told(will))
        return Changes(
            tuple(one for name, one in after.items() if name not in before),
            changed,
            tuple(one for name, one in before.items() if name not in after),
            len(both) - len(changed),
        )

    def written(self, listed: Sequence[T]) -> str:
        """Write a list as a file that `read` takes back."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(self.columns)
        writer.writerows(["" if value is None else harmless(str(value)) for value in self._told(one)] for one in listed)
        return out.getvalue()

    def _told(self, one: T) -> tuple[object, ...]:
        return tuple(getattr(one, column) for column in self.columns)

    def _of_heads(self, heads: Sequence[str]) -> Iterator[Fault]:
        for head in heads:
            if head not in self.columns:
                yield Fault(1, head[:LONGEST], "no_column")
        if len(set(heads)) < len(heads):
            yield Fault(1, "", "column_twice")
        if self.needed not in heads:
            yield Fault(1, self.needed, "missing")


def to_check(listed: Sequence[T], today: date, days: int) -> tuple[T, ...]:
    """Give what has not ended and nobody has verified for so many days, the longest ago first."""
    kept = [one for one in listed if one.status is not Status.ENDED]  # what is full may have room again by now
    late = [one for one in kept if one.verified_on is None or (today - one.verified_on).days >= days]
    return tuple(sorted(late, key=lambda one: (one.verified_on or date.min, one.municipality)))


def slug(*parts: object) -> str:
    """Make an id of what does not change."""
    return "-".join(re.sub(r"[^a-z0-9]+", "-", str(part).lower()).strip("-") for part in parts if part)


def _delimiter(written: str) -> str:
    head = written.partition("\n")[0]
    return ";" if head.count(";") > head.count(",") else ","


def _cells(heads: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    if len(row) > len(heads):
        raise WrittenWrong("", "too_long_a_line")
    return dict(zip(heads, row, strict=False))
