"""The examples of the safety gate, a file a hand in `nlu/danger`, and the classes they make."""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

NONE = "none"
PIECES = " ¶ "  # stands between messages that were sent one after the other
_RARE = 20  # rows below which a category of a tier is no class of its own


@dataclass(frozen=True)
class Example:
    """A message, the tier it signals and what it was written for."""

    tier: str
    category: str
    text: str


def read(folder: Path) -> list[Example]:
    """Read all files of a folder, in order.

    Raises:
        KeyError: a file lacks a column.
    """
    return [
        Example(row["tier"], row["category"], row["text"].replace(PIECES, " "))
        for path in sorted(folder.glob("*.tsv"))
        for row in csv.DictReader(path.read_text(encoding="utf-8").split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE)
    ]


def classes_of(examples: Sequence[Example]) -> list[str]:
    """Give each example its class, "tier:category"; rare ones of a tier go together.

    Finer than the tiers that are asked for: telling a joke about Monday from a row at home teaches more than "both are
    none" (docs/decisions/009).
    """
    named = [f"{example.tier}:{example.category}" for example in examples]
    counts = Counter(named)
    return [name if counts[name] >= _RARE else f"{name.partition(':')[0]}:" for name in named]
