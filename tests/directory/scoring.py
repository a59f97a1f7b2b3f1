"""Scores the independent table of ways to write a place, made by somebody who did not see the code."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.resolved import agrees, misleads, short
from bot.directory import Places

FORMS = Path(__file__).with_name("forms.tsv")


@dataclass(frozen=True, slots=True)
class Scored:
    """One written form, what it means and what the directory makes of it."""

    category: str
    written: str
    expected: str
    got: str

    @property
    def right(self) -> bool:
        return agrees(self.got, self.expected)

    @property
    def misleads(self) -> bool:
        return misleads(self.got, self.expected)


def scored(places: Places) -> Sequence[Scored]:
    with FORMS.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Scored(row["category"], row["written"], row["expected"], short(places.resolve(row["written"]))) for row in rows
    ]
