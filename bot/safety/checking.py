"""The check every message passes before anything else is done with it."""

from collections.abc import Sequence

from bot.safety.lexicon import lexicon
from bot.safety.normalise import Spelt
from bot.safety.of_whom import speaks_of_both
from bot.safety.plain import Plain, plainly, stands
from bot.safety.standing import ALSO_OF_OTHERS, Reading, Standing
from bot.safety.tiers import Alarm, Net, Payload, Safe, Signal, Tier, max_tier
from bot.safety.weighing import weighed

LOOKED_AT = 10_000  # characters at either end; who writes more is seen at both ends
ASKED = 1_000  # characters that go to Rasa at most
_RECENT = 5  # earlier messages
_RECENT_LENGTH = 300  # characters of each: a split sentence comes in short pieces
_SURELY = 1.2  # more than of one message is asked of several: a talk has more words, and no cry was lost by it on dev
# begins a sentence of its own: "ze zegt dat ze dood wil", "ik heb haar moeder gebeld" is no "dood wil ik"
_BEGINS = frozenset({"ik", "k", "ek", "i"})
_WEIGHED = 3  # of the earlier ones are weighed together with this one: more of a sad talk would weigh too much


def check(said: str | Payload, recent: Sequence[str] = (), after: str = "") -> Safe | Alarm:
    """Look at what a visitor said; give an alarm, or what may be asked of Rasa.

    Pure and total: never raises on any text, takes time linear in its length. `recent` holds earlier messages of the
    last ten minutes, oldest first; the last five are read together with this one for a sentence sent in pieces.
    `after`: what it comes after, see `plain.py`.
    """
    match said:
        case Payload(intent):
            return Safe("/" + "".join(letter for letter in intent if letter.isalnum() or letter == "_"))
        case _:
            signals = _signals(said, recent, after)
            return Alarm(max_tier(signal.tier for signal in signals), signals) if signals else Safe(harmless(said))


def harmless(said: str) -> str:
    """Take out what Rasa would read as a command ("  //restart"), what cannot be sent, and what is too long."""
    sendable = said[: 4 * ASKED].encode("utf-8", "ignore").decode("utf-8")
    shown = sendable if sendable.isprintable() else "".join(map(_shown, sendable))
    at = 0
    while at < len(shown) and (shown[at].isspace() or shown[at] in "/\\⁄∕／"):  # slashes of all kinds
        at += 1
    return shown[at : at + ASKED].rstrip()


def _shown(letter: str) -> str:
    return letter if letter.isprintable() else " " if letter.isspace() else ""


def _signals(said: str, recent: Sequence[str], after: str) -> tuple[Signal, ...]:
    spelt = _spelt(said)
    reading = Reading(lexicon(), spelt.words)
    before = [earlier[-_RECENT_LENGTH:] for earlier in recent[-_RECENT:]]
    kind = _weighed(reading, [word for earlier in before[-_WEIGHED:] for word in _spelt(earlier).words])
    of_another = kind is not None and kind[0] is Tier.THIRD_PARTY
    found = _seen(said, spelt, reading.of_others if of_another else reading.standing)
    if before:
        found += _in_pieces(" ".join(before) + " ", said)
    if kind and not found:
        kind = _less(kind, plainly(said, recent, after))
    if kind and not (kind[0] in ALSO_OF_OTHERS and reading.only_of_others):
        found.append(Signal(*kind, Net.WEIGHTS, 0, len(said)))
    first: dict[tuple[Tier, str], Signal] = {}
    # what the lexicon knows is known, whatever the weights make of the whole message
    for signal in sorted(found, key=lambda signal: (signal.net is Net.WEIGHTS, signal.start, -signal.end)):
        first.setdefault((signal.tier, signal.category), signal)
    return tuple(sorted(first.values(), key=lambda signal: (-signal.tier.rank, signal.start)))


def _weighed(reading: Reading, before: Sequence[str]) -> tuple[Tier, str] | None:
    """Weigh a message, or what it completes; what earlier ones signalled by themselves has been answered."""
    kind = _heavy(reading)
    if kind or not before:
        return kind
    together = _heavy(Reading(lexicon(), [*before, *reading.words]), _SURELY)
    if together:
        earlier = Reading(lexicon(), before)
        return None if earlier.standing or _heavy(earlier) else together
    return None


def _less(kind: tuple[Tier, str], plain: Plain | None) -> tuple[Tier, str] | None:
    """Give what is weighed, as grave as a message that is plainly something else may be."""
    tier = stands(kind[0], plain)
    return kind if tier is kind[0] else None if tier is Tier.NONE else (tier, "weighed")


def _heavy(reading: Reading, surely: float = 1.0) -> tuple[Tier, str] | None:
    """Give what the words signal, if all of them do, and those that no exception of the lexicon is about."""
    kind = weighed(reading.words, surely)  # first: most messages signal nothing, and need no exceptions
    return weighed(reading.unhidden, surely) if kind and reading.excepted else kind


def _in_pieces(before: str, said: str) -> list[Signal]:
    """Find what begins in earlier messages and ends in this one; what they said by themselves has been answered.

    A wish that begins where only somebody else was spoken of is theirs: "ze wil dood", "wat moet ik zeggen".
    """
    size, whole = len(before), before + said[:_RECENT_LENGTH]
    crossing = [
        seen
        for seen in _all(whole)
        if seen.start < size < seen.end and whole[size : seen.end].strip().lower() not in _BEGINS
    ]
    earlier = _all(before) if crossing else []
    known = {(seen.tier, seen.category) for seen in earlier}
    if not speaks_of_both(said):  # "mijn vriendin wil dood" and then "wat moet ik zeggen" is no "dood wil ik"
        others = [seen for seen in earlier if seen.tier is Tier.THIRD_PARTY]
        crossing = [
            seen
            for seen in crossing
            if seen.tier not in ALSO_OF_OTHERS or not any(other.start <= seen.start < other.end for other in others)
        ]
    return [
        Signal(seen.tier, seen.category, seen.net, 0, seen.end - size)
        for seen in crossing
        if (seen.tier, seen.category) not in known
    ]


def _spelt(said: str) -> Spelt:
    return lexicon().speller.spell(said[:LOOKED_AT] + said[-LOOKED_AT:] if len(said) > 2 * LOOKED_AT else said)


def _all(said: str) -> list[Signal]:
    spelt = _spelt(said)
    return _seen(said, spelt, Reading(lexicon(), spelt.words).standing)


def _seen(said: str, spelt: Spelt, standing: Sequence[Standing]) -> list[Signal]:
    if not standing:
        return []
    places = spelt.places(word for found in standing for word in (found.first, found.last))
    skipped = max(0, len(said) - 2 * LOOKED_AT)

    def place(at: int) -> int:
        return at + skipped if at > LOOKED_AT else at

    return [
        Signal(found.tier, found.category, Net.LEXICON, place(start), place(end))
        for found, (start, _), (_, end) in zip(standing, places[::2], places[1::2], strict=True)
    ]
