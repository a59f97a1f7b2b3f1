"""Kinds of danger that are met in words and with lines of their own, where those of their tier would not fit.

A kind is a category of the lexicon; `care_` before its name is the key of its first text.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.safety.tiers import Alarm, Net, Signal

OF_ANOTHER = "abuse_of_another"  # no kind, but what somebody else does not tell themselves
SHUT_IN = "shut_in"  # behind a door, for safety or kept there: outside is where the danger is
READ_ALONG = "read_along"  # somebody else sees the screen
MISSING = "missing"  # somebody whom nobody can find
FOLLOWED = "followed"  # by somebody out there: among people is where it is safe
LONG_AGO = "long_ago"  # and over: nobody has to get away from anything


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of danger.

    `beside` are the categories that may be heard with it and change nothing; `lines` come first in its reply, and those
    for the young after them if it is a matter `for_young`.
    """

    name: str
    lines: tuple[str, ...] = ()
    beside: AbstractSet[str] = frozenset()
    for_young: bool = True


KINDS = (
    Kind(SHUT_IN, ("112", "veilig_thuis"), {"violence_now"}, for_young=False),
    Kind(FOLLOWED, ("112",), {"violence_now", "threat"}, for_young=False),
    Kind(LONG_AGO, ("veilig_thuis",), {"abuse", "sexual_violence"}),
    Kind("sextortion", ("112", "centrum_seksueel_geweld"), {"threat", "grooming"}),
    Kind("grooming", ("112",), {"threat"}),
    Kind("school", ("112",), {"threat"}),
    Kind(READ_ALONG, for_young=False),
    Kind("own_child", ("112", "veilig_thuis"), for_young=False),
    Kind("homeless", ("112",), {"running_away"}),
    Kind("home", ("veilig_thuis",), {"exhausted"}),
    Kind("survived", ("113", "112"), {"explicit_wish", "coded"}, for_young=False),
    Kind("voices", ("113", "112"), for_young=False),
    Kind("seeing_things", ("112",), {"exhausted"}),
    Kind("eating", beside={"exhausted"}),
    Kind("pregnant", beside={"exhausted"}),
    Kind(MISSING, ("112",)),
)

# Kinds with words of their own after the first text too: what is said of abuse at home does not fit who tells of these.
# Nobody was asked there whether they can type safely, and they are not calm after a word that eases.
STAYING = frozenset({"sextortion", "grooming", "school", "homeless", "own_child", "home", LONG_AGO})

# Where somebody is decides what they do first: said again, in these words, as long as there is danger.
PLACED = frozenset({SHUT_IN, FOLLOWED})


def kind_of(alarm: Alarm) -> Kind | None:
    """Give the kind of danger an alarm tells of; None where the lexicon knows of none, or also of something else.

    What is heard in the very words that tell of it is nothing else: "ik word geslagen" in "ik word geslagen op school".
    """
    gravest = [signal for signal in alarm.signals if signal.tier is alarm.tier and signal.category != OF_ANOTHER]
    known = [signal for signal in gravest if signal.net is Net.LEXICON]
    own = {signal.category: signal for signal in known}
    return next((kind for kind in KINDS if kind.name in own and _covers(kind, own[kind.name], known)), None)


def _covers(kind: Kind, own: Signal, known: Iterable[Signal]) -> bool:
    return all(
        signal.category in kind.beside or (own.start <= signal.start and signal.end <= own.end) for signal in known
    )
