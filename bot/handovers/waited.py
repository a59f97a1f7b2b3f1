"""How long visitors waited for staff, as counts of a day: they point at nobody, and stay when the handover goes."""

from datetime import datetime, timedelta

from bot.handovers.work import Action, Card, Reply, Resolve

FIRST_REPLY, RESOLVED = "first_reply", "resolved"
WITHIN = {
    "10m": timedelta(minutes=10),
    "1h": timedelta(hours=1),
    "4h": timedelta(hours=4),
    "24h": timedelta(hours=24),
}
LONGER = "longer"


def waited(action: Action, card: Card, at: datetime, *, replied: bool) -> tuple[str, str] | None:
    """Name what is to be counted, and for how long, when staff do something; None for nothing, and of a trial.

    Both count from the first message of the handover; `replied` tells that staff have answered in it before.
    """
    match action:
        case _ if card.trial:
            return None
        case Reply() if not replied:
            return FIRST_REPLY, f"within:{_within(at - card.opened_at)}"
        case Resolve():
            return RESOLVED, f"within:{_within(at - card.opened_at)}"
        case _:
            return None


def _within(time: timedelta) -> str:
    return next((name for name, most in WITHIN.items() if time <= most), LONGER)
