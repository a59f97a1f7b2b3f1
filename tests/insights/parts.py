"""A bot that was in use for twelve weeks, for the tests of what is shown of it."""

from datetime import date

from bot.insights import WEEK, Campaign, Counted, Insight, Spot, Window, publish

FIRST = date(2026, 9, 7)
WINDOW = Window(FIRST, FIRST + WEEK * 12)
SCHOOLS = Campaign(
    1,
    "Scholen",
    (
        Spot("c3c3c3", "", FIRST),
        Spot("d4d4d4", "=Het College", FIRST, {"person": 4, "alarm": 12}),
        Spot("f6f6f6", "De <Brug>", FIRST, {"person": 30, "alarm": 27}),
    ),
    ends_on=FIRST + WEEK * 8,
)
FESTIVAL = Campaign(2, "Festival", (Spot("g7g7g7", "Veld", FIRST, {"alarm": 10}),))
MUNICIPALITIES = {"GM0344": "Utrecht", "GM1948": "Meierijstad", "GM0003": "Appingedam"}
TOPICS = {"ask_cost": "Wat kost het?", "express_bullying": "Ik word gepest"}
# name and about: how many, in each of the twelve weeks
_EACH_WEEK = {
    ("start", ""): 20,
    ("message", ""): 16,
    ("lonely", ""): 9,
    ("group", ""): 6,
    ("sign_up", ""): 2,
    ("person", ""): 1,
    ("alarm", ""): 3,
    ("start", "code:d4d4d4"): 6,
    ("message", "code:d4d4d4"): 5,
    ("start", "code:f6f6f6"): 3,
    ("start", "code:c3c3c3"): 1,
    ("start", "code:g7g7g7"): 2,
    ("start", "code:unknown"): 1,
    ("group", "gm:GM0344"): 4,
    ("no_group", "gm:GM1948"): 2,
    ("sign_up", "gm:GM1948"): 1,
    ("turn", ""): 100,
    ("typed", ""): 40,
    ("misunderstood", ""): 11,
    ("intent", "intent:ask_cost"): 7,
    ("intent", "intent:express_bullying"): 12,
    ("first_reply", "within:1h"): 3,
}
_ONCE = {("no_group", "gm:GM0003"): 4, ("start", "code:expired"): 4, ("rasa_down", ""): 4}


def rows() -> list[Counted]:
    """Give what was counted."""
    weekly = [Counted(week, *series, n) for series, n in _EACH_WEEK.items() for week in WINDOW]
    return weekly + [Counted(FIRST, *series, n) for series, n in _ONCE.items()]


def insight(*campaigns: Campaign) -> Insight:
    """Give what may be seen of it."""
    told = campaigns or (SCHOOLS, FESTIVAL)
    return Insight(publish(rows(), WINDOW, told, TOPICS), told, MUNICIPALITIES, TOPICS)
