"""Stock Rasa, in the environment of our own: counts of words and letters, then `logistic` regression or `diet`.

Of DIET there is a quick one too, `diet-30`: fewer rounds, of which each takes seconds.
"""

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import rasa
import yaml
from rasa.core.agent import Agent
from rasa.model_training import train_nlu

from bench.peers.contract import Predict, run

Parse = Callable[[str], Mapping[str, Any]]

_COUNTS = [
    {"name": "WhitespaceTokenizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
]
_DIET = {"name": "DIETClassifier", "entity_recognition": False, "random_seed": 0}
_CLASSIFIERS = {
    "logistic": {"name": "LogisticRegressionClassifier", "random_state": 0},
    "diet": {**_DIET, "epochs": 100},
    "diet-30": {**_DIET, "epochs": 30},
}


def learn(texts: Sequence[str], intents: Sequence[str]) -> Predict:
    """Learn with the classifier of the command line."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "nlu.json")
        data.write_text(json.dumps(_written(texts, intents)))
        parse = learnt([*_COUNTS, _CLASSIFIERS[sys.argv[1]]], data)
    return lambda text: named(parse(text))


def learnt(pipeline: Sequence[Mapping[str, Any]], data: Path) -> Parse:
    """Let Rasa learn from a file or a folder, as it does; give what it then reads a message with."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["RASA_CACHE_DIRECTORY"] = f"{folder}/cache"  # else it recalls, and what that takes is not learning
        config = Path(folder, "config.yml")
        config.write_text(yaml.safe_dump({"recipe": "default.v1", "language": "nl", "pipeline": list(pipeline)}))
        agent = Agent.load(train_nlu(str(config), str(data), folder))
    return lambda text: dict(asyncio.run(agent.parse_message(text)))


def named(parsed: Mapping[str, Any]) -> str:
    """Give the likeliest intent of what Rasa read."""
    return str(parsed["intent"]["name"])


def _written(texts: Sequence[str], intents: Sequence[str]) -> dict[str, object]:
    # the older form of the data: in the newer one brackets in a message would mark an entity
    told = [{"text": text, "intent": intent} for text, intent in zip(texts, intents, strict=True)]
    return {"rasa_nlu_data": {"common_examples": told}}


if __name__ == "__main__":
    run(f"Rasa {rasa.__version__}", learn)
