"""What is said after each answer to an alarm: a pure state machine over the care texts.

A visitor is in care for 24 hours; what is said first stands in `raising.py`.
"""

from collections.abc import Iterator
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
    known_safe,
    must_call,
    unanswered,
)
from bot.safety.checking import check
from bot.safety.helplines import OF_ANOTHER, OF_THEIRS
from bot.safety.kinds import READ_ALONG, SHUT_IN, STAYING
from bot.safety.raising import Answer, raised
from bot.safety.standing import (
    hurts_another,
    may_mean_another,
    says_only_not_safe,
    speaks_of_another,
    speaks_of_both,
)
from bot.safety.tiers import Alarm, Net, Tier, max_tier, model_alarm
from bot.safety.typed import PLAIN, Meaning, TakenBack, Told, says, typed

_ANSWER = 4  # words: "nee, niet echt veilig"
_CALL_NOW = DYING | {Step.DANGER}  # 112 was said last, and only who says to be safe gets out of it
_OF_LIFE = frozenset({Tier.EMERGENCY, Tier.SUICIDAL, Tier.CONCERN})
_OF_WHO_WORRIES = {  # what holds back who worries is how to speak to the other, not how to speak of oneself
    CareAnswer.SAFE: Told.FINE_SELF,
    CareAnswer.NO_WORDS: Told.HOW_TO_ASK,
    CareAnswer.NO_CALL: Told.HOW_TO_ASK,
}
_AS_GRAVE = {Told.AS_WELL: Tier.SUICIDAL, Told.LOW_TOO: Tier.CONCERN}
# by who knows what was asked: better than by any guess, and better than by a guess of our own
_KNOWN_BETTER = PLAIN | {CareAnswer.SAFE, Told.CALLED, Told.OTHER_SAFE}
_PUT_RIGHT = frozenset({Told.MEANT_OTHERWISE, Told.EXPLAINED})
# an open question, put once more: in which words, and as which step
_ONCE_MORE = {
    Step.OPENLY: ("care_ask_openly", Step.OPENLY),
    Step.SAFE: ("care_ask_unsure", Step.SAFE_CLEAR),
    Step.SAFE_CLEAR: ("care_ask_unsure", Step.SAFE_CLEAR),
    Step.PLAN: ("care_ask_plan", Step.PLAN),
}
# what changes how it is with somebody
_TURNS = frozenset(
    {
        Told.WHERE, Told.WORSE, Told.AWAY, Told.STOPPED, Told.TALKED, Told.OVER, Told.NOT_TODAY, Told.SAFE_NOT_TODAY,
    }
)  # fmt: skip
_OTHERS = frozenset({About.THIRD, About.UNSAFE_OTHER})
_HALF_ANSWERS = frozenset({CareAnswer.YES, CareAnswer.SOMETIMES, CareAnswer.NO, CareAnswer.DONT_KNOW})
_YOUNG = frozenset({None, "under12", "12-17"})  # for all anybody knows
_OF_A_WISH = frozenset({Step.OPENLY, Step.SAFE, Step.SAFE_CLEAR, Step.PLAN, Step.CHECKED, Step.BARRIER})  # to die
_NOTHING_NEW = frozenset({Tier.CONCERN, Tier.THIRD_PARTY})  # to who was hurt, or worries about somebody
_CANNOT = frozenset(
    {CareAnswer.NO, CareAnswer.NOBODY, CareAnswer.NO_CALL, CareAnswer.AFRAID_HEARD, CareAnswer.NO_WORDS}
)


