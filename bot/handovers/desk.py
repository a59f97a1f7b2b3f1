"""Where handovers are kept, as the desk needs it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.handovers.transitions import HandoverState, Urgency
from bot.handovers.work import Action, Card, Case, Done, Refusal, Reviewer, Told
from bot.messages import Language


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which handovers to list: by default all that are not resolved. `claimed_by` is the id of somebody of staff.

    `language` and `municipality` (a gm_code) are None for any. `places`: count them by municipality too.
    """

    states: frozenset[HandoverState] = frozenset({HandoverState.OPEN, HandoverState.CLAIMED})
    at_least: Urgency = Urgency.ASKED
    claimed_by: int | None = None
    language: Language | None = None
    municipality: str | None = None
    most: int = 50
    after: int = 0  # how many to skip
    places: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A part of the queue, and how many there are in all.

    The gravest first; of the equally grave whom nobody has, and then who waits longest. Of those that are resolved
    alone it is the last first.

    `waiting` is how many are open, whatever was wanted, by urgency; `places` how many are wanted by gm_code, whatever
    municipality was wanted.
    """

    cards: tuple[Card, ...]
    total: int
    waiting: Mapping[Urgency, int]
    places: Mapping[str, int] = field(default_factory=dict)


class Desk(Protocol):
    """Where handovers are kept, as the desk uses it; every method raises StoreDownError and nothing else."""

    async def listed(self, wanted: Wanted) -> Listed:
        """List handovers, at the cost of the same number of queries however many there are."""

    async def case(self, number: int, by: Reviewer, *, quiet: bool = False) -> Case | None:
        """Read one, noting in the audit log who looked and that its alerts are seen; None when there is none.

        `quiet`: a page that stands open renews itself. Who looked not long ago is not noted once more.
        """

    async def erased(self, number: int) -> bool:
        """Tell whether there was one that its visitor erased."""

    async def act(self, number: int, action: Action, by: Reviewer, told: Told | None = None) -> Done | Refusal:
        """Do something, all of it in one transaction, or say why not.

        `told` gives what the visitor hears of it; if that is something, and they can be reached, it goes to the outbox.
        """

    async def exported(self, what: str, by: Reviewer) -> None:
        """Note in the audit log who took figures, a report or a list along."""

    async def unanswered(self) -> Sequence[Card]:
        """List the claimed handovers that nobody answers: overdue, or claimed by who works here no longer."""
