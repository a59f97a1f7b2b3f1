"""What visitors say beside what was asked, where one word decides: as data, in `asides.yml`."""

from functools import cache

from bot.safety import Phrasebook

# what was asked: what a person may know, a place, or whether to forget; or a visitor is in care; or groups were shown
PERSON, PLACE, FORGETTING, CARE, SHOWN = "person", "place", "forgetting", "care", "shown"


@cache
def asides() -> Phrasebook:
    """Read the file, once."""
    return Phrasebook.read("bot.conversation", "asides.yml")
