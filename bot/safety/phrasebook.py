"""What short messages say, whoever asked what: names for groups of patterns, as data.

The files of the lexicon say what alarms; a phrasebook says what answers. Both are written in the language of
`patterns.py`, with the sets and the spelling of the lexicon; here a line may hold several patterns, parted by `|`.
Each entry of its file has a `name`, what to `say` for it, a message it `catches` and one it `spares`; and may have
`unless`, what takes it away wherever it stands, `after`, the questions it is an answer to (any, if none is named),
`words`, the most that such a message has, and `alone`, for what counts only as the one sentence of a message. An
`unless` of the file itself takes any of its entries away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise
from typing import Any, Self

from bot import yml
from bot.safety.lexicon import language
from bot.safety.matcher import Matcher
from bot.safety.normalise import Speller
from bot.safety.patterns import BREAK, phrases_of, split, steps_of, words_of

_WORDS = 12  # of a message; who writes more is telling something
_LETTERS = 200  # what is longer is not even spelt
_ALL = (-1, True)  # owns what takes every entry away


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One entry: how something is said, and when that counts."""

    name: str
    say: tuple[str, ...]
    unless: tuple[str, ...]
    after: frozenset[str]
    words: int
    alone: bool
    catches: tuple[str, ...]
    spares: tuple[str, ...]


class Phrasebook:
    """Knows what messages say; one scan for all entries."""

    def __init__(self, written: Mapping[str, Any]) -> None:
        """Take a file as read: `passing`, the words that count for nothing, its sets, `unless`, and its `entries`."""
        spell, known = language()
        sets = dict(known)
        for name, phrases in written.get("sets", {}).items():
            sets[name] = frozenset(phrase for each in phrases for phrase in phrases_of(str(each), sets, spell))
        self.entries = tuple(_phrasing(entry) for entry in written["entries"])
        told = {(at, False): entry.say for at, entry in enumerate(self.entries)}
        told |= {(at, True): entry.unless for at, entry in enumerate(self.entries)}
        told[_ALL] = _lines(written.get("unless", ()))
        owners: dict[str, set[tuple[int, bool]]] = {}  # what takes away many entries is looked for once
        for owner, lines in told.items():
            for pattern in (each for line in lines for each in split(line, "|")):
                owners.setdefault(pattern, set()).add(owner)
        self._owners = [*owners.values()]
        patterns = [steps_of(pattern, sets, spell, fold=True) for pattern in owners]
        passing = frozenset(str(written["passing"]).split())
        self._speller = Speller(spell.spelling, passing.union(*map(words_of, patterns)), frozenset())
        self._matcher = Matcher(patterns, passing)
        # a turn asks several things of one message; only the hash of it is kept
        self._last: tuple[int, list[Phrasing]] | None = None

    @classmethod
    def read(cls, package: str, name: str) -> Self:
        """Read a file beside the code.

        Raises:
            KeyError: a pattern names a set that does not exist, or an entry lacks a part.
        """
        return cls(dict(yml.texts(resources.files(package).joinpath(name).read_text(encoding="utf-8"))))

    def says(self, message: str, *asked: str) -> list[str]:
        """Name all that a message says in answer to any of what was asked, in the order of the file."""
        if len(message) > _LETTERS:
            return []
        number = hash(message)
        if self._last is None or self._last[0] != number:
            self._last = number, self._said(message)
        return [entry.name for entry in self._last[1] if not entry.after or not entry.after.isdisjoint(asked)]

    def _said(self, message: str) -> list[Phrasing]:
        words = self._speller.words(message)
        many = sum(word != BREAK for word in words)
        several = any(word == BREAK != after for word, after in pairwise(words))  # sentences
        hits = {owner for number, _, _ in self._matcher.scan(words).hits() for owner in self._owners[number]}
        if _ALL in hits:
            return []
        return [
            entry
            for number, entry in enumerate(self.entries)
            if (number, False) in hits
            and (number, True) not in hits
            and many <= entry.words
            and not (entry.alone and several)
        ]


def _phrasing(entry: Mapping[str, Any]) -> Phrasing:
    say, catches, spares = (_lines(entry[part]) for part in ("say", "catches", "spares"))
    after = frozenset(str(entry.get("after", "")).split())
    unless, words, alone = _lines(entry.get("unless", ())), int(entry.get("words", _WORDS)), bool(entry.get("alone"))
    return Phrasing(entry["name"], say, unless, after, words, alone, catches, spares)


def _lines(written: Sequence[Any]) -> tuple[str, ...]:
    return tuple(map(str, written))