def follow(care: Care, said: str, ctx: Context, alarm: Alarm | None = None) -> Answer | None:
    """Take a typed message as the answer to what was asked; None when it is a message like any other.

    What a net heard in it as an `alarm` is never met with less than that: the answer has to be as grave. An emergency
    in plain words is answered as the one it is, unless it says that 112 was called. One that was only weighed is not:
    the weights do not know that "nee hij is nu weg" answers whether he can read along.
    """
    alarm = _by_itself(alarm, said) if alarm and about(care) is not About.SELF else alarm
    by = surest(alarm) if alarm else None
    meant = typed(said, care, by)
    if alarm and _outright(alarm) and meant not in {Told.CALLED, Told.HELP_HERE}:
        return None
    answer = _followed(care, meant, said, ctx)
    if alarm is None:
        return answer
    if answer is None:
        return stay(care, ctx) if _guessed(alarm, care, said) else None
    guess = by is not Net.LEXICON and (meant in _KNOWN_BETTER or about(care) is not About.SELF)
    known_better = guess or meant in {Told.CALLED, Told.HELP_HERE} or (by is Net.WEIGHTS and meant in _PUT_RIGHT)
    less = answer.care.tier.rank < alarm.tier.rank and not known_better
    if less or _tells_of_abuse(alarm, care, said):
        return None
    # an alarm all the same, from which the day of care begins anew
    return answer if known_better else replace(answer, care=replace(answer.care, since=ctx.now))


def _by_itself(alarm: Alarm, said: str) -> Alarm:
    """Take for a guess what no message says by itself: "slaat me" and then "nu niet" is no "slaat me nu"."""
    alone = check(said)
    known = {(signal.tier, signal.category) for signal in alone.signals} if isinstance(alone, Alarm) else set()
    signals = (
        signal
        if (signal.tier, signal.category) in known or signal.net is not Net.LEXICON
        else replace(signal, net=Net.WEIGHTS)
        for signal in alarm.signals
    )
    return replace(alarm, signals=tuple(signals))


def _guessed(alarm: Alarm, care: Care, said: str) -> bool:
    """Tell whether an alarm is only what a net makes of words that here say nothing new.

    Nets hear each message by itself: "hij is beneden" is no emergency of his where he is who hits, "vandaag na school"
    no wish of who worries, and a concern leaves what was asked about a wish to die. What the lexicon hears in so many
    words is never only that.
    """
    if any(signal.net is Net.LEXICON for signal in alarm.signals):
        return False
    if about(care) is About.SELF:
        return alarm.tier is Tier.CONCERN and Tier.SUICIDAL in care.answered and not calm(care)
    if hurt(care):
        of_them = speaks_of_another(said) and alarm.tiers <= {*_NOTHING_NEW, Tier.UNSAFE, Tier.EMERGENCY}
        return alarm.tiers <= _NOTHING_NEW or (of_them and not says(said, care, "danger"))
    own = speaks_of_both(said) or not may_mean_another(said)
    if about(care) is About.UNSAFE_OTHER and not says(said, care, "danger"):
        return not own and alarm.tiers <= {*_NOTHING_NEW, Tier.SUICIDAL, Tier.UNSAFE, Tier.EMERGENCY}
    return about(care) in _OTHERS and not own and alarm.tiers <= {*_NOTHING_NEW, Tier.SUICIDAL}


def means_another(care: Care | None, alarm: Alarm, said: str) -> bool:
    """Tell whether an alarm is of somebody else: of whom one worries about, and not of who hurts who writes."""
    known = any(signal.net is Net.LEXICON for signal in alarm.signals)
    if care and hurt(care) and not known:
        return False
    if care and about(care) in _OTHERS and may_mean_another(said) and not speaks_of_both(said):
        return True
    categories = {signal.category for signal in alarm.signals}
    if categories & OF_THEIRS:
        return may_mean_another(said) and not speaks_of_both(said)
    if OF_ANOTHER in categories:
        return hurts_another(said)
    return speaks_of_another(said)


