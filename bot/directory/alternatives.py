"""What else there is where no group is: not of Join Us, and shown only once staff have verified it."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib import resources

from bot.directory import cells as read
from bot.directory.cells import WrittenWrong
from bot.directory.groups import Status
from bot.directory.listing import Sheet, slug
from bot.directory.places import Places
from bot.directory.resolution import Found, Within

COLUMNS = (  # fields of `Alternative`
    *("id", "name", "gm_code", "municipality", "place", "age_min", "age_max"),
    *("what", "what_en", "url", "cost", "status", "verified_on"),
)
SHOWN = 3  # alternatives in one answer
LONGEST_NAME = 60  # characters: it stands on a button
_SHOWN = frozenset({Status.VERIFIED})  # of others, not of Join Us: nobody is sent there on hearsay
_ASKED = range(12, 31)  # years: whom the bot is for
_MUST = ("what", "url", "verified_on")  # before a visitor is sent there


@dataclass(frozen=True, slots=True)
class Alternative:
    """Somewhere else to meet others; without a `gm_code` it is for the whole country.

    `what` says in one Dutch line what it is. Ages in years, both included, None where there is no limit or nobody
    knows it.
    """

    id: str
    name: str
    gm_code: str
    municipality: str
    place: str | None
    age_min: int | None
    age_max: int | None
    what: str | None
    what_en: str | None
    url: str | None
    cost: str | None
    status: Status
    verified_on: date | None


def alternatives_for(where: Found | Within, listed: Sequence[Alternative]) -> tuple[Alternative, ...]:
    """Choose what to show of a place, else of the whole country: at most three, what is open to most ages first."""
    codes = where.area.gm_codes if isinstance(where, Within) else {where.spot.gm_code}
    verified = sorted((one for one in listed if one.status in _SHOWN), key=_open_to_most)
    there = [one for one in verified if one.gm_code in codes]
    return tuple(there or [one for one in verified if not one.gm_code])[:SHOWN]


def alternative_in(cells: Mapping[str, str], places: Places) -> Alternative:
    """Make an alternative of what stands in a line or a form; only the name must be there until it is verified.

    Raises:
        WrittenWrong: something in it cannot be used.
    """
    said = read.tidied(cells, COLUMNS)
    here = read.municipality(said, places) if said["gm_code"] or said["municipality"] else None
    youngest, oldest = read.ages(said)
    one = Alternative(
        id=slug(said["id"]),
        name=_name(said["name"]),
        gm_code=here.gm_code if here else "",
        municipality=here.municipality if here else "",
        place=(read.place(said, here) if here else said["place"]) or None,
        age_min=youngest,
        age_max=oldest,
        what=said["what"] or None,
        what_en=said["what_en"] or None,
        url=read.address("url", said["url"]),
        cost=said["cost"] or None,
        status=read.status(said["status"]),
        verified_on=read.day("verified_on", said["verified_on"]),
    )
    _complete(one)
    return one if one.id else replace(one, id=slug(one.gm_code, one.name))


def sample_alternatives(places: Places) -> tuple[Alternative, ...]:
    """Give those found in public pages, which nobody has confirmed: staff verify them first."""
    text = resources.files("bot.directory").joinpath("data", "alternatives.csv").read_text(encoding="utf-8")
    return tuple(alternative_in(row, places) for row in csv.DictReader(text.splitlines()))


def _name(text: str) -> str:
    if not slug(text):  # the id is made of it
        raise WrittenWrong("name", "missing")
    if len(text) > LONGEST_NAME:
        raise WrittenWrong("name", "too_long")
    return text


def _complete(one: Alternative) -> None:
    """Refuse to call verified what a visitor could not be told of."""
    for field in _MUST if one.status is Status.VERIFIED else ():
        if not getattr(one, field):
            raise WrittenWrong(field, "not_verified")


def _open_to_most(one: Alternative) -> tuple[int, str, str]:
    youngest, oldest = one.age_min or _ASKED.start, one.age_max or _ASKED.stop
    return (-sum(youngest <= age <= oldest for age in _ASKED), one.name, one.id)


ALTERNATIVES = Sheet(COLUMNS, "name", alternative_in, _SHOWN)
