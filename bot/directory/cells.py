"""What stands in the cells of a list, or in the fields of its form: read, or refused with the reason."""

from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urlsplit

from bot.days import day_in
from bot.directory.groups import Status
from bot.directory.places import Places
from bot.directory.resolution import Ambiguous, Found, Resolution, Spot
from bot.formulas import typed

LONGEST = 200  # characters in a cell
_OLDEST = 99  # years


class WrittenWrong(Exception):  # noqa: N818 -- what it is, not that it is one
    """A value cannot be used; `field` is the column, `why` the key of what is wrong with it."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(field, why)
        self.field, self.why = field, why


def tidied(cells: Mapping[str, str], columns: Sequence[str]) -> dict[str, str]:
    """Give each column as text without what nobody means: spaces too many, the mark before a formula."""
    return {name: _plain(name, cells.get(name, "")) for name in columns}


def municipality(said: Mapping[str, str], places: Places) -> Spot:
    """Find the municipality by its code, or by its name or that of a town in it."""
    found = places.pick(said["gm_code"]) if said["gm_code"] else by_name(said["municipality"], places)
    if not said["gm_code"] and not said["municipality"]:
        raise WrittenWrong("municipality", "missing")
    if not isinstance(found, Found):
        raise WrittenWrong("gm_code" if said["gm_code"] else "municipality", "no_place")
    return found.spot


def place(said: Mapping[str, str], here: Spot) -> str:
    """Give the place within a municipality; a town may have stood for its municipality."""
    return said["place"] or (here.name if here.name != here.municipality else "")


def ages(said: Mapping[str, str]) -> tuple[int | None, int | None]:
    """Read the youngest and the oldest age."""
    youngest, oldest = _age("age_min", said["age_min"]), _age("age_max", said["age_max"])
    if youngest and oldest and youngest > oldest:
        raise WrittenWrong("age_max", "youngest_first")
    return youngest, oldest


def address(name: str, text: str) -> str | None:
    """Read an https address that says nothing of who opens it."""
    if not text:
        return None
    try:
        parts = urlsplit(text)
        good = parts.scheme == "https" and bool(parts.hostname) and not parts.username and " " not in text
    except ValueError:
        good = False
    if not good or not text.isascii():
        raise WrittenWrong(name, "no_address")
    return text


def status(text: str) -> Status:
    """Read what is known of it; nothing is, unless it says so."""
    if text and text not in list(Status):
        raise WrittenWrong("status", "no_status")
    return Status(text) if text else Status.UNVERIFIED


def day(name: str, text: str) -> date | None:
    """Read a day."""
    if not text:
        return None
    try:
        return day_in(text)
    except ValueError:
        raise WrittenWrong(name, "no_day") from None


def by_name(written: str, places: Places) -> Resolution:
    """Find what is called so; of several places the one whose municipality is called so too, for that was asked."""
    found = places.resolve(written)
    alike = [spot for spot in found.spots if spot.municipality == found.name] if isinstance(found, Ambiguous) else []
    return Found(alike[0]) if len(alike) == 1 else found


def _plain(name: str, cell: str) -> str:
    text = " ".join(typed(cell).split())
    if len(text) > LONGEST or not text.isprintable():
        raise WrittenWrong(name, "too_long")
    return text


def _age(name: str, text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 0 < int(text[:3]) <= _OLDEST):
        raise WrittenWrong(name, "no_age")
    return int(text)
