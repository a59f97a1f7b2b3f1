"""Figures are made by fives, and stay what they are."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from bot.insights import GRAVE, WEEK, Campaign, Counted, Period, Published, Spot, Window, publish
from tests.insights.worlds import CAMPAIGNS, FIRST, STARTS, World, drawn

AUTUMN = date(2026, 11, 30)
ONE = (Campaign(7, "Poster", (Spot("c3c3c3", "Bushalte", FIRST),)),)


def weekly(of: Sequence[int], series: tuple[str, str] = ("turn", ""), first: date = FIRST) -> tuple[int, ...]:
    """Give what is published each week of so many in each week."""
    window = Window(first, first + WEEK * len(of))
    published = publish(rows(of, series, first), window, ONE, ())
    return published.weekly([series], window)


def rows(of: Sequence[int], series: tuple[str, str], first: date = FIRST) -> list[Counted]:
    return [Counted(first + WEEK * week, *series, n) for week, n in enumerate(of) if n]


def waiting(*rests: int) -> Published:
    """Publish four weeks of a campaign whose codes have so many starts each."""
    spots = tuple(Spot(f"code{at}", f"Plek {at}", FIRST) for at in range(len(rests)))
    found = [row for spot, n in zip(spots, rests, strict=True) for row in rows([n], ("start", spot.about))]
    return publish(found, Window(FIRST, FIRST + WEEK * 4), [Campaign(1, "Scholen", spots)], ())


@pytest.mark.parametrize(
    ("counted", "published"),
    [
        ([4, 0, 0], (0, 0, 0)),
        ([5, 0, 9], (5, 0, 5)),
        ([3, 3, 3, 3], (0, 5, 0, 5)),
        ([23, 4, 3], (20, 5, 5)),
    ],
)
def test_each_full_five_is_published_and_the_rest_waits(counted: list[int], published: tuple[int, ...]) -> None:
    assert weekly(counted) == published


def test_days_of_a_week_are_added_up() -> None:
    window = Window(FIRST, FIRST + WEEK)
    days = [Counted(FIRST + timedelta(day), "turn", "", 1) for day in range(7)]
    assert publish(days, window, (), ()).weekly([("turn", "")], window) == (5,)


def test_what_is_counted_outside_the_window_is_not_seen() -> None:
    window = Window(FIRST, FIRST + WEEK)
    outside = [Counted(day, "turn", "", 50) for day in (FIRST - timedelta(1), FIRST + WEEK)]
    assert publish(outside, window, (), ()).over(window).of("turn", "") == 0


@pytest.mark.parametrize("step", GRAVE)
def test_steps_with_a_handover_are_seen_by_day_of_all_only(step: str) -> None:
    assert weekly([50], (step, "")) == (50,)
    assert weekly([50], (step, "code:c3c3c3")) == (0,)
    assert weekly([50], (step, "gm:GM0344")) == (0,)


@pytest.mark.parametrize("series", [("unheard", ""), ("turn", "code:c3c3c3"), ("start", "gm:GM0344"), ("intent", "x")])
def test_what_nobody_thought_of_is_not_seen(series: tuple[str, str]) -> None:
    assert weekly([50], series) == (0,)


def test_a_topic_that_is_not_to_be_shown_is_not_seen() -> None:
    window = Window(FIRST, FIRST + WEEK)
    found = [Counted(FIRST, "intent", f"intent:{intent}", 10) for intent in ("ask_cost", "unknown")]
    assert publish(found, window, (), ["ask_cost"]).over(window).kind("intent", "intent") == {"ask_cost": 10}


def test_who_comes_without_a_code_is_who_is_left() -> None:
    window = Window(FIRST, FIRST + WEEK)
    found = [*rows([30], ("start", "")), *rows([12], ("start", "code:c3c3c3")), *rows([5], ("start", "code:unknown"))]
    sums = publish(found, window, ONE, ()).over(window)
    assert sums.kind("start", "code") == {"c3c3c3": 10, "unknown": 5, "none": 10}
    assert sums.taken("start") == 25


@pytest.mark.parametrize(
    ("rests", "together"),
    [
        ((4, 4), 0),  # nobody could tell less than both
        ((3, 1, 0), 0),
        ((2, 2, 1), 5),
        ((4, 4, 4), 5),  # ten would say that each has two at least
        ((4, 4, 4, 4), 10),
        ((4, 4, 4, 4, 4, 4), 20),
        ((9, 4, 4, 4), 5),  # who had five in these weeks waits on
    ],
)
def test_after_four_weeks_what_waits_is_put_together(rests: tuple[int, ...], together: int) -> None:
    published = waiting(*rests)
    assert published.weekly(published.put_together("start"), published.window) == (0, 0, 0, together)


def test_what_was_put_together_waits_no_more_and_what_was_not_waits_on() -> None:
    window = Window(FIRST, FIRST + WEEK * 5)
    together, alone = CAMPAIGNS  # five codes, and two
    found = [
        row
        for spot in (*together.spots, *alone.spots)
        for row in (*rows([4], ("start", spot.about)), *rows([1], ("start", spot.about), FIRST + WEEK * 4))
    ]
    sums = publish(found, window, CAMPAIGNS, ()).over(window)
    assert sums.kind("start", "code") == {spot.code: 5 for spot in alone.spots}
    assert (sums.taken("start", together), sums.taken("start", alone)) == (15, 10)


def test_a_code_that_was_made_later_changes_nothing_of_what_was_put_together() -> None:
    spots = tuple(Spot(code, code, since) for code, since in (("a", FIRST), ("b", FIRST), ("c", FIRST + WEEK * 4)))
    window = Window(FIRST, FIRST + WEEK * 8)
    found = [row for spot in spots[:2] for row in rows([4], ("start", spot.about))]
    published = publish(found, window, [Campaign(1, "Scholen", spots)], ())
    assert published.weekly(published.put_together("start"), window) == (0, 0, 0, 0, 0, 0, 0, 5)


def test_topics_are_put_together_too() -> None:
    window = Window(FIRST, FIRST + WEEK * 4)
    found = [Counted(FIRST, "intent", f"intent:{intent}", 3) for intent in "abc"]
    assert publish(found, window, (), "abc").over(window).figures == {("intent", "pool:topics"): 5}


def test_a_year_is_counted_anew() -> None:
    assert weekly([4, 0, 0, 0, 1], first=AUTUMN) == (0, 0, 0, 0, 5)  # the 49th to the 53rd week
    assert weekly([4, 0, 0, 0, 0, 4, 1], first=AUTUMN) == (0, 0, 0, 0, 0, 0, 5)


@pytest.mark.parametrize("first", [FIRST, AUTUMN])
def test_what_is_published_stays_when_more_weeks_more_codes_and_more_campaigns_come(first: date) -> None:
    world = drawn(STARTS, 14, Random(5), first)  # noqa: S311 -- the same each time
    later = Spot("x3x3x3", "Nieuw", first + WEEK * 12)
    posters = replace(CAMPAIGNS[0], spots=(*CAMPAIGNS[0].spots, later))
    whole = publish(
        [*world.rows(), *rows([9, 4], ("start", later.about), first + WEEK * 12)],
        Window(first, first + WEEK * 14),
        [posters, CAMPAIGNS[1], Campaign(3, "Nieuw", (Spot("w3w3w3", "", first + WEEK * 12),))],
        ["ask_cost"],
    )
    for weeks in range(1, 12):
        before = world.published(weeks)
        assert {series: before.weekly([series], before.window) for series in before.at} == {
            series: whole.weekly([series], before.window) for series in before.at
        }


def test_the_window_of_a_new_year_changes_nothing_of_the_last_one() -> None:
    world = drawn(STARTS, 60, Random(6))  # noqa: S311 -- the same each time
    until = FIRST + WEEK * 60
    both = [publish(world.rows(), Window(first, until), CAMPAIGNS, ()) for first in (FIRST, FIRST + WEEK * 53)]
    later = Period(FIRST + WEEK * 53, until)
    assert both[0].over(later) == both[1].over(later)


def test_a_period_is_the_sum_of_its_parts_and_a_step_that_of_its_codes() -> None:
    published = drawn(STARTS, 12, Random(7)).published()  # noqa: S311 -- the same each time
    halves = [Period(FIRST, FIRST + WEEK * 5), Period(FIRST + WEEK * 5, FIRST + WEEK * 12)]
    sums = published.over(published.window)
    assert sum(published.over(half).taken("start") for half in halves) == sums.taken("start")
    parts = [sums.taken("start", campaign) for campaign in CAMPAIGNS] + [sums.of("start", "code:none")]
    assert sum(parts) == sums.taken("start")
    assert min(sums.figures.values()) >= 5
    assert {n % 5 for n in sums.figures.values()} == {0}


def test_of_nothing_nothing_is_published() -> None:
    published = World({}, 0).published()
    assert published.over(published.window).figures == {}


@pytest.mark.parametrize(
    ("now", "since", "until"),
    [
        ("2026-11-27T12:00", "2024-12-30", "2026-11-23"),
        ("2026-11-30T05:59", "2024-12-30", "2026-11-23"),  # what was said at midnight may not be written yet
        ("2026-11-30T06:00", "2024-12-30", "2026-11-30"),
        ("2027-01-04T12:00", "2024-12-30", "2027-01-04"),  # the 53rd week of 2026 is the last one that is over
        ("2027-01-11T12:00", "2025-12-29", "2027-01-11"),
    ],
)
def test_the_window_holds_all_weeks_that_are_over_from_last_year_on(now: str, since: str, until: str) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert Window.at(at) == Window(date.fromisoformat(since), date.fromisoformat(until))


def test_a_period_of_more_weeks_than_there_are_is_all_there_is() -> None:
    window = Window(FIRST, FIRST + WEEK * 3)
    assert [*window.last(2)] == [FIRST + WEEK, FIRST + WEEK * 2]
    assert (window.last(9).since, len(window.last(9))) == (FIRST, 3)


def six(ended_on: date | None, of: Sequence[int], spots: int) -> tuple[Published, Window]:
    """Publish six codes of a campaign, one of them taken down; so many of them have these starts."""
    hung = tuple(Spot(f"code{at}", f"Plek {at}", FIRST) for at in range(6))
    hung = (*hung[:5], replace(hung[5], ended_on=ended_on))
    window = Window(FIRST, FIRST + WEEK * 8)
    found = [row for spot in hung[:spots] for row in rows(of, ("start", spot.about))]
    return publish(found, window, [Campaign(1, "Scholen", hung)], ()), window


def test_a_spot_that_was_taken_down_hides_no_other() -> None:
    """Everybody knows that nobody comes by it: with it among six, the others would be known exactly."""
    for ended_on, put_together in ((None, 20), (FIRST + timedelta(days=9), 15)):
        published, window = six(ended_on, [0, 0, 0, 0, 4], 5)
        assert published.weekly(published.put_together("start"), window)[-1] == put_together


def test_what_is_out_stays_when_a_spot_is_taken_down() -> None:
    hangs, ended = (six(on, [4, 0, 0, 0, 3, 2], 6)[0] for on in (None, FIRST + WEEK * 4))
    window = Window(FIRST, FIRST + WEEK * 4)
    assert {each: hangs.weekly([each], window) for each in hangs.at} == {
        each: ended.weekly([each], window) for each in ended.at
    }
