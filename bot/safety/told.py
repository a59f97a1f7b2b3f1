"""What is answered to what no button says: help that was called, a plan, a worry, small words beside the question."""

from dataclasses import replace

from bot.messages import CareAnswer
from bot.safety.care_words import Context, Words
from bot.safety.cared import (
    DYING,
    OTHERS,
    About,
    Care,
    Question,
    Stands,
    Step,
    about,
    calm,
    doubted,
    heard,
    hurt,
    in_doubt,
    known_safe,
    must_call,
    unanswered,
)
from bot.safety.fitting import text_for
from bot.safety.kinds import LONG_AGO, STAYING
from bot.safety.meanings import ASKED_OF_HELP, PLAIN, Told
from bot.safety.moves import (
    CALL_NOW,
    ONCE_MORE,
    again_asked,
    again_whether,
    beside,
    call_again,
    move_on,
    safe_now,
    unsure_whether,
)
from bot.safety.raising import Answer, raised
from bot.safety.staying import begun, stay
from bot.safety.steps import answered, barrier, believed, taken_back
from bot.safety.tiers import Tier, max_tier, model_alarm

_OF_LIFE = frozenset({Tier.EMERGENCY, Tier.SUICIDAL, Tier.CONCERN})
_AS_GRAVE = {Told.AS_WELL: Tier.SUICIDAL, Told.LOW_TOO: Tier.CONCERN}
# what changes how it is with somebody
_TURNS = frozenset(
    {
        Told.WHERE, Told.WORSE, Told.AWAY, Told.STOPPED, Told.TALKED, Told.OVER, Told.NOT_TODAY, Told.SAFE_NOT_TODAY,
    }
)  # fmt: skip


def answer_told(care: Care, told: Told, ctx: Context) -> Answer | None:
    """Answer what no button says; what is said of a plan counts only where a life was spoken of."""
    words = Words(ctx, care.variant + 1)
    if about(care) in OTHERS and (answer := _told_of_another(care, told, words)):
        return answer
    match told:
        case Told.FEELS_FINE | Told.BODY:
            return begun(care, words)
        case Told.AS_WELL | Told.LOW_TOO:
            return raised(care, model_alarm(_AS_GRAVE[told]), ctx)
        case Told.NOW | Told.PLANNED:
            return _of_a_plan(care, told, ctx)
        case Told.MEANT_OTHERWISE | Told.EXPLAINED:
            return _meant_otherwise(care, told, ctx)
        case Told.HOW_TO_ASK if hurt(care):
            return None  # whom they mean may be who hurts them
        case Told.CALLED | Told.HELP_HERE | Told.HELP_GONE | Told.OTHER_SAFE:
            return _of_help(care, told, words)
        case Told.AGREES | Told.WILL_TELL | Told.WILL_CHAT:
            return _agreed(care, told, words)
        case _ if told in _TURNS:
            return _turned(care, told, words)
        case _:
            return _aside(care, told, words)


def _told_of_another(care: Care, told: Told, words: Words) -> Answer | None:
    match told:
        case Told.PLANNED if about(care) is About.UNSAFE_OTHER:
            return stay(care, words.ctx)  # nobody spoke of a life
        case Told.PLANNED | Told.HOW_TO_ASK if care.step is Step.OTHER:
            return stay(care, words.ctx)
        case Told.PLANNED | Told.HOW_TO_ASK:
            return beside(care, words, text_for(care, words, told))
        case Told.CALLED | Told.HELP_HERE | Told.OTHER_SAFE if not in_doubt(care):
            safe = told is Told.OTHER_SAFE
            calm_now = replace(care, tier=Tier.THIRD_PARTY, called=care.called or not safe)
            return move_on(calm_now, words, Step.TALKING, words.say("care_other_safe" if safe else "care_called"))
        case _:
            return None


def _of_a_plan(care: Care, told: Told, ctx: Context) -> Answer | None:
    """Answer what will be done; in danger already it is still 112, and of a life nobody spoke of it is no plan."""
    words = Words(ctx, care.variant + 1)
    if must_call(care) and care.step in DYING:
        return begun(care, words) if care.begun else stay(care, ctx)
    if not care.answered & _OF_LIFE and not in_doubt(care):
        return None
    if told is Told.NOW:
        return raised(care, model_alarm(Tier.EMERGENCY), ctx)
    tier = max_tier((care.tier, Tier.SUICIDAL))
    grave = replace(care, tier=tier, answered=care.answered | {Tier.SUICIDAL}, mistaken=False)
    return move_on(grave, words, Step.SAFE_CLEAR, words.say("care_planned"), words.say("care_ask_unsure"))


