"""The safety gate: the second net, inside the model, that no policy or form can lose."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

SAFETY = "safety"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SafetyGate(GraphComponent):
    """Adds up the probability of the safety intents and says which tier a message signals.

    Writes `safety: {"tier": str | None, "mass": float}` into the parse; `tier` is that of the likeliest safety intent
    when their joint probability reaches `threshold`, else None.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`threshold`: joint probability from which it is an alarm; `tiers`: safety intent -> tier."""
        return {"threshold": None, "tiers": {}}

    def __init__(self, config: dict[str, Any]) -> None:
        self._threshold, self._tiers = config["threshold"], config["tiers"]
        if not self._tiers or not isinstance(self._threshold, float) or not 0 < self._threshold < 1:
            raise InvalidConfigException("SafetyGate needs `tiers` and a `threshold` between 0 and 1 in config.yml")

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SafetyGate":
        """Make the gate as config.yml describes it."""
        return cls(config)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Judge nothing while training."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Judge each message that has a ranking."""
        for message in messages:
            risky = [item for item in message.get("intent_ranking") or [] if item["name"] in self._tiers]
            mass = sum(item["confidence"] for item in risky)
            tier = self._tiers[risky[0]["name"]] if risky and mass >= self._threshold else None
            message.set(SAFETY, {"tier": tier, "mass": round(mass, 4)}, add_to_output=True)
        return messages
