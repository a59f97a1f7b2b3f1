"""The lexicon: what people write when they are in need, as data, one file a category.

To add a phrase, open the file of its category, add the phrase under `say` of the entry it belongs to (or a new
entry), with a message it `catches` and one it `spares`. The language of `say` stands in `bot/safety/patterns.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from bot import yml
from bot.safety.matcher import Matcher
from bot.safety.normalise import Speller
from bot.safety.patterns import Phrase, Sets, Spell, phrases_of, steps_of, words_of
from bot.safety.tiers import Tier

_NOT_CATEGORIES = {"sets.yml", "spelling.yml", "exceptions.yml", "ordinary.yml"}


@dataclass(frozen=True, slots=True)
class Entry:
    """Some patterns with an example each way.

    The tier is None for an exception, which hides what it overlaps: every category or only those it is `of`, and what
    says "ik" only when it begins inside it or may stand `before_ik`. One about a `topic` (a film, school) hides nothing
    when it says "ik" itself: "op school denk ik aan ...".
    """

    tier: Tier | None
    category: str
    say: tuple[str, ...]
    catches: tuple[str, ...]
    spares: tuple[str, ...]
    of: frozenset[str] = frozenset()
    before_ik: bool = False
    topic: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything read from the files, and the machine that finds it; `owners` gives each of its patterns an entry.

    The patterns of `raising` are those of alarms, those of `excepting` of exceptions; `words` are all words of alarms.
    """

    speller: Speller
    alarms: tuple[Entry, ...]
    exceptions: tuple[Entry, ...]
    matcher: Matcher
    owners: tuple[Entry, ...]
    raising: range
    excepting: range
    words: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Read the files, once; takes about a second.

    Raises:
        ValueError: an entry has no `say`, `catches` or `spares`.
        KeyError: a pattern names a set that does not exist.
    """
    spell, sets = language()
    fillers = frozenset(word for phrase in sets["fillers"] for word in phrase)
    alarms, exceptions = tuple(_alarms()), tuple(_exceptions())
    patterns = [(entry, steps_of(say, sets, spell)) for entry in (*alarms, *exceptions) for say in entry.say]
    # Only words of alarms are looked for behind typos: those of exceptions ("kaartje") would draw others to them.
    sought = fillers.union(*(words_of(ways) for entry, ways in patterns if entry.tier))
    plain = frozenset(word for line in _yaml("ordinary.yml")["words"] for word in line.split())
    spared = plain.union(*(words_of(ways) for entry, ways in patterns if not entry.tier))
    raising = sum(len(entry.say) for entry in alarms)
    return Lexicon(
        Speller(spell.spelling, sought, spared),
        alarms,
        exceptions,
        Matcher([ways for _, ways in patterns], fillers),
        tuple(entry for entry, _ in patterns),
        range(raising),
        range(raising, len(patterns)),
        sought,
    )


@cache
def language() -> tuple["Spelling", Sets]:
    """Read the spelling and the sets that all patterns are written with, once."""
    spell = Spelling(_spelling(_yaml("spelling.yml")))
    return spell, _sets(_yaml("sets.yml"), spell)


class Spelling(Spell):
    """How the words of a pattern are spelt, as those of a message are."""

    def __init__(self, spelling: dict[str, Phrase]) -> None:
        """Take what each written variant stands for."""
        self.spelling = spelling
        self._plain = Speller(spelling, frozenset(), frozenset())
        self._spelt: dict[str, Phrase] = {}  # most words stand in many patterns

    def words(self, phrase: str) -> Phrase:
        """Give the words of a phrase as they are looked for."""
        spelt = self._spelt.get(phrase)
        if spelt is None:
            spelt = self._spelt[phrase] = tuple(self._plain.words(phrase)[:-1])
        return spelt


def _spelling(written: dict[str, Any]) -> dict[str, Phrase]:
    return {
        variant.replace("'", "").replace("-", ""): tuple(word.split())
        for word, variants in written.items()
        for variant in str(variants).split()
    }


def _sets(written: dict[str, Any], spell: Spell) -> Sets:
    """Read the sets in the order of the file: a set may name those above it."""
    sets: dict[str, frozenset[Phrase]] = {}
    for name, phrases in written.items():
        sets[name] = frozenset(phrase for each in phrases for phrase in phrases_of(str(each), sets, spell))
    return sets


def _exceptions() -> Iterator[Entry]:
    return (_entry(None, "exception", item) for item in _yaml("exceptions.yml")["entries"])


def _alarms() -> Iterator[Entry]:
    folder = resources.files(__name__)
    for name in sorted(item.name for item in folder.iterdir() if item.name.endswith(".yml")):
        if name not in _NOT_CATEGORIES:
            whole = _yaml(name)
            for item in whole["entries"]:
                tier = Tier(item.get("tier", whole.get("tier")))
                yield _entry(tier, item.get("category", whole.get("category")), item)


def _entry(tier: Tier | None, category: str, item: dict[str, Any]) -> Entry:
    say, catches, spares = (_lines(item.get(key)) for key in ("say", "catches", "spares"))
    if not (say and catches and spares):
        raise ValueError(f"an entry of {category} lacks say, catches or spares: {item}")
    return Entry(
        tier, category, say, catches, spares, frozenset(_lines(item.get("of"))), "before_ik" in item, "topic" in item
    )


def _lines(written: object) -> tuple[str, ...]:
    if isinstance(written, list):
        return tuple(str(line) for line in written)
    return (str(written),) if written else ()


def _yaml(name: str) -> dict[str, Any]:
    return dict(yml.texts(resources.files(__name__).joinpath(name).read_text(encoding="utf-8")))
