"""The pieces of a message that are weighed: words, pairs of words and four letters in a row, as numbers.

All pieces of a text are cut and numbered at once: hashing them one by one would take longer than the whole check may.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

_LETTERS = 4  # of a word in a row, the space before and after it counting as one
_SPACE = ord(" ")
_KEPT = frozenset("@$*'|+<->_#")  # with letters and digits: what words are typed with
_CLEAN = np.array([byte if chr(byte).isalnum() or chr(byte) in _KEPT else _SPACE for byte in range(128)], np.uint8)
_LEET = np.arange(128, dtype=np.uint8)
_LEET[list(b"0134578@$")] = list(b"oieastbas")
_IS_LETTER = np.array([chr(byte).isalpha() for byte in range(128)])
_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so that it has an inverse modulo 2^64
_INVERSE = np.uint64(pow(int(_BASE), -1, 1 << 64))
_SALT = np.uint64(0xD6E8FEB86659FD93)  # four letters are no word of four letters


@dataclass(frozen=True, slots=True)
class Grams:
    """The pieces of a message: the hash of each, the number of its (first) word, and how many words there are in all.

    Words and pairs of words come first; from number `letters` on they are letters.
    """

    hashes: Hashes
    words: NDArray[np.intp]
    letters: int
    of: int


def grams(said: Sequence[str]) -> Grams:
    """Give the words and pairs of words, and the letters four by four, each as often as it is there.

    `said` are the words of a message as `Speller.words` gives them: small plain letters, typos of its own undone.
    """
    letters = _letters(" ".join(said))
    is_space = letters == _SPACE
    spaces = np.flatnonzero(is_space)  # one before and one after each word
    begins, ends = spaces[:-1] + 1, spaces[1:]
    numbers = np.arange(len(begins))
    fours = np.arange(max(0, len(letters) - _LETTERS + 1))
    fours = fours[~(is_space[fours + 1] | is_space[fours + 2])]
    in_word = np.searchsorted(spaces, fours, side="right") - 1
    parts = _Parts(letters)
    return Grams(
        np.concatenate(
            [
                parts.between(begins, ends),
                parts.between(begins[:-1], ends[1:]),
                parts.between(fours, fours + _LETTERS) ^ _SALT,
            ]
        ),
        np.concatenate([numbers, numbers[:-1], in_word]),
        len(numbers) + len(numbers[:-1]),
        len(numbers),
    )


def _letters(text: str) -> NDArray[np.uint64]:
    """Give the letters of a text without digits for letters or doubled letters, a space at each end."""
    letters = _CLEAN[np.frombuffer(f" {text} ".encode("ascii", "ignore"), np.uint8)]
    is_letter = _IS_LETTER[letters]
    beside = np.zeros_like(is_letter)  # a digit beside a letter stands for one; "30" stays a number
    beside[1:] |= is_letter[:-1]
    beside[:-1] |= is_letter[1:]
    letters = np.where(beside, _LEET[letters], letters)
    is_first = np.append([True], letters[1:] != letters[:-1])
    once: NDArray[np.uint8] = letters[is_first]
    return once.astype(np.uint64)


class _Parts:
    """Hashes any part of a text from two sums of all that stands before its ends."""

    def __init__(self, letters: NDArray[np.uint64]) -> None:
        powers, self._inverses = _powers(1 << len(letters).bit_length())
        self._sums = np.append(np.uint64(0), np.cumsum(letters * powers[: len(letters)], dtype=np.uint64))

    def between(self, begins: NDArray[np.intp], ends: NDArray[np.intp]) -> Hashes:
        return (self._sums[ends] - self._sums[begins]) * self._inverses[begins]


@cache
def _powers(many: int) -> tuple[Hashes, Hashes]:
    up, down = (np.cumprod(np.append(np.uint64(1), np.full(many, base)), dtype=np.uint64) for base in (_BASE, _INVERSE))
    return up, down
