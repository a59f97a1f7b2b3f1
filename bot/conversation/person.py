"""A visitor who wants a person: asked what they may know, then handed over."""

from dataclasses import replace

from bot.campaigns import Count, Step
from bot.conversation.alarms import handing_over
from bot.conversation.moment import Moment, Turned
from bot.conversation.state import Awaiting
from bot.handovers import Line, Urgency
from bot.safety import answering_lines
from bot.staff import ZONE, When


def ask(moment: Moment) -> Turned:
    """Ask what a person may know; nothing is handed over yet."""
    return moment.answer(moment.say("person_ask"), awaiting=Awaiting.MESSAGE_FOR_A_PERSON)


def never_mind(moment: Moment) -> Turned:
    """Leave it."""
    return moment.answer(moment.say("person_never_mind"))


def hand_over(moment: Moment, words: str) -> Turned:
    """Hand over what the visitor wants to say, or that they want a person without saying why."""
    lines = answering_lines(moment.care_context())
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
    return replace(
        told,
        handover=handing_over(moment, Urgency.ASKED, (Line(words, moment.incoming.at),)),
        if_unwritten=(moment.say("person_failed", lines=lines),),
    )
