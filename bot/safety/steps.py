"""From each step of care to the next: what an answer to its question says, and what is said when none came."""

from dataclasses import replace
from typing import assert_never

from bot.messages import CareAnswer, Say
from bot.safety.care_words import Context, Words
from bot.safety.cared import (
    DYING,
    About,
    Care,
    Question,
    Stands,
    Step,
    about,
    asking,
    calm,
    heard,
    hurt,
    in_doubt,
    must_call,
    unanswered,
)
from bot.safety.fitting import chat_for, text_for
from bot.safety.kinds import LONG_AGO, PLACED, READ_ALONG, STAYING
from bot.safety.meanings import Told
from bot.safety.raising import Answer
from bot.safety.tiers import Tier, max_tier

CALL_NOW = DYING | {Step.DANGER}  # 112 was said last, and only who says to be safe gets out of it
# an open question, put once more: in which words, and as which step
ONCE_MORE = {
    Step.OPENLY: ("care_ask_openly", Step.OPENLY),
    Step.SAFE: ("care_ask_unsure", Step.SAFE_CLEAR),
    Step.SAFE_CLEAR: ("care_ask_unsure", Step.SAFE_CLEAR),
    Step.PLAN: ("care_ask_plan", Step.PLAN),
    Step.TAKEN: ("care_ask_taken", Step.TAKEN),
}
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
    unsafe = care.step in {Step.TYPING, Step.DANGER} or (care.tier is Tier.UNSAFE and care.step not in ONCE_MORE)
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


def safe_now(care: Care, words: Words) -> Answer:
    """Be glad of who says to be safe, and listen."""
    return move_on(care, words, Step.TALKING, words.say("care_safe"))


def begun(care: Care, words: Words) -> Answer:
    """Keep 112 in view of who feels fine after what they took or did."""
    return stay(care, words.ctx) if care.called else move_on(care, words, Step.EMERGENCY, words.say("care_begun"))


def in_danger(care: Care, words: Words, kind: str) -> Answer:
    """Say what to do in this kind of danger."""
    grave = replace(care, tier=Tier.EMERGENCY, kind=kind)
    return move_on(grave, words, Step.DANGER, words.say(f"care_{kind}"), words.limits())


def stay(care: Care, ctx: Context, *, asks: bool = False) -> Answer:
    """Answer whatever else is said in care: nothing new is asked, and what was told to be done first stays first.

    `asks`: it is a question, so nobody is comforted in place of an answer.
    """
    words = Words(ctx, care.variant + 1)
    if asks:
        return _unknown(care, words)
    match care.step:
        case Step.EMERGENCY | Step.WITH_YOU | Step.DANGER if care.called:
            return beside(care, words, text_for(care, words, Told.CALLED))
        case Step.EMERGENCY:
            return move_on(care, words, Step.WITH_YOU, words.say(call_again(care)), words.say("care_emergency_with"))
        case Step.WITH_YOU:
            return move_on(care, words, Step.EMERGENCY, words.say("care_emergency_else"))
        case Step.DANGER:
            return still_in_danger(care, words)
        case Step.OTHER:
            return beside(care, words, words.say("care_other_again"))
        case Step.TYPING if ctx.asks:
            return again_whether(care, words)
        case _ if calm(care) and care.kind not in STAYING:
            return beside(care, words, words.say("care_stay_calm"))
        case _ if care.called and about(care) is About.SELF:
            return beside(care, words, words.say("care_stay_helped"))
        case _ if care.called and hurt(care) and care.questions.get(Question.SAFE) is not Stands.YES:
            return beside(care, words, text_for(care, words, Told.CALLED))
        case _:
            return again_asked(care, words, _staying(care, words))


