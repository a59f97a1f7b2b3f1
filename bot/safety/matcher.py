"""The machine that finds all patterns of the lexicon in one pass over the words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.safety.patterns import BREAK, WIDE, Choice, Step

_CROWDED = 12  # places; beyond it those whose time is over are cleared away
_FILLED = 8  # fillers in a row at most; more is not speech
_BEGIN, _END = _MARKS = ("^", "$")
_CROSSING = {0, WIDE}  # gaps that the end of a sentence may fall into


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
        self._later: set[str] = set()  # words that some pattern needs after its first
        for number, ways in enumerate(patterns):
            for steps in ways:
                self._add(steps, number)
        may_pass = fillers | {BREAK}
        self._ahead = {word: _Start(nodes, may_pass) for word, nodes in self._root.edges.items()}

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every word that some pattern needs, and the fillers."""
        return frozenset(self._words - {*_MARKS})

    def _await(self, word: str, node: _Node, after: _Node) -> None:
        reached = node.edges.setdefault(word, [])
        if after not in reached:
            reached.append(after)
        if node is not self._root:
            self._later.add(BREAK if word == _END else word)

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
        # One loop with few calls for what happens at every word: it is most of what a check costs.
        hits: dict[Hit, None] = {}
        begin = self._ahead.get(_BEGIN)
        live = {node: (0, node.gap) for node in begin.found(words, -1)} if begin else {}
        count = 0  # words passed that are no fillers
        for at, word in enumerate(words):
            moved = _moves(live, word, count) if live and word in self._later else []
            first = at
            if word == BREAK:
                live = {node: place for node, place in live.items() if node.gap in _CROSSING}
                started = begin.found(words, at) if begin else []
                first = at + 1
            else:
                start = self._ahead.get(word)
                started = start.found(words, at) if start else []
                if word not in self._fillers:
                    count += 1
                    if len(live) > _CROWDED:
                        live = {node: place for node, place in live.items() if place[1] >= count}
            for node in started:
                live[node] = (first, count + node.gap)
                for number in node.ends:
                    hits[Hit(number, first, at)] = None
            for node, begun in moved:
                for number in node.ends:
                    hits[Hit(number, begun, at)] = None
                for place in (node, *node.gaps):
                    live[place] = (begun, count + place.gap)
        return list(hits)


class _Start:
    """Where a first word leads: `ends` at once, `next` by the word right after it, `later` by a word after a gap."""

    def __init__(self, nodes: Iterable[_Node], may_pass: frozenset[str]) -> None:
        self._ends: list[_Node] = []
        self._next: dict[str, list[_Node]] = {}
        self._later: dict[str, list[_Node]] = {}
        self._reach = 0  # words the longest of the gaps may take, fillers and all
        self._may_pass = may_pass
        for node in nodes:
            if node.ends:
                self._ends.append(node)
            for following in node.edges:
                self._next.setdefault(following, []).append(node)
            for gap in node.gaps:
                self._reach = max(self._reach, gap.gap + _FILLED)
                for following in gap.edges:
                    self._later.setdefault(following, []).append(gap)

    def found(self, words: Sequence[str], at: int) -> list[_Node]:
        """Give the places it leads to, without those whose next word is nowhere near: most lead nowhere."""
        found = self._ends
        for near in words[at + 1 : at + 1 + _FILLED]:
            if near in self._next:
                found = found + self._next[near]
            if near not in self._may_pass:
                break
        if self._reach and not self._later.keys().isdisjoint(ahead := words[at + 1 : at + 1 + self._reach]):
            for later in ahead:
                found = found + self._later.get(later, [])
        return found


def _moves(live: Mapping[_Node, tuple[int, int]], word: str, count: int) -> list[tuple[_Node, int]]:
    key = _END if word == BREAK else word
    return [
        (after, first)
        for node, (first, until) in live.items()
        if key in node.edges and until >= count
        for after in node.edges[key]
    ]


def _gap(node: _Node, size: int) -> _Node:
    if size not in node.known:
        node.gaps.append(node.after(size, size))
    return node.known[size]
