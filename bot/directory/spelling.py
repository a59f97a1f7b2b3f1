"""Guesses the name behind a misspelt one, and says how far the guess is from what was written."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")
# Costs of one slip; a plain one costs 1. Measured on one-letter slips in all names of six letters and more.
_NEIGHBOUR, _VOWEL, _DOUBLE, _SWAP, _FIRST = 0.75, 0.8, 0.5, 0.8, 0.5
_BY_EAR = 0.35  # for a name that only sounds the same
_FURTHEST = 3  # plain slips
_MANY = 20  # candidates looked at closely
_SOUNDS: Final = tuple(
    (re.compile(written), said)
    for written, said in (
        ("sch", "sg"), ("ch|gh", "g"), ("ck|c(?![ie])|q", "k"), ("c", "s"), ("ph|v", "f"), ("th|dt", "t"), ("z", "s"),
        ("x", "ks"), ("ei|ey|ay|ai|ij", "y"), ("au", "ou"), ("ieu", "iu"), ("ie", "i"), ("oe", "u"), ("uy", "ui"),
        ("ae", "a"), ("nh", "n"), ("w$", ""), ("d(?=$|s)", "t"), ("b$", "p"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guess:
    """A key that may have been meant; `cost` is about the number of slips."""

    key: str
    cost: float


class Speller:
    """Compares with all names at once."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = _ByLength({each: each for each in keys})
        self._sounds = _ByLength({each: sound(each) for each in keys})

    def guesses(self, written: str) -> list[Guess]:
        """Give the names within reach of a key, the nearest first; none for three letters or fewer."""
        limit = reach(len(written))
        heard = sound(written)
        if limit <= 0 or 2 * len(heard) < len(written):  # "aaaaaah" sounds like nothing
            return []
        apart = min(int(limit / _NEIGHBOUR), _FURTHEST)
        costs = {name: _slips(written, name) for name, _ in self._keys.near(written, apart)}
        for name, said in self._sounds.near(heard, apart - 1):
            by_ear = _BY_EAR + _slips(heard, said)
            costs[name] = min(by_ear, costs.get(name, by_ear))
        found = (Guess(each, slips) for each, slips in costs.items() if slips <= limit)
        return sorted(found, key=lambda guess: (guess.cost, guess.key))


def reach(letters: int) -> float:
    """Say how many slips a word of so many letters may hold."""
    for least, slips in ((13, 3.0), (10, 2.5), (8, 2.0), (6, 1.5), (5, 1.0), (4, 0.75)):
        if letters >= least:
            return slips
    return 0.0


def sound(written: str) -> str:
    """Write a key by ear: what sounds alike in Dutch becomes the same."""
    for pattern, said in _SOUNDS:
        written = pattern.sub(said, written)
    return written


class _ByLength:
    """Names and how they are written or said, in order of length: only those about as long are compared."""

    def __init__(self, forms: Mapping[str, str]) -> None:
        ordered = sorted(forms.items(), key=lambda each: (len(each[1]), each))
        self._names = [name for name, _ in ordered]
        self._forms = [form for _, form in ordered]

    def near(self, written: str, apart: int) -> Iterator[tuple[str, str]]:
        """Give the names within so many plain slips, with their form."""
        first = bisect_left(self._forms, len(written) - apart, key=len)
        last = bisect_right(self._forms, len(written) + apart, key=len)
        forms = self._forms[first:last]
        for form, _, at in process.extract(written, forms, scorer=OSA.distance, score_cutoff=apart, limit=_MANY):
            yield self._names[first + at], form


def _slips(written: str, name: str) -> float:
    """Weighted distance with swaps of two neighbours; a slip in the first letter is rare and costs more."""
    rows: list[list[float]] = [[j + (_FIRST if j else 0.0) for j in range(len(name) + 1)]]
    for i, letter in enumerate(written, 1):
        row = [i + _FIRST]
        for j, wanted in enumerate(name, 1):
            first = _FIRST if i == j == 1 else 0.0
            best = rows[i - 1][j - 1] + (0.0 if letter == wanted else _swapped_for(letter, wanted) + first)
            best = min(best, rows[i - 1][j] + _extra(written, i - 1), row[j - 1] + _extra(name, j - 1))
            if i > 1 and j > 1 and letter == name[j - 2] and written[i - 2] == wanted:
                best = min(best, rows[i - 2][j - 2] + _SWAP)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def _extra(letters: str, at: int) -> float:
    doubled = (at > 0 and letters[at - 1] == letters[at]) or letters[at : at + 2] == letters[at] * 2
    return _DOUBLE if doubled else 1.0


def _swapped_for(letter: str, wanted: str) -> float:
    if wanted in _NEIGHBOURS.get(letter, ()):
        return _NEIGHBOUR
    return _VOWEL if letter in _VOWELS and wanted in _VOWELS else 1.0


def _neighbours(rows: Sequence[str]) -> dict[str, frozenset[str]]:
    """Give the letters beside each letter of a keyboard; the rows stand half a key apart."""
    found: dict[str, set[str]] = defaultdict(set)
    for y, row in enumerate(rows):
        for x, letter in enumerate(row):
            around = [(x - 1, y), (x + 1, y), (x, y - 1), (x + 1, y - 1), (x, y + 1), (x - 1, y + 1)]
            found[letter] = {rows[b][a] for a, b in around if 0 <= b < len(rows) and 0 <= a < len(rows[b])}
    return {letter: frozenset(others) for letter, others in found.items()}


_NEIGHBOURS: Final = _neighbours(_ROWS)
