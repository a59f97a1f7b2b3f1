"""Office hours: right at every hour of a year, over both changes of the clock, holidays and midnight."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.staff import Hours, HoursError, Reading, When, public_holidays

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HOLIDAYS_2026 = "01-01 04-05 04-06 04-27 05-14 05-24 05-25 12-25 12-26"


def local(moment: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=AMSTERDAM, fold=fold).astimezone(UTC)


def spans(**days: str) -> Hours:
    return Hours.from_json({day: [span.split("-") for span in given.split()] for day, given in days.items()})


OFFICE = Hours()
EVENINGS = spans(
    monday="20:00-24:00", tuesday="00:00-02:00 10:00-12:30 20:00-24:00", saturday="23:30-24:00", sunday="00:00-02:30"
)
ALWAYS = spans(
    **dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), "00:00-24:00")
)


def shown(at: datetime) -> tuple[str, str]:
    """The date and time on a Dutch wall, worked out without time zones: summer is what Brussels says it is."""
    year = at.year
    changes = [datetime(year, month, 31, 1, tzinfo=UTC) for month in (3, 10)]
    starts, ends = (change - timedelta((change.weekday() + 1) % 7) for change in changes)
    wall = at + timedelta(hours=2 if starts <= at < ends else 1)
    return wall.strftime("%A %Y-%m-%d").lower(), wall.strftime("%H:%M")


def naively_open(hours: Hours, at: datetime) -> bool:
    day, clock = shown(at)
    kept = hours.to_json()
    weekday, when = day.split()
    if when in kept["closed"] or (kept["holidays"] and when[5:] in HOLIDAYS_2026.split() and when.startswith("2026")):
        return False
    return any(start <= clock < end for start, end in kept[weekday])


@pytest.mark.parametrize("hours", [OFFICE, EVENINGS, ALWAYS], ids=["office", "evenings", "always"])
@pytest.mark.parametrize("minute", [0, 29, 30, 59])
def test_every_hour_of_a_year_is_what_the_wall_says(hours: Hours, minute: int) -> None:
    moments = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hour, minutes=minute) for hour in range(365 * 24)]
    for at in moments:
        if shown(at)[0].split()[1].startswith("2026"):
            assert hours.is_open(at) is naively_open(hours, at), at


@pytest.mark.parametrize("hours", [OFFICE, EVENINGS], ids=["office", "evenings"])
def test_every_start_is_the_first_open_half_hour(hours: Hours) -> None:
    halves = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=30 * half) for half in range(360 * 48)]
    starts = None
    for at in reversed(halves):
        read = hours.reading(at, anybody=True)
        if naively_open(hours, at):
            assert read == Reading(When.NOW)
            starts = at
        elif starts:
            assert read == Reading(When.LATER, starts)


@pytest.mark.parametrize(
    ("at", "starts"),
    [
        ("2026-11-20 08:59:59", "2026-11-20 09:00"),  # Friday
        ("2026-11-20 17:00", "2026-11-23 09:00"),  # a weekend
        ("2026-03-27 17:00", "2026-03-30 09:00"),  # the clock goes forward
        ("2026-10-23 17:00", "2026-10-26 09:00"),  # and back
        ("2026-04-03 18:00", "2026-04-07 09:00"),  # Easter
        ("2026-12-24 23:59", "2026-12-28 09:00"),  # Christmas
        ("2026-12-31 17:30", "2027-01-04 09:00"),  # New Year
    ],
)
def test_when_they_start_again(at: str, starts: str) -> None:
    assert OFFICE.reading(local(at), anybody=True) == Reading(When.LATER, local(starts))


@pytest.mark.parametrize("at", ["2026-11-20 09:00", "2026-11-20 16:59:59.999999", "2026-04-03 12:00"])
def test_within_the_hours_they_read_also_on_good_friday(at: str) -> None:
    assert OFFICE.reading(local(at), anybody=True) == Reading(When.NOW)


def test_an_evening_goes_on_after_midnight() -> None:
    for at in ("2026-11-23 23:59:59", "2026-11-24 00:00", "2026-11-24 01:59"):
        assert EVENINGS.is_open(local(at))
    assert EVENINGS.reading(local("2026-11-24 02:00"), anybody=True).starts == local("2026-11-24 10:00")


def test_an_hour_that_the_clock_jumps_over_starts_when_it_jumps() -> None:
    night = spans(sunday="02:30-04:00")
    jump = datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert night.reading(jump - timedelta(seconds=1), anybody=True) == Reading(When.LATER, jump)
    assert night.reading(jump, anybody=True) == Reading(When.NOW)


def test_an_hour_that_the_clock_shows_twice_counts_twice() -> None:
    night = spans(sunday="02:00-02:30")
    assert night.is_open(local("2026-10-25 02:10"))
    again = night.reading(local("2026-10-25 02:40"), anybody=True)
    assert again == Reading(When.LATER, local("2026-10-25 02:00", fold=1))
    assert night.is_open(local("2026-10-25 02:10", fold=1))


def test_a_closed_date_is_skipped_and_holidays_may_be_worked() -> None:
    given = OFFICE.to_json() | {"closed": ["2026-11-23"], "holidays": False}
    hours = Hours.from_json(given)
    assert hours.reading(local("2026-11-20 17:00"), anybody=True).starts == local("2026-11-24 09:00")
    assert hours.is_open(local("2026-12-25 10:00"))
    assert hours.to_json() == given


def test_without_anybody_or_hours_nobody_ever_reads() -> None:
    assert OFFICE.reading(local("2026-11-20 10:00"), anybody=False) == Reading(When.NEVER)
    assert spans().reading(local("2026-11-20 10:00"), anybody=True) == Reading(When.NEVER)


def test_a_start_a_year_ahead_is_found_and_no_later_one() -> None:
    closed = [(date(2026, 11, 21) + timedelta(days)).isoformat() for days in range(365)]
    hours = Hours.from_json(OFFICE.to_json() | {"closed": closed})
    assert hours.reading(local("2026-11-20 17:00"), anybody=True).when is When.NEVER
    assert hours.reading(local("2026-11-21 00:00"), anybody=True).starts == local("2027-11-22 09:00")


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2025, "01-01 04-20 04-21 04-26 05-05 05-29 06-08 06-09 12-25 12-26"),  # the 27th is a Sunday
        (2026, HOLIDAYS_2026),
        (2027, "01-01 03-28 03-29 04-27 05-06 05-16 05-17 12-25 12-26"),
        (2030, "01-01 04-21 04-22 04-27 05-05 05-30 06-09 06-10 12-25 12-26"),
        (2038, "01-01 04-25 04-26 04-27 06-03 06-13 06-14 12-25 12-26"),  # Easter as late as can be
    ],
)
def test_the_public_holidays_are_those_of_the_netherlands(year: int, days: str) -> None:
    assert sorted(day.strftime("%m-%d") for day in public_holidays(year)) == days.split()


def test_what_was_kept_comes_back_the_same() -> None:
    for hours in (OFFICE, EVENINGS, ALWAYS):
        assert Hours.from_json(hours.to_json()) == hours
    assert OFFICE.to_json()["monday"] == [["09:00", "17:00"]]


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"monday": [["17:00", "09:00"]]}, "monday"),
        ({"tuesday": [["09:00", "09:00"]]}, "tuesday"),
        ({"wednesday": [["9:00", "17:00"]]}, "wednesday"),
        ({"thursday": [["09:00", "24:30"]]}, "thursday"),
        ({"friday": [["09:00", "25:00"]]}, "friday"),
        ({"saturday": [["09:00", "12:00"], ["11:00", "13:00"]]}, "saturday"),
        ({"sunday": [["09:00"]]}, "sunday"),
        ({"monday": "09:00-17:00"}, "monday"),
        ({"monday": [540, 1020]}, "monday"),
        ({"monday": [[540, 1020]]}, "monday"),
        ({"monday": None}, "monday"),
        ({"maandag": []}, "maandag"),
        ({"closed": ["24-12-2026"]}, "closed"),
        ({"closed": [20261224]}, "closed"),
        ({"closed": ["2026-12-24"] * 400}, "closed"),
        ({"closed": "2026-12-24"}, "closed"),
        ({"holidays": "ja"}, "holidays"),
        (["monday"], "hours"),
        (None, "hours"),
    ],
)
def test_hours_that_cannot_be_are_refused_naming_the_day(given: object, where: str) -> None:
    with pytest.raises(HoursError, match=f"^{where}: ") as refused:
        Hours.from_json(given)
    assert refused.value.where == where
