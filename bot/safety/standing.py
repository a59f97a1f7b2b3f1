"""Which of the lexicon's hits stand, once idiom, denial, fiction and sentences about others are taken away."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from bot.safety.helplines import OF_THEIRS
from bot.safety.lexicon import Entry, Lexicon
from bot.safety.matcher import Scan
from bot.safety.of_whom import AS_WELL, FIRST_PERSON, SAYS_I, only_thinking
from bot.safety.tiers import Tier

ALSO_OF_OTHERS = frozenset({Tier.SUICIDAL, Tier.CONCERN})  # what may be said of somebody else in the same words


class Standing(NamedTuple):
    """One thing seen, from word `first` to word `last`."""

    tier: Tier
    category: str
    first: int
    last: int


class _Found(NamedTuple):
    entry: Entry
    first: int
    last: int
    of_self: bool  # says "ik" or "me"

    @property
    def places(self) -> int:
        """Its words as a set of places, see `spoken.py`."""
        return (2 << self.last) - (1 << self.first)


class Reading:
    """What the lexicon finds in the words of a message, in one scan; exceptions only where they may take away."""

    def __init__(self, known: Lexicon, words: Sequence[str]) -> None:
        self.words = words
        self._known = known

    @cached_property
    def _scan(self) -> Scan:
        return self._known.matcher.scan(self.words)

    @cached_property
    def _alarms(self) -> list[_Found]:
        return self._found(self._known.raising)

    @cached_property
    def _exceptions(self) -> list[_Found]:
        return self._found(self._known.excepting)

    @cached_property
    def _of_whom(self) -> Sequence[str]:
        """The words, without the "ik" of who only thinks that somebody else does something."""
        thinking = only_thinking(self.words)
        return ["" if at in thinking else word for at, word in enumerate(self.words)] if thinking else self.words

    def _found(self, patterns: range) -> list[_Found]:
        of_whom = self._of_whom
        return [
            _Found(self._known.owners[number], first, last, not FIRST_PERSON.isdisjoint(of_whom[first : last + 1]))
            for number, first, last in self._scan.hits(patterns)
        ]

    @cached_property
    def standing(self) -> list[Standing]:
        """What the words signal."""
        if not self._alarms:
            return []
        hidden = _Hidden(self._exceptions)
        others = _Others([found for found in self._alarms if found.entry.tier is Tier.THIRD_PARTY])
        return [
            Standing(found.entry.tier, found.entry.category, found.first, found.last)
            for found in self._alarms
            if found.entry.tier is not None and not hidden.hides(found) and not others.are_meant(found)
        ]

    @property
    def of_others(self) -> list[Standing]:
        """What the words signal if somebody else is meant: no wish and no worry but in "ik ..." is who writes."""
        return [found for found in self.standing if found.tier not in ALSO_OF_OTHERS or self._is_own(found)]

    def _is_own(self, found: Standing) -> bool:
        """Tell whether an "ik" stands in it, or a "zelf" or "ook" in it or right before: "wil zelf ook dood"."""
        its = self._of_whom[found.first : found.last]  # "dood wil en ik" runs on into another sentence
        with_what_leads_to_it = self.words[max(0, found.first - 2) : found.last + 1]
        return not (FIRST_PERSON.isdisjoint(its) and AS_WELL.isdisjoint(with_what_leads_to_it))

    @property
    def only_of_others(self) -> bool:
        """Whether all the words signal is said of others, and no "ik" stands in them: "een vriend van mij wil dood"."""
        if {found.tier for found in self.standing} != {Tier.THIRD_PARTY}:
            return False
        said = self._of_whom
        return (SAYS_I | AS_WELL).isdisjoint(said) and FIRST_PERSON.isdisjoint(self._beside(self.standing, said))

    @staticmethod
    def _beside(taken: Iterable[Standing | _Found], words: Sequence[str]) -> Sequence[str]:
        """Give the words that stand in none of these."""
        inside = {at for found in taken for at in range(found.first, found.last + 1)}
        return [word for at, word in enumerate(words) if at not in inside] if inside else words

    @cached_property
    def unhidden(self) -> Sequence[str]:
        """The words without those of an exception ("ik heb geen pillen geslikt"), but with those about a topic."""
        return self._beside((found for found in self._exceptions if not found.entry.topic), self.words)

    @property
    def excepted(self) -> bool:
        """Whether an exception takes words away."""
        return len(self.unhidden) < len(self.words)


class _Hidden:
    """What the exceptions take away. However many there are, one question takes as long as another."""

    def __init__(self, exceptions: Sequence[_Found]) -> None:
        self._exceptions = exceptions
        self._places: dict[tuple[str, bool], int] = {}

    def hides(self, found: _Found) -> bool:
        kind = found.entry.category, found.of_self
        if kind not in self._places:
            self._places[kind] = 0
            for exception in self._exceptions:
                self._places[kind] |= _hiding(exception, *kind)
        return bool(found.places & self._places[kind])


def _hiding(exception: _Found, category: str, of_self: bool) -> int:  # noqa: FBT001 -- a kind, not an option
    """Give the places that what is of this kind must not touch."""
    by = exception.entry
    if by.of and category not in by.of:
        return 0
    if not by.before_ik and (of_self or (by.topic and exception.of_self)):
        return 1 << exception.first  # it hides only what it begins inside of
    return exception.places


class _Others:
    """Sentences about others: "wil dood" in one of them is said of somebody else."""

    def __init__(self, others: Sequence[_Found]) -> None:
        by_first = sorted((other.first, other.last) for other in others)
        self._firsts = [first for first, _ in by_first]
        self._reached = list(accumulate((last for _, last in by_first), max))  # by those that begin no later

    def are_meant(self, found: _Found) -> bool:
        """Never with an "ik" or "me" in it, never violence, and never what is about them already."""
        if found.of_self or found.entry.tier in {Tier.THIRD_PARTY, Tier.UNSAFE} or found.entry.category in OF_THEIRS:
            return False
        before = bisect_right(self._firsts, found.first)
        return before > 0 and found.last <= self._reached[before - 1]
