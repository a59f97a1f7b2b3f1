"""What the safety gate learns from: many hands, all tiers, nothing twice, nothing that is kept for testing."""

from bisect import bisect_right
from collections import Counter

import pytest
from rapidfuzz import fuzz, process

from bench.examples import danger, kept_for_testing, plain
from bot.safety import Tier

ROWS = danger()
TEXTS = [plain(row.text) for row in ROWS]


def test_every_row_has_a_tier_a_category_and_words() -> None:
    assert {row.tier for row in ROWS} == set(Tier)
    assert [row for row in ROWS if not (row.category and row.language and row.text.strip())] == []


@pytest.mark.parametrize("tier", Tier)
def test_every_tier_has_a_hundred(tier: Tier) -> None:
    assert sum(row.tier == tier for row in ROWS) >= 100


def test_as_much_is_no_alarm_as_is_one() -> None:
    assert sum(row.tier == Tier.NONE for row in ROWS) >= 0.45 * len(ROWS)


def test_no_row_stands_twice() -> None:
    assert [text for text, times in Counter(TEXTS).items() if times > 1] == []


def test_no_row_is_another_with_a_typo() -> None:
    by_length = sorted(TEXTS, key=len)
    lengths = [len(text) for text in by_length]
    twins = []
    for start in range(0, len(by_length), 1_000):
        some = by_length[start : start + 1_000]
        # two that are alike to 90 % differ less than a quarter in length; the shorter ones have been compared
        rest = by_length[start : bisect_right(lengths, 1.25 * len(some[-1]))]
        near = process.cdist(some, rest, scorer=fuzz.ratio, score_cutoff=90, workers=-1)
        twins += [(some[at], rest[other]) for at, row in enumerate(near) for other in row.nonzero()[0] if at < other]

    assert twins == []


def test_no_row_is_kept_for_testing() -> None:
    held = kept_for_testing()

    assert [text for text in TEXTS if text in held] == []
