"""What the components of the pipeline have in common: each knows one thing, learnt by `rasa train`, kept in a file."""

import pickle
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.training_data import TrainingData

_CODE = Path(__file__).parent
_FILE = "learnt.pickle"  # not joblib: it reads a hundred thousand words in Python, in six times as long


class Learnt(GraphComponent):
    """A component whose `_model` is None until it is learnt, or loaded."""

    learnt_with: ClassVar[tuple[str, ...]] = ()  # modules of this folder, besides its own, that change what it learns

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, model_storage, resource
        self._model: Any = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "Learnt":
        """Make a component that has learnt nothing yet."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> "Learnt":
        """Read what was learnt; the file is our own, made by `rasa train` on this machine."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder, (folder / _FILE).open("rb") as file:
            component._model = pickle.load(file)  # noqa: S301 -- as said
        component.warm_up()
        return component

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Tell Rasa when the code changed, what it runs on or what it learns from: it would keep the old model."""
        if "output" in config:  # what Rasa's cache holds is asked for once more, with its output in place of settings
            return ""
        modules = ("learnt", cls.__module__.rpartition(".")[2], *cls.learnt_with)
        files = [*(_CODE / f"{name}.py" for name in modules), _CODE / "requirements.txt", *cls.learnt_from(config)]
        return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()

    @classmethod
    def learnt_from(cls, config: dict[str, Any]) -> list[Path]:
        """Give the files, besides Rasa's own, that it learns from."""
        return []

    def warm_up(self) -> None:
        """Do now what the first visitor would else wait for."""

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the training data as it is."""
        return training_data

    def _keep(self, model: Any) -> Resource:
        self._model = model
        with self._storage.write_to(self._resource) as folder, (folder / _FILE).open("wb") as file:
            pickle.dump(model, file, pickle.HIGHEST_PROTOCOL)
        return self._resource