def _of_help(care: Care, told: Told, words: Words) -> Answer | None:
    """Remember that help was called or is there; who called is praised, and never told to call again.

    In an emergency somebody should be with them until help is.
    """
    if told is Told.OTHER_SAFE:
        return safe_now(replace(care, tier=Tier.CONCERN), words) if in_doubt(care) else None
    if told is Told.HELP_GONE:
        return _help_gone(care, words.ctx)
    care = replace(care, called=True)
    if told is Told.HELP_HERE:
        return move_on(heard(care, CareAnswer.SAFE), words, Step.TALKING, words.say("care_help_here"))
    if care.step in DYING:
        return move_on(care, words, Step.WITH_YOU, text_for(care, words, told), words.say("care_emergency_with"))
    return beside(care if hurt(care) else replace(care, step=Step.TALKING), words, text_for(care, words, told))


def _help_gone(care: Care, ctx: Context) -> Answer:
    """Put 112 first again for who was told to call it, or did, and has sent away who came."""
    if not (care.called or must_call(care)):
        return answered(care, CareAnswer.NO_CALL, ctx)
    words, alone = Words(ctx, care.variant + 1), replace(care, called=False)
    if hurt(care):
        return move_on(alone, words, Step.DANGER, words.say("care_help_gone"))
    return move_on(alone, words, Step.WITH_YOU, words.say("care_help_gone"), words.say("care_emergency_with"))


def _agreed(care: Care, told: Told, words: Words) -> Answer:
    """Take an "ok" for an agreement to what was advised, and never for the answer to a question."""
    if care.step is Step.EMERGENCY and not care.called:
        return move_on(care, words, Step.WITH_YOU, words.say("care_agrees_call"), words.say("care_emergency_with"))
    if must_call(care):
        return beside(care, words, words.say("care_agrees_call"))
    if care.step in CALL_NOW:
        return stay(care, words.ctx)
    if told is Told.AGREES and calm(care) and care.kind not in STAYING:
        return beside(care, words, words.say("care_agrees_calm"))
    return again_asked(care, words, text_for(care, words, told))


def _aside(care: Care, told: Told, words: Words) -> Answer:
    """Answer beside the question, which is put once more; what was told to be done first stays first."""
    own = about(care) is About.SELF
    if told in PLAIN - ASKED_OF_HELP and care.step is Step.OTHER:
        return stay(care, words.ctx)  # small words change nothing about whom 112 is to be called for
    if care.step in CALL_NOW and (answer := _while_calling(care, told, words)):
        return answer
    match told:
        case Told.UNCLEAR:
            return _unclear(care, words)
        case Told.PAST if care.step not in DYING:
            return _past(care, words)
        case Told.ASLEEP:
            says = text_for(care, words, told), text_for(care, words, "trusted")
            return move_on(heard(care, CareAnswer.SAFE), words, Step.TRUSTED, *says)
        case Told.WHERE_TO | Told.BYE if care.step is Step.TYPING:
            return move_on(care, words, Step.TALKING, text_for(care, words, told))
        case Told.REACHES:
            step = Step.TALKING if care.step is Step.TRUSTED else care.step
            return again_asked(replace(care, step=step), words, words.say("care_somebody"))
        case Told.THANKS | Told.BYE if own and care.step not in ONCE_MORE and not (known_safe(care) or calm(care)):
            return move_on(care, words, Step.SAFE_CLEAR, text_for(care, words, told), words.say("care_ask_unsure"))
        case Told.REFUSES | Told.LINE_OUT if words.ctx.country == "be":
            return again_asked(care, words, words.say("care_line_belgium"))
        case _:
            return again_asked(care, words, text_for(care, words, told))


def _past(care: Care, words: Words) -> Answer:
    """Listen to what was long ago; who was told to call 112 is asked first whether there is danger still."""
    if care.step is Step.DANGER:
        return move_on(care, words, Step.TYPING, words.say("care_danger_still"))
    past = replace(heard(care, CareAnswer.DONT_KNOW), tier=Tier.UNSAFE, kind=LONG_AGO)
    return move_on(past, words, Step.TALKING, text_for(care, words, Told.PAST))


def _unclear(care: Care, words: Words) -> Answer:
    """Ask what a guess of danger leaves open: of who may only be lonely openly, before 112 is named."""
    if doubted(care):
        return move_on(care, words, Step.OPENLY, words.say("care_ask_openly"))
    return unsure_whether(care, words) if about(care) is About.SELF else again_whether(care, words)


