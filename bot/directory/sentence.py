"""Finds the names in a message, and the signs that one which is a word or a person too is meant as a place."""

from collections.abc import Iterator, Mapping, Sequence

from bot.directory.counting import Kind, Signs, counts
from bot.directory.country import belgium_at, border
from bot.directory.cues import ARTICLES, JOINS, Cue, Mention, closes, filler, led, pointed, refused
from bot.directory.names import MOST_WORDS, Index, Name, Trust, Word, key, vocabulary
from bot.directory.provinces import PROVINCE_OF
from bot.directory.qualifying import LINKS, tells, tells_before

_TELLING = 5  # letters; a shorter Belgian name is too often something else
_LONG_ENOUGH_TO_JOIN = 7  # letters: "zoeter meer" is one place, "be st" is not
_LONG_ENOUGH_ALONE = 6  # letters of an answer that is nothing else: "al mere", "hoofd dorp"
_NOTHING: frozenset[int] = frozenset()
_GOES_ON = vocabulary("maar werk studeer school ga")  # "uit Een, werk in Assen", not "in een, tja, flat"
_A_TOWN = 20_000  # inhabitants: it has parts
_QUARTERS = vocabulary(
    "noord zuid oost west centrum centraal stad noordoost noordwest zuidoost zuidwest north south east center centre",
)


