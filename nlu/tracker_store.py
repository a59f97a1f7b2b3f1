"""What Rasa remembers of a conversation: in memory, a day at most, and never longer than the dialogue needs."""

import time
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker


class BoundedTrackerStore(TrackerStore):
    """Keeps the last events of at most `conversations` trackers for `seconds`.

    Stock stores write out and read back the whole history each turn: 10 ms at the start, 191 at turn 290. Here an old
    history is cut to its newest turns, with the slots and the open form set again at its head, so a turn costs the
    same for ever.
    """

    def __init__(
        self,
        domain: Domain,
        event_broker: EventBroker | None = None,
        turns: int = 2,
        conversations: int = 5_000,
        seconds: float = 24 * 3600,
        **_: Any,
    ) -> None:
        super().__init__(domain, event_broker)
        self._turns, self._conversations, self._seconds = turns, conversations, seconds
        self._kept: OrderedDict[str, tuple[float, list[Event]]] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the newest turns; drop the conversations that have outlived their day or the room there is."""
        self._kept[tracker.sender_id] = (time.monotonic(), self._newest(tracker))
        self._kept.move_to_end(tracker.sender_id)
        oldest_allowed = time.monotonic() - self._seconds
        while self._kept:
            sender, (saved_at, _) = next(iter(self._kept.items()))
            if saved_at >= oldest_allowed and len(self._kept) <= self._conversations:
                break
            del self._kept[sender]

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Give back a conversation that is still remembered."""
        kept = self._kept.get(sender_id)
        if kept is None or kept[0] < time.monotonic() - self._seconds:
            return None
        return DialogueStateTracker.from_events(sender_id, kept[1], self.domain.slots)

    async def keys(self) -> Iterable[str]:
        """Name the conversations that are remembered."""
        return list(self._kept)

    def forget(self, sender_id: str) -> None:
        """Drop a conversation at once."""
        self._kept.pop(sender_id, None)

    def _newest(self, tracker: DialogueStateTracker) -> list[Event]:
        events = list(tracker.events)
        asked = [at for at, event in enumerate(events) if isinstance(event, UserUttered)]
        if len(asked) <= 2 * self._turns:  # cut in steps: most turns cut nothing
            return events
        cut = asked[-self._turns]
        before = DialogueStateTracker.from_events(tracker.sender_id, events[:cut], self.domain.slots)
        slots = [SlotSet(name, slot.value) for name, slot in before.slots.items() if slot.value is not None]
        form = [ActiveLoop(before.active_loop.name)] if before.active_loop else []
        return [
            ActionExecuted("action_session_start"),
            SessionStarted(),
            *form,
            *slots,
            ActionExecuted("action_listen"),
            *events[cut:],
        ]
