"""Which of several places was meant: what is offered stays, whatever else is said meanwhile, until one is chosen."""

from dataclasses import replace

from bot.conversation.asides import PLACE, asides
from bot.conversation.moment import Moment, Turned
from bot.conversation.state import AT_EASE, Awaiting
from bot.directory import Ambiguous, Found
from bot.messages import Say

_LEAVES = frozenset({"intent:deny", "intent:goodbye"})


def choose(moment: Moment) -> Say:
    """Ask once more which of the places that were offered is meant."""
    offered = (moment.parts.places.pick(code) for code in moment.state.options)
    spots = tuple(each.spot for each in offered if isinstance(each, Found))
    shortest = min((spot.name for spot in spots), key=len, default="")
    name = shortest if all(spot.name.startswith(shortest) for spot in spots) else ""
    asks = moment.showing().choice(Ambiguous(name, spots))
    return replace(asks, text=moment.anew("choose_still").text)


def evaded(moment: Moment, words: str) -> Turned | None:
    """Answer what is said where a place was asked for and is none: a yes, a doubt, "die andere"."""
    said_instead = asides().says(words, PLACE)
    if not said_instead:
        return None
    chooses = moment.state.options and said_instead[0] == "only_where"
    return moment.beside(choose(moment) if chooses else moment.say(said_instead[0]))


def still_to_choose(moment: Moment, turned: Turned) -> Turned:
    """Keep the places that were offered below an answer to something else, until one is chosen or they leave it."""
    codes, state = moment.state.options, turned.state
    if not codes or state is None or state.care or not turned.replies or turned.handover:
        return turned
    left = any(count.about in _LEAVES for count in turned.counts)
    *others, last = turned.replies
    settled = state.groups_shown or state.options not in {(), codes} or state.awaiting not in AT_EASE | {Awaiting.PLACE}
    offered = choose(moment).choices
    if left or settled or set(offered) <= set(last.choices):
        return turned
    last = replace(last, choices=(*offered, *last.choices))
    state = replace(state, awaiting=Awaiting.PLACE, options=codes)
    return replace(turned, replies=(*others, last), state=state)