class Scanner:
    """Finds mentions; made once from the index, the words that are more than a name and the sizes of the towns."""

    def __init__(self, index: Index, ordinary: Mapping[str, Kind], sizes: Mapping[str, int]) -> None:
        self._index = index
        self._ordinary = ordinary
        self._sizes = sizes

    def mentions(self, words: Sequence[Word], *, sentence: bool) -> list[Mention]:
        """Give the names in a message from left to right, of overlapping ones the longest."""
        across = border(words)
        named = _places_of(self._scan(words, across, sentence=sentence))
        return self._scan(words, across | named, sentence=sentence) if named else []

    def marked(self, words: Sequence[Word], start: int, end: int) -> Mention | None:
        """Give the mention that a marked name is; None where an article makes it a word: "tussen de huizen"."""
        name = self._name(words, start, end)
        if name is None:
            return None
        articled = start > 0 and words[start - 1].text in ARTICLES and not words[start].capital
        word = articled and self._kind(_texts(words[start:end]), name) is not None
        return None if word else Mention(start, end, name, pointed(words, start, end), refused(words, start))

    def _scan(self, words: Sequence[Word], known: frozenset[int], *, sentence: bool) -> list[Mention]:
        """Look at every word; those already `known` to name a place leave the others alone ("beek limburg")."""
        found: list[Mention] = []
        at = 0
        while at < len(words):
            mention = self._longest(words, at, known, sentence=sentence)
            if mention is None:
                at += 1
            else:
                found.append(mention)
                at = mention.end
        return found

    def _longest(self, words: Sequence[Word], start: int, known: frozenset[int], *, sentence: bool) -> Mention | None:
        for end in range(min(start + MOST_WORDS, len(words)), start, -1):
            alone = not sentence and end - start == len(words)
            name = self._name(words, start, end, least=_LONG_ENOUGH_ALONE if alone else _LONG_ENOUGH_TO_JOIN)
            if name is None:
                continue
            mention = Mention(start, end, name, pointed(words, start, end), refused(words, start))
            kind = self._kind(_texts(words[start:end]), name)
            # A name set aside is not read as a shorter one either: "de waal" is no Waal.
            if kind is None or counts(kind, self._signs(mention, words, known, asked=not sentence)):
                return mention
            return None
        return None

    def _name(self, words: Sequence[Word], start: int, end: int, *, least: int = _LONG_ENOUGH_TO_JOIN) -> Name | None:
        parts = _texts(words[start:end])
        name = self._index.get(parts)
        return name if name is not None and _joins(parts, name, least) else None

    def _signs(self, mention: Mention, words: Sequence[Word], known: frozenset[int], *, asked: bool) -> Signs:
        start, end = mention.start, mention.end
        hint = self._hint(mention, words)
        known = (known | hint | self._behind(mention, words)) - set(range(start, end))
        inner = words[start:end]
        return Signs(
            asked=asked,
            whole=len(inner) == len(words),
            alone=all(filler(words[at]) or at in known for at in _outside(words, mention)),
            opens=start == 0 or words[start].comma or (asked and len(hint) + len(inner) == len(words)),
            closes=_closes(words, end),
            inside=mention.cue >= Cue.IN,
            home=mention.cue is Cue.HOME,
            led=led(words, start),
            articled=start > 0 and words[start - 1].text in ARTICLES,
            capital=inner[-1].capital or (inner[0].capital and inner[0].text not in ARTICLES),
            named=bool(known),
            joined=start > 1 and words[start - 1].text in JOINS and start - 2 in known,
            told=bool(hint),
        )

    def _behind(self, mention: Mention, words: Sequence[Word]) -> frozenset[int]:
        """Give the abbreviated province, country or part of the town behind a name."""
        at, name = mention.end, mention.name
        if at >= len(words):
            return _NOTHING
        if words[at].text in PROVINCE_OF or belgium_at(words, at):
            return frozenset({at})
        town = name.trust is Trust.NICKNAME or any(self._sizes.get(spot.code, 0) >= _A_TOWN for spot in name.spots)
        return frozenset({at}) if town and words[at].text in _QUARTERS else _NOTHING

    def _hint(self, mention: Mention, words: Sequence[Word]) -> frozenset[int]:
        """Give where the province, region or bigger neighbour of a name stands right beside it; nothing if nowhere."""
        end = mention.end
        while end < len(words):
            for last in range(min(end + MOST_WORDS, len(words)), end, -1):
                if self._tells(mention, words, (end, last)):
                    return frozenset(range(mention.end, last))
            if words[end].text not in LINKS:
                break
            end += 1
        start = mention.start
        while start > 0:
            for first in range(max(0, start - MOST_WORDS), start):
                if self._tells(mention, words, (first, start)):
                    return frozenset(range(first, mention.start))
            if words[start - 1].text not in LINKS:
                break
            start -= 1
        return _NOTHING

    def _tells(self, mention: Mention, words: Sequence[Word], window: tuple[int, int]) -> bool:
        start, end = window
        hint = self._name(words, start, end)
        if hint is None or self._kind(_texts(words[start:end]), hint) not in {None, Kind.LIGHT}:
            return False
        if start >= mention.end:
            return bool(tells(mention.name, hint, _texts(words[mention.end : start]), self._sizes))
        return bool(tells_before(mention.name, hint, _texts(words[end : mention.start]), self._sizes))

    def _kind(self, parts: Sequence[str], name: Name) -> Kind | None:
        kind = self._ordinary.get(key(parts))
        if kind is None and name.belgian and name.trust is Trust.ALIAS:
            return Kind.HEAVY
        weak = name.trust in {Trust.SHORT, Trust.ALIAS} or (
            name.belgian and not name.spots and len(parts[0]) < _TELLING
        )
        return Kind.LIGHT if kind is None and weak else kind


def _texts(words: Sequence[Word]) -> list[str]:
    return [word.text for word in words]


def _joins(parts: Sequence[str], name: Name, least: int) -> bool:
    """Say whether words may be read as one name: as it is spaced, or long enough to be no accident."""
    if len(parts) <= max(1, name.words):
        return True
    if name.trust is not Trust.OFFICIAL or sum(map(len, parts)) < least:
        return False  # "over die" is no Overdie
    # "naar den" is no Naarden
    little = [filler(Word(part, capital=False)) for part in parts]
    return not (little[0] if least == _LONG_ENOUGH_ALONE else any(little))


def _closes(words: Sequence[Word], end: int) -> bool:
    unfinished = words[end - 1].text == "een" and (end == len(words) or words[end].text not in _GOES_ON)
    return closes(words, end) and not unfinished


def _outside(words: Sequence[Word], mention: Mention) -> Iterator[int]:
    yield from range(mention.start)
    yield from range(mention.end, len(words))


def _places_of(mentions: Sequence[Mention]) -> frozenset[int]:
    return frozenset(at for mention in mentions for at in range(mention.start, mention.end))
