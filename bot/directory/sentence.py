"""Finds the places named in a message, and how plainly each is said to be where somebody lives."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from bot.directory.names import MOST_WORDS, Index, Name, Trust, Word, key, vocabulary
from bot.directory.provinces import PROVINCE_OF

_TELLING = 5  # letters; a shorter Belgian name is too often something else
_LONG_ENOUGH_TO_JOIN = 7  # letters: "zoeter meer" is one place, "be st" is not


class Kind(StrEnum):
    """What else a name is, besides a place (the column `kind` of ordinary.csv)."""

    LIGHT = "light"  # a word or half a name: counts after a preposition, with a capital, or alone
    PERSON = "person"  # a first name or surname: a capital proves nothing
    HEAVY = "heavy"  # a common word: counts alone, or as a home
    ARTICLE = "article"  # "de wijk", "het zand": also after "ik woon in" no place, unless with a capital
    COUNTRY = "country"  # "Nederland": a hamlet too, only with its province or municipality
    FUNCTION = "function"  # "een", "echt", "best": never but as the whole answer or with a capital


class Cue(IntEnum):
    """How the words before a name point at it; the higher wins."""

    BARE = 0
    BY = 1
    IN = 2
    HOME = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a message, from word `start` up to word `end`."""

    start: int
    end: int
    name: Name
    cue: Cue
    refused: bool = False  # "niet in Utrecht"
    postcode: bool = False


_AT = vocabulary(
    "in te nabij vlakbij dichtbij omgeving rond rondom near around regio buurt tussen between",
)
_TOWARDS = vocabulary(
    "bij naar van to at richting by onder naast school werk",
)
_FROM = vocabulary(
    "uit from",
)
_LIVING = vocabulary(
    "woon woont wonen woonde woonplaats woonachtig kom komt kwam komen afkomstig live living lives "
    "based verhuis verhuisd verhuizen woonik wone",
)
_ELSEWHERE = vocabulary(
    "school werk studeer werkt studie stage opleiding werken studeert sport work study studying",
)
_BETWEEN = vocabulary(
    "de het een the stad dorp dorpje stadje plaats plaatsje gehucht gemeente regio omgeving buurt van klein "
    "kleine t nu ergens tegenwoordig gewoon hier provincie prov vlak dicht of village town city",
)
_ARTICLES = frozenset({"de", "het", "een", "the", "a", "mijn", "onze"})
_REFUSALS = vocabulary(
    "niet geen not nooit",
)
_FILLERS = (
    _AT
    | _TOWARDS
    | _FROM
    | _LIVING
    | _BETWEEN
    | vocabulary(
        "ik i wij we zoek groep groepen een is er ook mijn me my mij postcode nederland holland nl ja yes hoi hallo "
        "hey "
        "hi hee haha lol pls please graag aub dus ok oke en and wat welke join us im m ben am a the for voor nog dat "
        "op hier daar dan toch maar want denk volgens uh eh ehm hmm groetjes iets something group any there zit",
    )
)
_AFTER_A_HOME = vocabulary(
    "en maar dus of is want kan waar ik vlakbij bij in heb ben and but er zijn wil zit vlak dicht is are i can "
    "ook nu gemeente provincie net samen met sinds al nabij near",
)


