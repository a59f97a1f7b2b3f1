"""The safety gate: the second net, inside the model, that no policy or form can lose."""

from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu import tuned
from nlu.danger import DangerModel
from nlu.examples import NONE, Example
from nlu.learnt import Learnt
from nlu.reader import EXAMPLE, SIGNALS, TYPED, says_one_thing

SAFETY = "safety"
RANKING = "intent_ranking"
_FEW = 5  # words; less says too little to doubt about: "sorry", "doei allemaal"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SafetyGate(Learnt):
    """Says which tier a message signals, and has the last word on it.

    Writes `safety: {"tier": str | None, "mass": float}` into the parse; `mass` is the probability that the message is
    an alarm, `tier` is None below `threshold`, or below `soonest` where it may be an emergency. What it lets pass is no
    safety intent either: those go to the end of the ranking, so that a rule cannot escalate what the gate did not.
    """

    learnt_with = ("by_words", "danger", "examples", "tuned", "words")

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Give the settings: what they are and why they are so stands in config.yml and docs/decisions/009."""
        return {"threshold": None, "sure": None, "emergency": None, "soonest": None, "tiers": {}}

    @classmethod
    def learnt_from(cls, config: dict[str, Any]) -> list[Path]:
        """Give the file with the layers that say what a message signals."""
        return [tuned.FILE]

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, model_storage, resource)
        self._tiers = config["tiers"]
        names = ("threshold", "sure", "emergency", "soonest")
        shares = self._threshold, self._sure, self._emergency, self._soonest = tuple(config[name] for name in names)
        if not self._tiers or not all(isinstance(share, float) and 0 < share < 1 for share in shares):
            raise InvalidConfigException(
                f"SafetyGate needs `tiers`, and {', '.join(names)} between 0 and 1, in config.yml"
            )

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples the reader brought: the gate's own, and those of the intents that say one thing.

        What says two would teach one of them under the name of the other.
        """
        examples = [self._example(message) for message in training_data.training_examples if says_one_thing(message)]
        return self._keep(DangerModel(tuned.Tuned().classes).fit(examples))

    def _example(self, message: Message) -> Example:
        signals = self._tiers.get(message.get(INTENT), NONE), message.get(INTENT)
        return Example(*message.get(EXAMPLE, signals), message.get(TYPED))

    def process(self, messages: list[Message]) -> list[Message]:
        """Judge each message that has a text."""
        told = [message for message in messages if message.get(TEXT)]
        if self._model is None or not told:
            return messages
        texts = [message.get(TYPED) for message in told]
        signals = np.stack([message.get(SIGNALS) for message in told])
        for message, odds in zip(told, self._model.tiers(texts, signals), strict=True):
            mass = 1 - odds[NONE]
            tier = self._tier(odds, mass, few=len(message.get(TYPED).split()) < _FEW)
            message.set(SAFETY, {"tier": tier, "mass": round(mass, 4)}, add_to_output=True)
            if tier is None:
                self._let_pass(message)
        return messages

    def _tier(self, odds: dict[str, float], mass: float, *, few: bool) -> str | None:
        dying = odds["emergency"] >= self._emergency * mass  # to take a life in danger for less is the worse mistake
        if mass < self._threshold:
            # too little to send anybody to 112, too much to say nothing: a caring question
            return "concern" if dying and not few and mass >= self._soonest else None
        if dying:
            return "emergency"
        likeliest = max((tier for tier in odds if tier != NONE), key=lambda tier: odds[tier])
        if mass < self._sure and (likeliest == "suicidal" or few):
            # who may only be sad is asked a caring question, not whether they think of suicide; nor is "hij wil niet"
            # told of Veilig Thuis: a few words say too little of who does what to whom
            return "concern"
        return likeliest

    def _let_pass(self, message: Message) -> None:
        ranking = message.get(RANKING) or []
        ordered = sorted(ranking, key=lambda item: item["name"] in self._tiers)
        if ordered:
            message.set(RANKING, ordered, add_to_output=True)
            message.set(INTENT, ordered[0], add_to_output=True)
