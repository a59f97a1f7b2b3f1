"""From each step of care to the next: what an answer to its question says, and what is said when none came."""

from dataclasses import replace
from typing import assert_never

from bot.messages import CareAnswer
from bot.safety.care_words import Context, Words
from bot.safety.cared import (
    DYING,
    Care,
    Question,
    Step,
    heard,
    hurt,
    in_doubt,
    unanswered,
)
from bot.safety.fitting import chat_for, text_for
from bot.safety.kinds import LONG_AGO, PLACED, READ_ALONG
from bot.safety.meanings import Told
from bot.safety.moves import CALL_NOW, ONCE_MORE, again_whether, beside, call_again, move_on, safe_now
from bot.safety.raising import Answer
from bot.safety.staying import begun
from bot.safety.tiers import Tier, max_tier

_HALF_ANSWERS = frozenset({CareAnswer.YES, CareAnswer.SOMETIMES, CareAnswer.NO, CareAnswer.DONT_KNOW})
_OF_A_WISH = frozenset({*ONCE_MORE, Step.CHECKED, Step.BARRIER})  # to die
_NOT_ALOUD = frozenset({CareAnswer.NO_CALL, CareAnswer.AFRAID_HEARD})
_CANNOT = frozenset(
    {CareAnswer.NO, CareAnswer.NOBODY, CareAnswer.NO_CALL, CareAnswer.AFRAID_HEARD, CareAnswer.NO_WORDS}
)


def answered(care: Care, answer: CareAnswer, ctx: Context) -> Answer:
    """Answer a pressed (or typed) button of care."""
    answer = _at_worst(care, answer)
    if answer in _HALF_ANSWERS and (half := _half_answered(care, answer, ctx)):
        return half
    words, care = Words(ctx, care.variant + 1), heard(care, answer)
    care = replace(care, types=care.types or answer in _NOT_ALOUD)
    if care.step in CALL_NOW and answer not in {CareAnswer.SAFE, CareAnswer.NOT_SAFE}:
        return _calling(care, answer, words)
    match answer:
        case CareAnswer.YES | CareAnswer.NO if care.step is Step.SAFE:
            return move_on(care, words, Step.SAFE_CLEAR, words.say("care_ask_safe_clear"))
        case CareAnswer.YES | CareAnswer.SOMETIMES:
            grave = replace(care, tier=max_tier((care.tier, Tier.SUICIDAL)))
            return move_on(grave, words, Step.SAFE, words.say("care_yes"), words.say("care_ask_safe"))
        case CareAnswer.NO:
            return move_on(care, words, Step.TALKING, words.say("care_no"))
        case CareAnswer.DONT_KNOW:
            return move_on(care, words, Step.BARRIER, words.say("care_dont_know"), words.say("care_barrier"))
        case CareAnswer.SAFE | CareAnswer.NOT_SAFE:
            return _safety(care, answer, words)
        case CareAnswer.ONLY_TALK | CareAnswer.AFRAID_HEARD | CareAnswer.NO_WORDS | CareAnswer.NO_CALL:
            says = words.with_chat(text_for(care, words, answer), chat_for(care))
            return move_on(care, words, Step.TRUSTED, says, text_for(care, words, "trusted"))
        case CareAnswer.SOMEBODY | CareAnswer.NOBODY:
            return move_on(care, words, Step.TALKING, text_for(care, words, answer))
        case _:
            assert_never(answer)


def _half_answered(care: Care, answer: CareAnswer, ctx: Context) -> Answer | None:
    """Answer a yes or a no where it is half an answer, or where it is all that was asked for."""
    words = Words(ctx, care.variant + 1)
    if hurt(care) and care.step not in CALL_NOW | _OF_A_WISH:
        return again_whether(care, words)
    if care.step is Step.TAKEN:
        return _whether_taken(heard(care, answer), answer, words)
    return _whether_today(heard(care, answer), answer, words) if care.step is Step.PLAN else None


def _whether_today(care: Care, answer: CareAnswer, words: Words) -> Answer:
    """Answer whether it is planned for today."""
    if answer is CareAnswer.NO:
        return barrier(care, words, "care_no_plan")
    if answer is CareAnswer.DONT_KNOW:
        return move_on(care, words, Step.TRUSTED, words.say("care_plan_unclear"), words.say("care_trusted"))
    return _safety(care, CareAnswer.NOT_SAFE, words)


def _whether_taken(care: Care, answer: CareAnswer, words: Words) -> Answer:
    """Answer whether they took or did something: who does not know may have."""
    if answer is CareAnswer.NO:
        return move_on(care, words, Step.SAFE_CLEAR, words.say("care_not_taken"), words.say("care_ask_unsure"))
    return _safety(replace(care, begun=True), CareAnswer.NOT_SAFE, words)


