"""The machine that finds all patterns of the lexicon in a text.

Most patterns cannot be in most texts: some step of theirs is nowhere in it. So it first asks which ones can, all of
them at once, and only then where those few stand. Both are done with big integers as sets (see `spoken.py`), and how
often either has to be done depends on the lexicon, not on the text: no text makes it slow.
"""

from collections import defaultdict, deque
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, reduce
from itertools import chain, pairwise, repeat
from operator import or_
from sys import intern
from typing import NamedTuple

from bot.safety.patterns import BREAK, Choice, Step
from bot.safety.phrases import Found, Phrases
from bot.safety.spoken import FEW, Options, Places, Said, Spoken, members


class Hit(NamedTuple):
    """Pattern number `pattern` was found from word `first` to word `last`, both included."""

    pattern: int
    first: int
    last: int


class _Way(NamedTuple):
    """One way to say a pattern: for each step how many other words may come before it, and what it may be."""

    pattern: int
    steps: tuple[tuple[int, Options], ...]


_PASSING, _FILLERS = (bytes.maketrans(b"\0\1\2", to) for to in (b"011", b"010"))
_NO_BITS = 0, 0
_STRETCH = 12  # words that count: most ways take no more
_Passed = tuple[Options, Places, Places]  # a step in some text: what it may be, where it may begin and where it ends


class Matcher:
    """All patterns; a scan takes time linear in the length of the text."""

    def __init__(self, patterns: Sequence[Iterable[tuple[Step, ...]]], fillers: frozenset[str]) -> None:
        self._sieve = _Sieve(_ways(patterns))
        self._passes = dict.fromkeys(fillers, 1) | {BREAK: 2}
        self._phrases = Phrases(self._sieve.bits, frozenset(self._passes))

    def scan(self, words: Sequence[str]) -> "Scan":
        """Look through the words of a text; `BREAK` stands at the end of each sentence."""
        words = [BREAK, *words]  # so that a sentence begins after a break wherever it stands
        phrases = self._phrases.found(words)
        passes = bytes(map(self._passes.get, words, repeat(0)))
        bits = [number << shift for number, shift in map(self._sieve.bits.get, words, repeat(_NO_BITS))]
        return Scan(words, phrases, passes, self._possible(bits, phrases, passes))

    def _possible(self, bits: list[int], phrases: Iterable[Found], passes: bytes) -> list[_Way]:
        for phrase, first, _ in phrases:
            number, shift = self._sieve.bits[phrase]
            bits[first] |= number << shift
        counting = [at for at, passing in enumerate(passes) if not passing]
        return self._sieve.possible(bits, counting)


class Scan:
    """A text of which is known what it may hold; where that stands is found when it is asked for."""

    def __init__(self, words: Sequence[str], phrases: Sequence[Found], passes: bytes, ways: Sequence[_Way]) -> None:
        self._words = words
        self._phrases = phrases
        self._passes = passes
        self._ways = ways

    def hits(self, patterns: Container[int] | None = None) -> list[Hit]:
        """Find these patterns, or all, in the order they end in."""
        words = self._words
        ways = self._ways if patterns is None else [way for way in self._ways if way.pattern in patterns]
        hits = {
            # A pattern that begins at the begin of a sentence has the break before it as its first word.
            Hit(way.pattern, first if words[first] == BREAK else first - 1, last - 1)
            for way in ways
            for first, last in _readings(way, self._spoken)
        }
        return sorted(hits, key=lambda hit: (hit.last, hit.first, hit.pattern))

    @cached_property
    def _spoken(self) -> Spoken:
        last_first = self._passes[::-1]  # as numbers are written
        passing, fillers = (int(last_first.translate(which), 2) for which in (_PASSING, _FILLERS))
        return Spoken(self._words, self._phrases, passing, fillers)


class _Sieve:
    """Ways to say patterns, and the quick question which of them a text may hold."""

    def __init__(self, ways: Sequence[_Way]) -> None:
        """Give each step a bit: those of one way in a row, and after each row a bit that stays free."""
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
        self.bits = _bits(bits_of)  # of a word or phrase: those of all steps that it can be
        self._near = sum(1 << bit for bit, way in self._ways.items() if _length(way) <= _STRETCH)
        self._far = sum(1 << bit for bit in self._ways) ^ self._near
        self._reach = max(map(_length, ways), default=0) // _STRETCH + 1  # stretches before one where the longest began

    def possible(self, bits: Sequence[int], counting: Sequence[int]) -> list[_Way]:
        """Give the ways of which every step is said, in whatever order, not too far from the others.

        `bits` are those of each word of a text, `counting` the places of words that are not passed over.
        """
        near = far = 0
        before = deque([0] * self._reach, self._reach)
        for begin, end in pairwise([0, *counting[_STRETCH::_STRETCH], len(bits)]):
            here = reduce(or_, bits[begin:end], 0)
            # One added to the first bit of a row is carried to the free bit after it only if the whole row is full.
            near |= (before[-1] | here) + self._begins
            far |= reduce(or_, before, here) + self._begins
            before.append(here)
        return [self._ways[bit] for bit in members(near & self._near | far & self._far)]


def _bits(of: Mapping[Options, int]) -> dict[str, tuple[int, int]]:
    """Give the bits of each word and phrase, less the zeros below them, and how many those are.

    Most words stand in few patterns, side by side: so their numbers are short. Many words have the same one.
    """
    each: defaultdict[str, int] = defaultdict(int)
    for options, bits in of.items():
        for phrase in chain(options.words, options.phrases):
            each[phrase] |= bits
    short = cache(_short)
    return {phrase: short(bits) for phrase, bits in each.items()}


def _short(bits: int) -> tuple[int, int]:
    zeros = (bits & -bits).bit_length() - 1
    return bits >> zeros, zeros


def _options(choice: Choice) -> Options:
    said = ((len(each) > 1, intern(" ".join(each))) for each in choice)
    kinds: dict[bool, set[str]] = {False: set(), True: set()}
    for is_many, phrase in said:
        kinds[is_many].add(phrase)
    return _shared(_kept(kinds[False]), _kept(kinds[True]), max(map(len, choice)))


def _kept(said: set[str]) -> Said:
    return frozenset(said) if len(said) > FEW else tuple(sorted(said))


@cache
def _shared(words: Said, phrases: Said, longest: int) -> Options:
    """Give one for all that are alike: each book of patterns would keep its own of sets that stand in all of them."""
    return Options(words, phrases, longest)


def _ways(patterns: Sequence[Iterable[tuple[Step, ...]]]) -> list[_Way]:
    options_of = cache(_options)  # many steps are written alike

    def steps_of(way: tuple[Step, ...]) -> Iterator[tuple[int, Options]]:
        gap = 0
        for step in way:
            if isinstance(step, int):
                gap = step
            else:
                yield gap, options_of(step)
                gap = 0

    return [_Way(number, tuple(steps_of(way))) for number, ways in enumerate(patterns) for way in ways]


def _length(way: _Way) -> int:
    """Give how many words it may take, fillers not counted."""
    return sum(gap + options.longest for gap, options in way.steps)


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
