"""Nothing is said twice in a row: who asks on is told that this is all there is to tell, and who else knows."""

from dataclasses import replace

from bot.campaigns import Count
from bot.conversation import fitting, topics
from bot.conversation.asking import asks_something
from bot.conversation.moment import Moment, Turned, fingerprint
from bot.conversation.state import AT_EASE, Awaiting
from bot.messages import Run, Text, words_of

_SHORT = 20  # characters; "Oké." may be said again
_UNCLEAR = frozenset({Count("misunderstood"), Count("asked_meaning")})
_OF_THE_BOT = {"intent:ask_bot": "all_i_am", "intent:ask_privacy": "all_i_keep"}  # Join Us knows no more of these


def moved_on(moment: Moment, turned: Turned) -> Turned:
    """Leave out of an answer what was said just before; if that is all of it, say something that leads on.

    Care says its own things again where that is needed, groups may be looked at twice, and who presses a button or
    types a command gets what it is for.
    """
    state = turned.state
    if state is None or state.care:
        return turned
    said = frozenset(fingerprint(say.text) for say in turned.replies)
    repeated = moment.state.said & said if _may_move(moment, turned) else frozenset()
    fresh = tuple(say for say in turned.replies if len(say.text) < _SHORT or fingerprint(say.text) not in repeated)
    if not fresh and turned.replies:
        leads = moment.anew(_lead(moment, turned))
        return replace(turned, replies=(leads,), state=replace(state, said=said | {fingerprint(leads.text)}))
    return replace(turned, replies=fresh, state=replace(state, said=said))


def _may_move(moment: Moment, turned: Turned) -> bool:
    """Tell whether what is said may be changed: the talk goes on, and nothing hangs on the words."""
    content, state = moment.incoming.content, turned.state
    if state is None or not isinstance(content, Text) or not moment.earlier or turned.handover is not None:
        return False
    kept = state.groups_shown or state.awaiting not in AT_EASE | {Awaiting.PLACE}
    return not kept and not isinstance(moment.parts.texts.action(content.words), Run)


def _lead(moment: Moment, turned: Turned) -> str:
    """Choose what leads on from what was asked: who else knows, or an open ear."""
    if _UNCLEAR.intersection(turned.counts) or (turned.state and not fitting.of_age(turned.state.age)):
        return "still_here"
    about = [count.about for count in turned.counts if count.about.startswith("intent:ask_")]
    if about and about[0] in _OF_THE_BOT:
        return _OF_THE_BOT[about[0]]
    groups = turned.state is not None and topics.is_about_groups(turned.state)
    return "all_i_know" if groups or about or asks_something(words_of(moment.incoming.content)) else "still_here"
