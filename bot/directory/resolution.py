"""What a written place can turn out to be."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Spot:
    """One place on the map, degrees WGS84.

    `code` names it for a button: "WP2800" a town or village, "GM0344" a municipality, "PC5462" a postcode.
    """

    code: str
    name: str
    municipality: str
    gm_code: str
    province: str
    lat: float
    lon: float


class AreaKind(StrEnum):
    """Whether an area has a government or only a name."""

    PROVINCE = "province"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Area:
    """A province ("PV-Utrecht") or a region people name ("RG-Twente"), as the municipalities in it."""

    code: str
    name: str
    gm_codes: frozenset[str]
    kind: AreaKind


@dataclass(frozen=True, slots=True)
class Found:
    """One place; `instead` is the province of the same name, where the visitor may have meant that."""

    spot: Spot
    instead: Area | None = None


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Two or more places, each in its own municipality, the largest (or likeliest) first.

    `name` is the name they share; empty where the names differ (a misspelt name, two places in one message).
    """

    name: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """A province or a region."""

    area: Area


@dataclass(frozen=True, slots=True)
class Belgian:
    """A place in Belgium, or the country itself."""


@dataclass(frozen=True, slots=True)
class Abroad:
    """Another country than these two, or a place there."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """No place that can be named with confidence."""


Resolution = Found | Ambiguous | Within | Belgian | Abroad | Unknown
