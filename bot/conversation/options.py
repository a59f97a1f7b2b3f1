"""What a typed answer says beside the name of a place: which of those offered it is, or that it sets one right."""

import re
from collections.abc import Sequence

from bot.directory import Ambiguous, Found, Places, Spot

_CORRECTION = re.compile(
    r"(?:(?:oh?|eh|uh|of|or)\b[\s,.!:-]*)?(?:nee+|no+|sorry|ik bedoel(?:de)?|i mean|i meant)\b[\s,.!:-]*"
    r"(?:(?:nee+|no+|sorry|wacht|wait|grapje|joke|ik bedoel(?:de)?|i mean|i meant)\b[\s,.!:-]*)*",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(eerste|first|tweede|second|derde|third|laatste|last)\b(?!\s+(?:keer|avond|time|evening))", re.IGNORECASE
)  # "hoe gaat de eerste keer" picks nothing
_ORDINALS = {"eerste": 0, "first": 0, "tweede": 1, "second": 1, "derde": 2, "third": 2, "laatste": -1, "last": -1}


def picked(places: Places, codes: Sequence[str], words: str) -> Found | None:
    """Pick from the places that were offered: "de eerste", "die in gelderland", "die bij alkmaar", "aan de ijssel"."""
    said = _plainly(words)
    offered = [place for code in codes if isinstance(place := places.pick(code), Found)]
    counted = [_ORDINALS[word.casefold()] for word in _COUNTED.findall(words)]
    if len(counted) == 1 and counted[0] < len(offered):
        return offered[counted[0]]
    named = places.resolve(words)
    same = [place for place in offered if isinstance(named, Found) and named.spot.gm_code == place.spot.gm_code]
    if same:
        return same[0]  # "utrecht" is not Amersfoort, which lies in the province
    meant = [place for place in offered if any(word in said for word in _tells_apart(place.spot))]
    if len(meant) == 1:
        return meant[0]
    shared = [first for place in offered if isinstance(places.resolve(first := place.spot.name.split()[0]), Ambiguous)]
    whole = [places.resolve(f"{first} {words}") for first in shared]
    return next((place for place in offered if place in whole), None)


def _tells_apart(spot: Spot) -> set[str]:
    province = _plainly(spot.province)
    return {province, province.rpartition(" ")[2], _plainly(spot.municipality)} - {_plainly(spot.name)}


def _plainly(words: str) -> str:
    return words.casefold().replace("-", " ")


def set_right(words: str) -> str:
    """Leave out the "nee sorry, ik bedoelde" before a place."""
    said = words.strip()
    start = _CORRECTION.match(said)
    return said[start.end() :] if start else said
