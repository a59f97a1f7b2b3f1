"""Weighs the places named in one message against each other, until one is left or a question."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.directory.country import belgium_at, border
from bot.directory.cues import JOINS, Cue, Mention
from bot.directory.gazetteer import Gazetteer
from bot.directory.names import Name, Word, one_each, vocabulary
from bot.directory.provinces import PROVINCE_OF
from bot.directory.qualifying import BESIDE, LINKS, covers, tells, tells_before
from bot.directory.resolution import Ambiguous, Area, Belgian, Found, Resolution, Spot, Within
from bot.directory.standing import current, put_right

MOST_OFFERED = 6  # buttons under one question
_CITY = 50_000  # inhabitants: such a place comes before the province of its name
_PROVINCE = frozenset({"provincie", "prov", "province"})
_PAST = frozenset({"boven", "above"})
_SHARED = vocabulary("half helft deels soms")
_APART = frozenset({"to", "of"})  # begin a second place: "from Zwolle to Haarlem"; "close to" is a link
_PARENTS = vocabulary("moeder vader mama papa ma pa mum mom dad mother father")


@dataclass(frozen=True, slots=True)
class Chooser:
    """Settles what a message means once its names are found."""

    gazetteer: Gazetteer

    def settle(self, mentions: Sequence[Mention], words: Sequence[Word]) -> Resolution | None:
        """Give the one meaning, or the places to choose from; None when nothing is named."""
        mentions = _joined(_beside_postcodes(put_right(words, mentions)), words)
        named = [self._as_province(mention, words) for mention in mentions]
        named = _without_refused([self._by_abbreviation(mention, words) for mention in named])
        if border(words):
            named = [_abroad(mention) for mention in named]
        named = self._by_each_other(named, words)
        return self._weigh(_foremost(_in_their_areas(_of_this_side(current(words, named), words))))

    def outcome(self, name: Name) -> Resolution | None:
        """Say what a name means by itself."""
        name = self._plainly(name)
        towns = name.towns
        if len(towns) > 1:
            return Ambiguous(name.label, towns[:MOST_OFFERED])
        if not towns:
            return Within(name.area) if name.area else Belgian() if name.belgian else None
        return Found(towns[0], name.area)

    def _plainly(self, name: Name) -> Name:
        """Let a province stand before a village of its name: who says Zeeland means the province."""
        city = any(self.gazetteer.sizes.get(spot.code, 0) >= _CITY for spot in name.spots)
        if name.area is None or not name.spots or city:
            return name
        inside = all(spot.gm_code in name.area.gm_codes for spot in name.spots)
        return replace(name, area=None) if inside else replace(name, spots=())

    def _as_province(self, mention: Mention, words: Sequence[Word]) -> Mention:
        around = {word.text for word in (*words[max(0, mention.start - 1) : mention.start], *words[mention.end :][:1])}
        if mention.name.area is None or not around & _PROVINCE:
            return mention
        return replace(mention, name=replace(mention.name, spots=()))

    def _by_abbreviation(self, mention: Mention, words: Sequence[Word]) -> Mention:
        if mention.end == len(words):
            return mention
        if belgium_at(words, mention.end):
            return _abroad(mention)
        two = "".join(word.text for word in words[mention.end : mention.end + 2])
        province = PROVINCE_OF.get(two) or PROVINCE_OF.get(words[mention.end].text)
        return _narrowed(mention, [spot for spot in mention.name.spots if spot.province == province])

    def _by_each_other(self, mentions: list[Mention], words: Sequence[Word]) -> list[Mention]:
        """Let "Beek bij Nijmegen" be one place: the second name tells which, and goes."""
        kept: list[Mention] = []
        for mention in mentions:
            before = kept[-1] if kept else None
            link = [word.text for word in words[before.end : mention.start]] if before else []
            if before is None or not _APART.isdisjoint(link[:1]) or not all(word in LINKS for word in link):
                kept.append(mention)
                continue
            told = self._told(before, mention, link)
            kept[-1:] = [before, mention] if told is None else [told]
        return kept

    def _told(self, name: Mention, hint: Mention, link: Sequence[str]) -> Mention | None:
        """Give the one mention that two neighbouring names make; None when they are two places."""
        sizes = self.gazetteer.sizes
        for quarter, town in ((name, hint), (hint, name)):
            if any(covers(town.name, spot) for spot in quarter.name.quarters):
                return replace(town, cue=max(name.cue, hint.cue))
        for one, spots in (
            (name, tells(name.name, hint.name, link, sizes)),
            (hint, tells_before(hint.name, name.name, link, sizes)),
        ):
            if spots:
                return replace(_narrowed(one, spots), cue=max(name.cue, hint.cue))
        told = BESIDE & set(link) or not hint.name.spots
        return name if link and told and (name.name.spots or name.name.belgian) else None

    def _weigh(self, mentions: Sequence[Mention]) -> Resolution | None:
        names = [self._plainly(mention.name) for mention in mentions]
        placed = [name for name in names if name.spots]
        if any(name.belgian and not name.spots for name in names):
            # With a Belgian cue a name both countries have is the Belgian one.
            placed = [name for name in placed if not name.belgian]
            if not placed:
                return Belgian()
        if not placed:
            return self._areas([name for name in names if name.area])
        common = _in_all(placed) or [spot for name in placed for spot in name.towns]
        towns = one_each(common)
        if len(placed) == 1 and len(towns) > 0:
            return self.outcome(placed[0])
        return Found(towns[0]) if len(towns) == 1 else Ambiguous("", self._likeliest(towns))

    def _areas(self, names: Sequence[Name]) -> Resolution | None:
        areas = [name.area for name in names if name.area]
        return Within(min(areas, key=_smallness)) if areas else None

    def _likeliest(self, spots: Sequence[Spot]) -> tuple[Spot, ...]:
        return tuple(sorted(spots, key=lambda spot: -self.gazetteer.sizes.get(spot.code, 0))[:MOST_OFFERED])


def _beside_postcodes(mentions: Sequence[Mention]) -> list[Mention]:
    """Let a name right before or behind a postcode count as much: "7255 Hengelo"."""
    codes = [mention for mention in mentions if mention.postcode]
    ends = {mention.start for mention in codes} | {mention.end for mention in codes}
    return [replace(m, cue=Cue.HOME) if ends & {m.start, m.end} else m for m in mentions]


def _joined(mentions: Sequence[Mention], words: Sequence[Word]) -> list[Mention]:
    """Let "in Veghel of Uden" point at both alike, and "mijn moeder woont in Breda en mijn vader in Tilburg"."""
    joined: list[Mention] = []
    for mention in mentions:
        between = [word.text for word in words[joined[-1].end : mention.start]] if joined else []
        alike = (
            between[:1] and between[0] in JOINS and (len(between) == 1 or (_PARENTS | _SHARED).intersection(between))
        )
        joined.append(replace(mention, cue=max(mention.cue, joined[-1].cue)) if alike else mention)
    return joined


def _smallness(area: Area) -> int:
    return len(area.gm_codes)


def _without_refused(mentions: list[Mention]) -> list[Mention]:
    return [mention for mention in mentions if not mention.refused]


def _in_their_areas(mentions: Sequence[Mention]) -> list[Mention]:
    """Let a place named anywhere in the message go before the province or region it lies in."""
    placed = [mention for mention in mentions if mention.name.spots]
    kept = [m for m in mentions if m.name.spots or not any(_inside(each, m) for each in placed)]
    gone = [mention for mention in mentions if mention not in kept]
    return [_pointed(mention, [each for each in gone if _inside(mention, each)]) for mention in kept]


def _of_this_side(mentions: Sequence[Mention], words: Sequence[Word]) -> list[Mention]:
    """Leave "Noord-Holland boven Amsterdam" the province."""
    areas = [mention for mention in mentions if not mention.name.spots]
    past = [m for m in mentions if m.start and words[m.start - 1].text in _PAST and any(_inside(m, a) for a in areas)]
    return [mention for mention in mentions if mention not in past]


def _inside(mention: Mention, around: Mention) -> bool:
    area = around.name.area
    return area is not None and any(spot.gm_code in area.gm_codes for spot in mention.name.spots)


def _pointed(mention: Mention, around: Sequence[Mention]) -> Mention:
    return replace(mention, cue=max(mention.cue, *(each.cue for each in around))) if around else mention


def _foremost(mentions: Sequence[Mention]) -> list[Mention]:
    """Leave the places pointed at best; of those the ones of now, if any is."""
    best = max((mention.cue for mention in mentions), default=Cue.BARE)
    alike = [mention for mention in mentions if mention.cue == best]
    return [mention for mention in alike if mention.now] or alike


def _narrowed(mention: Mention, spots: Sequence[Spot]) -> Mention:
    """Keep only some of a name's spots; all of them when none would be left."""
    return replace(mention, name=replace(mention.name, spots=tuple(spots), area=None)) if spots else mention


def _abroad(mention: Mention) -> Mention:
    """Read a name that both countries have as the Belgian one."""
    return replace(mention, name=replace(mention.name, spots=(), area=None)) if mention.name.belgian else mention


def _in_all(names: Sequence[Name]) -> list[Spot]:
    shared = frozenset.intersection(*(frozenset(spot.gm_code for spot in name.spots) for name in names))
    return [spot for name in names for spot in name.spots if spot.gm_code in shared]
