"""A text as sets of places, where place n is its word n, all of whose members move at once.

A set is one integer: bit n is set when place n is a member. That makes it quick: `ends << 1` is what stands right after
each of the ends, and adding a set to another carries past whole runs of words. Parabix (Cameron and others, "Bitwise
data parallelism in regular expression matching", 2014) does the same to letters.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bot.safety.patterns import BREAK, WIDE
from bot.safety.phrases import Found

Places = int  # a set of them
Options = frozenset[str]  # phrases in one string each, any of which will do

_CROSSING = {0, WIDE}  # gaps that the end of a sentence may fall into


class Spoken:
    """Answers where in a text something stands."""

    def __init__(self, words: Sequence[str], phrases: Iterable[Found], counting: Iterable[int]) -> None:
        """Take the words, the phrases of several words among them, and the places of all words but fillers."""
        self.everywhere: Places = (1 << len(words)) - 1
        self._words: defaultdict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(words):
            self._words[word].append(at)
        self._phrases: defaultdict[str, list[Found]] = defaultdict(list)
        self._ending: defaultdict[int, list[Found]] = defaultdict(list)
        for found in phrases:
            self._phrases[found.phrase].append(found)
            self._ending[found.last].append(found)
        self._said = self._words.keys() | self._phrases.keys()

        self._sets: dict[str, Places] = {}
        self._counting = _set_of(counting)
        self._passing = self.everywhere ^ self._counting
        self._fillers = self._passing ^ self._where(BREAK)
        # Many patterns share a step or begin alike.
        self._known: dict[Options, tuple[Places, list[_Phrase]]] = {}
        self._near: dict[tuple[Places, int], Places] = {}

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
        known = self._known.get(options)
        if known is None:
            known = self._known[options] = self._learn(options)
        ends = known[0] & starts
        for phrase in known[1]:
            begun = phrase.starts & starts
            if begun:
                ends |= phrase.ends if begun == phrase.starts else phrase.ends_of(begun)
        return ends

    def began(self, options: Options, starts: Places, end: int) -> int:
        """Give where the longest of the phrases began that ends here and began at one of the starts."""
        longer = self._ending.get(end)
        if longer is None:
            return end
        begun = (found.first for found in longer if found.phrase in options and starts >> found.first & 1)
        return min(begun, default=end)

    def _where(self, word: str) -> Places:
        if word not in self._sets:
            self._sets[word] = _set_of(self._words[word])
        return self._sets[word]

    def _learn(self, options: Options) -> tuple[Places, list["_Phrase"]]:
        single: Places = 0
        longer: list[_Phrase] = []
        for said in options & self._said:
            if said in self._phrases:
                longer.append(_Phrase(self._phrases[said]))
            else:
                single |= self._where(said)
        return single, longer


class _Phrase:
    """A phrase of several words, wherever it stands."""

    def __init__(self, each: Sequence[Found]) -> None:
        self._each = each
        self.starts = _set_of([found.first for found in each])
        self.ends = _set_of([found.last for found in each])

    def ends_of(self, starts: Places) -> Places:
        return _set_of([found.last for found in self._each if starts >> found.first & 1])


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
