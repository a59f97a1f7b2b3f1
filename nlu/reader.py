"""Reads each message once, for all who judge it: undoes what should not matter, and says what it means.

While training it brings the examples of `nlu/danger` beside those of the topics: intents and gate learn from both.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, METADATA, METADATA_INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu import tuned
from nlu.apart import Apart, typed
from nlu.e5 import encoder
from nlu.examples import NONE, Example, read
from nlu.learnt import Learnt

TYPED = "typed"  # the text, without what should not matter
SIGNALS = "signals"  # the odds of each class of `nlu.tuned`
EXAMPLE = "danger"  # what an example of `nlu/danger` signals and was written for: (tier, category)


def meant(texts: Iterable[str], apart: Apart) -> NDArray[np.float32]:
    """Say what texts mean, a row of 1,152 numbers for each, undoing what should not matter."""
    return encoder().encode([typed(text, apart) for text in texts])[0]


def says_one_thing(example: Message) -> bool:
    """Tell whether an example says what its intent does and no more; its file says if not, as metadata."""
    told = (example.get(METADATA) or {}).get(METADATA_INTENT) or {}
    return bool(told.get("says") != "two things")


def meanings(messages: Iterable[Message]) -> NDArray[np.float32]:
    """Give what the reader found messages to mean: a row of 1,152 numbers for each."""
    return np.stack([message.get_dense_features(TEXT, [])[1].features[0] for message in messages])


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class MessageReader(Learnt):
    """Sets `typed`, `signals` and the dense features of the sentence on a message."""

    learnt_with = ("apart", "e5", "examples", "tuned", "words")

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`data`: the folder with the examples of the safety gate."""
        return {"data": "nlu/danger"}

    @classmethod
    def learnt_from(cls, config: dict[str, Any]) -> list[Path]:
        """Give the files with the examples of the safety gate, and with the last layers of the encoder."""
        return [*sorted(Path(config["data"]).glob("*.tsv")), tuned.FILE]

    def warm_up(self) -> None:
        """Read the encoder's weights."""
        encoder().encode(["hoi"])

    def train(self, training_data: TrainingData) -> Resource:
        """Learn which words are said."""
        topics = [message.get(TEXT) for message in training_data.intent_examples if message.get(TEXT)]
        return self._keep(Apart([*topics, *(example.text for example in self._examples())]))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Read the examples of the topics, and bring those of the gate beside them, of which the words alone teach."""
        topics = self.process([message for message in training_data.intent_examples if message.get(TEXT)])
        intents = {message.get(INTENT) for message in topics}
        return TrainingData([*topics, *(self._message(example, intents) for example in self._examples())])

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message that has a text."""
        told = [message for message in messages if message.get(TEXT)]
        if self._model is None or not told:
            return messages
        for message in told:
            message.set(TYPED, typed(message.get(TEXT), self._model))
        for message, row, odds in zip(told, *encoder().encode([message.get(TYPED) for message in told]), strict=True):
            message.add_features(Features(row[np.newaxis], FEATURE_TYPE_SENTENCE, TEXT, "reader"))
            message.set(SIGNALS, odds)
        return messages

    def _examples(self) -> list[Example]:
        return read(Path(self._config["data"]))

    def _message(self, example: Example, intents: set[str]) -> Message:
        """Make an example of the gate one of Rasa; what is no alarm and was written for an intent teaches that too."""
        told = {TEXT: example.text, TYPED: typed(example.text, self._model), EXAMPLE: (example.tier, example.category)}
        if example.tier == NONE and example.category in intents:
            told[INTENT] = example.category
        return Message(told)
