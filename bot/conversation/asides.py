"""What visitors say beside what was asked, where one word decides: as data, in `asides.yml`."""

from functools import cache

from bot.safety import Phrasebook

PERSON, CARE = "person", "care"  # what was asked: what a person may know; or a visitor is in care


@cache
def asides() -> Phrasebook:
    """Read the file, once."""
    return Phrasebook.read("bot.conversation", "asides.yml")
