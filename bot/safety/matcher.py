"""The machine that finds all patterns of the lexicon in a text.

Most patterns cannot be in most texts: some step of theirs is nowhere in it. So it first asks which ones can, all of
them at once, and only then where those few stand. Both are done with big integers as sets (see `spoken.py`), and how
often either has to be done depends on the lexicon, not on the text: no text makes it slow.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import NamedTuple

from bot.safety.patterns import BREAK, Choice, Step
from bot.safety.phrases import Found, Phrases
from bot.safety.spoken import Options, Places, Spoken, members


class Hit(NamedTuple):
    """Pattern number `pattern` was found from word `first` to word `last`, both included."""

    pattern: int
    first: int
    last: int


class _Way(NamedTuple):
    """One way to say a pattern: for each step how many other words may come before it, and what it may be."""

    pattern: int
    steps: tuple[tuple[int, Options], ...]


_SHORT = 12  # words that a way may take: most take fewer
_Passed = tuple[Options, Places, Places]  # a step in some text: what it may be, where it may begin and where it ends


class Matcher:
    """All patterns; a scan takes time linear in the length of the text."""

    def __init__(self, patterns: Sequence[Iterable[tuple[Step, ...]]], fillers: frozenset[str]) -> None:
        self._may_pass = fillers | {BREAK}
        ways = _ways(patterns)
        phrases = {phrase for way in ways for _, options in way.steps for phrase in options}
        self._phrases = Phrases((tuple(phrase.split()) for phrase in phrases), self._may_pass)
        # The closer together the steps of a way have to stand, the fewer texts can have it.
        self._sieves = [
            _Sieve([way for way in ways if _length(way) <= _SHORT]),
            _Sieve([way for way in ways if _length(way) > _SHORT]),
        ]

    def scan(self, words: Sequence[str]) -> list[Hit]:
        """Find every pattern, in the order they end in; `BREAK` stands at the end of each sentence."""
        after_break = (BREAK, *words)  # so that a sentence begins after a break wherever it stands
        phrases = self._phrases.found(after_break)
        counting = [at for at, word in enumerate(after_break) if word not in self._may_pass]
        ways = [way for sieve in self._sieves for way in sieve.possible(after_break, phrases, counting)]
        if not ways:
            return []
        spoken = Spoken(after_break, phrases, counting)
        hits = {
            # A pattern that begins at the begin of a sentence has the break before it as its first word.
            Hit(way.pattern, first if after_break[first] == BREAK else first - 1, last - 1)
            for way in ways
            for first, last in _readings(way, spoken)
        }
        return sorted(hits, key=lambda hit: (hit.last, hit.first, hit.pattern))


class _Sieve:
    """Ways to say patterns, and the quick question which of them a text may hold."""

    def __init__(self, ways: Sequence[_Way]) -> None:
        """Give each step a bit: those of one way in a row, and after each row a bit that stays free."""
        self._longest = 1 + max(map(_length, ways), default=0)
        self._begins = 0  # the first bit of each row
        self._ways: dict[int, _Way] = {}  # by the free bit after its row
        bits_of: defaultdict[Options, int] = defaultdict(int)
        bit = 0
        for way in ways:
            self._begins |= 1 << bit
            for _, options in way.steps:
                bits_of[options] |= 1 << bit
                bit += 1
            self._ways[bit] = way
            bit += 1
        self._free = sum(1 << bit for bit in self._ways)
        self._steps: defaultdict[str, int] = defaultdict(int)  # of a phrase: the bits of all steps that it can be
        for options, bits in bits_of.items():
            for phrase in options:
                self._steps[phrase] |= bits

    def possible(self, words: Sequence[str], phrases: Iterable[Found], counting: Sequence[int]) -> list[_Way]:
        """Give the ways of which every step is said, in whatever order, not too far from the others."""
        bits = [self._steps.get(word, 0) for word in words]
        for phrase, first, _ in phrases:
            bits[first] |= self._steps.get(phrase, 0)
        before = full = 0
        # Each stretch has more words that count than any way, so that no way reaches further than from one to the next.
        for begin, end in pairwise([0, *counting[self._longest :: self._longest], len(words)]):
            here = reduce(or_, bits[begin:end], 0)
            # One added to the first bit of a row is carried to the free bit after it only if the whole row is full.
            full |= (before | here) + self._begins
            before = here
        return [self._ways[bit] for bit in members(full & self._free)]


def _ways(patterns: Sequence[Iterable[tuple[Step, ...]]]) -> list[_Way]:
    written: dict[Choice, Options] = {}  # one object for each: comparing two that are equal takes long

    def steps_of(way: tuple[Step, ...]) -> Iterator[tuple[int, Options]]:
        gap = 0
        for step in way:
            if isinstance(step, int):
                gap = step
            else:
                yield gap, written.setdefault(step, frozenset(" ".join(phrase) for phrase in step))
                gap = 0

    return [_Way(number, tuple(steps_of(way))) for number, ways in enumerate(patterns) for way in ways]


def _length(way: _Way) -> int:
    """Give how many words it may take, fillers not counted."""
    return sum(gap + max(len(phrase.split()) for phrase in options) for gap, options in way.steps)


def _readings(way: _Way, spoken: Spoken) -> Iterator[tuple[int, int]]:
    """Give its first and last place: one reading for each place it ends at."""
    passed: list[_Passed] = []
    ends: Places = 0
    for gap, options in way.steps:
        starts = spoken.after(ends, gap) if passed else spoken.everywhere
        ends = spoken.ends(options, starts)
        if not ends:
            return
        passed.append((options, starts, ends))
    for last in members(ends):
        yield _first(passed, last, spoken), last


def _first(passed: Sequence[_Passed], last: int, spoken: Spoken) -> int:
    """Read it backwards from its last place, each step as near to the next as it can be."""
    begin = last + 1
    for options, starts, ends in reversed(passed):
        end = (ends & ((1 << begin) - 1)).bit_length() - 1  # the last of the ends before that
        begin = spoken.began(options, starts, end)
    return begin