class Scanner:
    """Finds mentions; made once from the index and the words that are more than a name."""

    def __init__(self, index: Index, ordinary: Mapping[str, Kind]) -> None:
        self._index = index
        self._ordinary = ordinary

    def mentions(self, words: Sequence[Word], *, sentence: bool) -> list[Mention]:
        """Give the names in a message from left to right, of overlapping ones the longest."""
        known = _places_of(self._scan(words, frozenset(), sentence=sentence))
        return self._scan(words, known, sentence=sentence) if known else []

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
            parts = [word.text for word in words[start:end]]
            name = self._index.get(parts)
            if name is None or not _joins(parts, name):
                continue
            mention = Mention(start, end, name, cue(words, start), refused(words, start))
            # A name set aside is not read as a shorter one either: "de waal" is no Waal.
            return mention if self._counts(mention, words, known, sentence=sentence) else None
        return None

    def _counts(self, mention: Mention, words: Sequence[Word], known: frozenset[int], *, sentence: bool) -> bool:
        # Longer than the rule of the house: one arm a kind, read side by side.
        parts = [word.text for word in words[mention.start : mention.end]]
        capital = any(word.capital for word in words[mention.start : mention.end])
        whole = len(parts) == len(words)
        known = known | _abbreviation(words, mention.end)
        alone = whole or all(words[at].text in _FILLERS or at in known for at in _outside(words, mention))
        inside = mention.cue >= Cue.IN
        match self._kind(parts, mention.name):
            case None:
                return True
            case Kind.LIGHT:
                return alone or inside or capital
            case Kind.PERSON:
                return whole or inside or (alone and bool(known))
            case Kind.HEAVY if mention.start and words[mention.start - 1].text in _ARTICLES:
                return capital and inside
            case Kind.HEAVY:
                least = Cue.HOME if sentence else Cue.IN
                at_home = mention.cue >= least and _closes(words, mention.end)
                return (alone and (whole or inside or bool(known) or not sentence)) or at_home or (inside and capital)
            case Kind.ARTICLE:
                return (whole and not sentence) or (inside and words[mention.end - 1].capital)
            case Kind.FUNCTION:
                last = mention.end == len(words)
                said = inside and last and (alone or mention.cue is Cue.HOME) and parts != ["een"]
                told = alone and not sentence and (whole or (mention.start == 0 and mention.end in known))
                return told or said or (inside and capital)
            case Kind.COUNTRY:
                return alone and bool(known - set(range(mention.start, mention.end)))

    def _kind(self, parts: Sequence[str], name: Name) -> Kind | None:
        kind = self._ordinary.get(key(parts))
        if kind is None and name.belgian and name.trust is Trust.ALIAS:
            return Kind.HEAVY
        weak = name.trust in {Trust.SHORT, Trust.ALIAS} or (
            name.belgian and not name.spots and len(parts[0]) < _TELLING
        )
        return Kind.LIGHT if kind is None and weak else kind


def filler(word: Word) -> bool:
    """Say whether a word only leads up to a name."""
    return word.text in _FILLERS


def refused(words: Sequence[Word], start: int) -> bool:
    """Say whether the name that begins here is named to leave it out."""
    return any(word.text in _REFUSALS for word in words[max(0, start - 2) : start])


def cue(words: Sequence[Word], start: int) -> Cue:
    """Say how the words before a name point at it."""
    at = start - 1
    while at >= 0 and words[at].text in _BETWEEN and words[at].text not in _AT:
        at -= 1
    if at < 0:
        return Cue.BY if any(word.text == "van" for word in words[:start]) else Cue.BARE
    before = {word.text for word in words[max(0, at - 4) : at]}
    said = words[at].text
    if said in _LIVING or (said in _AT | _TOWARDS | _FROM and before & _LIVING):
        return Cue.HOME
    if said in _FROM:
        return Cue.IN
    if said == "te":
        return Cue.BY  # "te Komen", "te komen": a capital must tell
    if said in _AT:
        return Cue.BY if {word.text for word in words[max(0, at - 2) : at]} & _ELSEWHERE else Cue.IN
    passed = {word.text for word in words[at + 1 : start]}
    return Cue.BY if said in _TOWARDS or "van" in passed else Cue.BARE


def _joins(parts: Sequence[str], name: Name) -> bool:
    """Say whether words may be read as one name: as it is spaced, or long enough to be no accident."""
    if len(parts) <= max(1, name.words):
        return True
    # "naar den" is no Naarden.
    return sum(map(len, parts)) >= _LONG_ENOUGH_TO_JOIN and not any(part in _FILLERS for part in parts)


def _abbreviation(words: Sequence[Word], at: int) -> frozenset[int]:
    return frozenset({at}) if at < len(words) and words[at].text in PROVINCE_OF else frozenset()


def _outside(words: Sequence[Word], mention: Mention) -> Iterator[int]:
    yield from range(mention.start)
    yield from range(mention.end, len(words))


def _places_of(mentions: Sequence[Mention]) -> frozenset[int]:
    return frozenset(at for mention in mentions for at in range(mention.start, mention.end))


def _closes(words: Sequence[Word], end: int) -> bool:
    return end == len(words) or words[end].comma or words[end].text in _AFTER_A_HOME
