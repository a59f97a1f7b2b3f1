"""The machine that finds all patterns of the lexicon in one pass over the words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.safety.patterns import BREAK, WIDE, Choice, Step

_CROWDED = 20  # places; beyond it those whose time is over are cleared away
_MARKS = frozenset({"^", "$"})


class Hit(NamedTuple):
    """Pattern number `pattern` was found from word `first` to word `last`, both included."""

    pattern: int
    first: int
    last: int


@dataclass(slots=True, eq=False)
class _Node:
    gap: int = 0
    edges: dict[str, list["_Node"]] = field(default_factory=dict)
    gaps: list["_Node"] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    known: dict[object, "_Node"] = field(default_factory=dict)  # only while building

    def after(self, key: object, gap: int = 0) -> "_Node":
        return self.known.setdefault(key, _Node(gap))


class Matcher:
    """All patterns as one trie of choices. A scan is linear: how many places in it can be alive has a fixed bound."""

    def __init__(self, patterns: Sequence[Iterable[tuple[Step, ...]]], fillers: frozenset[str]) -> None:
        self._root = _Node()
        self._fillers = fillers
        self._words: set[str] = set(fillers)
        self._waiting: dict[str, set[_Node]] = {}
        for number, ways in enumerate(patterns):
            for steps in ways:
                self._add(steps, number)

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every word that some pattern needs, and the fillers."""
        return frozenset(self._words - _MARKS)

    def _await(self, word: str, node: _Node, after: _Node) -> None:
        reached = node.edges.setdefault(word, [])
        if after not in reached:
            reached.append(after)
        if node is not self._root:
            self._waiting.setdefault(word, set()).add(node)

    def _add(self, steps: tuple[Step, ...], number: int) -> None:
        node = self._root
        for step in steps:
            node = _gap(node, step) if isinstance(step, int) else self._choice(node, step)
        node.ends.append(number)

    def _choice(self, node: _Node, choice: Choice) -> _Node:
        if choice in node.known:
            return node.known[choice]
        after = node.after(choice)
        for phrase in choice:
            self._words.update(phrase)
            place = node
            for depth, word in enumerate(phrase[:-1], start=1):
                deeper = place.after((choice, phrase[:depth]))
                self._await(word, place, deeper)
                place = deeper
            self._await(phrase[-1], place, after)
        return after

    def scan(self, words: Sequence[str]) -> list[Hit]:
        """Find every pattern in the words; `BREAK` stands at the end of each sentence."""
        run = _Run(self._waiting)
        run.enter([(node, 0) for node in self._root.edges.get("^", ())], 0, -1)
        count = 0  # words passed that are no fillers
        for at, word in enumerate(words):
            if word == BREAK:
                run.enter(run.moves("$", count), count, at)
                run.end_sentence()
                run.enter([(node, at + 1) for node in self._root.edges.get("^", ())], count, at)
                continue
            moved = run.moves(word, count) if word in self._waiting else []
            if word in self._root.edges:
                moved += [(node, at) for node in self._root.edges[word]]
            count += word not in self._fillers
            if moved:
                run.enter(moved, count, at)
        return run.hits


class _Run:
    """One scan under way: the places in the trie that are alive, with their first word and their last count."""

    def __init__(self, waiting: Mapping[str, set[_Node]]) -> None:
        self.hits: list[Hit] = []
        self._live: dict[_Node, tuple[int, int]] = {}
        self._waiting = waiting

    def moves(self, word: str, count: int) -> list[tuple[_Node, int]]:
        moved = []
        for node in self._live.keys() & self._waiting.get(word, _NOBODY):
            first, until = self._live[node]
            if until >= count:
                moved += [(after, first) for after in node.edges[word]]
        return moved

    def enter(self, moved: list[tuple[_Node, int]], count: int, at: int) -> None:
        live = self._live
        for node, first in moved:
            if node.ends:
                self.hits.extend(Hit(number, first, at) for number in node.ends)
            if node.edges:
                live[node] = (first, count)
            for gap in node.gaps:
                live[gap] = (first, count + gap.gap)
        if len(live) > _CROWDED:
            self._live = {node: place for node, place in live.items() if place[1] >= count}

    def end_sentence(self) -> None:
        self._live = {node: place for node, place in self._live.items() if node.gap in {0, WIDE}}


_NOBODY: set[_Node] = set()


def _gap(node: _Node, size: int) -> _Node:
    if size not in node.known:
        node.gaps.append(node.after(size, size))
    return node.known[size]
