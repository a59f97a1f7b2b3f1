"""Figures take no longer than there are codes: twice as many take about twice as long."""

from datetime import date
from random import Random
from time import process_time

from bot.insights import STEPS, Campaign, Counted, Insight, Spot, Window, overview, publish

YEAR = Window(date(2025, 12, 29), date(2026, 12, 28))
FEW, MANY = 60, 240  # codes
AT_MOST = 8.0  # times as long for four times as many: between as they grow and the square of it, on a busy machine


def test_four_times_the_codes_take_about_four_times_as_long() -> None:
    assert min(took(MANY) for _ in range(3)) < AT_MOST * min(took(FEW) for _ in range(3))


def took(many: int) -> float:
    """Give the seconds of the processor that a year of so many codes takes to be made into figures."""
    random = Random(1)  # noqa: S311 -- the same each time
    codes = [f"k{number:05}" for number in range(many)]
    counted = [
        Counted(week, step, about, random.randint(1, 9))
        for week in YEAR
        for step in STEPS
        for about in ("", *(f"code:{code}" for code in codes))
    ]
    campaigns = [
        Campaign(at, f"Campagne {at}", tuple(Spot(code, code, YEAR.since) for code in codes[at::10]))
        for at in range(10)
    ]
    before = process_time()
    overview(Insight(publish(counted, YEAR, campaigns, ()), campaigns, {}, {}), YEAR)
    return process_time() - before
