"""The check every message passes before anything else is done with it."""

from collections.abc import Sequence

from bot.safety.lexicon import lexicon
from bot.safety.standing import standing
from bot.safety.tiers import Alarm, Net, Payload, Safe, Signal, Tier, max_tier

LOOKED_AT = 10_000  # characters at either end; who writes more is seen at both ends
ASKED = 1_000  # characters that go to Rasa at most
_RECENT = 5  # earlier messages
_RECENT_LENGTH = 300  # characters of each: a split sentence comes in short pieces


def check(said: str | Payload, recent: Sequence[str] = ()) -> Safe | Alarm:
    """Look at what a visitor said; give an alarm, or what may be asked of Rasa.

    Pure and total: never raises on any text, takes time linear in its length. `recent` holds earlier messages of the
    last ten minutes, oldest first; the last five are read together with this one for a sentence sent in pieces.
    """
    match said:
        case Payload(intent):
            return Safe("/" + "".join(letter for letter in intent if letter.isalnum() or letter == "_"))
        case _:
            signals = _signals(said, recent)
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


def _signals(said: str, recent: Sequence[str]) -> tuple[Signal, ...]:
    found = list(_seen(said))
    if recent:
        found += _in_pieces(" ".join(earlier[-_RECENT_LENGTH:] for earlier in recent[-_RECENT:]) + " ", said)
    first: dict[tuple[Tier, str], Signal] = {}
    for signal in sorted(found, key=lambda signal: (signal.start, -signal.end)):
        first.setdefault((signal.tier, signal.category), signal)
    return tuple(sorted(first.values(), key=lambda signal: (-signal.tier.rank, signal.start)))


def _in_pieces(before: str, said: str) -> list[Signal]:
    """Find what begins in earlier messages and ends in this one; what they said by themselves has been answered."""
    size = len(before)
    crossing = [seen for seen in _seen(before + said[:_RECENT_LENGTH]) if seen.start < size < seen.end]
    known = {(seen.tier, seen.category) for seen in _seen(before)} if crossing else set()
    return [
        Signal(seen.tier, seen.category, seen.net, 0, seen.end - size)
        for seen in crossing
        if (seen.tier, seen.category) not in known
    ]


def _seen(said: str) -> list[Signal]:
    skipped = max(0, len(said) - 2 * LOOKED_AT)
    looked_at = said[:LOOKED_AT] + said[-LOOKED_AT:] if skipped else said
    known = lexicon()
    seen = standing(known, known.speller.words(looked_at))
    if not seen:
        return []
    places = known.speller.places(looked_at)

    def place(at: int) -> int:
        return at + skipped if at > LOOKED_AT else at

    return [
        Signal(found.tier, found.category, Net.LEXICON, place(places[found.first][0]), place(places[found.last][1]))
        for found in seen
    ]