def _at_worst(care: Care, answer: CareAnswer) -> CareAnswer:
    """Take "I don't know" for a no where nobody knows whether there is danger."""
    return CareAnswer.NOT_SAFE if answer is CareAnswer.DONT_KNOW and in_doubt(care) else answer


def _safety(care: Care, answer: CareAnswer, words: Words) -> Answer:
    # who was hurt and is asked about a wish to die answers that
    unsafe = care.step in {Step.TYPING, Step.DANGER} or (hurt(care) and care.step not in ONCE_MORE)
    if answer is CareAnswer.SAFE and care.begun and not care.called:
        return begun(care, words)
    if answer is CareAnswer.SAFE and unsafe:
        return move_on(care, words, Step.TRUSTED, text_for(care, words, "safe"), text_for(care, words, "trusted"))
    if answer is CareAnswer.SAFE and (care.step in CALL_NOW or care.mistaken):
        return safe_now(care, words)
    if answer is CareAnswer.SAFE and in_doubt(care):
        return safe_now(replace(care, tier=Tier.CONCERN), words)
    if answer is CareAnswer.SAFE and care.step in ONCE_MORE and Question.PLAN not in care.questions:
        return move_on(care, words, Step.PLAN, words.say("care_safe"), words.say("care_ask_plan"))
    if answer is CareAnswer.SAFE:
        return barrier(care, words, "care_safe")
    told = frozenset() if unsafe else frozenset({Tier.EMERGENCY, Tier.SUICIDAL})
    kind = "" if care.kind in {READ_ALONG, LONG_AGO} else care.kind
    grave = replace(care, tier=Tier.EMERGENCY, answered=care.answered | told, called=False, mistaken=False, kind=kind)
    key, step = ("care_unsafe_not_safe", Step.DANGER) if unsafe else ("care_emergency", Step.EMERGENCY)
    key = f"care_{kind}" if unsafe and kind in PLACED else key
    return move_on(grave, words, step, words.say(key), words.limits())


def barrier(care: Care, words: Words, key: str) -> Answer:
    """Ask what holds somebody back, once."""
    if Question.BARRIER in care.questions:
        return move_on(care, words, Step.TALKING, words.say(key))
    return move_on(care, words, Step.BARRIER, words.say(key), words.say("care_barrier"))


def _calling(care: Care, answer: CareAnswer, words: Words) -> Answer:
    """Keep 112 in view, with one smaller step for who cannot call."""
    if care.called:
        return beside(care, words, text_for(care, words, Told.CALLED))
    if care.step is Step.DANGER and answer in _CANNOT - {CareAnswer.NO}:
        return beside(care, words, words.say("care_no_voice"))
    if care.step is Step.DANGER:
        return move_on(care, words, Step.DANGER, words.say(call_again(care)))
    if answer in _CANNOT:
        return move_on(care, words, Step.EMERGENCY, words.say("care_emergency_else"))
    if answer is CareAnswer.SOMEBODY:
        return move_on(care, words, Step.EMERGENCY, words.say("care_emergency_somebody"))
    return move_on(care, words, Step.WITH_YOU, words.say(call_again(care)), words.say("care_emergency_with"))


def in_danger(care: Care, words: Words, kind: str) -> Answer:
    """Say what to do in this kind of danger."""
    grave = replace(care, tier=Tier.EMERGENCY, kind=kind)
    return move_on(grave, words, Step.DANGER, words.say(f"care_{kind}"), words.limits())


def taken_back(care: Care, ctx: Context) -> Answer:
    """Ask once, gently; the second time take their word for it."""
    words, care = Words(ctx, care.variant + 1), unanswered(care)
    if care.checked and care.step not in CALL_NOW:
        return move_on(care, words, Step.TALKING, words.say("care_checked"))
    if care.checked and care.step in DYING and not care.begun:
        return believed(care, words)
    again = (words.say(call_again(care)),) if care.step in CALL_NOW else ()
    step = care.step if care.step in CALL_NOW else Step.CHECKED  # who was told to call has to call
    return move_on(replace(care, checked=True), words, step, text_for(care, words, "check"), *again)


def believed(care: Care, words: Words) -> Answer:
    """Believe who was told to call 112 and put it right, and ask once whether they are safe."""
    care = replace(unanswered(care), mistaken=True)
    return move_on(care, words, Step.SAFE_CLEAR, words.say("care_meant_otherwise_once"), words.say("care_ask_unsure"))
