"""Reads each message once, for all who judge it: undoes what should not matter, and says what it means.

While training it brings the examples of `nlu/danger` beside those of the topics: intents and gate learn from both.
"""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import joblib
import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.apart import Apart
from nlu.danger import NONE, Example, read
from nlu.meaning import vectors

TYPED = "typed"  # the text, without what should not matter
EXAMPLE = "danger"  # what an example of `nlu/danger` signals and was written for: (tier, category)
_CODE = Path(__file__).parent


def fingerprint(*names: str, data: Iterable[Path] = ()) -> str:
    """Hash modules of this folder and what they run on: Rasa would keep an old model when one of them changed."""
    files = [*data, *(_CODE / f"{name}.py" for name in names), _CODE / "requirements.txt"]
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def meanings(messages: Iterable[Message]) -> NDArray[np.float32]:
    """Give what the reader found messages to mean: a row of `nlu.meaning.vectors` for each."""
    return np.stack([message.get_dense_features(TEXT, [])[1].features[0] for message in messages])


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class MessageReader(GraphComponent):
    """Sets `typed` and the dense features of the sentence on a message."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`data`: the folder with the examples of the safety gate."""
        return {"data": "nlu/danger"}

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, apart: Apart | None = None
    ) -> None:
        self._data = Path(config["data"])
        self._storage, self._resource, self._apart = model_storage, resource, apart

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "MessageReader":
        """Make a reader that knows no words yet."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> "MessageReader":
        """Read the words it knows; the file is our own, made by `rasa train` on this machine."""
        with model_storage.read_from(resource) as folder:
            apart: Apart = joblib.load(folder / "apart.joblib")
        vectors(["hoi"])  # reads the encoders' weights now: else the first visitor waits for them
        return cls(config, model_storage, resource, apart)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Tell Rasa when the examples, the code or what it runs on changed.

        Of a reader it has in its cache Rasa asks once more, and then gives that one's output in place of the settings.
        """
        if "data" not in config:
            return ""
        return fingerprint("apart", "danger", "e5", "meaning", "words", data=sorted(Path(config["data"]).glob("*.tsv")))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn which words are said."""
        topics = [message.get(TEXT) for message in training_data.intent_examples if message.get(TEXT)]
        self._apart = Apart([*topics, *(example.text for example in read(self._data))])
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._apart, folder / "apart.joblib")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Read the examples of the topics, and with them those of the gate."""
        topics = [message for message in training_data.intent_examples if message.get(TEXT)]
        intents = {message.get(INTENT) for message in topics}
        return TrainingData(self.process([*topics, *(_message(example, intents) for example in read(self._data))]))

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message that has a text."""
        told = [message for message in messages if message.get(TEXT)]
        if self._apart is None or not told:
            return messages
        for message in told:
            # CAPITALS are heard by an encoder as shouting
            message.set(TYPED, self._apart(message.get(TEXT).lower()))
        for message, meant in zip(told, vectors([message.get(TYPED) for message in told]), strict=True):
            message.add_features(Features(meant[np.newaxis], FEATURE_TYPE_SENTENCE, TEXT, "reader"))
        return messages


def _message(example: Example, intents: set[str]) -> Message:
    """Turn an example of the gate into one of Rasa; what is no alarm and was written for an intent teaches that too."""
    teaches = {INTENT: example.category} if example.tier == NONE and example.category in intents else {}
    return Message({TEXT: example.text, EXAMPLE: (example.tier, example.category), **teaches})
