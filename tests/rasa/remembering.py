"""Runs in Rasa's own environment; prints as JSON what the tracker store keeps, for test_tracker_store.py."""

# mypy: disable-error-code="import-not-found"
import asyncio
import json
import sys
from typing import Any

from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from nlu.tracker_store import BoundedTrackerStore

TURNS = 3


def _turn(words: str) -> list[Event]:
    return [UserUttered(words, {"name": "ask_cost"}), ActionExecuted("utter_ask_cost"), ActionExecuted("action_listen")]


async def _told(store: BoundedTrackerStore, sender: str, events: list[Event]) -> DialogueStateTracker:
    tracker = await store.get_or_create_tracker(sender)
    for event in events:
        tracker.update(event)
    await store.save(tracker)
    kept = await store.retrieve(sender)
    assert kept is not None
    return kept


async def _long(domain: Domain) -> dict[str, Any]:
    store = BoundedTrackerStore(domain, turns=TURNS)
    await _told(
        store, "long", [SlotSet("language", "en"), ActiveLoop("place_form"), SlotSet("requested_slot", "place")]
    )
    most = 0
    for turn in range(50):
        tracker = await _told(store, "long", _turn(f"message {turn}"))
        most = max(most, sum(isinstance(event, UserUttered) for event in tracker.events))
    slots = {name: tracker.get_slot(name) for name in ("language", REQUESTED_SLOT, "place")}
    return {"most": most, "slots": slots, "loop": tracker.active_loop_name, "last": tracker.latest_message.text}


async def _many(domain: Domain) -> list[str]:
    store = BoundedTrackerStore(domain, conversations=2)
    for sender in ("first", "second", "first", "third"):
        await _told(store, sender, _turn("hoi"))
    return list(await store.keys())


async def _old(domain: Domain) -> dict[str, Any]:
    store = BoundedTrackerStore(domain, seconds=0.2)
    await _told(store, "old", _turn("hoi"))
    before = await store.retrieve("old") is not None
    await asyncio.sleep(0.3)
    after = await store.retrieve("old") is not None
    await _told(store, "new", _turn("hoi"))
    return {"before": before, "after": after, "kept": list(await store.keys())}


async def main() -> None:
    domain = Domain.load("domain.yml")
    kept = {"long": await _long(domain), "many": await _many(domain), "old": await _old(domain)}
    sys.stdout.write(json.dumps(kept))


asyncio.run(main())
