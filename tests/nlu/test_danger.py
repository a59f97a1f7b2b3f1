"""What the safety gate learns from: many hands, all tiers, nothing twice, nothing that is kept for testing."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from rapidfuzz import fuzz

from bench.examples import danger, kept_for_testing, plain
from bot.safety import Tier

ROWS = danger()
TEXTS = [plain(row.text) for row in ROWS]
NEAR = 90  # per cent; from here two messages are one with a typo
RING = (0b0000, 0b0001, 0b0011, 0b0111, 0b1111, 0b1110, 0b1100, 0b1000)  # one step around it is one bit
LETTERS = " enatirodslmkghujvpwbzfcy,.'?!x1"  # those that tell most


def alike(texts: Sequence[str], others: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give each text with each of the others that is nearly it, and no longer than it.

    Two that are alike to 90 % differ in a tenth of their letters, and the number of an "e" in one can be reached from
    that in the other by no fewer changes than they differ in: counting rules out nearly all, before letters are
    compared one by one.
    """
    by_length = sorted(others, key=len)
    lengths, counts = [len(other) for other in by_length], counted(by_length)
    for text, count in zip(texts, counted(texts).T, strict=True):
        start, end = bisect_left(lengths, 0.8 * len(text)), bisect_right(lengths, len(text))
        changes = np.bitwise_count(counts[:, start:end] ^ count[:, None]).sum(0, dtype=np.uint8)
        for at in np.flatnonzero(changes <= len(text) // 5 + 1).tolist():
            if fuzz.ratio(text, by_length[start + at], score_cutoff=NEAR):
                yield text, by_length[start + at]


def counted(texts: Sequence[str]) -> np.ndarray[tuple[int, int], np.dtype[np.uint64]]:
    """Count the letters of each text, in a column: as many bits of two differ as letters must go or come, or fewer."""
    halves = LETTERS[:16], LETTERS[16:]
    return np.array([[bits(text, half) for text in texts] for half in halves], np.uint64)


def bits(text: str, letters: str) -> int:
    return sum(RING[text.count(letter) % len(RING)] << 4 * at for at, letter in enumerate(letters))


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
    twins = Counter(alike(TEXTS, TEXTS)) - Counter(zip(TEXTS, TEXTS, strict=True))  # each is like itself

    assert list(twins) == []


@pytest.mark.parametrize("text", [TEXTS[0], max(TEXTS, key=len), *TEXTS[1::3_000]])
def test_counting_letters_rules_out_no_twin(text: str) -> None:
    changed = [
        f"{text[:at]}{put}{text[at + gone :]}" for at in range(len(text)) for put in ("", "e", "ee") for gone in (0, 1)
    ]
    twins = {pair for other in changed for pair in [(text, other), (other, text)] if fuzz.ratio(*pair) >= NEAR}

    found = {*alike([text], changed), *alike(changed, [text])}

    assert {(a, b) for a, b in twins if len(a) >= len(b)} == found


def test_no_row_is_kept_for_testing() -> None:
    held = kept_for_testing()

    assert [text for text in TEXTS if text in held] == []
