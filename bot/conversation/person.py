"""A visitor who wants a person: asked what they may know, then handed over."""

from dataclasses import replace

from bot.campaigns import Count, Step
from bot.conversation.alarms import handing_over, named
from bot.conversation.asides import PERSON, asides
from bot.conversation.moment import Moment, Turned
from bot.conversation.state import Awaiting
from bot.handovers import Line, Urgency
from bot.safety import answering_lines, must_call, stay
from bot.staff import ZONE, When


def ask(moment: Moment) -> Turned:
    """Ask what a person may know; nothing is handed over yet. Who has to call 112 first is told that first."""
    asks = moment.say("person_ask")
    if moment.reading().when is When.NEVER:
        asks = moment.say("person_ask_nobody", lines=answering_lines(moment.care_context(), moment.state.care))
    return _after_112(moment, moment.answer(asks, awaiting=Awaiting.MESSAGE_FOR_A_PERSON))


def told(moment: Moment, words: str) -> Turned:
    """Take what was typed for the message, unless it says to leave it, or asks how it goes."""
    said = asides().says(words, PERSON)
    if "never_mind" in said:
        return never_mind(moment)
    if "only_yes" in said:
        return moment.beside(moment.say("person_what"))
    if "about_person" in said:
        return moment.beside(moment.say("person_about"))
    return hand_over(moment, words)


def never_mind(moment: Moment) -> Turned:
    """Leave it."""
    return _after_112(moment, moment.answer(moment.say("person_never_mind")))


def _after_112(moment: Moment, turned: Turned) -> Turned:
    care = moment.state.care
    if care is None or not must_call(care):
        return turned
    first = stay(care, moment.care_context()).replies[:1]  # what it asks besides would get the answer to this
    failed = (*first, *turned.if_unwritten) if turned.if_unwritten else None
    return replace(turned, replies=(*first, *turned.replies), if_unwritten=failed)


def hand_over(moment: Moment, words: str) -> Turned:
    """Hand over what the visitor wants to say, or that they want a person without saying why."""
    lines = answering_lines(moment.care_context(), moment.state.care)
    reading = moment.reading()
    match reading.when:
        case When.NEVER:
            says = moment.say("person_opened_nobody", lines=lines)
        case When.LATER:
            starts = (reading.starts or moment.incoming.at).astimezone(ZONE)
            says = moment.say("person_opened_later", from_when=f"{starts:%d-%m %H:%M}")
        case When.NOW:
            says = moment.say("person_opened_now")
    told = moment.answer(says, once=frozenset({Count(Step.PERSON)}))
    line = Line(words, moment.incoming.at, helplines=named(told.replies))
    handed = replace(
        told,
        handover=handing_over(moment, Urgency.ASKED, (line,)),
        if_unwritten=(moment.say("person_failed", lines=lines),),
    )
    return _after_112(moment, handed)
