"""What is said after each answer to an alarm: a pure state machine over the care texts.

A visitor is in care for 24 hours; what is said first stands in `raising.py`.
"""

from dataclasses import replace
from typing import assert_never

from bot.messages import CareAnswer, Say
from bot.safety.care_words import Context, Words
from bot.safety.cared import (
    DYING,
    Care,
    Question,
    Stands,
    Step,
    asking,
    calm,
    heard,
    in_doubt,
    known_safe,
    must_call,
    unanswered,
)
from bot.safety.raising import Answer, raised
from bot.safety.standing import may_mean_another, says_only_not_safe
from bot.safety.tiers import Alarm, Net, Tier, max_tier, model_alarm
from bot.safety.typed import PLAIN, Meaning, TakenBack, Told, typed

_ANSWER = 4  # words: "nee, niet echt veilig"
_CALL_NOW = DYING | {Step.DANGER}  # 112 was said last, and only who says to be safe gets out of it
_OF_LIFE = frozenset({Tier.EMERGENCY, Tier.SUICIDAL, Tier.CONCERN})
_KNOWN_BETTER = frozenset(
    {CareAnswer.SAFE, Told.CALLED, Told.OTHER_SAFE, Told.MEANT_OTHERWISE, Told.EXPLAINED}
)  # by who knows what was asked
# an open question, put once more: in which words, and as which step
_ONCE_MORE = {
    Step.OPENLY: ("care_ask_openly", Step.OPENLY),
    Step.SAFE: ("care_ask_unsure", Step.SAFE_CLEAR),
    Step.SAFE_CLEAR: ("care_ask_unsure", Step.SAFE_CLEAR),
    Step.PLAN: ("care_ask_plan", Step.PLAN),
}
_OF_THEIR_LIFE = frozenset(
    {Told.REFUSES, Told.REASON, Told.WHAT_NOW, Told.WHAT_SAFE, Told.LINE_OUT, Told.YOUNG, Told.HOW_STOP, Told.HARM_MORE}
)
_OF_113 = frozenset({Told.REFUSES, Told.LINE_OUT})
_LEAVES = frozenset({Told.THANKS, Told.BYE})
_WHETHER = frozenset({CareAnswer.YES, CareAnswer.SOMETIMES, CareAnswer.NO, CareAnswer.DONT_KNOW})
_CANNOT = frozenset(
    {CareAnswer.NO, CareAnswer.NOBODY, CareAnswer.NO_CALL, CareAnswer.AFRAID_HEARD, CareAnswer.NO_WORDS}
)


def follow(care: Care, said: str, ctx: Context, alarm: Alarm | None = None) -> Answer | None:
    """Take a typed message as the answer to what was asked; None when it is a message like any other.

    What a net heard in it as an `alarm` is never met with less than that: the answer has to be as grave. An emergency
    in plain words is answered as the one it is, unless it says that 112 was called. One that was only weighed is not:
    the weights do not know that "nee hij is nu weg" answers whether he can read along.
    """
    by = surest(alarm) if alarm else None
    meant = typed(said, care, by)
    if alarm and _outright(alarm) and meant is not Told.CALLED:
        return None
    answer = _followed(care, meant, said, ctx)
    if alarm is None:
        return answer
    if answer is None:
        return stay(care, ctx) if _is_less(alarm, care) else None
    known_better = (by is Net.WEIGHTS and meant in _KNOWN_BETTER) or (by is not Net.LEXICON and meant in PLAIN)
    less = answer.care.tier.rank < alarm.tier.rank and not known_better
    return None if less or _tells_of_abuse(alarm, care, said) else answer


def _is_less(alarm: Alarm, care: Care) -> bool:
    """Tell whether a concern that no pattern knows is heard where a wish to die was: what was asked still stands."""
    unknown = all(signal.net is not Net.LEXICON for signal in alarm.signals)
    return alarm.tier is Tier.CONCERN and unknown and Tier.SUICIDAL in care.answered and not calm(care)


def _followed(care: Care, meant: Meaning | None, said: str, ctx: Context) -> Answer | None:
    match meant:
        case None:
            return None
        case TakenBack():
            return _taken_back(care, ctx)
        case Told.NOW | CareAnswer.NOT_SAFE if care.tier is Tier.THIRD_PARTY and may_mean_another(said):
            return raised(care, model_alarm(Tier.EMERGENCY), ctx, of_another=True)
        case CareAnswer() as answer:
            return answered(care, answer, ctx)
        case Told.ABOUT_ANOTHER:
            return _about_another(care, ctx)
        case Told.FEELS_FINE | Told.BODY:
            return _begun(care, Words(ctx, care.variant + 1))
        case Told() as told:
            return _told(care, told, ctx)
        case _ as never:
            assert_never(never)


