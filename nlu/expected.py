"""What was asked makes some answers likelier: "mwah" after "Hoe is het met je?" is no riddle.

The channel says which response was the last; after one that asks, each meaning that answers it counts `times` as much
as out of nowhere, and some are meant only there. Danger is not judged here but by the gate, which hears the words
alone.
"""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

ASKED = "asked"  # in the metadata of a message: the response that was said before it
RANKING = "intent_ranking"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ExpectedAnswers(GraphComponent, IntentClassifier):
    """Weighs the ranking of a message again by what was asked."""

    def __init__(self, times: float, questions: list[dict[str, list[str]]], only_answers: list[str]) -> None:
        self._times, self._only_answers = times, frozenset(only_answers)
        self._expected = {asked: set(each["expect"]) for each in questions for asked in each["after"]}

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Give the settings.

        `times`: how much likelier an answer is; `questions`: responses that ask, and what answers them; `only_answers`:
        what is meant by nobody who was not asked.
        """
        return {"times": 1.0, "questions": [], "only_answers": []}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "ExpectedAnswers":
        """Make one; there is nothing to learn."""
        return cls(config["times"], config["questions"], config["only_answers"])

    def process(self, messages: list[Message]) -> list[Message]:
        """Weigh the meanings of each message by what was asked before it."""
        for message in messages:
            expected = self._expected.get((message.get("metadata") or {}).get(ASKED), set())
            if message.get(RANKING):
                ranking = self._weighed(message.get(RANKING), expected)
                message.set(INTENT, ranking[0], add_to_output=True)
                message.set(RANKING, ranking, add_to_output=True)
        return messages

    def _weighed(self, ranking: list[dict[str, Any]], expected: set[str]) -> list[dict[str, Any]]:
        odds = {each["name"]: each["confidence"] * (self._times if each["name"] in expected else 1) for each in ranking}
        whole = sum(odds.values())
        # what is no answer here was not understood: its odds go to nobody else, and the bot asks
        odds |= dict.fromkeys(self._only_answers & odds.keys() - expected, 0)
        return [{"name": name, "confidence": odds[name] / whole} for name in sorted(odds, key=odds.__getitem__)[::-1]]