def _while_calling(care: Care, told: Told, words: Words) -> Answer | None:
    """Answer who was told to call 112, behind that; who called already is told so no more."""
    match told:
        case Told.UNCLEAR | Told.ASLEEP:
            return None
        case Told.PAST | Told.GETS_AWAY if care.step is Step.DANGER:
            return None
        case Told.WHAT_NOW | Told.WHAT_FIRST | Told.SCARED | Told.WAKE | Told.COMES if care.called:
            return stay(care, words.ctx)
        case Told.WHAT_NOW | Told.WHAT_FIRST:
            return begun(care, words) if care.begun else stay(care, words.ctx)
        case Told.SCARED | Told.WAKE:
            return move_on(care, words, Step.EMERGENCY, words.say(f"care_{told}"))
        case Told.COMES:
            near = heard(care, CareAnswer.SOMEBODY)
            return move_on(near, words, Step.EMERGENCY, words.say("care_emergency_somebody"))
        case Told.CALL_WHAT:
            return beside(care, words, words.say("care_call_what"))
        case _:
            says = text_for(care, words, told)
            again = care.repeated and care.step is Step.DANGER and "112" in says.text
            first = () if care.called or again else (words.say(call_again(care)),)
            return beside(replace(care, repeated=True), words, *first, says)


def _turned(care: Care, told: Told, words: Words) -> Answer:
    """Go on from what changes how it is with somebody who spoke of their own life."""
    match told:
        case Told.WHERE:
            return answered(care, CareAnswer.YES if care.step is Step.SAFE else CareAnswer.SAFE, words.ctx)
        case Told.NOT_TODAY | Told.SAFE_NOT_TODAY:
            return _no_plan(care, told, words)
        case Told.WORSE if care.step in DYING or care.called:
            worse = replace(care, called=False)
            return move_on(
                worse, words, Step.WITH_YOU, words.say("care_emergency_again"), words.say("care_emergency_with")
            )
        case Told.WORSE:
            key, step = ONCE_MORE[Step.SAFE if Tier.SUICIDAL in care.answered else Step.OPENLY]
            return move_on(replace(care, mistaken=False), words, step, words.say("care_worse"), words.say(key))
        case Told.OVER if care.step not in DYING and Tier.EMERGENCY not in care.answered:
            denied = heard(care, CareAnswer.NO) if care.step is Step.OPENLY else unanswered(care)
            return move_on(replace(denied, checked=True), words, Step.TALKING, words.say("care_over"))
        case Told.STOPPED if care.begun and not care.called:
            return move_on(care, words, Step.EMERGENCY, words.say("care_stopped"))
        case _ if care.begun:
            return begun(care, words)
        case Told.TALKED if known_safe(care):
            return move_on(care, words, Step.TALKING, words.say("care_talked"))
        case _:
            return move_on(care, words, Step.SAFE_CLEAR, words.say(f"care_{told}"), words.say("care_ask_unsure"))


def _no_plan(care: Care, told: Told, words: Words) -> Answer:
    """Note that nothing is planned for today; who says to be safe as well has answered both questions."""
    noted = replace(care, questions={**care.questions, Question.PLAN: Stands.NO})
    if told is Told.SAFE_NOT_TODAY or care.questions.get(Question.SAFE) is Stands.YES:
        return barrier(heard(noted, CareAnswer.SAFE), words, "care_no_plan")
    if care.step is Step.SAFE_CLEAR and care.questions.get(Question.PLAN) is Stands.NO:
        return move_on(care, words, Step.BARRIER, words.say("care_dont_know"), words.say("care_barrier"))
    return move_on(noted, words, Step.SAFE_CLEAR, words.say("care_not_today"))


def _meant_otherwise(care: Care, told: Told, ctx: Context) -> Answer | None:
    """Believe that something harmless was meant, but for who was told to call 112."""
    if told is Told.EXPLAINED and not care.begun:
        return believed(care, Words(ctx, care.variant + 1))
    if care.step is Step.OTHER:
        return None
    care = replace(care, tier=Tier.CONCERN) if in_doubt(care) else care
    words = Words(ctx, care.variant + 1)
    if care.step in CALL_NOW:
        return taken_back(care, ctx)
    denied = heard(care, CareAnswer.NO) if care.step is Step.OPENLY else unanswered(care)
    # who was hurt and denies it now may have to: what weighs on the talk still does
    put_right = denied if hurt(care) else replace(denied, mistaken=True)
    return move_on(put_right, words, Step.TALKING, text_for(care, words, Told.MEANT_OTHERWISE))
