"""Where the lexicon's phrases of several words stand in a text, whichever pattern they belong to."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.safety.patterns import Phrase

_FILLED = 16  # words that are passed over from one word of a phrase to the next; more is not speech


class Found(NamedTuple):
    """A phrase, in one string, from its first word to its last."""

    phrase: str
    first: int
    last: int


class Node(dict[str, "Node | str"]):
    """The words that may come next in some phrase; in `phrase` the one that ends here, if any does.

    Behind a word that ends a phrase and goes on to none stands the phrase itself: most do, and a node takes memory.
    """

    __slots__ = ("phrase",)

    def __init__(self, phrase: str = "") -> None:
        super().__init__()
        self.phrase = phrase

    def add(self, phrase: str, words: Phrase) -> None:
        """Let a phrase go on from here in these words."""
        *before, last = words
        node = self
        for word in before:
            node = node.opened(word)
        further = node.get(last)
        if isinstance(further, Node):
            further.phrase = phrase
        else:
            node[last] = phrase

    def opened(self, word: str) -> "Node":
        """Give where a phrase goes on behind a word."""
        further = self.get(word)
        if not isinstance(further, Node):
            further = self[word] = Node(further or "")
        return further


class Phrases:
    """All phrases of two words and more as one trie."""

    def __init__(self, phrases: Iterable[str], passing: frozenset[str]) -> None:
        """Take the phrases, and the words that may stand between the words of a phrase."""
        self._opened: dict[str, Node] = {}  # by a first word
        self._passing = passing
        for phrase in phrases:
            first, *others = phrase.split()
            if others:
                self._opened.setdefault(first, Node()).add(phrase, tuple(others))

    def found(self, words: Sequence[str]) -> list[Found]:
        """Find every phrase; one that can be read in two ways may come twice."""
        found: list[Found] = []
        passing = self._passing
        words = [*words, ""]
        # Most words open a phrase, few go on with one: what comes first here is asked of each word of the text.
        nears = enumerate(zip(map(self._opened.get, words), words[1:], strict=False))
        begun = [(node, at, at + 1) for at, (node, near) in nears if node and (near in node or near in passing)]
        for node, first, after in begun:  # and on to what is added below
            for at in range(after, after + _FILLED):
                word = words[at]
                further = node.get(word)
                if isinstance(further, str):
                    found.append(Found(further, first, at))
                elif further is not None:
                    if further.phrase:
                        found.append(Found(further.phrase, first, at))
                    begun.append((further, first, at + 1))
                if word not in passing:
                    break
        return found
