"""While somebody of staff talks with the visitor: what is written is handed on, and the bot keeps quiet itself."""

from dataclasses import replace

from bot.conversation import alarms
from bot.conversation.moment import Moment, Turned
from bot.conversation.ports import DialogueDownError, Talk
from bot.conversation.state import Awaiting
from bot.handovers import Leave, Line, Relay, seal
from bot.safety import Alarm, Safe, Tier, model_alarm

_GRAVE = frozenset({Tier.EMERGENCY, Tier.UNSAFE, Tier.SUICIDAL})  # a person is there, and still: 112 and 113 first
_CHANGED = "(gewijzigd) "  # for staff, who read Dutch


async def handed_on(moment: Moment, words: str, message: Safe) -> Turned:
    """Hand on what the visitor writes; the model reads along, for what its safety gate says."""
    if not words.strip():
        return moment.beside()
    tier = await _read_along(moment, message)
    return _relayed(moment, words) if tier is Tier.NONE else alarmed(moment, words, model_alarm(tier))


def changed(moment: Moment, words: str) -> Turned:
    """Hand on what the visitor made of an earlier message."""
    return _relayed(moment, _CHANGED + words) if words.strip() else moment.beside()


def alarmed(moment: Moment, words: str, alarm: Alarm) -> Turned:
    """Mark it for who talks with the visitor; the helplines come once in a talk for each thing that is grave."""
    here = moment.talk.handover if moment.talk else None
    helped = moment.state.helped_with if moment.state.helped_in == here else frozenset()
    grave = alarm.tiers & _GRAVE
    told = replace(moment, earlier=()).knowing(helped_in=here, helped_with=helped | grave)
    aloud = bool(grave - helped)
    sounded = alarms.sound(told, alarm, aloud=aloud)
    marked = replace(sounded, handover=sounded.handover or _relay(moment, words))
    return marked if aloud else replace(marked, replies=(), state=moment.state)


def left(moment: Moment) -> Turned:
    """Go back to the bot; staff see that the visitor did. It speaks again from now on, whatever can be written."""
    if moment.talk is None:
        return moment.answer(moment.say("talk_is_over"))
    told = moment.answer(moment.say("talk_left"), left_talk_at=moment.incoming.at)
    return replace(told, handover=Leave())


def goes_on(moment: Moment, with_whom: Talk) -> Turned:
    """Say who has the word to whoever begins again: a chat page that is loaded anew does."""
    return moment.beside(moment.say("talk_goes_on", name=with_whom.called))


def _relayed(moment: Moment, words: str) -> Turned:
    """Hand on words; what the bot itself had asked before is over."""
    state = replace(moment.state, awaiting=Awaiting.NOTHING)
    failed = (moment.say("talk_not_handed_on"),)
    return Turned((), state, handover=_relay(moment, words), if_unwritten=failed)


def _relay(moment: Moment, words: str) -> Relay:
    return Relay(seal((Line(words, moment.incoming.at),), moment.parts.desk, moment.incoming.visitor))


async def _read_along(moment: Moment, message: Safe) -> Tier:
    # in a conversation of its own, forgotten at once: what is said to a person is nothing for a form of Rasa
    name = moment.parts.new_id()
    try:
        return (await moment.parts.dialogue.ask(name, message, moment.language, place_named=True)).tier
    except DialogueDownError:
        return Tier.NONE
    finally:
        await moment.parts.dialogue.forget(name)
