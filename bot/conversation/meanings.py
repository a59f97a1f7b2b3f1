"""What is said to somebody who was not understood, or who only wants to be heard after an alarm."""

from dataclasses import replace

from bot.campaigns import Count
from bot.conversation import places
from bot.conversation.moment import Moment, Turned
from bot.conversation.ports import AskPlace, Heard, ShowMenu
from bot.conversation.state import Awaiting
from bot.directory import Resolution, Unknown
from bot.messages import words_of

_OFFERED, _LIKELY = 3, 0.1  # meanings offered at most, and how likely one must be
_GRAVE_LIKELY = 0.25  # a guess that may frighten, or that is odd to be asked, must be likelier
_ODD = frozenset({"ask_about_suicide", "change_language", "goodbye", "delete_data", "insult"})
_SHORT = 3  # words; so short a message that is not understood may be a misspelt place
# after an alarm these get warmth: what Rasa says to them leads on to Join Us
_WARM = frozenset(
    """express_loneliness express_social_anxiety express_bullying express_sadness greet goodbye thank affirm deny help
    chitchat feedback_negative insult out_of_scope""".split()  # noqa: SIM905 -- words read better as words
)


def wants_warmth(moment: Moment, heard: Heard, where: Resolution) -> bool:
    """Say whether somebody in care spoke of how they are, or said nothing to be answered otherwise."""
    if moment.state.care is None or not isinstance(where, Unknown) or not heard.ranking:
        return False
    # what was not understood may still be a misspelt place: `offer` sees to that first
    only_talk = all(isinstance(spoken.verb, ShowMenu | AskPlace | None) for spoken in heard.spoken)
    return bool(heard.spoken) and only_talk and heard.ranking[0].intent in _WARM


def warmly(moment: Moment) -> Turned:
    """Stay with somebody in care: no menu, nothing about Join Us, and who listens day and night."""
    told = moment.state.comforted
    conversation = moment.form_over().state.rasa_id
    says = moment.say("in_care", told)
    return moment.answer(says, counts=(Count("in_care"),), rasa_id=conversation, comforted=told + 1)


async def offer(moment: Moment, heard: Heard, where: Resolution) -> Turned:
    """Offer what may have been meant, or take it for a place."""
    if not isinstance(where, Unknown):
        return await places.show(moment, where)
    if moment.state.awaiting is Awaiting.PLACE:
        return places.unknown(moment)
    words = words_of(moment.incoming.content)
    misspelt = moment.parts.places.resolve(words) if 0 < len(words.split()) <= _SHORT else Unknown()
    if not isinstance(misspelt, Unknown):
        return await places.show(moment, misspelt)
    return warmly(moment) if moment.state.care else _asks(moment, _likely(moment, heard))


def _likely(moment: Moment, heard: Heard) -> list[str]:
    grave = _ODD | moment.parts.escalations.keys()
    likely = [m.intent for m in heard.ranking if m.confidence >= (_GRAVE_LIKELY if m.intent in grave else _LIKELY)]
    return [f"a:{intent}" for intent in likely if intent in moment.parts.texts.askable][:_OFFERED]


def _asks(moment: Moment, offered: list[str]) -> Turned:
    if moment.state.misunderstood or not offered:
        return moment.answer(moment.say("not_understood_again"), counts=(Count("misunderstood"),))
    buttons = tuple(moment.parts.texts.button(action, moment.language) for action in (*offered, "r:menu"))
    asks = replace(moment.say("offer_meanings"), choices=buttons)
    return moment.answer(asks, counts=(Count("asked_meaning"),), misunderstood=1)
