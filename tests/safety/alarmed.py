"""A visitor who raised an alarm, and what was said to them."""

from datetime import UTC, datetime

from bot.messages import Language, Say
from bot.safety import (
    Alarm,
    Answer,
    Context,
    StaffLine,
    check,
    follow,
    raised,
)
from bot.texts import Texts

TEXTS = Texts.load()
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
NL = Context(TEXTS, Language.NL, StaffLine.LATER, NOW)
EMERGENCY = "ik heb pillen genomen"


def alarm_of(said: str) -> Alarm:
    alarm = check(said)
    assert isinstance(alarm, Alarm)
    return alarm


def after(said: str, ctx: Context = NL) -> Answer:
    return raised(None, alarm_of(said), ctx)


def whole(replies: tuple[Say, ...]) -> str:
    return "\n".join(reply.text for reply in replies)


def titles(answer: Answer) -> list[str]:
    return [choice.title for reply in answer.replies for choice in reply.choices]


def filled(key: str) -> list[str]:
    return [text.format(emergency="112", line="113", chat="113.nl") for text in TEXTS.variants(key, Language.NL)]


def asked(key: str) -> tuple[str, ...]:
    """Give the wordings of a question."""
    return tuple(TEXTS.variants(key, Language.NL))


def told(care_said: tuple[str, ...], ctx: Context = NL) -> Answer:
    answer = after(care_said[0], ctx)
    for said in care_said[1:]:
        followed = follow(answer.care, said, ctx)
        assert followed is not None, said
        answer = followed
    return answer


def said(first: Answer, message: str, alarm: Alarm | None = None) -> Answer:
    """Answer a message typed after another, which has to be understood."""
    answer = follow(first.care, message, NL, alarm)
    assert answer is not None, message
    return answer


def heard_in(message: str) -> Alarm | None:
    """What the bot's own nets hear in a message."""
    verdict = check(message)
    return verdict if isinstance(verdict, Alarm) else None


def beginnings(key: str) -> tuple[str, ...]:
    """How each wording of a text begins, up to the first number."""
    return tuple(text.partition("{")[0] for text in TEXTS.variants(key, Language.NL))
