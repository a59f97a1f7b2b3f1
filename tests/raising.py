"""Alarms, written as the store leaves them, for the tests of those who tell staff."""

from datetime import timedelta

from bot.handovers import Urgency
from tests.store.parts import NOW, Place

ALIAS = "geplante otter"
VISITOR = "c3" * 32
MUNICIPALITY = "geplantdorp"
WORDS = "geplante woorden"
PLANTED = (ALIAS, VISITOR, MUNICIPALITY, WORDS)

_HANDOVER = (
    "INSERT INTO handovers (id, visitor, alias, urgency, state, opened_at, last_at, trial, language, municipality)"
    " VALUES ({number}, '{visitor}', '{alias}', {urgency}, '{state}', {at}, {at}, false, {nl}, {town})"
)
_WORDS = "INSERT INTO handover_messages (handover_id, sealed, at, who) VALUES ({number}, {words}, {at}, 'visitor')"
_ALERT = (
    "INSERT INTO alerts (id, handover_id, urgency, raised_at, acknowledged_at)"
    " VALUES ({id}, {number}, {urgency}, {at}, {seen})"
)


async def raised(  # noqa: PLR0913 a row has many columns
    place: Place,
    number: int = 1,
    urgency: Urgency = Urgency.UNSAFE,
    state: str = "open",
    ago: timedelta = timedelta(0),
    *,
    seen: bool = False,
) -> None:
    """Write handover `number` with one alert, whose number is ten times as much."""
    on_sqlite = place.url.startswith("sqlite")
    plain = f"{(NOW - ago).replace(tzinfo=None)}"
    at = f"'{plain}.000000'" if on_sqlite else f"'{plain}+00'"
    opening = "x'" if on_sqlite else "'\\x"
    values = {"number": number, "id": 10 * number, "urgency": int(urgency), "state": state, "at": at}
    values |= {"visitor": f"{VISITOR}{number}", "alias": ALIAS, "seen": at if seen else "NULL"}
    sealed = {"nl": "nl", "town": MUNICIPALITY, "words": WORDS}
    values |= {name: f"{opening}{text.encode().hex()}'" for name, text in sealed.items()}
    for statement in (_HANDOVER, _WORDS, _ALERT):
        await place.rows(statement.format(**values))
