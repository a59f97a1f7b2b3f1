"""An alarm: the right words first, and a handover of what was said."""

from dataclasses import replace

from bot.conversation.moment import Moment, Turned
from bot.handovers import Line, Raise, Urgency, seal
from bot.messages import CareAnswer, words_of
from bot.safety import Alarm, Answer, StaffLine, Tier, answered, follow, raised

_URGENCY = {
    Tier.EMERGENCY: Urgency.EMERGENCY,
    Tier.UNSAFE: Urgency.UNSAFE,
    Tier.SUICIDAL: Urgency.SUICIDAL,
    Tier.CONCERN: Urgency.CONCERN,
}


def sound(moment: Moment, alarm: Alarm) -> Turned:
    """Answer an alarm and hand it over; worry about somebody else offers a person but hands nothing over unasked.

    Any form at Rasa is over: the conversation there gets a new name.
    """
    told = _cared(moment, raised(moment.state.care, alarm, moment.care_context()))
    told = replace(told, counts=(f"alarm_{alarm.tier}",))
    if alarm.tier not in _URGENCY:
        return told
    unwritten = raised(moment.state.care, alarm, moment.care_context(StaffLine.UNKNOWN)).replies
    marked = tuple((signal.start, signal.end) for signal in alarm.signals if signal.end)
    line = Line(words_of(moment.incoming.content), moment.incoming.at, marked)
    handover = handing_over(moment, _URGENCY[alarm.tier], (*moment.earlier, line))
    return replace(told, handover=handover, if_unwritten=unwritten)


def handing_over(moment: Moment, urgency: Urgency, lines: tuple[Line, ...]) -> Raise:
    """Seal what staff may see; nothing but language and municipality goes with it."""
    words = tuple(line for line in lines if line.words.strip())
    return Raise(
        urgency,
        seal(words, moment.parts.desk) if words else b"",
        moment.language,
        moment.state.municipality,
        moment.incoming.trial,
    )


def care_answer(moment: Moment, answer: CareAnswer) -> Turned:
    """Answer a pressed button of care; one whose alarm is long past is an old button."""
    if moment.state.care is None:
        return moment.answer(moment.say("old_button"))
    return _cared(moment, answered(moment.state.care, answer, moment.care_context()))


def care_follow(moment: Moment, words: str) -> Turned | None:
    """Take a typed message as the answer to a question of care, if it is one."""
    if moment.state.care is None:
        return None
    answer = follow(moment.state.care, words, moment.care_context())
    return _cared(moment, answer) if answer else None


def _cared(moment: Moment, answer: Answer) -> Turned:
    return moment.answer(*answer.replies, care=answer.care, rasa_id=moment.parts.new_id())
