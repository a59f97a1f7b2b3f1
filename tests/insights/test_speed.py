"""A year of a large campaign is shown at once."""

from datetime import date
from random import Random
from time import process_time

from bot.insights import STEPS, Campaign, Counted, Insight, Spot, Window, overview, publish

YEAR = Window(date(2025, 12, 29), date(2026, 12, 28))
CODES = [f"k{number:05}" for number in range(300)]
AT_MOST = 0.1  # seconds of the processor, however busy the machine


def test_a_year_of_three_hundred_codes_is_shown_within_a_tenth_of_a_second() -> None:
    random = Random(1)  # noqa: S311 -- the same each time
    counted = [
        Counted(week, step, about, random.randint(1, 9))
        for week in YEAR
        for step in STEPS
        for about in ("", *(f"code:{code}" for code in CODES))
    ]
    campaigns = [
        Campaign(at, f"Campagne {at}", tuple(Spot(code, code, YEAR.since) for code in CODES[at * 30 : at * 30 + 30]))
        for at in range(10)
    ]

    def shown() -> float:
        before = process_time()
        overview(Insight(publish(counted, YEAR, campaigns, ()), campaigns, {}, {}), YEAR)
        return process_time() - before

    assert min(shown() for _ in range(3)) < AT_MOST
