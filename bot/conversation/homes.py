"""Two homes in one message: "bij m'n vader in Leiden en m'n moeder in Katwijk"; both are looked at."""

import re
from dataclasses import replace

from bot.conversation import places
from bot.conversation.asides import HOMES, asides
from bot.conversation.moment import Moment, Turned
from bot.conversation.showing import name_of
from bot.directory import Ambiguous, Found, Places

_BETWEEN = re.compile(r"\b(?:en|and|of|or|half|helft|soms|bij|at|maar|but|naar|to)\b|[,.;]", re.IGNORECASE)
_TWO = 2


async def shown(moment: Moment, words: str) -> Turned | None:
    """Show the groups of both; the first that was named is kept. None where there are not two, or in care."""
    both = _named(moment.parts.places, words) if moment.state.care is None else ()
    if len(both) != _TWO:
        return None
    first, second = both
    intro = moment.say("two_homes", first=name_of(first), second=name_of(second))
    other = await places.show(moment.form_over(), second)
    kept = await places.show(moment.form_over(), first)
    return replace(kept, replies=(intro, *kept.replies, *other.replies), once=kept.once | other.once)


def _named(among: Places, words: str) -> tuple[Found, ...]:
    if "two_homes" not in asides().says(words, HOMES):
        return ()
    parts = (among.resolve(part, sentence=True) for part in _BETWEEN.split(words))
    likeliest = (among.pick(part.spots[0].code) if isinstance(part, Ambiguous) else part for part in parts)
    return tuple(dict.fromkeys(where for where in likeliest if isinstance(where, Found)))
