"""While somebody of staff talks with the visitor: what is written is handed on, and the bot keeps quiet itself."""

from dataclasses import replace

from bot.conversation import alarms
from bot.conversation.moment import Moment, Turned
from bot.conversation.ports import DialogueDownError
from bot.handovers import HandoverEvent, Leave, Line, Relay, seal
from bot.safety import Alarm, Safe, Tier, model_alarm

_GRAVE = frozenset({Tier.EMERGENCY, Tier.UNSAFE, Tier.SUICIDAL})  # a person is there, and still: 112 and 113 first


async def handed_on(moment: Moment, words: str, message: Safe) -> Turned:
    """Hand on what the visitor writes; the model reads along, for what its safety gate says."""
    if not words.strip():
        return moment.beside()
    tier = await _read_along(moment, message)
    if tier is not Tier.NONE:
        return alarmed(moment, words, model_alarm(tier))
    failed = (moment.say("talk_not_handed_on"),)
    return replace(moment.beside(), handover=_relay(moment, words), if_unwritten=failed, counts=("handed_on",))


def alarmed(moment: Moment, words: str, alarm: Alarm) -> Turned:
    """Mark it for who talks with the visitor; the helplines come once in a talk, and for what is grave only."""
    talk = moment.talk
    sounded = alarms.sound(replace(moment, earlier=()), alarm)
    handover: HandoverEvent = sounded.handover or _relay(moment, words)
    helped = moment.state.helped_in == (talk.handover if talk else None)
    if alarm.tier not in _GRAVE or helped or talk is None or sounded.state is None:
        return replace(sounded, replies=(), state=moment.state, handover=handover)
    return replace(sounded, state=replace(sounded.state, helped_in=talk.handover), handover=handover)


def left(moment: Moment) -> Turned:
    """Go back to the bot; staff see that the visitor did."""
    return replace(moment.answer(moment.say("talk_left")), handover=Leave())


def _relay(moment: Moment, words: str) -> Relay:
    return Relay(seal((Line(words, moment.incoming.at),), moment.parts.desk))


async def _read_along(moment: Moment, message: Safe) -> Tier:
    try:
        # in a conversation of its own, forgotten at once: what is said to a person is nothing for a form of Rasa
        name = moment.parts.new_id()
        heard = await moment.parts.dialogue.ask(name, message, moment.language, place_named=True)
        await moment.parts.dialogue.forget(name)
    except DialogueDownError:
        return Tier.NONE
    return heard.tier
