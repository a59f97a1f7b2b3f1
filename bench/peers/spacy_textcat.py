"""spaCy: its text classifier of bags of words on a blank Dutch pipeline.

Its ensemble with a network was far behind it on dev after as many rounds, which take it twice as long.
"""

import random
from collections.abc import Sequence

import spacy
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch

from bench.peers.contract import Predict, run

_EPOCHS = 20
_BATCH = 128
_BOW = {
    "@architectures": "spacy.TextCatBOW.v3",
    "exclusive_classes": True,
    "length": 262_144,
    "ngram_size": 2,
    "no_output_layer": False,
}


def learn(texts: Sequence[str], intents: Sequence[str]) -> Predict:
    """Learn with a fixed seed."""
    fix_random_seed(0)
    nlp = spacy.blank("nl")
    nlp.add_pipe("textcat", config={"model": _BOW})
    names = sorted(set(intents))
    examples = [
        Example.from_dict(nlp.make_doc(text), {"cats": {name: float(name == intent) for name in names}})
        for text, intent in zip(texts, intents, strict=True)
    ]
    optimizer = nlp.initialize(lambda: examples)
    order = random.Random(0)  # noqa: S311 -- an order, no secret
    for _ in range(_EPOCHS):
        order.shuffle(examples)
        for batch in minibatch(examples, _BATCH):
            nlp.update(batch, sgd=optimizer)
    return lambda text: _likeliest(nlp(text).cats)


def _likeliest(odds: dict[str, float]) -> str:
    return max(odds, key=odds.__getitem__)


if __name__ == "__main__":
    run(f"spaCy {spacy.__version__}", learn)
