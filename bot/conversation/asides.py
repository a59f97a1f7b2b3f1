"""What visitors say beside what was asked, where one word decides: as data, in `asides.yml`."""

from functools import cache

from bot.safety import Phrasebook

# what was asked: what a person may know, or a place; or a visitor is in care; or groups were shown
PERSON, PLACE, CARE, SHOWN = "person", "place", "care", "shown"


@cache
def asides() -> Phrasebook:
    """Read the file, once."""
    return Phrasebook.read("bot.conversation", "asides.yml")
