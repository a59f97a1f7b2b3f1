"""Alerts: staff are told at once of an alarm that cannot wait, wherever they are, and again when nobody looks.

Pure: whom to tell now, through what and in which words. A message to staff holds an urgency and a number, never a word,
a name or a place: it goes through other people's servers and shows on locked screens.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Protocol

from bot.handovers.transitions import Urgency

MINUTES = 10  # so long staff have to look before they are told again, unless the desk's settings say otherwise
_AT_ONCE = 20  # alerts in one message: well under Telegram's 4,096 characters

URGENCIES = {  # as the desk says them
    Urgency.EMERGENCY: "noodgeval",
    Urgency.UNSAFE: "onveilig",
    Urgency.SUICIDAL: "zelfmoordgedachten",
    Urgency.CONCERN: "zorgen",
    Urgency.ASKED: "vraagt om een mens",
}


class Channel(StrEnum):
    """How staff are reached."""

    TELEGRAM = "telegram"
    MAIL = "mail"


class Time(StrEnum):
    """Which time staff are told."""

    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Alert:
    """An alarm that staff are to be told of; `acknowledged_at` is when somebody looked at it at the desk.

    `first_by` is what told them the first time, None where that is not known.
    """

    id: int
    handover: int
    urgency: Urgency
    first_sent_at: datetime | None = None
    first_by: Channel | None = None
    second_sent_at: datetime | None = None
    acknowledged_at: datetime | None = None
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """One message to staff: about what, the gravest first, for which time, and through which channels.

    The next channel has its turn when one fails.
    """

    time: Time
    alerts: tuple[Alert, ...]
    through: tuple[Channel, ...]


class UntoldError(Exception):
    """A message did not reach staff. The text is the name of an error's type; it holds no word and no address.

    `permanent` means that only another setting helps: the group is gone, the mailbox refuses us.
    """

    def __init__(self, reason: str, *, permanent: bool) -> None:
        super().__init__(reason)
        self.permanent = permanent


class Messenger(Protocol):
    """A channel to staff."""

    @property
    def channel(self) -> Channel:
        """Which it is."""

    async def send(self, text: str) -> None:
        """Send a text whose first line says what it is about; takes half a minute at most.

        Raises:
            UntoldError: it did not arrive, for good or for now; after a time-out it may have.
        """


class Alerts(Protocol):
    """Where alerts are kept; every method raises StoreDownError of the conversation's and nothing else."""

    async def open_alerts(self) -> Sequence[Alert]:
        """List the alerts that staff may still have to be told of, the oldest first."""

    async def note_first(self, numbers: Collection[int], at: datetime, by: Channel) -> None:
        """Note that staff were told, and through what."""

    async def note_second(self, numbers: Collection[int], at: datetime) -> None:
        """Note that staff were told again."""


def due(alert: Alert, now: datetime, patience: timedelta) -> Time | None:
    """Say which time staff are to be told now, if at all.

    The first time always comes, also when the visitor has left by then; the second only while nobody has looked.
    """
    if alert.first_sent_at is None:
        return Time.FIRST
    if alert.second_sent_at is not None or alert.acknowledged_at is not None or alert.resolved:
        return None
    return Time.SECOND if now - alert.first_sent_at >= patience else None


def route(channels: Sequence[Channel], time: Time, first_by: Channel | None) -> tuple[Channel, ...]:
    """Order the channels; the second time begins with one that did not tell the first.

    `first_by` None: it is not known, and the first channel is the likeliest.
    """
    if time is Time.FIRST or not channels:
        return tuple(channels)
    used = first_by if first_by in channels else channels[0]
    return tuple(sorted(channels, key=lambda channel: channel is used))


def tellings(
    alerts: Sequence[Alert], channels: Sequence[Channel], now: datetime, patience: timedelta
) -> Sequence[Telling]:
    """Make the messages that are due: first times before second ones, the gravest on top, many in one when many wait.

    After an outage or on a bad night a hundred messages would be held up by Telegram's limit of twenty a minute.
    """
    waiting = [
        (time, route(channels, time, alert.first_by), alert)
        for alert in alerts
        if (time := due(alert, now, patience)) is not None
    ]
    waiting.sort(key=lambda one: (one[0], one[1], -one[2].urgency, one[2].id))
    made = []
    for (time, through), alike in groupby(waiting, key=lambda one: one[:2]):
        about = tuple(alert for *_, alert in alike)
        made += [Telling(time, about[at : at + _AT_ONCE], through) for at in range(0, len(about), _AT_ONCE)]
    return made


def worded(telling: Telling, desk: str | None) -> str:
    """Write the message; `desk` is the public address of the desk's cases, to which a number is added."""
    gravest: dict[int, Urgency] = {}
    for alert in telling.alerts:
        gravest.setdefault(alert.handover, alert.urgency)
    lines = [f"{URGENCIES[urgency]}, melding {number}" for number, urgency in gravest.items()]
    links = [f" {desk}/{number}" if desk else "" for number in gravest]
    title = "Nieuw alarm" if telling.time is Time.FIRST else "Nog niet bekeken"
    then = "Open de desk." if telling.time is Time.FIRST else "Niemand heeft dit geopend. Wie kijkt nu?"
    if len(lines) == 1:
        return "\n".join(filter(None, [f"{title}: {lines[0]}", links[0].strip(), then]))
    listed = [f"- {line}{link and ':'}{link}" for line, link in zip(lines, links, strict=True)]
    return "\n".join([f"{title}: {len(lines)} meldingen", *listed, then])
