"""TF-IDF of the stems of Dutch words (Snowball, from a package), alone or beside `letters`; logistic regression.

The environment of the peers has it, for it is no part of ours.
"""

import re
import sys
from importlib.metadata import version

import snowballstemmer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_union

from bench.peers.contract import run
from bench.peers.linear import LETTERS, MODELS, learning
from nlu.words import WORD, normalise

_stemmer = snowballstemmer.stemmer("dutch")


def stems(text: str) -> list[str]:
    """Give the stem of each word of a text."""
    return list(_stemmer.stemWords(re.findall(WORD, text)))


def features(kind: str) -> object:
    """Give what is seen of a message: `words`, or `letters` as well."""
    of_stems = TfidfVectorizer(
        preprocessor=normalise, tokenizer=stems, token_pattern=None, ngram_range=(1, 2), sublinear_tf=True
    )
    return of_stems if kind == "words" else make_union(of_stems, TfidfVectorizer(preprocessor=normalise, **LETTERS))


if __name__ == "__main__":
    run(f"Snowball {version('snowballstemmer')}", learning(features(sys.argv[1]), MODELS["logistic"]))
