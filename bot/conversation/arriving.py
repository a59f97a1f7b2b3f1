"""Somebody arrives, by a code or without one, and is greeted with the group of the place where the code hangs."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.campaigns import EXPIRED, UNKNOWN, Count, Spot, Step, code_in
from bot.conversation import places
from bot.conversation.moment import Moment, Turned
from bot.conversation.ports import StoreDownError
from bot.conversation.state import Awaiting
from bot.directory import Found, Within

_HOME = ZoneInfo("Europe/Amsterdam")


async def start(moment: Moment, written: str) -> Turned:
    """Welcome somebody; who has a code that nobody knows is greeted like anybody."""
    if not written.strip():
        return _welcome(moment)
    code = code_in(written)
    return await _by(moment, code) if code else _welcome(_touched(moment, UNKNOWN))


async def typed(moment: Moment, words: str) -> Turned | None:
    """Take a message for the code of a poster, if it is one: clients drop that of a link for who came before."""
    code = code_in(words)
    if code is None or moment.state.awaiting is Awaiting.MESSAGE_FOR_A_PERSON:
        return None
    return await _by(moment, code)


async def _by(moment: Moment, code: str) -> Turned:
    try:
        spot = await moment.parts.store.spot(code)
    except StoreDownError:
        return _welcome(moment)
    if spot is None:
        return _welcome(_touched(moment, UNKNOWN))
    if not spot.campaign.runs(moment.incoming.at.astimezone(_HOME).date()):
        return _welcome(_touched(moment, EXPIRED))
    return await _greeted(_touched(_speaking(moment, spot), code), spot)


def _touched(moment: Moment, code: str) -> Moment:
    return moment.knowing(touches=moment.state.touches.came_by(code))


def _speaking(moment: Moment, spot: Spot) -> Moment:
    """Speak as the poster does, to who has not been spoken with before."""
    language = spot.campaign.language
    return moment if language is None or moment.state.met else moment.knowing(language=language)


async def _greeted(moment: Moment, spot: Spot) -> Turned:
    welcome = _welcome(moment)
    where = moment.parts.places.pick(spot.greets_with) if spot.greets_with else None
    if not isinstance(where, Found | Within) or welcome.state is None:
        return welcome
    shown = await places.glimpse(replace(moment, state=welcome.state), where)
    return replace(shown, replies=(*welcome.replies, *shown.replies), once=shown.once | welcome.once)


def _welcome(moment: Moment) -> Turned:
    says = moment.say("welcome_back" if moment.state.met else "welcome")
    return moment.answer(says, once=frozenset({Count(Step.START)}), rasa_id=moment.parts.new_id(), met=True)