def _followed(care: Care, meant: Meaning | None, said: str, ctx: Context) -> Answer | None:
    match meant:
        case None:
            return None
        case TakenBack():
            return _taken_back(care, ctx)
        case Told.NOW | CareAnswer.NOT_SAFE if care.tier is Tier.THIRD_PARTY and may_mean_another(said):
            return raised(care, model_alarm(Tier.EMERGENCY), ctx, of_another=True)
        case CareAnswer.NOT_SAFE if hurt(care) and (where := _where(said, care)):
            return _in_danger(heard(care, CareAnswer.NOT_SAFE), Words(ctx, care.variant + 1), where)
        case Told.GOES_ON:
            return stay(care, ctx)
        case CareAnswer() as answer if answer in _OF_WHO_WORRIES and about(care) in _OTHERS:
            words = Words(ctx, care.variant + 1)
            return _beside(care, words, _said(care, words, _OF_WHO_WORRIES[answer]))
        case CareAnswer() as answer:
            return answered(care, answer, ctx)
        case Told.ABOUT_ANOTHER:
            return _about_another(care, ctx)
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
    if about(care) in _OTHERS and (answer := _told_of_another(care, told, words)):
        return answer
    match told:
        case Told.FEELS_FINE | Told.BODY:
            return _begun(care, words)
        case Told.AS_WELL | Told.LOW_TOO:
            return raised(care, model_alarm(_AS_GRAVE[told]), ctx)
        case Told.NOW | Told.PLANNED:
            return _of_a_plan(care, told, ctx)
        case Told.EXPLAINED if not care.begun:
            return _believed(care, words)
        case Told.MEANT_OTHERWISE | Told.EXPLAINED:
            return _meant_otherwise(care, ctx)
        case Told.HOW_TO_ASK:
            return None  # where nobody else is spoken of
        case Told.CALLED | Told.HELP_HERE | Told.HELP_GONE | Told.OTHER_SAFE:
            return _of_help(care, told, words)
        case _ if told in _TURNS:
            return _turned(care, told, words)
        case _:
            return _aside(care, told, words)


def _told_of_another(care: Care, told: Told, words: Words) -> Answer | None:
    match told:
        case Told.PLANNED | Told.HOW_TO_ASK:
            first = (words.say("care_other_again"),) if care.step is Step.OTHER else ()
            return _beside(care, words, *first, _said(care, words, told))
        case Told.CALLED | Told.HELP_HERE | Told.OTHER_SAFE if not in_doubt(care):
            safe = told is Told.OTHER_SAFE
            calm_now = replace(care, tier=Tier.THIRD_PARTY, called=care.called or not safe)
            return _next(calm_now, words, Step.TALKING, words.say("care_other_safe" if safe else "care_called"))
        case _:
            return None


def _of_a_plan(care: Care, told: Told, ctx: Context) -> Answer | None:
    """Answer what will be done; in danger already it is still 112, and of a life nobody spoke of it is no plan."""
    words = Words(ctx, care.variant + 1)
    if must_call(care) and care.step in DYING:
        return _begun(care, words) if care.begun else stay(care, ctx)
    if not care.answered & _OF_LIFE and not in_doubt(care):
        return None
    if told is Told.NOW:
        return raised(care, model_alarm(Tier.EMERGENCY), ctx)
    tier = max_tier((care.tier, Tier.SUICIDAL))
    grave = replace(care, tier=tier, answered=care.answered | {Tier.SUICIDAL}, mistaken=False)
    return _next(grave, words, Step.SAFE_CLEAR, words.say("care_planned"), words.say("care_ask_unsure"))


def _of_help(care: Care, told: Told, words: Words) -> Answer | None:
    """Remember that help was called or is there; who called is praised, and never told to call again.

    In an emergency somebody should be with them until help is.
    """
    if told is Told.OTHER_SAFE:
        return _safe_now(replace(care, tier=Tier.CONCERN), words) if in_doubt(care) else None
    if told is Told.HELP_GONE:
        return _help_gone(care, words.ctx)
    care = replace(care, called=True)
    if told is Told.HELP_HERE:
        return _next(heard(care, CareAnswer.SAFE), words, Step.TALKING, words.say("care_help_here"))
    if care.step in DYING:
        return _next(care, words, Step.WITH_YOU, _said(care, words, told), words.say("care_emergency_with"))
    return _beside(care if hurt(care) else replace(care, step=Step.TALKING), words, _said(care, words, told))


def _help_gone(care: Care, ctx: Context) -> Answer:
    """Put 112 first again for who was told to call it, or did, and has sent away who came."""
    if not (care.called or must_call(care)):
        return answered(care, CareAnswer.NO_CALL, ctx)
    words, alone = Words(ctx, care.variant + 1), replace(care, called=False)
    if hurt(care):
        return _next(alone, words, Step.DANGER, words.say("care_help_gone"))
    return _next(alone, words, Step.WITH_YOU, words.say("care_help_gone"), words.say("care_emergency_with"))


