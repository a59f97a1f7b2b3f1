"""Whose an alarm is: of who writes, or of somebody they tell of."""

from dataclasses import replace

from bot.safety.cared import OTHERS, Care, Step, about, hurt
from bot.safety.helplines import OF_THEIRS
from bot.safety.kinds import OF_ANOTHER
from bot.safety.of_whom import (
    befalls_another,
    hurts_another,
    hurts_oneself,
    may_mean_another,
    reports_another,
    reports_what_befell,
    speaks_as_hurt,
    speaks_of_another,
    speaks_of_both,
    thinks_of_another,
)
from bot.safety.standing import ALSO_OF_OTHERS
from bot.safety.tiers import Alarm, Signal, Tier
from bot.safety.typed import is_cared_for

_WORRY = "worry_other"
_SURVIVED = frozenset({"survived"})  # the category of an attempt that is over


def as_told(alarm: Alarm, said: str) -> Alarm:
    """Take an alarm for what it is told of: "mijn dochter wordt gechanteerd" is hers, and "ik denk dat" is no "ik".

    What may be the life of who writes as well, or of whom nobody is named, stays as it was heard.
    """
    known_of = any(signal.category == OF_ANOTHER for signal in alarm.signals)
    if alarm.tier is Tier.UNSAFE and not known_of and (befalls_another(said) or reports_what_befell(said)):
        return replace(alarm, signals=(*alarm.signals, replace(alarm.signals[0], category=OF_ANOTHER)))
    if alarm.tier is Tier.UNSAFE and not speaks_as_hurt(said) and (worries := _only_worries(alarm)):
        return Alarm(Tier.THIRD_PARTY, worries)
    if speaks_of_another(said) and (_is_over(alarm) or (alarm.tier is Tier.EMERGENCY and is_cared_for(said))):
        return _worry(alarm.signals[:1])
    if alarm.tier in ALSO_OF_OTHERS and (thinks_of_another(said) or reports_another(said)):
        return _worry(alarm.signals)
    return alarm


def _worry(signals: tuple[Signal, ...]) -> Alarm:
    theirs = (replace(each, tier=Tier.THIRD_PARTY, category=_WORRY) for each in signals)
    return Alarm(Tier.THIRD_PARTY, tuple(dict.fromkeys(theirs)))


def _is_over(alarm: Alarm) -> bool:
    """Tell whether what stands in words is an attempt that is over, and no more than worry beside it."""
    in_words = {signal.category for signal in alarm.in_words}
    return _SURVIVED <= in_words <= _SURVIVED | {_WORRY}


def _only_worries(alarm: Alarm) -> tuple[Signal, ...]:
    """Give what stands in words where that is worry about somebody else and no more; a guess beside it is none."""
    return alarm.in_words if all(signal.tier is Tier.THIRD_PARTY for signal in alarm.in_words) else ()


def means_another(care: Care | None, alarm: Alarm, said: str) -> bool:
    """Tell whether an alarm is of somebody else: of whom one worries about, and not of who hurts who writes."""
    known = bool(alarm.in_words)
    if care and hurt(care) and not known:
        return False
    guessed_of_theirs = care is not None and care.step is Step.OTHER and not known  # what they did for the other
    if care and about(care) in OTHERS and (may_mean_another(said) or guessed_of_theirs) and not speaks_of_both(said):
        return True
    categories = {signal.category for signal in alarm.signals}
    if categories & OF_THEIRS:
        return may_mean_another(said) and not speaks_of_both(said)
    if OF_ANOTHER in categories:
        unsafe = {signal.category for signal in alarm.signals if signal.tier is Tier.UNSAFE}
        only_theirs = unsafe == {OF_ANOTHER} and not (hurts_oneself(said) or speaks_of_both(said))
        return only_theirs or hurts_another(said)
    return speaks_of_another(said)
