"""What is said first to an alarm, and what is asked then.

The full list of helplines comes at most once in three turns, unless the tier rises; the number that matters stands in
every reply.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from bot.messages import Say
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
    asking,
    cared_for,
    hurt,
    in_doubt,
)
from bot.safety.helplines import (
    ACCIDENT,
    BEGUN,
    EATING,
    FROM_ANOTHER,
    OTHERS_DYING,
    SEXUAL,
    THREAT,
    VIOLENCE,
    lines_for,
    signalled,
)
from bot.safety.kinds import MISSING, OF_ANOTHER, PLACED, READ_ALONG, Kind, kind_of
from bot.safety.tiers import Alarm, Net, Tier, max_tier, merge, model_alarm

_BLOCK_EVERY = 3  # turns
_LATELY = timedelta(hours=1)  # who said to be safe longer ago is asked again
_METHOD = "method_seeking"  # is never answered, and who asks for it may have begun
_GRAVE = frozenset({Tier.EMERGENCY, Tier.UNSAFE, Tier.SUICIDAL})
# Who says it outright is not asked whether they think of it: that would show nobody listened.
_EXPLICIT = frozenset({"explicit_wish", "plan_means_time", "farewell", "other_language", "retraction", "survived"})


class _Special(StrEnum):
    """What is met in words of its own; the values are the names of those."""

    UNSURE = "emergency_unsure"  # the model alone takes it for one, and as likely as not it is none
    THREAT = "threat"  # to others
    OTHERS_THREAT = "threat_other"  # heard of by who writes
    ACCIDENT = "accident"
    MISSING = "missing"  # whom nobody can find
    OTHER = "emergency_other"  # somebody else's
    UNSAFE_OTHER = "unsafe_other"  # abuse of somebody else, as who worries tells it
    CONCERN_OTHER = "concern_other"  # somebody else who harms themselves, and speaks of no wish to die


# after what was said to a kind of danger of its own
_STEPS = {**dict.fromkeys(PLACED, Step.DANGER), READ_ALONG: Step.TYPING}
_WORRIES = frozenset({_Special.UNSAFE_OTHER, _Special.CONCERN_OTHER})


@dataclass(frozen=True, slots=True)
class Answer:
    """What to say, and the care from now on."""

    replies: tuple[Say, ...]
    care: Care


def raised(care: Care | None, alarm: Alarm, ctx: Context, *, of_another: bool = False) -> Answer:
    """Answer a new alarm: what matters first, before any menu.

    `of_another`: it was said of somebody else, whose life is in danger if it is an emergency.
    """
    before = care if care is not None and cared_for(care, ctx.now) else None
    if before and before.step in DYING and alarm.tier is not Tier.EMERGENCY:
        alarm = merge(alarm, model_alarm(Tier.EMERGENCY))  # what they were told to do first is still to be done first
    worry = not alarm.in_words or alarm.tier is Tier.THIRD_PARTY
    if before and before.step is Step.OTHER and of_another and worry:
        alarm = model_alarm(Tier.EMERGENCY)  # neither knows that 112 was told already, for whom
    alarm = _as_told_of(alarm, before, of_another=of_another)
    special = _special(alarm, before, of_another=of_another)
    sexual = (before is not None and before.sexual) or any(signal.category == SEXUAL for signal in alarm.signals)
    own = Tier.THIRD_PARTY if special in _WORRIES else alarm.tier  # of who writes
    tier = max_tier((own, before.tier)) if before else own
    # a death wish after abuse is graver than what was known, though abuse ranks higher: it gets its own first reply
    known = before.answered if before else frozenset()
    rises = before is None or alarm.tier.rank > before.tier.rank or bool((alarm.tiers & _GRAVE) - known)
    full = rises or (before is not None and before.turns_since_block + 1 >= _BLOCK_EVERY)
    words = Words(ctx, before.variant + 1 if before else 0)
    kind = _kind(alarm, before) if special in {None, _Special.UNSAFE_OTHER} else None
    opening = _named(alarm, special, kind, words) or _opening(alarm, full=full, sexual=sexual)
    replies = _first(alarm, opening, words, full=full)
    if "other_language" in {signal.category for signal in alarm.signals}:
        replies = (*replies, *_first(alarm, opening, words.other_language(), full=full))
    step, question = _question(alarm, words, special, kind)
    if step is Step.OPENLY and before and Question.SAFE in before.questions and Tier.SUICIDAL in known:
        step, question = Step.SAFE_CLEAR, (words.say("care_ask_unsure"),)  # whether they think of it was answered
    if question and "other_language" in {signal.category for signal in alarm.signals}:
        question = (*question, *_question(alarm, words.other_language(), special, kind)[1])
    settled = before is not None and _can_type(before, alarm, ctx.now)
    if question and (settled or not ctx.asks):
        step, question = Step.TALKING, ()
    passed = 0 if full or before is None else before.turns_since_block + 1
    told = _told(alarm, special)
    begun = (before is not None and before.begun) or (special is None and _has_begun(alarm))
    now_in = Care(
        tier,
        ctx.now,
        passed,
        words.variant,
        step,
        known | told,
        begun=begun,
        sexual=sexual,
        kind=kind.name if kind else "",
        age=ctx.age,
        harms=(before is not None and before.harms) or _harms(alarm),
        types=ctx.types,
        unsure=before is None and own is Tier.CONCERN and alarm.unsure,
        questions={Question.SAFE: before.questions[Question.SAFE]} if before and settled else {},
    )
    return Answer((*replies, *question), asking(now_in, step, ctx.now))


def _named(alarm: Alarm, special: _Special | None, kind: Kind | None, words: Words) -> str:
    """Name the first text of its own; what befalls somebody else in this way may have one too."""
    if special is _Special.UNSAFE_OTHER and kind and words.knows(f"care_{kind.name}_other"):
        return f"care_{kind.name}_other"
    if alarm.tier is Tier.SUICIDAL and any(signal.category == _METHOD for signal in alarm.signals):
        return "care_method"
    named = special or (kind.name if kind else "")
    return f"care_{named}" if named else ""


def _can_type(before: Care, alarm: Alarm, now: datetime) -> bool:
    """Tell whether somebody tells more of what was told, and was asked already, to the end, whether they can type."""
    settled = before.questions.get(Question.SAFE) in {Stands.YES, Stands.UNCLEAR}
    lately = before.asked_at is not None and now - before.asked_at < _LATELY
    return hurt(before) and alarm.tiers == {Tier.UNSAFE} and settled and lately


def _kind(alarm: Alarm, before: Care | None) -> Kind | None:
    """Give the kind of danger an alarm tells of; that somebody is missing takes nothing from who is dying."""
    kind = kind_of(alarm)
    dying = before is not None and before.step in DYING
    return None if kind and kind.name == MISSING and dying else kind


def _as_told_of(alarm: Alarm, before: Care | None, *, of_another: bool) -> Alarm:
    """Take an emergency that a net only guesses for one of what was told of, where nothing else was.

    That is violence where somebody was hurt, by what they say now or said before, and the life of the other where
    somebody worries.
    """
    known = {signal.tier for signal in alarm.in_words}
    if alarm.tier is not Tier.EMERGENCY or not known <= {Tier.UNSAFE}:
        return alarm
    if before and not known and of_another and about(before) is About.THIRD:
        return model_alarm(Tier.EMERGENCY)
    of_violence = bool(known) if before is None else hurt(before)
    of_life = alarm.has(Tier.SUICIDAL) or (before and (Tier.SUICIDAL in before.answered or before.harms))
    # a concern may have been of how it is at home
    return _made_by_another(alarm) if of_violence and not of_life else alarm


def _made_by_another(alarm: Alarm) -> Alarm:
    guesses = (
        replace(signal, category=VIOLENCE) if signal.net is not Net.LEXICON else signal for signal in alarm.signals
    )
    return replace(alarm, signals=tuple(guesses))


def _told(alarm: Alarm, special: _Special | None) -> frozenset[Tier]:
    """Give the tiers a first reply answers: who is told of 112 and 113 is told what a death wish needs too."""
    match special:
        case None if _is_violence(alarm):
            return signalled(alarm)
        case None:
            return alarm.tiers | {Tier.SUICIDAL} if alarm.tier is Tier.EMERGENCY else alarm.tiers
        case _Special.UNSAFE_OTHER:
            return frozenset({Tier.THIRD_PARTY, Tier.UNSAFE})
        case _Special.UNSURE:
            return frozenset()  # nothing yet
        case _:
            return frozenset({Tier.THIRD_PARTY})  # nothing of a wish to die


def _first(alarm: Alarm, opening: str, words: Words, *, full: bool) -> tuple[Say, ...]:
    says = [words.say(opening)]
    if _is_violence(alarm) and _says_a_wish(alarm):
        says.append(words.say("care_unsafe_third" if alarm.has(Tier.THIRD_PARTY) else "care_unsafe_suicidal"))
    lines = lines_for(alarm, words.ctx.age, words.ctx.country, words.ctx.now)
    says.append(words.block(lines) if full and lines else words.limits())
    return tuple(says)


def _opening(alarm: Alarm, *, full: bool, sexual: bool) -> str:
    categories = {signal.category for signal in alarm.signals}
    match alarm.tier:
        case Tier.EMERGENCY if _is_violence(alarm):
            return "care_violence"
        case Tier.EMERGENCY:
            return "care_emergency" if full else "care_emergency_again"
        case Tier.UNSAFE if sexual:
            return "care_unsafe_sexual" if full else "care_unsafe_sexual_again"
        case Tier.UNSAFE:
            return "care_unsafe" if full else "care_unsafe_again"
        case Tier.SUICIDAL if not full:
            return "care_suicidal_again"
        case Tier.SUICIDAL:
            return "care_explicit" if categories & _EXPLICIT else "care_veiled"
        case Tier.CONCERN:
            return "care_self_harm" if "self_harm" in categories else "care_concern"
        case Tier.THIRD_PARTY:
            return "care_third"
        case Tier.NONE:
            return "care_concern"
        case _:
            assert_never(alarm.tier)


def _is_violence(alarm: Alarm) -> bool:
    """Tell whether the danger comes from another: nothing is said then about what the visitor could use."""
    gravest = [signal for signal in alarm.signals if signal.tier is alarm.tier]
    from_another = [signal for signal in gravest if signal.tier is Tier.UNSAFE or signal.category in FROM_ANOTHER]
    return bool(from_another) and all(signal in from_another or signal.category == THREAT for signal in gravest)


def _says_a_wish(alarm: Alarm) -> bool:
    """Tell whether a wish to die stands there in words: nobody is told that they wrote what was only weighed."""
    return any(signal.tier is Tier.SUICIDAL and signal.net is Net.LEXICON for signal in alarm.signals)


def _is_only(category: str, alarm: Alarm) -> bool:
    """Tell whether all that the lexicon knows at this tier is this: nobody wishes to die."""
    known = [signal for signal in alarm.signals if signal.net is Net.LEXICON and signal.tier is alarm.tier]
    return bool(known) and all(signal.category == category for signal in known) and not alarm.has(Tier.SUICIDAL)


def _has_begun(alarm: Alarm) -> bool:
    """Tell whether somebody says they took or did something that a doctor has to look at."""
    return any(signal.tier is Tier.EMERGENCY and signal.category in BEGUN for signal in alarm.signals)


def _harms(alarm: Alarm) -> bool:
    """Tell whether somebody says they hurt themselves: the model hears a concern as nothing else."""
    own = [signal for signal in alarm.signals if signal.tier is Tier.CONCERN]
    return any(signal.category == "self_harm" or signal.net is Net.MODEL for signal in own)


def _special(alarm: Alarm, before: Care | None, *, of_another: bool) -> _Special | None:
    """Tell in which words of its own an alarm is met; None for the usual ones."""
    own_before = before is not None and before.tier is not Tier.THIRD_PARTY  # who was in need themselves still is
    match alarm.tier:
        case Tier.UNSAFE | Tier.THIRD_PARTY if own_before:
            return None
        case Tier.UNSAFE if of_another and (_of_another(alarm) or (before is not None and about(before) in OTHERS)):
            return _Special.UNSAFE_OTHER
        case Tier.THIRD_PARTY if _is_only(EATING, alarm):
            return _Special.CONCERN_OTHER
        case Tier.EMERGENCY:
            return _special_emergency(alarm, before, of_another=of_another)
        case _:
            return None


def _of_another(alarm: Alarm) -> bool:
    return any(signal.category == OF_ANOTHER for signal in alarm.signals)


def _special_emergency(alarm: Alarm, before: Care | None, *, of_another: bool) -> _Special | None:
    # who was answered before, of whatever it was, is not asked whether they were understood
    if alarm.unsure and (before is None or in_doubt(before)):
        return _Special.UNSURE
    if before is not None and before.step in DYING:
        return None  # what they were told to do first is still to be done first
    if _is_only(OTHERS_DYING, alarm):
        return _Special.OTHER
    if _is_only(MISSING, alarm):
        return _Special.MISSING
    if _is_only(THREAT, alarm) and not any(signal.category in FROM_ANOTHER for signal in alarm.signals):
        return _Special.OTHERS_THREAT if of_another else _Special.THREAT
    if _is_only(ACCIDENT, alarm) and (before is None or Tier.SUICIDAL not in before.answered):
        return _Special.ACCIDENT  # who wished to die may have made it
    return _Special.OTHER if of_another and not _is_violence(alarm) else None


def _question(alarm: Alarm, words: Words, special: _Special | None, kind: Kind | None) -> tuple[Step, tuple[Say, ...]]:
    match special:
        case _Special.UNSURE:
            return Step.SAFE_CLEAR, (words.say("care_ask_unsure"),)
        case _Special.THREAT | _Special.OTHERS_THREAT | _Special.ACCIDENT | _Special.MISSING | _Special.OTHER:
            return Step.OTHER, ()  # nothing is asked that keeps somebody from calling 112
        case _Special.UNSAFE_OTHER | _Special.CONCERN_OTHER:
            return Step.TALKING, (words.say("care_third_ask"),)
        case None if kind and alarm.tier in {Tier.EMERGENCY, Tier.UNSAFE}:
            return _STEPS.get(kind.name, Step.TALKING), ()  # the opening asks, or tells what to do first
        case None:
            return _usual_question(alarm, words)


def _usual_question(alarm: Alarm, words: Words) -> tuple[Step, tuple[Say, ...]]:
    categories = {signal.category for signal in alarm.signals}
    match alarm.tier:
        case Tier.EMERGENCY if _is_violence(alarm):
            return Step.TYPING, (words.say("care_unsafe_ask"),)
        case Tier.EMERGENCY:
            return Step.EMERGENCY, ()  # nothing to read between now and calling; the reply says the chat stays open
        case Tier.UNSAFE:
            return Step.TYPING, (words.say("care_unsafe_ask"),)
        case Tier.SUICIDAL if _METHOD in categories:
            return Step.TAKEN, (words.say("care_ask_taken"),)
        case Tier.SUICIDAL if categories & _EXPLICIT:
            return Step.SAFE, (words.say("care_ask_safe"),)
        case Tier.SUICIDAL:
            return Step.OPENLY, (words.say("care_ask_openly"),)
        case Tier.THIRD_PARTY:
            return Step.TALKING, (words.say("care_third_ask"),)
        case Tier.CONCERN | Tier.NONE:
            return Step.TALKING, ()  # the opening asks already
        case _:
            assert_never(alarm.tier)