def _aside(care: Care, told: Told, words: Words) -> Answer:
    """Answer beside the question, which is put once more; what was told to be done first stays first."""
    own = about(care) is About.SELF
    if told in PLAIN and care.step is Step.OTHER:
        return stay(care, words.ctx)  # small words change nothing about whom 112 is to be called for
    if care.step in _CALL_NOW and (answer := _while_calling(care, told, words)):
        return answer
    match told:
        case Told.UNCLEAR:
            return _again_whether(care, words)
        case Told.ASLEEP:
            says = _said(care, words, told), _said(care, words, "trusted")
            return _next(heard(care, CareAnswer.SAFE), words, Step.TRUSTED, *says)
        case Told.WHERE_TO | Told.BYE if care.step is Step.TYPING:
            return _next(care, words, Step.TALKING, _said(care, words, told))
        case Told.REACHES:
            step = Step.TALKING if care.step is Step.TRUSTED else care.step
            return _again_asked(replace(care, step=step), words, words.say("care_somebody"))
        case Told.THANKS | Told.BYE if own and care.step not in _ONCE_MORE and not (known_safe(care) or calm(care)):
            return _next(care, words, Step.SAFE_CLEAR, _said(care, words, told), words.say("care_ask_unsure"))
        case Told.REFUSES | Told.LINE_OUT if words.ctx.country == "be":
            return _again_asked(care, words, words.say("care_line_belgium"))
        case _:
            return _again_asked(care, words, _said(care, words, told))


def _while_calling(care: Care, told: Told, words: Words) -> Answer | None:
    """Answer who was told to call 112, behind that; who called already is told so no more."""
    match told:
        case Told.UNCLEAR | Told.ASLEEP:
            return None
        case Told.WHAT_NOW | Told.SCARED | Told.WAKE if care.called:
            return stay(care, words.ctx)
        case Told.WHAT_NOW:
            return _begun(care, words) if care.begun else stay(care, words.ctx)
        case Told.SCARED | Told.WAKE:
            return _next(care, words, Step.EMERGENCY, words.say(f"care_{told}"))
        case _:
            first = () if care.called else (words.say(_again(care)),)
            return _beside(care, words, *first, _said(care, words, told))


def _turned(care: Care, told: Told, words: Words) -> Answer:
    """Go on from what changes how it is with somebody who spoke of their own life."""
    match told:
        case Told.WHERE:
            return answered(care, CareAnswer.YES if care.step is Step.SAFE else CareAnswer.SAFE, words.ctx)
        case Told.NOT_TODAY | Told.SAFE_NOT_TODAY:
            return _no_plan(care, told, words)
        case Told.WORSE if care.step in DYING or care.called:
            worse = replace(care, called=False)
            return _next(
                worse, words, Step.WITH_YOU, words.say("care_emergency_again"), words.say("care_emergency_with")
            )
        case Told.WORSE:
            key, step = _ONCE_MORE[Step.SAFE if Tier.SUICIDAL in care.answered else Step.OPENLY]
            return _next(replace(care, mistaken=False), words, step, words.say("care_worse"), words.say(key))
        case Told.OVER if care.step not in DYING and Tier.EMERGENCY not in care.answered:
            denied = heard(care, CareAnswer.NO) if care.step is Step.OPENLY else unanswered(care)
            return _next(replace(denied, checked=True), words, Step.TALKING, words.say("care_over"))
        case Told.STOPPED if care.begun and not care.called:
            return _next(care, words, Step.EMERGENCY, words.say("care_stopped"))
        case _ if care.begun:
            return _begun(care, words)
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


def _again_whether(care: Care, words: Words) -> Answer:
    """Ask who is hurt once more, in other words, whether there is danger; then listen."""
    if care.step is Step.TYPING and not care.repeated:
        unclear = replace(heard(care, CareAnswer.DONT_KNOW), repeated=True)
        return _beside(unclear, words, words.say("care_typing_again"))
    step = Step.TALKING if care.step is Step.TYPING else care.step
    return _next(care, words, step, _said(care, words, "stay"))


