"""What was said in a handover, opened with the desk's key and made ready to be read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup, escape

from bot.handovers import Case, Entry, Line, Sent, Verdict, Who, unseal
from bot.web.desk.words import key, moment, said


@dataclass(frozen=True, slots=True)
class Spoken:
    """One message: `words` with the alarming ones marked, if `is_marked`, and when it was written if earlier."""

    words: Markup
    at: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry as the page shows it; empty strings where there is nothing to say.

    `closed` tells that it cannot be opened with the key there is.
    """

    id: int
    who: str
    said_by: str
    at: str
    spoken: Sequence[Spoken]
    closed: bool
    urgency: str
    urgency_said: str
    verdict: Verdict | None
    sent: str
    sent_said: str


Lines = tuple[Line, ...] | None  # of an entry; None when it cannot be opened with the key there is


def opened_all(case: Case, private: bytes) -> Sequence[tuple[Entry, Lines]]:
    """Open all entries, the oldest first."""
    return tuple((entry, opened(entry, private)) for entry in case.entries)


def timeline(entries: Iterable[tuple[Entry, Lines]], now: datetime) -> Sequence[Moment]:
    """Give the timeline of what was opened."""
    return tuple(_moment(entry, lines, now) for entry, lines in entries)


_NOT_READ = frozenset({Sent.FAILED, Sent.BLOCKED})


def staff_words(case: Case, private: bytes) -> str:
    """Give all that staff have answered so far, but for what did not arrive."""
    answers = (entry for entry in case.entries if entry.who is Who.STAFF and entry.sent not in _NOT_READ)
    return "\n".join(line.words for entry in answers for line in opened(entry, private) or ())


def opened(entry: Entry, private: bytes) -> Lines:
    """Open an entry; None when it was sealed to another key, altered or moved here. An entry may hold nothing."""
    if not entry.sealed:
        return ()
    try:
        return unseal(entry.sealed, private, entry.visitor)
    except ValueError:
        return None


def _moment(entry: Entry, lines: Lines, now: datetime) -> Moment:
    return Moment(
        id=entry.id,
        who=entry.who.value,
        said_by=said("who", entry.who, by=entry.by or "een oud-collega"),
        at=moment(entry.at, now),
        spoken=tuple(_spoken(line, entry.at, now) for line in lines or ()),
        closed=lines is None,
        urgency=key(entry.urgency) if entry.urgency else "",  # asking for a person is no alarm
        urgency_said=said("urgency", entry.urgency) if entry.urgency else "",
        verdict=entry.verdict,
        sent=entry.sent.value if entry.sent else "",
        sent_said=_sent(entry.sent),
    )


def _sent(sent: Sent | None) -> str:
    return said("sent", sent) if sent else ""


def _spoken(line: Line, entry_at: datetime, now: datetime) -> Spoken:
    at, of_entry = moment(line.at, now), moment(entry_at, now)
    return Spoken(marked(line.words, line.marked), "" if at == of_entry else at, bool(line.marked))


def marked(words: str, spans: Iterable[tuple[int, int]]) -> Markup:
    """Escape a text and mark parts of it; spans may touch, overlap or reach outside."""
    pieces, end = [], 0
    for start, stop in sorted(spans):
        begin = max(start, end)
        alarming = words[begin : max(stop, begin)]
        if alarming:
            pieces += [escape(words[end:begin]), Markup("<mark>{}</mark>").format(alarming)]
            end = begin + len(alarming)
    return Markup("").join([*pieces, escape(words[end:])])
