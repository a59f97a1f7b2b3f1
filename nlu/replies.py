"""How a response is worded: of several ways to say it never the one it had last. `nlg` in endpoints.yml."""

from typing import Any

from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event
from rasa.shared.core.trackers import DialogueStateTracker

_TRIES = 10  # with two ways to say it, one in a thousand times the same comes again


class Unrepeated(TemplatedNaturalLanguageGenerator):
    """Rasa's own, which draws one of the ways at random, asked again until it is another."""

    def __init__(self, endpoint_config: object = None, domain: Domain | None = None) -> None:  # noqa: ARG002 -- Rasa's
        super().__init__(domain.responses if domain else {})

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **values: Any
    ) -> dict[str, Any] | None:
        """Word a response; one that has a single wording for this visitor is given as it is."""
        last = next((event.text for event in reversed(tracker.events) if _words(event, utter_action)), None)
        for _ in range(_TRIES):
            told: dict[str, Any] | None = await super().generate(utter_action, tracker, output_channel, **values)
            if told is None or told.get("text") != last:
                break
        return told


def _words(event: Event, response: str) -> bool:
    return isinstance(event, BotUttered) and event.metadata.get("utter_action") == response