def _where(said: str, care: Care) -> str:
    """Name the kind of danger there is: who is behind a door must not come out, who is read along must not type."""
    fits = {"behind_a_door": SHUT_IN, "reads_along": READ_ALONG}
    return next((kind for name, kind in fits.items() if says(said, care, name)), "")


def _in_danger(care: Care, words: Words, kind: str) -> Answer:
    grave = replace(care, tier=Tier.EMERGENCY, kind=kind)
    return _next(grave, words, Step.DANGER, words.say(f"care_{kind}"), words.limits())


def _chat(care: Care) -> str:
    """Name the line whose chat is for whom this care is about."""
    if not hurt(care):
        return "113"
    return "kindertelefoon" if care.age in _YOUNG else "veilig_thuis"


def _said(care: Care, words: Words, what: str) -> Say:
    """Say what there is for whom this care is about, else what is said to everybody."""
    keys = (f"care_{what}_{whom}" for whom in _whom(care))
    return words.say(next((key for key in keys if words.knows(key)), f"care_{what}"))


def _whom(care: Care) -> Iterator[str]:
    """Name whose texts fit, the nearest first; those for adults do not send them to a line of the young."""
    if care.kind in STAYING:
        yield care.kind
    nearest = ("sexual", *_NEAREST[about(care)]) if care.sexual and hurt(care) else _NEAREST[about(care)]
    if care.age not in _YOUNG:
        yield from (f"{whom}_adult" for whom in nearest)
    yield from nearest


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
    # who was hurt and denies it now may have to: what weighs on the talk still does
    put_right = denied if hurt(care) else replace(denied, mistaken=True)
    return _next(put_right, words, Step.TALKING, _said(care, words, Told.MEANT_OTHERWISE))


def _believed(care: Care, words: Words) -> Answer:
    """Believe who was told to call 112 and put it right, and ask once whether they are safe."""
    care = replace(unanswered(care), mistaken=True)
    return _next(care, words, Step.SAFE_CLEAR, words.say("care_meant_otherwise_once"), words.say("care_ask_unsure"))


def stay(care: Care, ctx: Context) -> Answer:
    """Answer whatever else is said in care: nothing new is asked, and what was told to be done first stays first."""
    words = Words(ctx, care.variant + 1)
    match care.step:
        case Step.EMERGENCY | Step.WITH_YOU | Step.DANGER if care.called:
            return _beside(care, words, _said(care, words, Told.CALLED))
        case Step.EMERGENCY:
            return _next(
                care, words, Step.WITH_YOU, words.say("care_emergency_again"), words.say("care_emergency_with")
            )
        case Step.WITH_YOU:
            return _next(care, words, Step.EMERGENCY, words.say("care_emergency_else"))
        case Step.DANGER:
            return _beside(care, words, words.say(_again(care)))
        case Step.OTHER:
            return _beside(care, words, words.say("care_other_again"))
        case Step.TYPING if ctx.asks:
            return _again_whether(care, words)
        case _ if calm(care):
            return _beside(care, words, words.say("care_stay_calm"))
        case _ if care.called and about(care) is About.SELF:
            return _beside(care, words, words.say("care_stay_helped"))
        case _:
            return _again_asked(care, words, _said(care, words, "stay"))


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
    whom = "unsafe" if about(care) in {About.UNSAFE, About.UNSAFE_OTHER} else "self"
    return (Words(ctx, care.variant).say(f"care_alongside_{whom}"),)


def _taken_back(care: Care, ctx: Context) -> Answer:
    """Ask once, gently; the second time take their word for it."""
    words, care = Words(ctx, care.variant + 1), unanswered(care)
    if care.checked and care.step not in _CALL_NOW:
        return _next(care, words, Step.TALKING, words.say("care_checked"))
    if care.checked and care.step in DYING and not care.begun:
        return _believed(care, words)
    again = (words.say(_again(care)),) if care.step in _CALL_NOW else ()
    step = care.step if care.step in _CALL_NOW else Step.CHECKED  # who was told to call has to call
    return _next(replace(care, checked=True), words, step, _said(care, words, "check"), *again)


