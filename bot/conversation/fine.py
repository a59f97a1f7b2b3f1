"""What is plainly fine as a whole, see `bot/safety/plain.py`: no alarm of the model's, and answered as what it is."""

from bot.conversation import topics
from bot.conversation.moment import Moment, Turned
from bot.conversation.state import AT_EASE
from bot.safety import GOING_ON, RANDOM, Plain, Tier, plainly, stands


def seen(moment: Moment, words: str, tier: Tier) -> tuple[Tier, Turned | None]:
    """Give what stands of a tier that only the model heard, and the answer to what it took for a cry.

    The model hears each message by itself; this one may go on from those before.
    """
    if tier is Tier.NONE:
        return tier, None
    plain = plainly(words, [line.words for line in moment.earlier], moment.after)
    standing = stands(tier, plain)
    at_ease = standing is Tier.NONE and moment.state.awaiting in AT_EASE
    return standing, _answer(moment, plain) if plain and at_ease else None


def beside(moment: Moment, words: str) -> Turned | None:
    """Answer a message that is plain by itself; "ja" after one, and "hmpf", are left to others."""
    plain = plainly(words, (), moment.after or (GOING_ON if moment.earlier else ""))
    return _answer(moment, plain) if plain and plain is not RANDOM else None


def _answer(moment: Moment, plain: Plain) -> Turned | None:
    if not plain.answered:
        return None
    says = moment.say(plain.answered, len(moment.earlier))
    return moment.apart().answer(says, topic=topics.of_aside(plain.answered) or moment.state.topic)
