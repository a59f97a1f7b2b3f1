"""What visitors say beside what was asked, where one word decides: as data, in `asides.yml` and `questions.yml`."""

from functools import cache

from bot.safety import Phrasebook

# what was asked: what a person may know, a place, whether to forget, or whether to look for a group; or a visitor is in
# care; or groups were shown; or a place may be known; or nothing of it matters
PERSON, PLACE, FORGETTING, SEARCH = "person", "place", "forgetting", "search"
CARE, SHOWN, KNOWN, ANYTIME = "care", "shown", "known", "anytime"
AT_EASE = "at_ease"  # nothing weighs on the talk
OF_WHOM = "of_whom"  # whom a question about suicide is about
BARE = "bare"  # no more than yes, no or neither
LEFT = "left"  # a message for staff, to whose answer they may look forward
BESIDE = "beside"  # something else was asked in the same message


@cache
def asides() -> Phrasebook:
    """Read the file, once."""
    return Phrasebook.read("bot.conversation", "asides.yml")


@cache
def questions() -> Phrasebook:
    """Read what is plainly asked, once; a message that tells of pain asks nothing there."""
    return Phrasebook.read("bot.conversation", "questions.yml")
