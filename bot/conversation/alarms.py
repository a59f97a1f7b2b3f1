"""An alarm: the right words first, and a handover of what was said."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.campaigns import Count, Step
from bot.conversation import known
from bot.conversation.asides import CARE, asides
from bot.conversation.language import spoken
from bot.conversation.moment import Moment, Turned
from bot.handovers import Line, Raise, Urgency, seal
from bot.messages import Care as CareButton
from bot.messages import CareAnswer, Replies, words_of
from bot.safety import (
    Alarm,
    Answer,
    Context,
    StaffLine,
    Tier,
    answered,
    as_told,
    follow,
    means_another,
    named_in,
    raised,
    signalled,
    silent,
    stays,
)
from bot.safety import Care as CareOf

_ONCE = frozenset({Count(Step.ALARM)})
_URGENCY = {
    Tier.EMERGENCY: Urgency.EMERGENCY,
    Tier.UNSAFE: Urgency.UNSAFE,
    Tier.SUICIDAL: Urgency.SUICIDAL,
    Tier.CONCERN: Urgency.CONCERN,
}


def sound(moment: Moment, alarm: Alarm, *, aloud: bool = True) -> Turned:
    """Answer an alarm and hand it over; worry about somebody else offers a person but hands nothing over unasked.

    Any form at Rasa is over: the conversation there gets a new name. Unless `aloud` the visitor will not hear the
    answer, so that staff are not told of the helplines in it.
    """
    words = words_of(moment.incoming.content)
    alarm = as_told(alarm, words)
    moment = _spoken(_where(moment, words), words)
    if alarm.tier not in _URGENCY:
        # nothing is handed over, so nobody reads it, whatever the hour
        return replace(_cared(moment, _raised(moment, alarm, StaffLine.NOBODY)), once=_ONCE)
    turned = _cared(moment, _raised(moment, alarm))
    marked = tuple((signal.start, signal.end) for signal in alarm.signals if signal.end)
    line = Line(words, moment.incoming.at, marked, _by_name(signalled(alarm)), named(turned.replies if aloud else ()))
    return replace(
        turned,
        once=_ONCE,
        handover=handing_over(moment, _URGENCY[alarm.tier], (*moment.earlier, line)),
        if_unwritten=_raised(moment, alarm, StaffLine.UNKNOWN).replies,
    )


def named(replies: Replies) -> tuple[str, ...]:
    """Give the keys of the helplines that an answer names: staff see which the visitor was shown."""
    return tuple(line.key for line in named_in("\n".join(say.text for say in replies)))


def _by_name(tiers: Iterable[Tier]) -> tuple[str, ...]:
    return tuple(sorted(tier.value for tier in tiers))


def handing_over(moment: Moment, urgency: Urgency, lines: tuple[Line, ...]) -> Raise:
    """Seal what staff may see; nothing but language and municipality goes with it."""
    words = tuple(line for line in lines if line.words.strip())
    return Raise(
        urgency,
        seal(words, moment.parts.desk, moment.incoming.visitor) if words else b"",
        moment.language,
        moment.state.municipality,
        moment.incoming.trial,
    )


def care_answer(moment: Moment, answer: CareAnswer) -> Turned:
    """Answer a pressed button of care; one whose alarm is long past is an old button."""
    care = moment.state.care
    if care is None:
        return moment.answer(moment.say("old_button"))
    title = moment.parts.texts.title(CareButton(answer), moment.language)
    said = answered(care, answer, moment.care_context())
    return _followed(moment, title, said, lambda context: answered(care, answer, context))


def care_follow(moment: Moment, words: str, alarm: Alarm | None = None) -> Turned | None:
    """Take a typed message as the answer to a question of care, if it is one and as grave as an alarm in it."""
    moment, care = _where(moment, words) if alarm else moment, moment.state.care
    answer = follow(care, words, moment.care_context(), alarm) if care else None
    if care is None or answer is None:
        return None
    return _followed(moment, words, answer, lambda context: follow(care, words, context, alarm) or answer)


def stay_with(moment: Moment, care: CareOf) -> Turned:
    """Stay with somebody in care who says something else: no menu, nothing about Join Us."""
    answer = stays(care, words_of(moment.incoming.content), moment.care_context())
    conversation = moment.form_over().state.rasa_id
    return moment.answer(*answer.replies, care=replace(answer.care, age=moment.age), rasa_id=conversation)


def wait_for(moment: Moment, care: CareOf) -> Turned:
    """Wait for somebody in care who types nothing yet."""
    answer = silent(care, moment.care_context())
    return moment.answer(*answer.replies, care=answer.care)


def _followed(moment: Moment, said: str, answer: Answer, anew: Callable[[Context], Answer]) -> Turned:
    """Go on after an answer to a question of care; staff must know too that somebody says they are not safe.

    `anew` words it again, for when it cannot be written.
    """
    told, before = _cared(moment, answer), moment.state.care
    if answer.care.tier not in _URGENCY:
        return told
    if before and answer.care.tier.rank > before.tier.rank:
        told = replace(told, once=_ONCE)
    line = Line(said, moment.incoming.at, (), _by_name({answer.care.tier}), named(answer.replies))
    handover = handing_over(moment, _URGENCY[answer.care.tier], (line,))
    return replace(told, handover=handover, if_unwritten=anew(moment.care_context(StaffLine.UNKNOWN)).replies)


def _raised(moment: Moment, alarm: Alarm, staff: StaffLine | None = None) -> Answer:
    another = means_another(moment.state.care, alarm, words_of(moment.incoming.content))
    answer = raised(moment.state.care, alarm, moment.care_context(staff), of_another=another)
    return _with_groups(moment, answer)


def _with_groups(moment: Moment, answer: Answer) -> Answer:
    """Say that a group asked for in the same message is not forgotten, before what is asked; 112 comes alone."""
    asks = "group_too" in asides().says(words_of(moment.incoming.content), CARE)
    if not asks or answer.care.tier is Tier.EMERGENCY:
        return answer
    *before, last = answer.replies
    return replace(answer, replies=(*before, moment.say("care_group_too", answer.care.variant), last))


def _where(moment: Moment, words: str) -> Moment:
    """Learn place and age from the alarming message itself: who says it in Ghent needs the lines of Belgium."""
    return known.learned(moment, words, moment.parts.places.resolve(words, sentence=True))


def _spoken(moment: Moment, words: str) -> Moment:
    """Speak the language of the alarming message, however short, to who has said nothing in another before."""
    language = spoken(words, moment.language)
    before = spoken(" ".join(line.words for line in moment.earlier), language)
    return moment if moment.state.language_chosen or before is not language else moment.knowing(language=language)


def _cared(moment: Moment, answer: Answer) -> Turned:
    care = replace(answer.care, age=moment.age)
    return moment.answer(*answer.replies, care=care, rasa_id=moment.parts.new_id())
