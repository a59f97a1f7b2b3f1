"""`nlu/.venv/bin/python -m nlu.doubts`: which examples of the topics the others would call something else.

Each is read by a model that learnt from four fifths of the others (cross-validation), as one that nobody taught. One
line each for those it would take for another intent, the surest first: its own intent, the other, their likelihoods,
the text. `bot learn` shows them.
"""

import sys
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from sklearn.model_selection import StratifiedKFold

from nlu.apart import Apart
from nlu.intents import EnsembleIntentClassifier, IntentModel, without_names
from nlu.reader import meant

TOPICS = "nlu/topics"
FOLDS = 5


def main() -> None:
    """Print what is in doubt."""
    examples = load_data(TOPICS).intent_examples
    for line in doubted(examples, odds(examples)):
        sys.stdout.write(line + "\n")


def odds(examples: list[Message]) -> tuple[list[str], NDArray[np.float64]]:
    """Give the intents, and for each example the probability of each, by a model that has not seen it."""
    intents = [example.get(INTENT) for example in examples]
    apart = Apart(example.get(TEXT) for example in examples)
    means = meant((example.get(TEXT) for example in examples), apart)
    texts = [without_names(example) for example in examples]
    names = sorted(set(intents))
    found = np.zeros((len(examples), len(names)))
    for taught, asked in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(texts, intents):
        model = IntentModel(**EnsembleIntentClassifier.get_default_config())
        model.fit([texts[at] for at in taught], means[taught], [intents[at] for at in taught])
        found[asked] = model.odds([texts[at] for at in asked], means[asked])
    return names, found


def doubted(examples: list[Message], judged: tuple[list[str], NDArray[np.float64]]) -> Iterator[str]:
    """Word each example that is taken for another intent."""
    names, found = judged
    own = np.array([names.index(example.get(INTENT)) for example in examples])
    other = found.argmax(1)
    mine, its = found[np.arange(len(own)), own], found.max(1)
    for at in (mine - its).argsort(kind="stable"):
        if own[at] != other[at]:
            yield "\t".join(
                [names[own[at]], names[other[at]], f"{mine[at]:.2f}", f"{its[at]:.2f}", examples[at].get(TEXT)]
            )


if __name__ == "__main__":
    main()