def _unknown(care: Care, words: Words) -> Answer:
    """Be honest about a question that has no answer of its own, and say who may have one; what was asked stays open."""
    match care.step:
        case _ if must_call(care):
            return beside(care, words, words.say("care_unknown_call"))
        case _ if care.called and care.step in CALL_NOW:
            return beside(care, words, words.say("care_unknown_helped"))
        case Step.TYPING if words.ctx.asks and not care.repeated:
            again = again_whether(care, words)
            return replace(again, replies=(text_for(care, words, "unknown"), *again.replies))
        case _ if calm(care) and care.kind not in STAYING:
            return beside(care, words, words.say("care_unknown_calm"))
        case _:
            return again_asked(care, words, text_for(care, words, "unknown"))


def still_in_danger(care: Care, words: Words) -> Answer:
    """Say 112 once more; who goes on about something else even then is asked whether there is danger still.

    Who tells of what was long ago, or of what they would like, must not hear of locked doors at every turn.
    """
    if care.repeated and words.ctx.asks:
        asked = move_on(care, words, Step.TYPING, words.say("care_danger_still"))
    else:
        asked = beside(care, words, words.say(call_again(care)))
    return replace(asked, care=replace(asked.care, repeated=True))


def _staying(care: Care, words: Words) -> Say:
    """Stay with somebody, with a chat below it where they do not call."""
    says = text_for(care, words, "stay")
    return words.with_chat(says, chat_for(care)) if care.types else says


def silent(care: Care, ctx: Context) -> Answer:
    """Answer who types nothing but three dots."""
    words = Words(ctx, care.variant + 1)
    return stay(care, ctx) if must_call(care) else again_asked(care, words, words.say("care_silent"))


def alongside(care: Care, ctx: Context) -> tuple[Say, ...]:
    """Say what goes with an answer about something else: 112 where it has to be called, else who can be talked with."""
    if calm(care):
        return ()
    if must_call(care):
        return stay(care, ctx).replies[:1]
    whom = "unsafe" if about(care) in {About.UNSAFE, About.UNSAFE_OTHER} else "self"
    return (Words(ctx, care.variant).say(f"care_alongside_{whom}"),)


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


def again_whether(care: Care, words: Words) -> Answer:
    """Ask who is hurt once more, in other words, whether there is danger; then listen."""
    if care.step is Step.TYPING and not care.repeated:
        unclear = replace(heard(care, CareAnswer.DONT_KNOW), repeated=True)
        return beside(unclear, words, words.say("care_typing_again"))
    step = Step.TALKING if care.step is Step.TYPING else care.step
    return move_on(care, words, step, text_for(care, words, "stay"))


def unsure_whether(care: Care, words: Words) -> Answer:
    """Name 112 and ask whether they are safe, where nobody can tell whether something grave was said."""
    says = words.say("care_emergency_unsure"), words.say("care_ask_unsure")
    return move_on(care, words, Step.SAFE_CLEAR, *says)


def call_again(care: Care) -> str:
    """Name the text that says 112 once more."""
    if care.step is not Step.DANGER:
        return "care_emergency_else" if care.types else "care_emergency_again"
    if care.kind in {*PLACED, READ_ALONG}:
        return f"care_{care.kind}"  # who is behind a door stays there
    return "care_no_voice" if care.types else "care_violence"


def again_asked(care: Care, words: Words, *says: Say) -> Answer:
    """Say something, and put a question that still stands once more, in other words."""
    if care.step not in ONCE_MORE or care.repeated or not words.ctx.asks:
        return beside(care, words, *says)
    key, step = ONCE_MORE[care.step]
    answer = move_on(care, words, step, *says, words.say(key))
    return replace(answer, care=replace(answer.care, repeated=True))


def beside(care: Care, words: Words, *says: Say) -> Answer:
    """Say something while what was asked last still stands."""
    turns = care.turns_since_block + 1
    return Answer(says, replace(care, turns_since_block=turns, variant=words.variant, speaks=True))


def move_on(care: Care, words: Words, step: Step, *says: Say) -> Answer:
    """Say something, and take what is asked in it as the step that is answered next."""
    return Answer(says, asking(beside(care, words).care, step, words.ctx.now))
