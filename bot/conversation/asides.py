"""What visitors say where one word decides, as data: `asides.yml`, `questions.yml`, `daily.yml`, `going_on.yml`."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from bot import yml
from bot.safety import Phrasebook

# what was asked: what a person may know, a place, whether to forget, or whether to look for a group; or a visitor is in
# care; or groups were shown; or a place may be known; or nothing of it matters
PERSON, PLACE, FORGETTING, SEARCH = "person", "place", "forgetting", "search"
CARE, SHOWN, KNOWN, ANYTIME = "care", "shown", "known", "anytime"
TRUTH = "truth"  # the bot itself: what it is, whom it calls, who reads along
LIGHT = "light"  # an ordinary day in strong words
CALM = "at_ease"  # nothing weighs on the talk
OF_WHOM = "of_whom"  # whom a question about suicide is about
BARE = "bare"  # no more than yes, no or neither
LEFT = "left"  # a message for staff, to whose answer they may look forward
TELLING = "telling"  # whether a message only says since when, or how often, of what was told
HOMES, THERE = "homes", "there"  # whether two homes are named, and whether a feeling stands beside a place
BESIDE = "beside"  # something else was asked in the same message
CUT = "cut"  # whether a line stops in the middle of a sentence


@cache
def asides() -> Phrasebook:
    """Read the file, once."""
    return Phrasebook.read("bot.conversation", "asides.yml")


@cache
def questions() -> Phrasebook:
    """Read what is plainly asked or told of an ordinary day, once; a message that tells of pain is none of it."""
    asked, daily, going_on = _read("questions.yml"), _read("daily.yml"), _read("going_on.yml")
    told = (*daily["entries"], *going_on["entries"])
    light = [{**entry, "unless": [*entry.get("unless", ()), *daily["unless"]]} for entry in told]
    sets = {**asked["sets"], **daily["sets"], **going_on["sets"]}
    return Phrasebook({**asked, "sets": sets, "entries": [*asked["entries"], *light]})


@cache
def _daily() -> frozenset[str]:
    plain = {entry["name"] for entry in _read("questions.yml")["entries"]}
    told = (entry["name"] for name in ("daily.yml", "going_on.yml") for entry in _read(name)["entries"])
    return frozenset(told) - plain


def is_daily(name: str) -> bool:
    """Tell whether an answer of `questions` is to small talk, and to no question about a group."""
    return name in _daily()


@cache
def _read(name: str) -> Mapping[str, Any]:
    return dict(yml.texts(resources.files("bot.conversation").joinpath(name).read_text(encoding="utf-8")))
