"""When one name tells which place another is: "Beek bij Nijmegen", "Enter, Twente"."""

from collections.abc import Mapping, Sequence

from bot.directory.groups import km_between
from bot.directory.names import Name, one_each, vocabulary
from bot.directory.resolution import Spot

LINKS = vocabulary(
    "bij in op vlak vlakbij dichtbij dicht near de het gemeente gem provincie prov regio te onder naast aan omgeving "
    "buurt van ligt nabij maar dan die dat eentje the of close to by one",
)
BESIDE = vocabulary("bij vlakbij dichtbij near nabij naast omgeving onder regio buurt close")
_NEXT_TO_KM = 25.0
_CITY = 50_000  # inhabitants: more than the province of its name
_SUBURB_KM = 15.0
_OUTGROWS = 5  # times as large as the village beside it


def tells(name: Name, hint: Name, link: Sequence[str], sizes: Mapping[str, int]) -> list[Spot]:
    """Give the spots of a name that another leaves, with the words between them; none when it tells nothing."""
    within = [spot for spot in name.spots if covers(hint, spot)]
    if within:
        return within
    if BESIDE & set(link):
        return nearest(name.spots, hint.towns)
    return [] if link else [spot for spot in name.spots if _suburb(spot, hint, sizes)]


def tells_before(name: Name, hint: Name, link: Sequence[str], sizes: Mapping[str, int]) -> list[Spot]:
    """Give the same for a hint that stands before the name: "Twente, Enter"; "Eindhoven bij Best" tells nothing."""
    if not BESIDE & set(link):
        return tells(name, hint, link, sizes)
    city = any(sizes.get(spot.code, 0) >= _CITY for spot in hint.spots)
    return [] if city or hint.area is None else [spot for spot in name.spots if spot.gm_code in hint.area.gm_codes]


def covers(name: Name, spot: Spot) -> bool:
    """Say whether a name is the province, region or municipality of a spot."""
    if name.area is not None and spot.gm_code in name.area.gm_codes:
        return True
    return any(each.gm_code == spot.gm_code for each in name.spots)


def nearest(spots: Sequence[Spot], beside: Sequence[Spot]) -> list[Spot]:
    """Give the spot that plainly lies beside one of the others, if there is one."""
    far = [(min(_km(s, b) for b in beside), s) for s in one_each(spots)] if beside else []
    far.sort(key=lambda each: each[0])
    if not far or far[0][0] > _NEXT_TO_KM:
        return []
    return [far[0][1]] if len(far) == 1 or far[1][0] > 2 * far[0][0] else []


def _suburb(spot: Spot, hint: Name, sizes: Mapping[str, int]) -> bool:
    """Say whether a name is a much larger town close by: "Nuenen, Eindhoven"."""
    least = _OUTGROWS * max(sizes.get(spot.code, 0), 1)
    return any(sizes.get(town.code, 0) >= least and _km(spot, town) <= _SUBURB_KM for town in hint.towns)


def _km(one: Spot, other: Spot) -> float:
    return km_between(one.lat, one.lon, other.lat, other.lon)
