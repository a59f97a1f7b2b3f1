"""The local groups, and which of them to show for a place."""

import csv
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib import resources

from bot.directory.resolution import Area, Found, Within

NATIONAL_SIGN_UP = "https://www.join-us.nu"
REACH_KM = 25.0  # further than this a shy person does not travel of an evening
FARTHER_KM = 60.0  # where nothing is within reach this is still worth to know of
NEAREST = 3
_KM_PER_DEGREE = 111.195


class Status(StrEnum):
    """What is known about a group; only the first two are ever shown."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    PAUSED = "paused"
    FULL = "full"
    ENDED = "ended"


SHOWN_GROUPS = frozenset({Status.VERIFIED, Status.UNVERIFIED})  # what is full, paused or ended is nowhere to go
STANDING_GROUPS = SHOWN_GROUPS | {Status.PAUSED, Status.FULL}  # what a municipality has, joined or not


@dataclass(frozen=True, slots=True)
class Group:
    """One local group, degrees WGS84; ages in years, both included, None where they are not published."""

    id: str
    gm_code: str
    municipality: str
    place: str | None
    partner: str | None
    age_min: int | None
    age_max: int | None
    rhythm: str | None
    signup_url: str | None
    status: Status
    verified_on: date | None
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Nearby:
    """A group in another municipality and how far it is as the crow flies."""

    group: Group
    km: float


@dataclass(frozen=True, slots=True)
class Here:
    """The groups of the visitor's own municipality, the nearest first."""

    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """At most three groups within 25 km, the nearest first."""

    groups: tuple[Nearby, ...]


@dataclass(frozen=True, slots=True)
class InArea:
    """The groups of a province or region, by municipality."""

    area: Area
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Nowhere:
    """No group listed within reach: the national sign-up is left."""


Answer = Here | Near | InArea | Nowhere


def groups_of(found: Answer) -> Sequence[Group]:
    """List the groups of an answer, the nearest first."""
    match found:
        case Here(groups) | InArea(_, groups):
            return groups
        case Near(nearby):
            return [near.group for near in nearby]
        case Nowhere():
            return ()


def answer(where: Found | Within, groups: Sequence[Group], statuses: frozenset[Status] = SHOWN_GROUPS) -> Answer:
    """Choose the groups to show; to a visitor never one that ended, pauses or is full."""
    shown = [group for group in groups if group.status in statuses]
    match where:
        case Within(area):
            inside = [group for group in shown if group.gm_code in area.gm_codes]
            return InArea(area, tuple(sorted(inside, key=_by_name))) if inside else Nowhere()
        case Found(spot):
            ranked = _ranked(shown, spot.lat, spot.lon)
            here = tuple(nearby.group for nearby in ranked if nearby.group.gm_code == spot.gm_code)
            near = tuple(nearby for nearby in ranked if nearby.km <= REACH_KM)[:NEAREST]
            return Here(here) if here else Near(near) if near else Nowhere()


def nearest(where: Found, groups: Sequence[Group]) -> Nearby | None:
    """Give the nearest group beyond reach, to be named and no more; None when it is very far."""
    shown = [group for group in groups if group.status in SHOWN_GROUPS]
    first = next(iter(_ranked(shown, where.spot.lat, where.spot.lon)), None)
    return first if first and first.km <= FARTHER_KM else None


def km_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Give the distance in km between two points in degrees WGS84; off by less than 0.1 % within the Netherlands."""
    east = (other_lon - lon) * math.cos(math.radians((lat + other_lat) / 2))
    return _KM_PER_DEGREE * math.hypot(other_lat - lat, east)


def sample() -> tuple[Group, ...]:
    """Give the groups found in public pages, which nobody has confirmed; those that ended are among them.

    An id is made of municipality, place and ages, so it stays the same from one release to the next.
    """
    rows = csv.DictReader(_data("groups.csv"))
    where = {(row["gm_code"], row["place"]): row for row in csv.DictReader(_data("places.csv"))}
    towns = {row["gm_code"]: row for row in csv.DictReader(_data("municipalities.csv"))}
    return tuple(_group(row, where.get((row["gm_code"], row["place"]), towns[row["gm_code"]])) for row in rows)


def _ranked(groups: Iterable[Group], lat: float, lon: float) -> list[Nearby]:
    nearby = [Nearby(group, km_between(lat, lon, group.lat, group.lon)) for group in groups]
    return sorted(nearby, key=lambda each: (round(each.km, 1), _by_name(each.group)))


def _by_name(group: Group) -> tuple[str, str, int, str]:
    return (group.municipality, group.place or "", group.age_min or 0, group.id)


def _group(row: dict[str, str], point: dict[str, str]) -> Group:
    parts = (row["gm_code"], row["place"], row["age_min"], row["age_max"])
    return Group(
        id="-".join(re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in parts if part),
        gm_code=row["gm_code"],
        municipality=row["municipality"],
        place=row["place"] or None,
        partner=row["partner"] or None,
        age_min=int(row["age_min"]) if row["age_min"] else None,
        age_max=int(row["age_max"]) if row["age_max"] else None,
        rhythm=row["rhythm"] or None,
        signup_url=None,
        status=Status(row["status"]),
        verified_on=None,
        lat=float(point["lat"]),
        lon=float(point["lon"]),
    )


def _data(name: str) -> list[str]:
    return resources.files("bot.directory").joinpath("data", name).read_text(encoding="utf-8").splitlines()
