"""The municipalities, with how many young people live there."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality; `young`: inhabitants of 10 to 29, from the CBS figures by postcode of 2021."""

    gm_code: str
    name: str
    young: int


@cache
def municipalities() -> Sequence[Municipality]:
    """List all, by name."""
    text = resources.files("bot.directory").joinpath("data", "municipalities.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    listed = [Municipality(row["gm_code"], row["municipality"], int(row["pop_10_29_2021"])) for row in rows]
    return tuple(sorted(listed, key=lambda each: each.name.removeprefix("'s-").casefold()))
