"""Where the care of one visitor stands: what was asked last, and what became of each question; no word they wrote."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.messages import CareAnswer
from bot.safety.tiers import Tier

IN_CARE = timedelta(hours=24)
OVER = 3  # turns after which a short message is no longer taken to go on about a concern


class Step(StrEnum):
    """What was asked last."""

    OPENLY = "openly"  # are you thinking of suicide?
    SAFE = "safe"  # are you safe now, are you planning to do it today? (two questions: a typed yes answers neither)
    SAFE_CLEAR = "safe_clear"  # are you safe now?
    PLAN = "plan"  # are you planning to do it today?
    TAKEN = "taken"  # did you take or do something?
    EMERGENCY = "emergency"  # nothing: they were told to call 112, so a yes says they will, not that they are safe
    WITH_YOU = "with_you"  # is somebody with you? (in an emergency)
    DANGER = "danger"  # nothing: they were told to call 112 because of another
    OTHER = "other"  # nothing: they were told to call 112 for somebody else
    TYPING = "typing"  # can you type safely?
    BARRIER = "barrier"  # what holds you back?
    TRUSTED = "trusted"  # whom do you trust?
    CHECKED = "checked"  # the one gentle check after "just kidding"
    TALKING = "talking"  # nothing


DYING = frozenset({Step.EMERGENCY, Step.WITH_YOU})  # a life is in danger, and it is their own


class About(StrEnum):
    """What a care is about; each has texts of its own, and is written so in `in_care.yml`."""

    SELF = "self"  # the life of who writes
    UNSAFE = "unsafe"  # who is hurt or threatened
    THIRD = "third"  # the life of somebody else
    UNSAFE_OTHER = "unsafe_other"  # somebody else who is hurt or threatened


OTHERS = frozenset({About.THIRD, About.UNSAFE_OTHER})  # it is somebody else whom care is about


class Question(StrEnum):
    """What staff want to know was asked."""

    OPENLY = "openly"
    SAFE = "safe"
    PLAN = "plan"
    TAKEN = "taken"
    WITH_YOU = "with_you"
    BARRIER = "barrier"
    TRUSTED = "trusted"


class Stands(StrEnum):
    """What became of a question."""

    ASKED = "asked"
    YES = "yes"
    SOMETIMES = "sometimes"
    NO = "no"
    UNCLEAR = "unclear"
    ANSWERED = "answered"  # with something else than a yes or a no


@dataclass(frozen=True, slots=True)
class Care:
    """The care of one visitor after their last alarm, which was at `since`.

    `answered` are the tiers that had their first reply; `checked` tells that the one gentle check was asked; `begun`
    that they did something to themselves, which feeling fine says nothing about; `called` that 112 was called, or help
    is there; `sexual` that sexual violence was told of; `kind` is the kind of danger that was met in words of its own
    (`kinds.py`), or ""; `age` the band they said to be in, as `lines_for` knows it; `harms` that they hurt themselves;
    `repeated` that the open question was put a second time; `mistaken` that they put right what was heard; `types`
    that they cannot or will not call, so that chats come first; `unsure` that it began with what the model doubted;
    `speaks` that what was said last was care, so that an "ok" agrees to that. Something was last asked, or 112 named,
    at `asked_at`.
    """

    tier: Tier
    since: datetime
    turns_since_block: int
    variant: int
    step: Step
    answered: frozenset[Tier] = frozenset()
    checked: bool = False
    begun: bool = False
    called: bool = False
    sexual: bool = False
    kind: str = ""
    age: str | None = None
    harms: bool = False
    repeated: bool = False
    mistaken: bool = False
    types: bool = False
    unsure: bool = False
    speaks: bool = True
    asked_at: datetime | None = None
    questions: Mapping[Question, Stands] = field(default_factory=dict)


def cared_for(care: Care, now: datetime) -> bool:
    """Tell whether a visitor is still in care: 24 hours from the last alarm."""
    return now - care.since < IN_CARE


def about(care: Care) -> About:
    """Tell what a care is about: who was hurt is spoken to about that, whatever else they wrote."""
    hurt = Tier.UNSAFE in care.answered or care.step is Step.DANGER
    if care.tier is Tier.THIRD_PARTY or care.step is Step.OTHER:
        return About.UNSAFE_OTHER if hurt else About.THIRD
    return About.UNSAFE if hurt or care.step is Step.TYPING else About.SELF


def hurt(care: Care) -> bool:
    """Tell whether who writes was hurt or threatened: "he" is then who did it, and nobody to be saved."""
    return about(care) is About.UNSAFE


def calm(care: Care) -> bool:
    """Tell whether nothing weighs on the talk: it was denied or taken back, or was a concern and a turn has passed."""
    denied = care.questions.get(Question.OPENLY) is Stands.NO or care.checked
    over = care.tier is Tier.CONCERN and care.turns_since_block > 0
    believed = care.tier in {Tier.CONCERN, Tier.SUICIDAL} and denied
    return care.step is Step.TALKING and (care.mistaken or over or believed)


def telling(care: Care) -> bool:
    """Tell whether somebody may still be telling of a concern, so that a short message goes on with it."""
    told = care.tier is Tier.CONCERN and care.step is Step.TALKING and not (care.checked or care.mistaken)
    return told and care.turns_since_block < OVER


def known_safe(care: Care) -> bool:
    """Tell whether somebody said to be safe, or whether help is there or coming."""
    return care.called or care.questions.get(Question.SAFE) is Stands.YES


def in_doubt(care: Care) -> bool:
    """Tell whether the model alone took something for an emergency, unsure, and nothing since has borne it out."""
    return care.tier is Tier.EMERGENCY and not care.answered


def doubted(care: Care) -> bool:
    """Tell whether all there was is a concern of which the model was unsure, and nothing was asked about it yet."""
    return care.unsure and care.tier is Tier.CONCERN and not care.questions


def must_call(care: Care) -> bool:
    """Tell whether the last thing that was said is to call 112, and nobody did yet."""
    return care.step in _TOLD and not care.called


def asking(care: Care, step: Step, now: datetime) -> Care:
    """Go on to a step; what it asks was asked now."""
    care = replace(care, repeated=False)
    if step is Step.TALKING:
        return replace(care, step=step)
    asked = {_ASKS[step]: Stands.ASKED} if step in _ASKS else {}
    return replace(care, step=step, asked_at=now, questions={**care.questions, **asked})


def heard(care: Care, answer: CareAnswer) -> Care:
    """Note what an answer says to which question; what it says may have been asked earlier, by a button."""
    asked, stands = _ASKS.get(care.step), _STANDS.get(answer, Stands.ANSWERED)
    question = _ANSWERS.get(answer)
    if question is None:  # a yes or a no
        if care.step in _TOLD:
            return care
        question = asked if asked in {Question.SAFE, Question.PLAN, Question.TAKEN} else Question.OPENLY
        stands = Stands.UNCLEAR if question is Question.SAFE else stands
    if question is Question.TRUSTED and care.step in DYING:
        question = Question.WITH_YOU
    return replace(care, questions={**care.questions, question: stands})


def silenced(care: Care) -> Care:
    """Note that something else was said since: an "ok" may be to that."""
    return replace(care, speaks=False)


def unanswered(care: Care) -> Care:
    """Note that somebody took back what they said: what was asked of it has no clear answer."""
    left = {name: Stands.UNCLEAR if it is Stands.ASKED else it for name, it in care.questions.items()}
    return replace(care, questions=left)


_ASKS = {
    Step.OPENLY: Question.OPENLY,
    Step.SAFE: Question.SAFE,
    Step.SAFE_CLEAR: Question.SAFE,
    Step.PLAN: Question.PLAN,
    Step.TAKEN: Question.TAKEN,
    Step.TYPING: Question.SAFE,
    Step.WITH_YOU: Question.WITH_YOU,
    Step.BARRIER: Question.BARRIER,
    Step.TRUSTED: Question.TRUSTED,
}
_TOLD = DYING | {Step.DANGER, Step.OTHER}  # to call 112: a yes says they will
_ANSWERS = {
    CareAnswer.SAFE: Question.SAFE,
    CareAnswer.NOT_SAFE: Question.SAFE,
    CareAnswer.SOMEBODY: Question.TRUSTED,
    CareAnswer.NOBODY: Question.TRUSTED,
    CareAnswer.ONLY_TALK: Question.BARRIER,
    CareAnswer.AFRAID_HEARD: Question.BARRIER,
    CareAnswer.NO_WORDS: Question.BARRIER,
    CareAnswer.NO_CALL: Question.BARRIER,
}
_STANDS = {
    CareAnswer.YES: Stands.YES,
    CareAnswer.SOMETIMES: Stands.SOMETIMES,
    CareAnswer.NO: Stands.NO,
    CareAnswer.DONT_KNOW: Stands.UNCLEAR,
    CareAnswer.SAFE: Stands.YES,
    CareAnswer.NOT_SAFE: Stands.NO,
    CareAnswer.SOMEBODY: Stands.YES,
    CareAnswer.NOBODY: Stands.NO,
}
