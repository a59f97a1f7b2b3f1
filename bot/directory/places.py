"""Every town, village, municipality and postcode of the Netherlands, by whatever name it is given."""

import math
from typing import Self

from bot.directory.abroad import abroad
from bot.directory.choosing import Chooser
from bot.directory.counting import Kind
from bot.directory.country import without_home
from bot.directory.gazetteer import Gazetteer, read, rows
from bot.directory.groups import km_between
from bot.directory.guessing import Guesser
from bot.directory.names import Name, Trust, glued, key, spoken, words
from bot.directory.postcodes import postcodes
from bot.directory.resolution import Abroad, Found, Resolution, Unknown, Within
from bot.directory.sentence import Scanner
from bot.directory.spelling import Speller

_SHORTEST_GUESSED = 4
_SHORTEST_BELGIAN = 6
_SHORTEST_OF_A_CITY = 6  # "den haag"
_SHORTEST_NICKNAME = 8
_SHORTEST_HALF = 9
_SHORT = 3  # words; a message of more would say what it is about
_CITY = 50_000  # inhabitants
_BORDER_KM = 8.0  # no point of the country is further from the middle of a postcode, the open water apart


class Places:
    """The gazetteer: built once, asked for every message; it never raises and keeps nothing."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        ordinary = {key(spoken(row["word"])): Kind(row["kind"]) for row in rows("ordinary.csv")}
        everyday = frozenset(row["word"] for row in rows("everyday.csv"))
        self._scanner = Scanner(gazetteer.index, ordinary, gazetteer.sizes)
        index = gazetteer.index
        sizes = gazetteer.sizes
        guessed = [
            each
            for each in index
            if _guessable(
                each, index[each], ordinary.get(each), max((sizes[s.code] for s in index[each].spots), default=0)
            )
        ]
        self._chooser = Chooser(gazetteer)
        self._points = [spot for spot in gazetteer.spots.values() if spot.code.startswith("PC")]
        german = [row["place"] for row in rows("abroad.csv") if row["country"] == "DE"]
        foreign = [row["name"] for row in rows("abroad_names.csv")] + german
        self._foreign = frozenset(glued(spoken(name)) for name in foreign)
        self._guesser = Guesser(index, Speller(guessed), everyday, sizes, gazetteer.openings, self._foreign)
        self._abroad = [(float(row["lat"]), float(row["lon"])) for row in rows("abroad.csv")]

    @classmethod
    def load(cls) -> Self:
        """Read the files of this room; takes about a third of a second."""
        return cls(read())

    def resolve(self, written: str, *, sentence: bool = False) -> Resolution:
        """Say which place is meant by a marked span or a whole message.

        With `sentence` the text is a message in which nobody marked a place: only confident mentions count.
        """
        said = without_home(words(written), self._gazetteer.index)
        numbers = postcodes(said, self._gazetteer.spots, sentence=sentence)
        taken = {at for mention in numbers for at in range(mention.start, mention.end)}
        named = [m for m in self._scanner.mentions(said, sentence=sentence) if m.start not in taken]
        mentions = sorted([*numbers, *named], key=lambda mention: mention.start)
        mentions = self._guesser.more(said, mentions, sentence=sentence)
        if mentions and abroad(said[: mentions[0].start], self._foreign, sentence=True):
            return Abroad()  # "in Duitsland, vlakbij Enschede"
        settled = self._chooser.settle(mentions, said)
        if settled is None and abroad(said, self._foreign, sentence=sentence):
            return Abroad()
        return settled or Unknown()

    def marked(self, span: str, written: str) -> Resolution:
        """Say which place a span is that the model marked; Unknown where the message leaves it out."""
        said, parts = words(written), spoken(span)
        texts = [word.text for word in said]
        starts = (at for at in range(len(texts)) if parts and texts[at : at + len(parts)] == parts)
        start = next(starts, None)
        where = self.resolve(span)
        if start is None or self._gazetteer.index.get(parts) is None:
            return where  # misspelt, or more than a name
        mention = self._scanner.marked(said, start, start + len(parts))
        return where if mention and self._chooser.settle([mention], said) else Unknown()

    def misspelt(self, written: str) -> Resolution:
        """Say which place a few words may be that nothing else was understood of, or nothing but that they are one."""
        return self.resolve(written) if 0 < len(written.split()) <= _SHORT else Unknown()

    def pick(self, code: str) -> Found | Within | Unknown:
        """Look up the code of a pressed button."""
        spot, area = self._gazetteer.spots.get(code), self._gazetteer.areas.get(code)
        return Found(spot) if spot else Within(area) if area else Unknown()

    def near(self, lat: float, lon: float) -> Found | Unknown:
        """Give the place nearest to a point in degrees WGS84; Unknown outside the Netherlands."""
        if not all(map(math.isfinite, (lat, lon))):
            return Unknown()
        nearest = min(self._points, key=lambda spot: km_between(lat, lon, spot.lat, spot.lon))
        km = km_between(lat, lon, nearest.lat, nearest.lon)
        across = any(km_between(lat, lon, *point) < km for point in self._abroad)
        return Found(nearest) if km < _BORDER_KM and not across else Unknown()


def _guessable(written: str, name: Name, kind: Kind | None, people: int) -> bool:
    """Say whether a slip of the pen may lead to a key; short ones are near everything."""
    if kind in {Kind.FUNCTION, Kind.COUNTRY, Kind.ARTICLE} or name.trust is Trust.ALIAS:
        return False
    if name.trust is Trust.SHORT:
        return len(written) >= _SHORTEST_HALF
    if name.trust is Trust.OFFICIAL:
        return len(written) >= (_SHORTEST_GUESSED if name.spots or name.area else _SHORTEST_BELGIAN)
    return len(written) >= (_SHORTEST_OF_A_CITY if people >= _CITY else _SHORTEST_NICKNAME)
