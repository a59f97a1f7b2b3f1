"""What visitors say beside what was asked, where one word decides: as data, in `asides.yml`."""

from functools import cache

from bot.safety import Phrasebook

# what was asked: what a person may know, a place, or whether to forget; or a visitor is in care, waits for an answer of
# staff; or groups were shown; or nothing of it matters
PERSON, PLACE, FORGETTING, CARE, WAITING = "person", "place", "forgetting", "care", "waiting"
SHOWN, ANYTIME = "shown", "anytime"


@cache
def asides() -> Phrasebook:
    """Read the file, once."""
    return Phrasebook.read("bot.conversation", "asides.yml")
