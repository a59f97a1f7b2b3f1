"""An age that a visitor tells: when asking for whom it is, or beside where they live."""

import re
from collections.abc import Iterable

from bot.directory import Group
from bot.safety import helplines

YOUNGEST, OLDEST = 12, 30  # FACTS: for young people of 12 to 30
_TOLD = re.compile(
    r"(?<![\d:.])(\d{1,2})(?![\d:.])(?!\s*(?:uur|u\b|km|euro|keer|maal|personen|mensen|weken))", re.IGNORECASE
)
_LIKELY = range(5, 100)
_AS_AN_AGE = re.compile(
    r"\b(?:ben|word|im|i'm|i am)\s+(?:nu|net|pas|al|now|just)?\s*(\d{1,2})\b(?![:.]\d)"
    r"|\b(\d{1,2})\s*(?:jaar|jr|jarige?|years?|y/?o)\b",
    re.IGNORECASE,
)

_OWN = re.compile(
    r"^\W*(?:(?:ja|nee|yes|no|ok)\W+)?(\d{1,2})(?:\s*(?:jaar|jr|years?(?: old)?|y/?o))?\W*$"
    r"|\b(?:k?ben|im|i'm|i am)\s+(?:nu|net|pas|al|now|just)?\s*(\d{1,2})\b(?![:.]\d)"
    r"(?!\s*(?:uur|u\b|km|keer|maal|minuten|weken|dagen|maanden|weeks|days|times|minutes))",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\W*(?:(?:ja|nee|yes|no|ok)\W+)?(?:(?:k?ben|ik ben|im|i'm|i am|(?:hij|zij|ze|he|she) (?:is|s)|(?:he|she)'s)\s+)?"
    r"\d{1,2}(?:\s*(?:jaar(?: oud)?|jr|years?(?: old)?|y/?o))?\W*$",
    re.IGNORECASE,
)
_BANDS = {"under12": 11, "12-17": 17, "18-24": 24, "25-30": 30, "over30": 100}  # and the oldest of each


def told(words: str) -> int | None:
    """Give the age in a message, in years; None when there is none, or more than one number."""
    numbers = [int(number) for number in _TOLD.findall(words)]
    return numbers[0] if len(numbers) == 1 and numbers[0] in _LIKELY else None


def named(words: str) -> int | None:
    """Give the age in a message that is about something else, in years: "ik ben 14 en woon in Ede"; None for none."""
    found = _AS_AN_AGE.search(words.replace("\u2019", "'"))
    age = int(found[1] or found[2]) if found else 0
    return age if age in _LIKELY else None


def own(words: str) -> int | None:
    """Give the age somebody says to be, in years: "14", "ja ik ben 14"; of "hij is 31" or "14 keer" none."""
    found = _OWN.search(words.replace("\u2019", "'"))
    age = int(found[1] or found[2]) if found else 0
    return age if age in _LIKELY else None


def only(words: str) -> bool:
    """Tell whether an age is all that a message says: "14", "ik ben 15", "ze is 13 jaar"."""
    return _ONLY.match(words.replace("\u2019", "'")) is not None


def band(age: int) -> str:
    """Give the band of an age, as `bot.safety.lines_for` knows them."""
    return next(name for name, until in _BANDS.items() if age <= until)


def admit(groups: Iterable[Group], age: int) -> bool:
    """Tell whether one of these may be for somebody of this age; one without ages may."""
    return any((group.age_min or 0) <= age <= (group.age_max or age) for group in groups)


def fits(age: int) -> str:
    """Say whether somebody of this age can join: "fits", "young" or "old"."""
    return "young" if age < YOUNGEST else "old" if age > OLDEST else "fits"


def lines() -> dict[str, str]:
    """Give whom those can call or chat with who are too young or too old."""
    kids, adults = helplines()["kindertelefoon"], helplines()["luisterlijn"]
    return {"kids": kids.phone, "kids_chat": kids.chat, "adults": adults.phone}
