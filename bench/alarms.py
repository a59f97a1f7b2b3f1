"""How long it takes until staff hear of an alarm: from the message of a visitor to a mail in a mailbox."""

import asyncio
import time
from datetime import UTC, datetime
from random import Random

from bench.figures import Figure, percentile
from bench.turns import Echo, Turn, talking
from bot.commands.alerting import Alerting
from bot.mail import Mail, MailSettings
from tests.mail_server import Handler, mail_server

ALARMS = 40
BOUND = 2.0  # seconds; issue 5
_LONGEST = 30.0  # seconds; then it does not come any more
_NOTICED = 0.005  # seconds between two looks into the mailbox


async def figures() -> list[Figure]:
    """Measure alarms one after the other, each at some moment of the second in which the worker looks."""
    moments = Random(1)  # noqa: S311 -- moments, no secrets
    async with mail_server() as mailbox, talking(Echo()) as (turn, store):
        settings = MailSettings("127.0.0.1", mailbox.port, "bot@example.org", ["staff@example.org"])
        worker = asyncio.create_task(Alerting(store.alerts(), [Mail(settings, _now)], None, _ten, _now).run())
        took = []
        for number in range(ALARMS):
            await asyncio.sleep(moments.random())
            took.append(await _told(turn, f"visitor {number}", mailbox))
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)
    what = "from a cry for help to the mail that tells staff"
    return [
        Figure(f"{what}, p50", percentile(took, 0.5), "s"),
        Figure(f"{what}, the longest of {ALARMS}", max(took), "s", BOUND),
    ]


async def _told(turn: Turn, visitor: str, mailbox: Handler) -> float:
    before, began = len(mailbox.mails), time.perf_counter()
    await turn(visitor, "ik wil dood")
    async with asyncio.timeout(_LONGEST):
        while len(mailbox.mails) == before:  # noqa: ASYNC110 -- the mailbox says nothing when it takes a mail
            await asyncio.sleep(_NOTICED)
    return time.perf_counter() - began


async def _ten() -> int:
    return 10  # minutes until the other channel


def _now() -> datetime:
    return datetime.now(UTC)
