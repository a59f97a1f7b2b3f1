"""An independent table of ways to write a place, made by somebody who did not see the code."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from bot.directory import Places
from tests.directory.short import agrees, short

FORMS = Path(__file__).with_name("forms.tsv")
ENOUGH = 0.97


@pytest.mark.skipif(not FORMS.exists(), reason="the table is made by somebody else")
def test_ninety_seven_of_a_hundred_ways_to_write_a_place_are_understood(places: Places) -> None:
    with FORMS.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    missed = defaultdict(list)
    for row in rows:
        got = short(places.resolve(row["written"]))
        if not agrees(got, row["expected"]):
            missed[row["category"]].append(f"{row['written']!r}: {row['expected']}, got {got}")
    for category, misses in sorted(missed.items()):
        print(f"{category}: {len(misses)}", *misses, sep="\n  ")  # noqa: T201 - the misses are what one runs this for
    right = 1 - sum(map(len, missed.values())) / len(rows)
    assert right >= ENOUGH
