"""A text as sets of places, where place n is its word n, all of whose members move at once.

A set is one integer: bit n is set when place n is a member. That makes it quick: `ends << 1` is what stands right after
each of the ends, and adding a set to another carries past whole runs of words. Parabix (Cameron and others, "Bitwise
data parallelism in regular expression matching", 2014) does the same to letters.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.safety.patterns import WIDE
from bot.safety.phrases import Found

Places = int  # a set of them

Said = tuple[str, ...] | frozenset[str]
FEW = 24  # are kept in a tuple, which takes a fourth of the memory of a set and no more time

_CROSSING = {0, WIDE}  # gaps that the end of a sentence may fall into


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """What a step of a pattern may be, any of it: single words, and phrases of up to `longest` in one string each."""

    words: Said
    phrases: Said
    longest: int


class Spoken:
    """Answers where in a text something stands."""

    def __init__(self, words: Sequence[str], phrases: Iterable[Found], passing: Places, fillers: Places) -> None:
        """Take words, the phrases among them, and which may be passed: fillers and ends of sentences, fillers alone."""
        self.everywhere: Places = (1 << len(words)) - 1
        self._words: defaultdict[str, list[int]] = defaultdict(list)
        self._phrases: defaultdict[str, list[Found]] = defaultdict(list)
        self._ending: defaultdict[int, list[Found]] = defaultdict(list)
        for at, word in enumerate(words):
            self._words[word].append(at)
        for found in phrases:
            self._phrases[found.phrase].append(found)
            self._ending[found.last].append(found)
        self._said = frozenset(self._words), frozenset(self._phrases)
        self._passing = passing
        self._fillers = fillers
        self._counting = self.everywhere ^ passing
        self._of: dict[Options, tuple[Places, list[_Phrase]]] = {}  # many patterns have steps alike
        self._near: dict[tuple[Places, int], Places] = {}  # and many begin alike

    def after(self, ends: Places, gap: int) -> Places:
        """Give where the next word of a pattern may stand when up to `gap` others may come between."""
        known = self._near.get((ends, gap))
        if known is not None:
            return known
        free = self._passing if gap in _CROSSING else self._fillers
        near = _past(ends << 1, free)
        for _ in range(gap):
            near = _past(near | (near & self._counting) << 1, free)
        self._near[ends, gap] = near
        return near

    def ends(self, options: Options, starts: Places) -> Places:
        """Give where one of the phrases ends that begins at one of the starts."""
        single, longer = self._of.get(options) or self._find(options)
        ends = single & starts
        for phrase in longer:
            begun = phrase.starts & starts
            if begun:
                ends |= phrase.ends if begun == phrase.starts else phrase.ends_of(begun)
        return ends

    def began(self, options: Options, starts: Places, end: int) -> int:
        """Give where the longest of the phrases began that ends here and began at one of the starts."""
        longer = self._ending.get(end)
        if longer is None:
            return end
        begun = (found.first for found in longer if found.phrase in options.phrases and starts >> found.first & 1)
        return min(begun, default=end)

    def _find(self, options: Options) -> tuple[Places, list["_Phrase"]]:
        words, phrases = self._said
        single = _set_of(chain.from_iterable(self._words[word] for word in _among(options.words, words)))
        found = single, [_Phrase(self._phrases[phrase]) for phrase in _among(options.phrases, phrases)]
        self._of[options] = found
        return found


def _among(options: Said, said: frozenset[str]) -> Iterable[str]:
    return options & said if isinstance(options, frozenset) else [each for each in options if each in said]


class _Phrase:
    """A phrase of several words, wherever it stands."""

    def __init__(self, each: Sequence[Found]) -> None:
        self._each = each
        self.starts = _set_of(found.first for found in each)
        self.ends = _set_of(found.last for found in each)

    def ends_of(self, starts: Places) -> Places:
        return _set_of(found.last for found in self._each if starts >> found.first & 1)


def _set_of(places: Iterable[int]) -> Places:
    made = 0
    for at in places:
        made |= 1 << at
    return made


def members(made: int) -> Iterator[int]:
    """Give the members of a set in order, in time linear in the highest."""
    written = f"{made:b}"[::-1]
    at = written.find("1")
    while at >= 0:
        yield at
        at = written.find("1", at + 1)


def _past(near: Places, free: Places) -> Places:
    """Add what is reached by passing only what is free: an addition carries to the end of each run of ones."""
    return near | ((near & free) + free) ^ free
