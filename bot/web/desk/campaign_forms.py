"""What a coordinator writes of a campaign, read."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.campaigns import LONGEST_NAME, Campaign, Channel, Spot, name_in
from bot.days import day_in
from bot.directory import Ambiguous, Found, by_name
from bot.directory import Spot as Place
from bot.messages import Language
from bot.web.desk.ports import DeskParts, Posting
from bot.web.desk.reading import Form, WrittenWrongError, choice
from bot.web.desk.words import said

MOST_SPOTS = 50  # that are added at once


def campaign_in(form: Form, posting: Posting, today: date) -> Campaign:
    """Read a campaign, without its number.

    Raises:
        WrittenWrongError: something cannot be read.
    """
    starts = _day(form.get("starts_on", "")) or today
    ends = _day(form.get("ends_on", ""))
    if ends and ends < starts:
        raise WrittenWrongError(said("campaign", "ends_first"))
    place = _place(form.get("place", ""), posting)
    return Campaign(
        id=0,
        name=named(form.get("name", "")),
        channel=choice(Channel, form.get("channel")) or Channel.POSTER,
        language=choice(Language, form.get("language")),
        starts_on=starts,
        ends_on=ends,
        gm_code=place.gm_code if place else None,
    )


def ends_in_time(campaign: Campaign, before: Campaign, today: date) -> None:
    """Let no campaign be over for long that ran until now: then its alarms would be shown while they are counted.

    Raises:
        WrittenWrongError: it would be.
    """
    ends = campaign.ends_on
    if ends and ends != before.ends_on and ends < today - timedelta(days=1):
        raise WrittenWrongError(said("campaign", "ended_long_ago"))


def spots_in(written: str, posting: Posting) -> Sequence[tuple[str, str | None]]:
    """Read spots, one a line: a name, and behind a semicolon the place whose group it greets with.

    Raises:
        WrittenWrongError: a line cannot be read, or there are none, or too many.
    """
    lines = [line for line in written.splitlines() if line.strip()]
    if not 0 < len(lines) <= MOST_SPOTS:
        raise WrittenWrongError(said("campaign", "spots", most=MOST_SPOTS))
    return [_spot(line, posting) for line in lines]


def _spot(line: str, posting: Posting) -> tuple[str, str | None]:
    name, _, where = line.partition(";")
    place = _place(where, posting)
    return named(name), place.code if place else None


def moved(spot: Spot, written: str, parts: DeskParts) -> str | None:
    """Read where a spot greets with the group of, None for nowhere.

    Raises:
        WrittenWrongError: no such place, or several.
    """
    if spot.place and written.strip() == parts.municipality(spot.place):
        return spot.place  # as it was shown: a name that several places have does not ask which again
    place = _place(written, parts.posting)
    return place.code if place else None


def named(written: str) -> str:
    """Read a name.

    Raises:
        WrittenWrongError: it is none.
    """
    name = name_in(written)
    if name is None:
        raise WrittenWrongError(said("campaign", "name", most=LONGEST_NAME))
    return name


def _day(written: str) -> date | None:
    if not written.strip():
        return None
    try:
        return day_in(written.strip())
    except ValueError:
        raise WrittenWrongError(said("campaign", "day")) from None


def _place(written: str, posting: Posting) -> Place | None:
    if not written.strip():
        return None
    match by_name(written, posting.places):
        case Found(spot):
            return spot
        case Ambiguous(_, spots):
            among = ", ".join(f"{spot.name} ({spot.province})" for spot in spots)
            raise WrittenWrongError(said("campaign", "which_place", place=written.strip(), among=among))
        case _:
            raise WrittenWrongError(said("campaign", "no_place", place=written.strip()))
