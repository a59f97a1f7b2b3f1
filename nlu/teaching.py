"""`python -m nlu.teaching`, part of `make weights`: learn the networks of the safety gate, to be committed.

In Rasa's environment, where the encoders are. Reading takes some 10 ms an example, learning two minutes.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import yaml
from joblib import Parallel, delayed
from numpy.typing import NDArray
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.loading import load_data
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from nlu.apart import Apart
from nlu.examples import NONE, Example, classes_of, read
from nlu.networks import Networks
from nlu.reader import meant, says_one_thing

_TOPICS, _DANGER = Path("nlu/topics"), Path("nlu/danger")
_NETWORKS = 8


def main() -> None:
    """Read all that the gate learns from, learn, write."""
    examples = [*_topics(), *read(_DANGER)]
    sys.stdout.write(f"reading what {len(examples):,} examples mean ...\n")
    texts = [example.text for example in examples]
    meanings = meant(texts, Apart(texts))
    sys.stdout.write("learning what that signals ...\n")
    taught(meanings, classes_of(examples)).save()


def _topics() -> Iterator[Example]:
    pipeline = yaml.safe_load(Path("config.yml").read_text(encoding="utf-8"))["pipeline"]
    (tiers,) = [part["tiers"] for part in pipeline if part["name"] == "nlu.gate.SafetyGate"]
    for path in sorted(_TOPICS.glob("*.yml")):  # in an order of their own: the networks depend on it
        for message in filter(says_one_thing, load_data(str(path)).intent_examples):
            yield Example(tiers.get(message.get(INTENT), NONE), message.get(INTENT), message.get(TEXT))


def taught(meanings: NDArray[np.float32], classes: Sequence[str]) -> Networks:
    """Learn from what each message means and its class; the same give the same networks."""
    scale = StandardScaler()
    meanings = scale.fit_transform(meanings)
    # two at a time with a core each: twice as fast as one after the other with both
    with threadpool_limits(1):  # for all of them: one that ended would give the others its core, and other figures
        learnt = Parallel(n_jobs=2, backend="threading")(
            delayed(_network(seed).fit)(meanings, classes) for seed in range(_NETWORKS)
        )
    first, then = (np.stack([network.coefs_[layer] for network in learnt]) for layer in (0, 1))
    first_bias, then_bias = (np.stack([network.intercepts_[layer] for network in learnt]) for layer in (0, 1))
    return Networks(learnt[0].classes_, scale.mean_, scale.scale_, first, first_bias, then, then_bias)


def _network(seed: int) -> MLPClassifier:
    return MLPClassifier(
        (256,), alpha=1.0, early_stopping=True, validation_fraction=0.06, n_iter_no_change=5, max_iter=40,
        random_state=seed,
    )  # fmt: skip


if __name__ == "__main__":
    main()
