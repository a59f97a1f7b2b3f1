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
_CLEAN = bytes(byte if chr(byte).isalnum() or chr(byte) in _KEPT else _SPACE for byte in range(128)).ljust(256)
_LEET = bytes.maketrans(b"0134578@$", b"oieastbas")
_IS_LETTER = bytes(chr(byte).isascii() and chr(byte).isalpha() for byte in range(256))
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
    (spaces,) = is_space.nonzero()  # one before and one after each word
    (fours,) = (~(is_space[1 : 2 - _LETTERS] | is_space[2 : 3 - _LETTERS])).nonzero()
    begins, ends = spaces[:-1] + 1, spaces[1:]
    firsts = np.concatenate([begins, begins[:-1], fours])
    hashes = _hashes(letters, firsts, np.concatenate([ends, ends[1:], fours + _LETTERS]))
    in_words = len(hashes) - len(fours)
    hashes[in_words:] ^= _SALT
    words = (is_space.cumsum() - 1)[firsts]
    return Grams(hashes, words, in_words, len(begins))


def _letters(text: str) -> NDArray[np.uint8]:
    """Give the letters of a text without digits for letters or doubled letters, a space at each end."""
    typed = f" {text} ".encode("ascii", "ignore").translate(_CLEAN)
    read = typed.translate(_LEET)
    letters = np.frombuffer(typed, np.uint8)
    if read != typed:
        is_letter = np.frombuffer(typed.translate(_IS_LETTER), np.bool_)
        beside = is_letter.copy()  # a digit beside a letter stands for one; "30" stays a number
        beside[1:] |= is_letter[:-1]
        beside[:-1] |= is_letter[1:]
        letters = np.where(beside, np.frombuffer(read, np.uint8), letters)
    is_first = np.ones(len(letters), np.bool_)
    np.not_equal(letters[1:], letters[:-1], out=is_first[1:])
    return letters[is_first]


def _hashes(letters: NDArray[np.uint8], begins: NDArray[np.intp], ends: NDArray[np.intp]) -> Hashes:
    """Hash parts of a text from two sums of all that stands before their ends."""
    powers, inverses = _powers(1 << len(letters).bit_length())
    sums = np.zeros(len(letters) + 1, np.uint64)
    np.cumsum(letters * powers[: len(letters)], out=sums[1:])
    return (sums[ends] - sums[begins]) * inverses[begins]


@cache
def _powers(many: int) -> tuple[Hashes, Hashes]:
    up, down = (np.cumprod(np.append(np.uint64(1), np.full(many, base)), dtype=np.uint64) for base in (_BASE, _INVERSE))
    return up, down
