"""What a message can signal, and the values `check` answers with."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Tier(StrEnum):
    """How grave a signal is, the gravest first."""

    EMERGENCY = "emergency"  # life in danger now
    UNSAFE = "unsafe"  # abuse, violence, threat
    SUICIDAL = "suicidal"  # wish, thought or plan, veiled and passive too
    CONCERN = "concern"  # self-harm, hopeless or trapped, ambiguous
    THIRD_PARTY = "third_party"  # worry about somebody else
    NONE = "none"

    @property
    def rank(self) -> int:
        """5 for an emergency down to 0 for none; tiers compare by this, never as text."""
        return len(_GRAVEST_FIRST) - 1 - _GRAVEST_FIRST.index(self)


_GRAVEST_FIRST = tuple(Tier)


def max_tier(tiers: Iterable[Tier]) -> Tier:
    """Give the gravest tier; `Tier.NONE` when there is none at all."""
    return max(tiers, key=lambda tier: tier.rank, default=Tier.NONE)


class Net(StrEnum):
    """Which net caught a signal."""

    LEXICON = "lexicon"  # its patterns: somebody wrote down what these words mean
    WEIGHTS = "weights"  # what the bot itself learnt from examples
    MODEL = "model"  # Rasa's safety gate


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that was seen; `start` and `end` are its place in the visitor's own words (0, 0 for the model)."""

    tier: Tier
    category: str
    net: Net
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Safe:
    """What may be asked of Rasa. Only `check` makes one: a test looks for others."""

    message: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """What must be answered before anything else; `tier` is the gravest of its signals, which keep the lesser ones."""

    tier: Tier
    signals: tuple[Signal, ...]

    def has(self, tier: Tier) -> bool:
        """Tell whether one of the signals is of this tier."""
        return any(signal.tier is tier for signal in self.signals)

    @property
    def tiers(self) -> frozenset[Tier]:
        """All tiers among the signals."""
        return frozenset(signal.tier for signal in self.signals)

    @property
    def in_words(self) -> tuple[Signal, ...]:
        """What the lexicon heard: it stands there in words that somebody wrote down, and is no guess."""
        return tuple(signal for signal in self.signals if signal.net is Net.LEXICON)

    @property
    def weighs_for_life(self) -> bool:
        """Whether the bot itself weighs an emergency in it."""
        return any(signal.net is Net.WEIGHTS and signal.tier is Tier.EMERGENCY for signal in self.signals)

    @property
    def unsure(self) -> bool:
        """Whether it is no more than what the model may have taken wrong."""
        return {signal.category for signal in self.signals} == {UNSURE}


@dataclass(frozen=True, slots=True)
class Payload:
    """The intent of a pressed button: written by the bot, not by the visitor."""

    intent: str


UNSURE = "unsure"  # the category of what the model may have taken wrong


def model_alarm(tier: Tier, *, sure: bool = True) -> Alarm:
    """Give what Rasa's gate saw as an alarm.

    Raises:
        ValueError: the tier is `Tier.NONE`, which is no alarm.
    """
    if tier is Tier.NONE:
        raise ValueError("the tier none is no alarm")
    return Alarm(tier, (Signal(tier, "model" if sure else UNSURE, Net.MODEL, 0, 0),))


def merge(a: Alarm, b: Alarm) -> Alarm:
    """Join two alarms: the gravest tier, and every signal once, in order."""
    return Alarm(max_tier((a.tier, b.tier)), tuple(dict.fromkeys(a.signals + b.signals)))
