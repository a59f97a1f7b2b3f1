"""How a name is written down: words, keys that forgive spaces, hyphens and accents, and what each key stands for."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from anyascii import anyascii

from bot.directory.resolution import Area, Spot

LONGEST_TEXT = 600  # characters looked at: a longer message has named its place by then
MOST_WORDS = 6  # of one name: "Stad aan 't Haringvliet"
_LATIN_END = 0x250
_QUOTES = re.compile(r"['’‘`´ʼ]")
_OWNER = re.compile(r"(?<=\w)'s\b")  # "Leon's" is no Leons
_INITIALS = re.compile(r"\b([A-Za-z])[./](?=[A-Za-z]\b)")
_WORD = re.compile(r"[^\W_]+")
_STOP = re.compile(r"[.!?\n]")
_PAUSE = re.compile(r"[,(/:;!?\n]")
_ARTICLES = frozenset({"de", "den", "het", "t", "d"})
_VARIED = _ARTICLES | {"st", "a", "ad"}  # a name without any of these is written in one way


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a message: folded to plain lower case; `capital` where a capital says something."""

    text: str
    capital: bool
    comma: bool = False  # a comma, colon or bracket stands before it, or a question or cry ended


class Trust(IntEnum):
    """How surely a written key means its place; the higher is looked at first."""

    SHORT = 1  # half of a longer name
    ALIAS = 2
    NICKNAME = 3
    OFFICIAL = 4


@dataclass(frozen=True, slots=True)
class Name:
    """What one written name stands for; several spots are several places of that name, the largest first."""

    label: str
    trust: Trust
    spots: tuple[Spot, ...] = ()
    area: Area | None = None
    belgian: bool = False
    words: int = 1
    quarters: tuple[Spot, ...] = ()  # towns elsewhere with a quarter of this name: only where they stand beside it

    @property
    def towns(self) -> tuple[Spot, ...]:
        """Give one spot for each municipality."""
        return one_each(self.spots)


def one_each(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    """Keep the first spot of every municipality."""
    firsts: dict[str, Spot] = {}
    for spot in spots:
        firsts.setdefault(spot.gm_code, spot)
    return tuple(firsts.values())


def vocabulary(text: str) -> frozenset[str]:
    """Read a set of words written in one string."""
    return frozenset(text.split())


def words(text: str) -> list[Word]:
    """Split a message; fancy letters become plain ones, other scripts and signs only separate."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST_TEXT])[:LONGEST_TEXT]
    plain = "".join(_fold(letter) for letter in plain)
    plain = _INITIALS.sub(r"\1", _QUOTES.sub("", _OWNER.sub("", plain)))
    shouting = plain.upper() == plain
    return list(_words(plain, shouting=shouting))


def _words(plain: str, *, shouting: bool) -> Iterator[Word]:
    end = 0
    for found in _WORD.finditer(plain):
        between = plain[end : found.start()]
        # A capital at the start of a sentence, or of a message, says nothing: telephones set it.
        opening = end == 0 or _STOP.search(between) is not None
        capital = found.group()[0].isupper() and not (shouting or opening)
        yield Word(found.group().lower(), capital, comma=_PAUSE.search(between) is not None)
        end = found.end()


def _fold(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter in "’‘´ʼ":
        return "'"
    if ord(letter) >= _LATIN_END:
        # A combining accent that found no letter vanishes; anything else separates.
        return "" if unicodedata.combining(letter) else " "
    return anyascii(letter) if letter.isalpha() else " "


def spoken(name: str) -> list[str]:
    """Give the plain words of a name."""
    return [word.text for word in words(name)]


def glued(parts: Sequence[str]) -> str:
    """Give the key of a name as it stands: no spaces, ij as y."""
    return "".join(parts).replace("ij", "y")


def key(parts: Sequence[str]) -> str:
    """Give the key under which every way to write a name falls together.

    "Alphen a/d Rijn" and "Alphen aan de Rijn" are one, so are "St." and "Sint", "'t Zand" and "Het Zand".
    """
    return glued(parts if _VARIED.isdisjoint(parts) else list(_canonical(parts)))


def _canonical(parts: Sequence[str]) -> Iterator[str]:
    before = ""
    for place, part in enumerate(parts):
        inside = 0 < place < len(parts) - 1
        if part == "st" and not inside:
            said = "sint"
        elif place == 0 and part in _ARTICLES:
            said = "t" if part in {"het", "t"} else "de"
        elif inside and (part == "ad" or (part == "a" and parts[place + 1] in _ARTICLES)):
            said = "aan"
        elif inside and part in _ARTICLES and before in {"aan", "op"}:
            continue
        else:
            said = part
        before = said
        yield said


class Index:
    """All written names by key."""

    def __init__(self, names: Mapping[str, Name]) -> None:
        self._names = names

    def __getitem__(self, written: str) -> Name:
        """Give what a key stands for."""
        return self._names[written]

    def __iter__(self) -> Iterator[str]:
        """Go through all keys."""
        return iter(self._names)

    def get(self, parts: Sequence[str]) -> Name | None:
        """Look words up, however they are spaced."""
        named = self._names.get(glued(parts))
        return named if named or _VARIED.isdisjoint(parts) else self._names.get(key(parts))
