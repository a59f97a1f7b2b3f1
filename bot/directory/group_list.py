"""A line of the list of groups."""

from collections.abc import Mapping
from dataclasses import replace

from bot.directory import cells as read
from bot.directory.groups import SHOWN_GROUPS, Group
from bot.directory.listing import Sheet, slug
from bot.directory.places import Places
from bot.directory.resolution import Found, Spot

COLUMNS = (  # fields of `Group`
    *("id", "gm_code", "municipality", "place", "partner", "age_min", "age_max"),
    *("rhythm", "signup_url", "status", "verified_on"),
)


def group_in(cells: Mapping[str, str], places: Places) -> Group:
    """Make a group of what stands in a line or a form; only the municipality must be there, by name or by code.

    Raises:
        WrittenWrong: something in it cannot be used.
    """
    said = read.tidied(cells, COLUMNS)
    here = read.municipality(said, places)
    place = read.place(said, here)
    there = _spot(place, here, places)
    youngest, oldest = read.ages(said)
    group = Group(
        id=slug(said["id"]),
        gm_code=here.gm_code,
        municipality=here.municipality,
        place=place or None,
        partner=said["partner"] or None,
        age_min=youngest,
        age_max=oldest,
        rhythm=said["rhythm"] or None,
        signup_url=read.address("signup_url", said["signup_url"]),
        status=read.status(said["status"]),
        verified_on=read.day("verified_on", said["verified_on"]),
        lat=there.lat,
        lon=there.lon,
    )
    return group if group.id else replace(group, id=named(group))


def named(group: Group) -> str:
    """Make an id of what does not change: municipality, place and ages."""
    return slug(group.gm_code, group.place, group.age_min, group.age_max)


def _spot(place: str, here: Spot, places: Places) -> Spot:
    """Find a place within its municipality; one that is on no map, as a quarter, lies in the middle of it."""
    found = places.resolve(f"{place}, {here.municipality}") if place else None
    return found.spot if isinstance(found, Found) and found.spot.gm_code == here.gm_code else here


GROUPS = Sheet(COLUMNS, "municipality", group_in, SHOWN_GROUPS)
