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


class Node(dict[str, "Node"]):
    """The words that may come next in some phrase, and in `phrase` the one that ends here, if any does."""

    __slots__ = ("phrase",)

    def __init__(self) -> None:
        super().__init__()
        self.phrase = ""

    def add(self, phrase: Phrase) -> None:
        """Let a phrase begin here."""
        node = self
        for word in phrase:
            node = node.setdefault(word, Node())
        node.phrase = " ".join(phrase)


class Phrases:
    """All phrases of two words and more as one trie."""

    def __init__(self, phrases: Iterable[Phrase], passing: frozenset[str]) -> None:
        """Take the phrases, and the words that may stand between the words of a phrase."""
        self._opened = Node()  # by a first word
        self._passing = passing
        for phrase in phrases:
            if len(phrase) > 1:
                self._opened.add(phrase)

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
                if further is not None:
                    if further.phrase:
                        found.append(Found(further.phrase, first, at))
                    if further:
                        begun.append((further, first, at + 1))
                if word not in passing:
                    break
        return found