def _outright(alarm: Alarm) -> bool:
    return any(signal.tier is Tier.EMERGENCY and signal.net is Net.LEXICON for signal in alarm.signals)


def surest(alarm: Alarm) -> Net:
    """Give the surest net that heard an alarm; an emergency is not talked away whoever heard it."""
    nets = {signal.net for signal in alarm.signals}
    if Net.LEXICON in nets:
        return Net.LEXICON
    return Net.WEIGHTS if Net.WEIGHTS in nets or alarm.tier is Tier.EMERGENCY else Net.MODEL


def _tells_of_abuse(alarm: Alarm, care: Care, said: str) -> bool:
    """Tell whether abuse is told of for the first time; "nee ik ben niet veilig bij mezelf" is only an answer."""
    answers = len(said.split()) <= _ANSWER or says_only_not_safe(said)
    return alarm.has(Tier.UNSAFE) and Tier.UNSAFE not in care.answered and not answers


def _told(care: Care, told: Told, ctx: Context) -> Answer | None:
    """Answer what no button says; what is said of a plan counts only where a life was spoken of."""
    words = Words(ctx, care.variant + 1)
    match told:
        case Told.NOW | Told.PLANNED:
            return _of_a_plan(care, told, ctx)
        case Told.EXPLAINED if not care.begun:
            return _believed(care, words)
        case Told.MEANT_OTHERWISE | Told.EXPLAINED:
            return _meant_otherwise(care, ctx)
        case Told.WHERE:
            return answered(care, CareAnswer.YES if care.step is Step.SAFE else CareAnswer.SAFE, ctx)
        case Told.HOW_TO_ASK:
            return _beside(care, words, words.say("care_third")) if care.tier is Tier.THIRD_PARTY else None
        case Told.CALLED | Told.HELP_HERE | Told.OTHER_SAFE:
            return _of_help(care, told, words)
        case Told.WORSE | Told.AWAY | Told.STOPPED | Told.TALKED | Told.OVER | Told.NOT_TODAY | Told.SAFE_NOT_TODAY:
            return _turned(care, told, words)
        case _:
            return _aside(care, told, words)


def _of_a_plan(care: Care, told: Told, ctx: Context) -> Answer | None:
    """Answer what will be done; in danger already it is still 112, and of a life nobody spoke of it is no plan."""
    words = Words(ctx, care.variant + 1)
    if care.step in DYING:
        return _begun(care, words) if care.begun else stay(care, ctx)
    if not care.answered & _OF_LIFE and not in_doubt(care):
        return None
    if told is Told.NOW:
        return raised(care, model_alarm(Tier.EMERGENCY), ctx)
    tier = max_tier((care.tier, Tier.SUICIDAL))
    grave = replace(care, tier=tier, answered=care.answered | {Tier.SUICIDAL}, mistaken=False)
    return _next(grave, words, Step.SAFE_CLEAR, words.say("care_planned"), words.say("care_ask_unsure"))


def _of_help(care: Care, told: Told, words: Words) -> Answer | None:
    """Remember that help was called or is there, or that the other is safe: 112 is named no more."""
    if told is Told.OTHER_SAFE and in_doubt(care):
        return _safe_now(replace(care, tier=Tier.CONCERN), words)
    if care.step is Step.OTHER or care.tier is Tier.THIRD_PARTY:
        key = "care_other_safe" if told is Told.OTHER_SAFE else "care_called"
        return _next(replace(care, tier=Tier.THIRD_PARTY), words, Step.TALKING, words.say(key))
    if told is Told.OTHER_SAFE:
        return None
    helped = replace(heard(care, CareAnswer.SAFE) if told is Told.HELP_HERE else care, helped=True)
    key = "care_help_here" if told is Told.HELP_HERE else f"care_called_{_of(care)}"
    return _next(helped, words, Step.TALKING, words.say(key))


