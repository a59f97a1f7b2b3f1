"""A visitor who raised an alarm, and what was said to them."""

from datetime import UTC, datetime

from bot.messages import Language, Say
from bot.safety import (
    Alarm,
    Answer,
    Context,
    Net,
    Signal,
    StaffLine,
    Tier,
    check,
    follow,
    means_another,
    raised,
    stay,
)
from bot.texts import Texts

TEXTS = Texts.load()
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
NL = Context(TEXTS, Language.NL, StaffLine.LATER, NOW)
EMERGENCY = "ik heb pillen genomen"
BEATEN = "mijn vader slaat me"


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


def answers(*messages: str) -> Answer:
    """Answer messages one after another as the bot does without Rasa."""
    answer = after(messages[0])
    for message in messages[1:]:
        care, alarm = answer.care, heard_in(message)
        sounded = alarm and raised(care, alarm, NL, of_another=means_another(care, alarm, message))
        answer = follow(care, message, NL, alarm) or sounded or stay(care, NL)
    return answer


def guessed(tier: Tier, net: Net = Net.MODEL) -> Alarm:
    return Alarm(tier, (Signal(tier, "model", net, 0, 0),))
