"""What is plainly fine as a whole: where an alarm that only weights or the model raised does not stand.

The lexicon says what a cry is in the words somebody wrote down; weights and model guess. `plain.yml` says which whole
messages are none: gladness about life, bruises of a sport, a cat's scratch, a fear about the group. A message is
accounted for when an entry knows something in it and nothing in it is left over, so that a cry before, in or after
such words leaves a word that is not accounted for, and is heard as it was. What the lexicon hears always stands.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from bot import yml
from bot.safety.folding import fold
from bot.safety.lexicon import language, lexicon
from bot.safety.matcher import Matcher
from bot.safety.normalise import Speller
from bot.safety.patterns import BREAK, phrases_of, split, steps_of, words_of
from bot.safety.tiers import Tier

# what a message comes after: nothing, groups that were shown, an alarm, or other talk
OPENING, SHOWN, AFTER_ALARM, GOING_ON = "opening", "shown", "care", "talk"
_LONGEST = 700  # characters
_BEGIN = 80  # characters
_TOGETHER = 2  # earlier messages that a message may go on from: "mag mijn hond mee", "hij is lief"
_KIND = re.compile(r"[:;=]-?[)dp]+|<3|[😀-😆😉-😋😍😎😘😙😚😛-😝🤗🤣🤩🥰🥳🙂🙌🙏👍👌💪❤♥️🎉🎂🎊☀🌞🏖⚽🍕🍦😅🤪🤭]")
_PLAIN = re.compile(r"[\w\s,!?'’-]*(?:(?<!\.)\.(?!\.)[\w\s,!?'’-]*)*")  # three dots, quotes or a knife say more
_VOWELS = re.compile(r"[aeiouy]")
_LETTERS = re.compile(r"[b-df-hj-np-tv-xz]{4,}")


@dataclass(frozen=True, slots=True)
class Plain:
    """An entry of `plain.yml`, or letters at random: at most so grave, answered by a text if one is named.

    One that `needs` something `with` what it says is none without it: scratches need a cat.
    """

    name: str
    at_most: Tier = Tier.NONE
    answered: str = ""
    after: str = ""
    needs: bool = False
    least: int = 1
    words: int = 12
    catches: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()


RANDOM = Plain("random", answered="not_understood_again")


def plainly(said: str, earlier: Sequence[str] = (), after: str = "") -> Plain | None:
    """Tell what a message plainly is, by itself or as it goes on from those before; None for all that may be more.

    After an alarm nothing is: there "hij is lief" may speak of whom somebody has to be kept from.
    """
    if after == AFTER_ALARM:
        return None
    told = earlier[-_TOGETHER:]
    whole = [said, *("\n".join([*told[at:], said]) for at in reversed(range(len(told))))]
    found = [plain for text in whole if (plain := _known(text, after or ("" if earlier else OPENING)))]
    return min(found, key=lambda plain: plain.at_most.rank, default=None)


def stands(tier: Tier, plain: Plain | None) -> Tier:
    """Give what stands of a tier that only weights or the model raised, on what is plainly something else."""
    return tier if plain is None else min(tier, plain.at_most, key=lambda each: each.rank)


def _known(text: str, after: str) -> Plain | None:
    bare = _KIND.sub(" ", text[: _LONGEST + 1].lower())
    if len(text) > _LONGEST or not _PLAIN.fullmatch(bare):
        return None
    return RANDOM if _is_random(bare) else plain_book().reads(bare, after)


def _is_random(bare: str) -> bool:
    """Tell whether nothing but letters was typed: no vowel, and no word of a cry that has lost its vowels."""
    tokens = fold(bare)[0].split()
    return bool(tokens) and all(map(_LETTERS.fullmatch, tokens)) and _bones().isdisjoint(map(_bone, tokens))


@cache
def _bones() -> frozenset[str]:
    """Give the consonants of every word of the lexicon."""
    return frozenset(map(_bone, lexicon().words))


def _bone(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", _VOWELS.sub("", word))


class PlainBook:
    """Knows the entries; one scan for all of them."""

    def __init__(self, written: Mapping[str, Any]) -> None:
        """Take a file as read.

        Raises:
            KeyError: an entry lacks a part.
            ValueError: a pattern has a gap, in which anything could stand.
        """
        spell, known = language()
        sets = dict(known)
        for name, phrases in written["sets"].items():
            sets[name] = frozenset(phrase for each in phrases for phrase in phrases_of(str(each), sets, spell))
        self.entries = tuple(_entry(entry) for entry in written["entries"])
        lines = [
            ((number, part), line)
            for number, entry in enumerate(written["entries"])
            for part in ("say", "with", "beside", "unless")
            for line in (*entry.get(part, ()), *(written["beside"] if part == "beside" else ()))
        ]
        patterns = [(owner, steps_of(each, sets, spell)) for owner, line in lines for each in split(str(line), "|")]
        if any(isinstance(step, int) for _, ways in patterns for way in ways for step in way):
            raise ValueError("a pattern of what is plainly fine has a gap")
        passing = (spell.words(word) for word in str(written["passing"]).split())
        self._passing = frozenset(word for phrase in passing for word in phrase)
        self._words = self._passing.union([BREAK], *(words_of(ways) for _, ways in patterns))
        self._owners = [owner for owner, _ in patterns]
        self._speller = Speller(spell.spelling, frozenset(), frozenset())  # what is misspelt is not plain
        self._matcher = Matcher([ways for _, ways in patterns], self._passing)

    def reads(self, text: str, after: str) -> Plain | None:
        """Give the first entry that accounts for a whole text."""
        words: list[str] = []
        for part in (text[:_BEGIN].rpartition(" ")[0], text):
            words = self._speller.words(part)
            if not self._words.issuperset(words):
                return None  # most messages hold a word of which nothing is known here, and most of those soon
        accounted = {at for at, word in enumerate(words) if word == BREAK or word in self._passing}
        many = sum(word != BREAK for word in words)
        known: dict[tuple[int, str], set[int]] = {}
        for number, first, last in self._matcher.scan(words).hits():
            known.setdefault(self._owners[number], set()).update(range(first, last + 1))
        for number, entry in enumerate(self.entries):
            said, with_it, beside = (known.get((number, part), set()) for part in ("say", "with", "beside"))
            whole = len(accounted | said | with_it | beside) == len(words) and entry.least <= many <= entry.words
            both = said and (with_it or not entry.needs)
            if whole and both and entry.after in {"", after} and (number, "unless") not in known:
                return entry
        return None


@cache
def plain_book() -> PlainBook:
    """Read `plain.yml`, once."""
    return PlainBook(dict(yml.texts(resources.files(__package__).joinpath("plain.yml").read_text(encoding="utf-8"))))


def _entry(entry: Mapping[str, Any]) -> Plain:
    catches, spares = (tuple(map(str, entry[part])) for part in ("catches", "spares"))
    return Plain(
        entry["name"],
        Tier(entry.get("at_most", Tier.NONE)),
        entry.get("answered", ""),
        entry.get("after", ""),
        "with" in entry,
        int(entry.get("least", 1)),
        int(entry["words"]),
        catches,
        spares,
    )