def _aside(care: Care, told: Told, words: Words) -> Answer | None:
    """Answer beside the question, which is put once more; what was told to be done first stays first."""
    of = _of(care)
    if told is Told.WHAT_NOW and care.step in _CALL_NOW:
        return _begun(care, words) if care.begun else stay(care, words.ctx)
    if (told in _OF_THEIR_LIFE and of != "self") or (told in PLAIN and care.step is Step.OTHER):
        return None
    if told in {Told.SCARED, Told.WAKE}:
        return _next(care, words, Step.EMERGENCY, words.say(f"care_{told}"))
    if told is Told.REACHES:
        step = Step.TALKING if care.step is Step.TRUSTED else care.step
        return _again_asked(replace(care, step=step), words, words.say("care_somebody")) if of == "self" else None
    if care.step in _CALL_NOW:
        return _beside(care, words, words.say(_again(care)), words.say(_line(care, told)))
    if told in _LEAVES and of == "self" and care.step not in _ONCE_MORE and not (known_safe(care) or calm(care)):
        return _next(care, words, Step.SAFE_CLEAR, words.say(f"care_{told}"), words.say("care_ask_unsure"))
    in_belgium = told in _OF_113 and words.ctx.country == "be"
    return _again_asked(care, words, words.say("care_line_belgium" if in_belgium else _line(care, told)))


def _turned(care: Care, told: Told, words: Words) -> Answer | None:
    """Go on from what changes how it is with somebody who spoke of their own life."""
    if _of(care) != "self" or care.step is Step.OTHER:
        return None
    match told:
        case Told.NOT_TODAY | Told.SAFE_NOT_TODAY:
            return _no_plan(care, told, words)
        case Told.WORSE if care.step in DYING or care.helped:
            worse = replace(care, helped=False)
            return _next(
                worse, words, Step.WITH_YOU, words.say("care_emergency_again"), words.say("care_emergency_with")
            )
        case Told.WORSE:
            key, step = _ONCE_MORE[Step.SAFE if Tier.SUICIDAL in care.answered else Step.OPENLY]
            return _next(replace(care, mistaken=False), words, step, words.say("care_worse"), words.say(key))
        case Told.OVER if care.step not in DYING and Tier.EMERGENCY not in care.answered:
            denied = heard(care, CareAnswer.NO) if care.step is Step.OPENLY else unanswered(care)
            return _next(replace(denied, checked=True), words, Step.TALKING, words.say("care_over"))
        case _ if care.begun:
            return _next(
                care, words, Step.EMERGENCY, words.say("care_stopped" if told is Told.STOPPED else "care_begun")
            )
        case Told.TALKED if known_safe(care):
            return _next(care, words, Step.TALKING, words.say("care_talked"))
        case _:
            return _next(care, words, Step.SAFE_CLEAR, words.say(f"care_{told}"), words.say("care_ask_unsure"))


def _no_plan(care: Care, told: Told, words: Words) -> Answer:
    """Note that nothing is planned for today; who says to be safe as well has answered both questions."""
    noted = replace(care, questions={**care.questions, Question.PLAN: Stands.NO})
    if told is Told.SAFE_NOT_TODAY or care.questions.get(Question.SAFE) is Stands.YES:
        return _barrier(heard(noted, CareAnswer.SAFE), words, "care_no_plan")
    if care.step is Step.SAFE_CLEAR and care.questions.get(Question.PLAN) is Stands.NO:
        return _next(care, words, Step.BARRIER, words.say("care_dont_know"), words.say("care_barrier"))
    return _next(noted, words, Step.SAFE_CLEAR, words.say("care_ask_safe_clear"))


def _about_another(care: Care, ctx: Context) -> Answer | None:
    """Speak of the other from now on; who was hurt at home was hurt all the same."""
    if care.begun or care.tier is Tier.UNSAFE or care.step in {Step.DANGER, Step.OTHER}:
        return None
    tier = Tier.EMERGENCY if care.step in DYING else Tier.THIRD_PARTY
    return raised(replace(care, tier=Tier.NONE, step=Step.TALKING), model_alarm(tier), ctx, of_another=True)


def _meant_otherwise(care: Care, ctx: Context) -> Answer | None:
    """Believe that something harmless was meant, but for who was told to call 112."""
    if care.step is Step.OTHER:
        return None
    care = replace(care, tier=Tier.CONCERN) if in_doubt(care) else care
    words = Words(ctx, care.variant + 1)
    if care.step in _CALL_NOW:
        return _taken_back(care, ctx)
    denied = heard(care, CareAnswer.NO) if care.step is Step.OPENLY else unanswered(care)
    key = "care_meant_otherwise_unsafe" if _of(care) == "unsafe" else "care_meant_otherwise"
    return _next(replace(denied, mistaken=True), words, Step.TALKING, words.say(key))


def _believed(care: Care, words: Words) -> Answer:
    """Believe who was told to call 112 and put it right, and ask once whether they are safe."""
    care = replace(unanswered(care), mistaken=True)
    return _next(care, words, Step.SAFE_CLEAR, words.say("care_meant_otherwise_once"), words.say("care_ask_unsure"))


