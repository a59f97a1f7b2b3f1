"""Which of the lexicon's hits stand, once idiom, denial, fiction and sentences about others are taken away."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.safety.lexicon import Entry, Lexicon
from bot.safety.matcher import Hit
from bot.safety.tiers import Tier

_FIRST_PERSON = frozenset({"ik", "me", "mij", "mezelf", "i", "im", "myself"})
_AROUND = 40  # words on either side of a hit in which an exception to it may stand


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


def standing(known: Lexicon, words: Sequence[str]) -> list[Standing]:
    """Find what the words signal."""
    hits = known.alarms.matcher.scan(words)
    if not hits:
        return []
    alarms = _owned(hits, known.alarms.owners, words)
    exceptions = _owned(_near(hits, known, words), known.exceptions.owners, words)
    others = [found for found in alarms if found.entry.tier is Tier.THIRD_PARTY]
    return [
        Standing(found.entry.tier, found.entry.category, found.first, found.last)
        for found in alarms
        if found.entry.tier is not None
        and not any(_excepts(exception, found) for exception in exceptions)
        and not any(_is_about(found, other) for other in others)
    ]


def _owned(hits: Sequence[Hit], owners: Sequence[Entry], words: Sequence[str]) -> list[_Found]:
    return [
        _Found(owners[number], first, last, not _FIRST_PERSON.isdisjoint(words[first : last + 1]))
        for number, first, last in hits
    ]


def _near(hits: Sequence[Hit], known: Lexicon, words: Sequence[str]) -> list[Hit]:
    """Find the exceptions round the hits: most messages have no hit and need none."""
    near: list[tuple[int, int]] = []
    for first, last in sorted((max(0, hit.first - _AROUND), hit.last + _AROUND) for hit in hits):
        if near and first <= near[-1][1]:
            near[-1] = (near[-1][0], max(near[-1][1], last))
        else:
            near.append((first, last))
    return [
        Hit(number, begin + first, end + first)
        for first, last in near
        for number, begin, end in known.exceptions.matcher.scan(words[first : last + 1])
    ]


def _excepts(exception: _Found, found: _Found) -> bool:
    by = exception.entry
    if by.of and found.entry.category not in by.of:
        return False
    if exception.first < found.first and not by.before_ik and (found.of_self or (by.topic and exception.of_self)):
        return False
    return exception.first <= found.last and found.first <= exception.last


def _is_about(found: _Found, other: _Found) -> bool:
    """Tell whether "wil dood" is said of somebody else; never with an "ik" or "me" in it, and never violence."""
    if found.of_self or found.entry.tier in {Tier.THIRD_PARTY, Tier.UNSAFE}:
        return False
    return other.first <= found.first and found.last <= other.last
