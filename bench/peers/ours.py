"""Ours without the server around it, for meanings that are not ours: what the reader makes of a message, to the model.

Runs in the environment of our own; the settings are those of config.yml.
"""

from collections.abc import Sequence
from pathlib import Path

import yaml

from bench.peers.contract import Predict, run
from nlu.apart import Apart
from nlu.intents import EnsembleIntentClassifier, IntentModel
from nlu.reader import meant


def learn(texts: Sequence[str], intents: Sequence[str]) -> Predict:
    """Learn as `nlu.reader` and `nlu.intents` do."""
    apart = Apart(texts)
    model = IntentModel(**_settings()).fit(texts, meant(texts, apart), intents)
    return lambda text: model.intents[int(model.odds([text], meant([text], apart))[0].argmax())]


def _settings() -> dict[str, float]:
    pipeline = yaml.safe_load(Path("config.yml").read_text(encoding="utf-8"))["pipeline"]
    (part,) = [part for part in pipeline if part["name"] == "nlu.intents.EnsembleIntentClassifier"]
    return EnsembleIntentClassifier.get_default_config() | {name: part[name] for name in part if name != "name"}


if __name__ == "__main__":
    run("Join Us", learn)