def _line(care: Care, told: Told) -> str:
    """Name the text about what holds somebody back; who was hurt is told of Veilig Thuis, not of 113."""
    if told in {Told.GUILT, Told.TELLS, Told.WHY}:
        return f"care_{told}_{_of(care)}"
    about_a_line = told in {Told.LINE_COST, Told.LINE_WAIT, Told.LINE_WHAT, Told.SAME}
    return "care_home_line" if about_a_line and _of(care) == "unsafe" else f"care_{told}"


def _of(care: Care) -> str:
    """Name what this care is about, in the keys of the texts."""
    if Tier.UNSAFE in care.answered or care.step is Step.DANGER:
        return "unsafe"
    return "third" if care.tier is Tier.THIRD_PARTY else "self"


def stay(care: Care, ctx: Context) -> Answer:
    """Answer whatever else is said in care: nothing is asked anew, and what was told to be done first stays first."""
    words = Words(ctx, care.variant + 1)
    match care.step:
        case Step.EMERGENCY:
            return _next(
                care, words, Step.WITH_YOU, words.say("care_emergency_again"), words.say("care_emergency_with")
            )
        case Step.WITH_YOU:
            return _next(care, words, Step.EMERGENCY, words.say("care_emergency_else"))
        case Step.DANGER:
            return _beside(care, words, words.say("care_violence"))
        case Step.OTHER:
            return _beside(care, words, words.say("care_other_again"))
        case _ if calm(care):
            return _beside(care, words, words.say("care_stay_calm"))
        case _ if care.helped:
            return _beside(care, words, words.say("care_stay_helped"))
        case _:
            return _again_asked(care, words, words.say(f"care_stay_{_of(care)}"))


def silent(care: Care, ctx: Context) -> Answer:
    """Answer who types nothing but three dots."""
    words = Words(ctx, care.variant + 1)
    return stay(care, ctx) if must_call(care) else _again_asked(care, words, words.say("care_silent"))


def alongside(care: Care, ctx: Context) -> tuple[Say, ...]:
    """Say what goes with an answer about something else: 112 where it has to be called, else who can be talked with."""
    if calm(care):
        return ()
    if must_call(care):
        return stay(care, ctx).replies[:1]
    return (Words(ctx, care.variant).say(f"care_alongside_{'unsafe' if _of(care) == 'unsafe' else 'self'}"),)


def _taken_back(care: Care, ctx: Context) -> Answer:
    """Ask once, gently; the second time take their word for it."""
    words, care = Words(ctx, care.variant + 1), unanswered(care)
    if care.checked and care.step not in _CALL_NOW:
        return _next(care, words, Step.TALKING, words.say("care_checked"))
    if care.checked and care.step in DYING and not care.begun:
        return _believed(care, words)
    again = (words.say(_again(care)),) if care.step in _CALL_NOW else ()
    step = care.step if care.step in _CALL_NOW else Step.CHECKED  # who was told to call has to call
    return _next(replace(care, checked=True), words, step, words.say("care_check"), *again)


def answered(care: Care, answer: CareAnswer, ctx: Context) -> Answer:
    """Answer a pressed (or typed) button of care."""
    answer = _at_worst(care, answer)
    words, care = Words(ctx, care.variant + 1), heard(care, answer)
    if care.step in _CALL_NOW and answer not in {CareAnswer.SAFE, CareAnswer.NOT_SAFE}:
        return _calling(care, answer, words)
    if care.step is Step.PLAN and answer in _WHETHER:
        return _whether_today(care, answer, words)
    match answer:
        case CareAnswer.YES | CareAnswer.NO if care.step is Step.SAFE:
            return _next(care, words, Step.SAFE_CLEAR, words.say("care_ask_safe_clear"))
        case CareAnswer.YES | CareAnswer.SOMETIMES:
            grave = replace(care, tier=max_tier((care.tier, Tier.SUICIDAL)))
            return _next(grave, words, Step.SAFE, words.say("care_yes"), words.say("care_ask_safe"))
        case CareAnswer.NO:
            return _next(care, words, Step.TALKING, words.say("care_no"))
        case CareAnswer.DONT_KNOW:
            return _next(care, words, Step.BARRIER, words.say("care_dont_know"), words.say("care_barrier"))
        case CareAnswer.SAFE | CareAnswer.NOT_SAFE:
            return _safety(care, answer, words)
        case CareAnswer.ONLY_TALK | CareAnswer.AFRAID_HEARD | CareAnswer.NO_WORDS | CareAnswer.NO_CALL:
            says = words.with_chat(f"care_{answer}")
            return _next(care, words, Step.TRUSTED, says, words.say("care_trusted"))
        case CareAnswer.SOMEBODY | CareAnswer.NOBODY:
            return _next(care, words, Step.TALKING, words.say(f"care_{answer}"))
        case _:
            assert_never(answer)


