"""A visitor who wants a person: asked what they may know, then handed over."""

from dataclasses import replace

from bot.campaigns import Count, Step
from bot.conversation.alarms import handing_over, named
from bot.conversation.asides import LEFT, PERSON, asides
from bot.conversation.moment import Moment, Turned
from bot.conversation.state import Awaiting
from bot.handovers import Line, Urgency
from bot.messages import Replies
from bot.safety import answering_lines, must_call, stay
from bot.staff import ZONE, Reading, When

AWAITED = frozenset({Awaiting.MESSAGE_FOR_A_PERSON, Awaiting.HELD_BACK})


def ask(moment: Moment) -> Turned:
    """Ask what a person may know; nothing is handed over yet. Who has to call 112 first is told that first."""
    asks = moment.say("person_ask")
    if moment.reading().when is When.NEVER:
        asks = moment.say("person_ask_nobody", lines=answering_lines(moment.care_context(), moment.state.care))
    return _after_112(moment, moment.answer(asks, awaiting=Awaiting.MESSAGE_FOR_A_PERSON))


def told(moment: Moment, words: str) -> Turned | None:
    """Take what was typed for the message, unless it says to leave it, or asks or doubts something.

    None is for a question to the bot: it is answered, and `held` asks whether it was for staff too.
    """
    said = asides().says(words, PERSON)
    awaits = moment.state.awaiting
    if "never_mind" in said:
        return never_mind(moment)
    if "only_yes" in said:
        return hand_on(moment) if awaits is Awaiting.HELD_BACK else moment.beside(moment.say("person_what"))
    if "about_person" in said:
        return moment.beside(*answers(moment), moment.say("person_still"))
    if "ask_away" in said:
        return moment.beside(moment.say("ask_away"))
    if "doubts" in said:
        return moment.beside(moment.say("person_doubts"))
    if "refuses" in said:
        return held(moment, Turned((), moment.state))
    return None if "asks" in said else hand_over(moment, words)


def without_message(moment: Moment) -> Turned:
    """Hand over that a person is wanted; once, also when an old button is pressed again."""
    again = moment.state.message_left and moment.state.awaiting not in AWAITED
    return moment.beside(moment.say("person_has_it")) if again else hand_over(moment, "")


def held(moment: Moment, answered: Turned) -> Turned:
    """Ask below an answer whether what was typed is the message for staff; the words wait in memory, not in a state."""
    if answered.state is None or answered.handover is not None:
        return answered
    state = replace(answered.state, awaiting=Awaiting.HELD_BACK)
    asks = replace(moment, state=state).say("person_held")
    return replace(answered, replies=(*answered.replies, asks), state=state)


def hand_on(moment: Moment) -> Turned:
    """Hand over what was held back, if it is still remembered; else it has to be typed again."""
    if not moment.earlier:
        return moment.answer(moment.say("person_what"), awaiting=Awaiting.MESSAGE_FOR_A_PERSON)
    return hand_over(moment, moment.earlier[-1].words)


def answers(moment: Moment) -> Replies:
    """Tell whether and how an answer of staff comes."""
    reading = moment.reading()
    match reading.when:
        case When.NEVER:
            says = moment.say("person_answers_nobody")
        case When.LATER:
            says = moment.say("person_answers_later", from_when=_hour(moment, reading))
        case When.NOW:
            says = moment.say("person_answers_now")
    return (replace(says, choices=()) if moment.state.awaiting in AWAITED else says,)


def waits(moment: Moment, words: str) -> Turned | None:
    """Answer who has left a message and asks about it, or wants it back."""
    said = asides().says(words, LEFT) if moment.state.message_left else []
    if "takes_back" in said:
        return moment.beside(moment.say("person_has_it"))
    return moment.beside(*answers(moment)) if "about_person" in said else None


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
            says = moment.say("person_opened_later", from_when=_hour(moment, reading))
        case When.NOW:
            says = moment.say("person_opened_now")
    told = moment.answer(says, once=frozenset({Count(Step.PERSON)}), message_left=True)
    line = Line(words, moment.incoming.at, helplines=named(told.replies))
    handed = replace(
        told,
        handover=handing_over(moment, Urgency.ASKED, (line,)),
        if_unwritten=(moment.say("person_failed", lines=lines),),
    )
    return _after_112(moment, handed)


def _hour(moment: Moment, reading: Reading) -> str:
    return f"{(reading.starts or moment.incoming.at).astimezone(ZONE):%d-%m %H:%M}"
