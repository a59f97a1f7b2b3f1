"""Print what a person still has to look at: `python -m bot.safety`."""

import sys
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.safety.helplines import stale
from bot.safety.review import unreviewed
from bot.texts import Texts


def warnings(texts: Texts, today: date) -> tuple[str, ...]:
    """Say in a line each which helplines nobody verified lately and how many crisis texts nobody reviewed."""
    lines, unread = stale(today), unreviewed(texts)
    said = []
    if lines:
        said.append(f"warning: helplines unverified or older than 90 days: {', '.join(lines)}")
    if unread:
        said.append(f"warning: crisis texts nobody has reviewed: {len(unread)} (bot/safety/review.yml)")
    return tuple(said)


if __name__ == "__main__":
    for line in warnings(Texts.load(), datetime.now(ZoneInfo("Europe/Amsterdam")).date()):
        sys.stdout.write(f"{line}\n")
