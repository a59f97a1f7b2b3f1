"""Somebody arrives, by a code or without one, and is greeted with the group of the place where the code hangs."""

from dataclasses import replace
from datetime import UTC

from bot.campaigns import EXPIRED, UNKNOWN, Count, Spot, Step, code_in
from bot.conversation import places
from bot.conversation.moment import Moment, Turned
from bot.conversation.ports import StoreDownError
from bot.directory import Found, Within
from bot.staff import ZONE


async def start(moment: Moment, written: str) -> Turned:
    """Welcome somebody; who has a code that nobody knows is greeted like anybody."""
    if not written.strip():
        return _welcome(moment)
    try:
        return await _by(moment, written) or _welcome(_touched(moment, UNKNOWN))
    except StoreDownError:
        return _welcome(moment)


async def typed(moment: Moment, words: str) -> Turned | None:
    """Take a message for the code of a poster, if it is one: clients drop that of a link for who came before."""
    try:
        return await _by(moment, words)
    except StoreDownError:
        return None


async def _by(moment: Moment, written: str) -> Turned | None:
    code = code_in(written)
    spot = await moment.parts.store.spot(code) if code else None
    if spot is None:
        return None
    if not spot.runs(moment.incoming.at.astimezone(ZONE).date()):
        return _welcome(_touched(moment, EXPIRED))
    return await _greeted(_touched(_speaking(moment, spot), spot.code), spot)


def _touched(moment: Moment, code: str) -> Moment:
    day = moment.incoming.at.astimezone(UTC).date()
    return moment.knowing(touches=moment.state.touches.came_by(code, day))


def _speaking(moment: Moment, spot: Spot) -> Moment:
    """Speak as the poster does, to who has not been spoken with before and chose no language."""
    language, spoken = spot.campaign.language, moment.state.met or moment.state.language_chosen
    return moment if language is None or spoken else moment.knowing(language=language)


async def _greeted(moment: Moment, spot: Spot) -> Turned:
    welcome = _welcome(moment)
    where = moment.parts.places.pick(spot.greets_with) if spot.greets_with else None
    # to who is in care nothing is promoted
    if not isinstance(where, Found | Within) or welcome.state is None or moment.state.care:
        return welcome
    shown = await places.show(replace(moment, state=welcome.state), where, asked=False)
    return replace(shown, replies=(*welcome.replies, *shown.replies), once=shown.once | welcome.once)


def _welcome(moment: Moment) -> Turned:
    says = moment.say("welcome_back" if moment.state.met or moment.state.care else "welcome")
    return moment.answer(says, once=frozenset({Count(Step.START)}), rasa_id=moment.parts.new_id(), met=True)
