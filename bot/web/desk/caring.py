"""The care of the bot after an alarm, in words: what it asked, and how that stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from bot.handovers import InCare, NoCare
from bot.web.desk.words import moment, said


@dataclass(frozen=True, slots=True)
class Told:
    """One thing staff are told of it."""

    about: str
    words: str


def told(care: InCare | NoCare | None, now: datetime, *, alarmed: bool) -> Iterator[Told]:
    """Tell it; nothing of who is not known any more, nor of who only asked for a person."""
    match care:
        case None:
            return
        case NoCare():
            if alarmed:
                yield _told("after", said("care_words", "over"))
        case InCare():
            at = "" if care.last_at is None else f" ({moment(care.last_at, now)})"
            yield _told("last", said("care_step", care.last) + at)
            for question, stands in care.questions.items():
                yield Told(said("care_question", question), said("care_stands", stands))
            yield _told("after", said("care_words", "until", at=moment(care.until, now)))
        case _:
            assert_never(care)


def _told(about: str, words: str) -> Told:
    return Told(said("care_about", about), words)
