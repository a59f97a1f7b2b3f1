"""The two lists the bot leads visitors by: the groups, and what else there is where no group is."""

from dataclasses import replace

from litestar.handlers import HTTPRouteHandler

from bot.directory import ALTERNATIVES, GROUPS, Alternative, Group
from bot.web.desk.lists import Kind, Pages
from bot.web.desk.ports import DeskParts


def routes(parts: DeskParts) -> list[HTTPRouteHandler]:
    """Give the pages of both."""
    listing = parts.listing
    groups = Pages(_GROUPS, listing.groups, parts)
    alternatives = Pages(_ALTERNATIVES, listing.alternatives, parts)
    return [*groups.routes(), *alternatives.routes()]


def _of_group(group: Group) -> tuple[str, str]:
    place = f"{group.place}, " if group.place and group.place != group.municipality else ""
    return f"{place}{group.municipality}", _joined(group.partner, _ages(group), group.rhythm)


def _where_it_was(changed: Group, group: Group) -> Group:
    """Leave a group that did not move where it lies on the map."""
    moved = (changed.gm_code, changed.place) != (group.gm_code, group.place)
    return changed if moved else replace(changed, lat=group.lat, lon=group.lon)


def _of_alternative(one: Alternative) -> tuple[str, str]:
    where = ", ".join(part for part in (one.place, one.municipality) if part) or "heel Nederland"
    return one.name, _joined(where, _ages(one), one.cost, one.what)


def _ages(one: Group | Alternative) -> str | None:
    match one.age_min, one.age_max:
        case None, None:
            return None
        case youngest, None:
            return f"vanaf {youngest} jaar"
        case None, oldest:
            return f"tot en met {oldest} jaar"
        case youngest, oldest:
            return f"{youngest}-{oldest} jaar"


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


_GROUPS = Kind(
    "groups",
    "/groepen",
    "group",
    ("municipality", "place", "partner", "age_min", "age_max", "rhythm", "signup_url", "verified_on"),
    GROUPS,
    _of_group,
    _where_it_was,
)
_ALTERNATIVES = Kind(
    "alternatives",
    "/alternatieven",
    "alternative",
    ("name", "municipality", "place", "age_min", "age_max", "what", "what_en", "url", "cost", "verified_on"),
    ALTERNATIVES,
    _of_alternative,
)