def _whether_today(care: Care, answer: CareAnswer, words: Words) -> Answer:
    """Answer whether it is planned for today."""
    if answer is CareAnswer.NO:
        return _barrier(care, words, "care_no_plan")
    if answer is CareAnswer.DONT_KNOW:
        return _next(care, words, Step.TRUSTED, words.say("care_plan_unclear"), words.say("care_trusted"))
    return _safety(care, CareAnswer.NOT_SAFE, words)


def _at_worst(care: Care, answer: CareAnswer) -> CareAnswer:
    """Take "I don't know" for a no where nobody knows whether there is danger."""
    return CareAnswer.NOT_SAFE if answer is CareAnswer.DONT_KNOW and in_doubt(care) else answer


def _calling(care: Care, answer: CareAnswer, words: Words) -> Answer:
    """Keep 112 in view, with one smaller step for who cannot call."""
    if care.step is Step.DANGER:
        return _next(care, words, Step.DANGER, words.say(_again(care)))
    if answer in _CANNOT:
        return _next(care, words, Step.EMERGENCY, words.say("care_emergency_else"))
    if answer is CareAnswer.SOMEBODY:
        return _next(care, words, Step.EMERGENCY, words.say("care_emergency_somebody"))
    return _next(care, words, Step.WITH_YOU, words.say(_again(care)), words.say("care_emergency_with"))


def _safe_now(care: Care, words: Words) -> Answer:
    return _next(care, words, Step.TALKING, words.say("care_safe"))


def _begun(care: Care, words: Words) -> Answer:
    """Keep 112 in view of who feels fine after what they took or did."""
    return _next(care, words, Step.EMERGENCY, words.say("care_begun"))


def _again(care: Care) -> str:
    return "care_violence" if care.step is Step.DANGER else "care_emergency_again"


def _safety(care: Care, answer: CareAnswer, words: Words) -> Answer:
    unsafe = care.tier is Tier.UNSAFE or care.step in {Step.TYPING, Step.DANGER}
    if answer is CareAnswer.SAFE and care.begun and not care.helped:
        return _begun(care, words)
    if answer is CareAnswer.SAFE and unsafe:
        return _next(care, words, Step.TRUSTED, words.say("care_unsafe_safe"), words.say("care_trusted"))
    if answer is CareAnswer.SAFE and (care.step in _CALL_NOW or care.mistaken):
        return _safe_now(care, words)
    if answer is CareAnswer.SAFE and in_doubt(care):
        return _safe_now(replace(care, tier=Tier.CONCERN), words)
    if answer is CareAnswer.SAFE and care.step in _ONCE_MORE and Question.PLAN not in care.questions:
        return _next(care, words, Step.PLAN, words.say("care_safe"), words.say("care_ask_plan"))
    if answer is CareAnswer.SAFE:
        return _barrier(care, words, "care_safe")
    told = frozenset() if unsafe else frozenset({Tier.EMERGENCY, Tier.SUICIDAL})
    grave = replace(care, tier=Tier.EMERGENCY, answered=care.answered | told, mistaken=False)
    key, step = ("care_unsafe_not_safe", Step.DANGER) if unsafe else ("care_emergency", Step.EMERGENCY)
    return _next(grave, words, step, words.say(key), words.limits())


def _barrier(care: Care, words: Words, key: str) -> Answer:
    """Ask what holds somebody back, once."""
    if Question.BARRIER in care.questions:
        return _next(care, words, Step.TALKING, words.say(key))
    return _next(care, words, Step.BARRIER, words.say(key), words.say("care_barrier"))


def _again_asked(care: Care, words: Words, *says: Say) -> Answer:
    """Say something, and put a question that still stands once more, in other words."""
    if care.step not in _ONCE_MORE or care.repeated or not words.ctx.asks:
        return _beside(care, words, *says)
    key, step = _ONCE_MORE[care.step]
    answer = _next(care, words, step, *says, words.say(key))
    return replace(answer, care=replace(answer.care, repeated=True))


def _beside(care: Care, words: Words, *says: Say) -> Answer:
    """Say something while what was asked last still stands."""
    return Answer(says, replace(care, turns_since_block=care.turns_since_block + 1, variant=words.variant))


def _next(care: Care, words: Words, step: Step, *says: Say) -> Answer:
    turned = replace(care, turns_since_block=care.turns_since_block + 1, variant=words.variant)
    return Answer(says, asking(turned, step, words.ctx.now))