def answered(care: Care, answer: CareAnswer, ctx: Context) -> Answer:
    """Answer a pressed (or typed) button of care."""
    answer = _at_worst(care, answer)
    if answer in _HALF_ANSWERS and (half := _half_answered(care, answer, ctx)):
        return half
    words, care = Words(ctx, care.variant + 1), heard(care, answer)
    if care.step in _CALL_NOW and answer not in {CareAnswer.SAFE, CareAnswer.NOT_SAFE}:
        return _calling(care, answer, words)
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
            says = words.with_chat(_said(care, words, answer), _chat(care))
            return _next(care, words, Step.TRUSTED, says, _said(care, words, "trusted"))
        case CareAnswer.SOMEBODY | CareAnswer.NOBODY:
            return _next(care, words, Step.TALKING, _said(care, words, answer))
        case _:
            assert_never(answer)


def _half_answered(care: Care, answer: CareAnswer, ctx: Context) -> Answer | None:
    """Answer a yes or a no where it is half an answer, or where it is all that was asked for."""
    words = Words(ctx, care.variant + 1)
    if hurt(care) and care.step not in _CALL_NOW | _OF_A_WISH:
        return _again_whether(care, words)
    return _whether_today(heard(care, answer), answer, words) if care.step is Step.PLAN else None


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
    if care.called:
        return _beside(care, words, _said(care, words, Told.CALLED))
    if care.step is Step.DANGER and answer in _CANNOT - {CareAnswer.NO}:
        return _beside(care, words, words.say("care_no_voice"))
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
    return stay(care, words.ctx) if care.called else _next(care, words, Step.EMERGENCY, words.say("care_begun"))


def _again(care: Care) -> str:
    if care.step is not Step.DANGER:
        return "care_emergency_again"
    return "care_shut_in" if care.kind == SHUT_IN else "care_violence"  # who is behind a door stays there


def _safety(care: Care, answer: CareAnswer, words: Words) -> Answer:
    # who was hurt and is asked about a wish to die answers that
    unsafe = care.step in {Step.TYPING, Step.DANGER} or (care.tier is Tier.UNSAFE and care.step not in _ONCE_MORE)
    if answer is CareAnswer.SAFE and care.begun and not care.called:
        return _begun(care, words)
    if answer is CareAnswer.SAFE and unsafe:
        return _next(care, words, Step.TRUSTED, _said(care, words, "safe"), _said(care, words, "trusted"))
    if answer is CareAnswer.SAFE and (care.step in _CALL_NOW or care.mistaken):
        return _safe_now(care, words)
    if answer is CareAnswer.SAFE and in_doubt(care):
        return _safe_now(replace(care, tier=Tier.CONCERN), words)
    if answer is CareAnswer.SAFE and care.step in _ONCE_MORE and Question.PLAN not in care.questions:
        return _next(care, words, Step.PLAN, words.say("care_safe"), words.say("care_ask_plan"))
    if answer is CareAnswer.SAFE:
        return _barrier(care, words, "care_safe")
    told = frozenset() if unsafe else frozenset({Tier.EMERGENCY, Tier.SUICIDAL})
    grave = replace(care, tier=Tier.EMERGENCY, answered=care.answered | told, called=False, mistaken=False)
    key, step = ("care_unsafe_not_safe", Step.DANGER) if unsafe else ("care_emergency", Step.EMERGENCY)
    key = "care_shut_in" if unsafe and care.kind == SHUT_IN else key
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


_NEAREST = {  # whose texts fit, the nearest first
    About.SELF: ("self",),
    About.UNSAFE: ("unsafe",),
    About.THIRD: ("third",),
    About.UNSAFE_OTHER: ("unsafe_other", "third", "unsafe"),
}


def _next(care: Care, words: Words, step: Step, *says: Say) -> Answer:
    turned = replace(care, turns_since_block=care.turns_since_block + 1, variant=words.variant)
    return Answer(says, asking(turned, step, words.ctx.now))
