"""Stock Rasa, in the environment of our own: counts of words and letters, then `logistic` regression or `diet`."""

import asyncio
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import rasa
import yaml
from rasa.core.agent import Agent
from rasa.model_training import train_nlu

from bench.peers.contract import Predict, run

_COUNTS = [
    {"name": "WhitespaceTokenizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
]
_CLASSIFIERS = {
    "logistic": {"name": "LogisticRegressionClassifier", "random_state": 0},
    "diet": {"name": "DIETClassifier", "epochs": 100, "entity_recognition": False, "random_seed": 0},
}


def learn(texts: Sequence[str], intents: Sequence[str]) -> Predict:
    """Learn with the classifier of the command line, from files, as Rasa does."""
    pipeline = [*_COUNTS, _CLASSIFIERS[sys.argv[1]]]
    with tempfile.TemporaryDirectory() as folder:
        config, data = Path(folder, "config.yml"), Path(folder, "nlu.json")
        config.write_text(yaml.safe_dump({"recipe": "default.v1", "language": "nl", "pipeline": pipeline}))
        data.write_text(json.dumps(_written(texts, intents)))
        agent = Agent.load(train_nlu(str(config), str(data), folder))
    return lambda text: str(asyncio.run(agent.parse_message(text))["intent"]["name"])


def _written(texts: Sequence[str], intents: Sequence[str]) -> dict[str, object]:
    # the older form of the data: in the newer one brackets in a message would mark an entity
    told = [{"text": text, "intent": intent} for text, intent in zip(texts, intents, strict=True)]
    return {"rasa_nlu_data": {"common_examples": told}}


if __name__ == "__main__":
    run(f"Rasa {rasa.__version__}", learn)
