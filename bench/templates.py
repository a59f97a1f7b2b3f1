"""By what a template is known: too many examples of an intent that begin with the same words.

No part of `bench/examples.py`: the weights are known by the code that reads their examples, and learn nothing of this.
"""

from bench.examples import plain

MOST = 0.08  # of the examples of an intent, as many may begin with the same words
_BEGINNING = 4  # words


def beginning(example: str) -> str:
    """Give the words that a longer example begins with; none of a shorter one."""
    words = plain(example).split()
    return " ".join(words[:_BEGINNING]) if len(words) > _BEGINNING else ""
