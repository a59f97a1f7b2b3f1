"""The check every message passes before anything else is done with it."""

from collections.abc import Sequence

from bot.safety.lexicon import Entry, lexicon
from bot.safety.matcher import Hit
from bot.safety.tiers import Alarm, Net, Outcome, Payload, Safe, Signal, Tier, max_tier

LOOKED_AT = 10_000  # characters at either end; who writes more is seen at both ends
ASKED = 1_000  # characters that go to Rasa at most
_FIRST_PERSON = {"ik", "me", "mij", "mezelf", "i", "im", "myself"}
_AROUND = 40  # words on either side of a hit in which an exception to it may stand
_RECENT = 5  # earlier messages
_RECENT_LENGTH = 300  # characters of each: a split sentence comes in short pieces


def check(said: str | Payload | Outcome, recent: Sequence[str] = ()) -> Safe | Alarm:
    """Look at what a visitor said; give an alarm, or what may be asked of Rasa.

    Pure and total: never raises on any text, takes time linear in its length. `recent` holds earlier messages of the
    last ten minutes, oldest first; the last five are read together with this one for a sentence sent in pieces.
    """
    match said:
        case Payload(intent):
            return Safe("/" + "".join(letter for letter in intent if letter.isalnum() or letter == "_"))
        case Outcome():
            return Safe(f"/{said.value}")
        case _:
            signals = _signals(said, recent)
            return Alarm(max_tier(signal.tier for signal in signals), signals) if signals else Safe(harmless(said))


def harmless(said: str) -> str:
    """Take out what Rasa would read as a command ("  //restart"), what cannot be sent, and what is too long."""
    sendable = said[: 4 * ASKED].encode("utf-8", "ignore").decode("utf-8")
    shown = "".join(letter if letter.isprintable() else " " if letter.isspace() else "" for letter in sendable)
    at = 0
    while at < len(shown) and (shown[at].isspace() or shown[at] in "/\\⁄∕／"):  # slashes of all kinds
        at += 1
    return shown[at : at + ASKED].rstrip()


def _signals(said: str, recent: Sequence[str]) -> tuple[Signal, ...]:
    found = list(_seen(said))
    if recent:
        before = " ".join(earlier[-_RECENT_LENGTH:] for earlier in recent[-_RECENT:]) + " "
        size = len(before)
        found += [
            Signal(signal.tier, signal.category, signal.net, 0, signal.end - size)
            for signal in _seen(before + said[:_RECENT_LENGTH])
            if signal.start < size < signal.end
        ]
    first: dict[tuple[Tier, str], Signal] = {}
    for signal in sorted(found, key=lambda signal: (signal.start, -signal.end)):
        first.setdefault((signal.tier, signal.category), signal)
    return tuple(sorted(first.values(), key=lambda signal: (-signal.tier.rank, signal.start)))


def _seen(said: str) -> list[Signal]:
    skipped = max(0, len(said) - 2 * LOOKED_AT)
    looked_at = said[:LOOKED_AT] + said[-LOOKED_AT:] if skipped else said
    known = lexicon()
    words = known.speller.words(looked_at)
    texts = [word.text for word in words]
    hits = known.alarms.matcher.scan(texts)
    if not hits:
        return []

    def place(at: int) -> int:
        return at + skipped if at > LOOKED_AT else at

    return [
        Signal(entry.tier, entry.category, Net.LEXICON, place(words[hit.first].start), place(words[hit.last].end))
        for hit, entry in _standing(hits, texts)
        if entry.tier is not None
    ]


def _standing(hits: list[Hit], words: list[str]) -> list[tuple[Hit, Entry]]:
    """Drop what an exception overlaps, and what is said inside a sentence about somebody else."""
    known = lexicon()
    owned = [(hit, known.alarms.owners[hit.pattern]) for hit in hits]
    exceptions = [(hit, known.exceptions.owners[hit.pattern]) for hit in _exceptions_near(hits, words)]
    others = [hit for hit, entry in owned if entry.tier is Tier.THIRD_PARTY]
    return [
        (hit, entry)
        for hit, entry in owned
        if not any(_excepts(exception, by, hit, entry) for exception, by in exceptions)
        and not (_may_be_of_another(hit, entry, words) and any(_inside(hit, other) for other in others))
    ]


def _exceptions_near(hits: list[Hit], words: list[str]) -> list[Hit]:
    """Find the exceptions round the hits; most messages have no hit and need none."""
    near: list[list[int]] = []
    for first, last in sorted((hit.first - _AROUND, hit.last + _AROUND) for hit in hits):
        if near and first <= near[-1][1]:
            near[-1][1] = max(near[-1][1], last)
        else:
            near.append([max(0, first), last])
    return [
        Hit(hit.pattern, hit.first + first, hit.last + first)
        for first, last in near
        for hit in lexicon().exceptions.matcher.scan(words[first : last + 1])
    ]


def _may_be_of_another(hit: Hit, entry: Entry, words: list[str]) -> bool:
    """Tell whether "wil dood" could be said of somebody else; never with an "ik" or "me" in it, and never violence."""
    of_self = _FIRST_PERSON.intersection(words[hit.first : hit.last + 1])
    return not of_self and entry.tier not in {Tier.THIRD_PARTY, Tier.UNSAFE}


def _excepts(exception: Hit, by: Entry, hit: Hit, entry: Entry) -> bool:
    concerns = not by.of or entry.category in by.of
    return concerns and exception.first <= hit.last and hit.first <= exception.last


def _inside(hit: Hit, other: Hit) -> bool:
    return other.first <= hit.first and hit.last <= other.last
