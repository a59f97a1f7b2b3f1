"""The little language the lexicon is written in, and the machine that finds all its patterns in one pass.

A pattern is read word by word:

    dood            this word (and every spelling of it, see `lexicon/spelling.yml`)
    {ik}            one phrase of this set in `lexicon/sets.yml`
    (nooit|niet ooit)  one of these phrases
    vandaag?        this word, set or choice, or nothing
    ..   ...        up to two, up to five other words, within the sentence
    ....            up to twelve other words, also past the end of the sentence
    ^   $           begin, end of a sentence or of the message

Words of the set `fillers` ("echt", "gewoon") may stand between any two words of a pattern.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

Phrase = tuple[str, ...]
Choice = frozenset[Phrase]
Step = Choice | int  # an int is a gap: so many other words may pass
Sets = Mapping[str, Choice]

BREAK = "."  # the word that stands for the end of a sentence
_WIDE = 12
_GAPS = {"..": 2, "...": 5, "....": _WIDE}
_NOTHING: Choice = frozenset({()})


def steps_of(pattern: str, sets: Sets, spell: "Spell") -> list[tuple[Step, ...]]:
    """Read a pattern; one with optional parts gives several sequences of steps.

    Raises:
        KeyError: a set is not known.
        ValueError: a choice holds a gap or nothing at all.
    """
    options = [_options(part, sets, spell) for part in _split(pattern, " ")]
    return [_trimmed([step for step in way if step != _NOTHING]) for way in product(*options)]


def _trimmed(steps: list[Step]) -> tuple[Step, ...]:
    """Leave out gaps at either end: an optional last part leaves one behind."""
    while steps and isinstance(steps[-1], int):
        steps.pop()
    while steps and isinstance(steps[0], int):
        steps.pop(0)
    return tuple(steps)


class Spell:
    """How a written phrase of the lexicon becomes the words the matcher sees; the visitor's text goes the same way."""

    def words(self, phrase: str) -> Phrase:
        """Give the words of a phrase."""
        return tuple(phrase.split())


def _options(part: str, sets: Sets, spell: Spell) -> list[Step]:
    if part in _GAPS:
        return [_GAPS[part]]
    choice = _part(part.removesuffix("?"), sets, spell)
    if () in choice:
        raise ValueError(f"{part} may be nothing: write (...)? instead")
    return [choice, _NOTHING] if part.endswith("?") else [choice]


def phrases_of(written: str, sets: Sets, spell: Spell) -> Choice:
    """Read phrases parted by `|`; a phrase may itself hold sets and choices ("{mijn} (leven|bestaan)").

    Raises:
        KeyError: a set is not known.
        ValueError: a gap stands inside a choice.
    """
    phrases: set[Phrase] = set()
    for each in _split(written, "|"):
        parts = [_part(part.removesuffix("?"), sets, spell) | _maybe(part) for part in _split(each, " ")]
        phrases.update(tuple(word for phrase in way for word in phrase) for way in product(*parts))
    return frozenset(phrases)


def _part(part: str, sets: Sets, spell: Spell) -> Choice:
    if part in _GAPS:
        raise ValueError("a gap stands inside a choice")
    if part.startswith("{"):
        return sets[part[1:-1]]
    if part.startswith("("):
        return phrases_of(part[1:-1], sets, spell)
    return frozenset({(part,) if part in {"^", "$"} else spell.words(part)})


def _maybe(part: str) -> Choice:
    return _NOTHING if part.endswith("?") else frozenset()


def _split(written: str, mark: str) -> list[str]:
    """Split at a mark that stands outside all brackets."""
    pieces = [""]
    depth = 0
    for letter in written:
        depth += (letter in "({") - (letter in ")}")
        if letter == mark and not depth:
            pieces.append("")
        else:
            pieces[-1] += letter
    return [piece for piece in (piece.strip() for piece in pieces) if piece]


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
        return frozenset(self._words)

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
        """Find every pattern in the words; `BREAK` stands between sentences."""
        run = _Run()
        run.enter([(node, 0) for node in self._root.edges.get("^", ())], 0, -1)
        count = 0  # words passed that are no fillers
        for at, word in enumerate(words):
            if word == BREAK:
                run.enter(run.moves("$", self._waiting, count), count, at)
                run.end_sentence()
                run.enter([(node, at + 1) for node in self._root.edges.get("^", ())], count, at)
                continue
            waiting = self._waiting.get(word)
            filler = word in self._fillers
            moved = run.moves(word, self._waiting, count) if waiting else []
            moved += [(node, at) for node in self._root.edges.get(word, ())]
            count += not filler
            run.enter(moved, count, at)
        return run.hits


class _Run:
    """One scan under way: the places in the trie that are alive, with their first word and their last count."""

    def __init__(self) -> None:
        self.hits: list[Hit] = []
        self.live: dict[_Node, tuple[int, int]] = {}

    def moves(self, word: str, waiting: Mapping[str, set[_Node]], count: int) -> list[tuple[_Node, int]]:
        moved = []
        for node in self.live.keys() & waiting.get(word, _NOBODY):
            first, until = self.live[node]
            if until >= count:
                moved += [(after, first) for after in node.edges[word]]
        return moved

    def enter(self, moved: list[tuple[_Node, int]], count: int, at: int) -> None:
        for node, first in moved:
            if node.ends:
                self.hits.extend(Hit(number, first, at) for number in node.ends)
            if node.edges:
                self.live[node] = (first, count)
            for gap in node.gaps:
                self.live[gap] = (first, count + gap.gap)
        if len(self.live) > _CROWDED:
            self.live = {node: place for node, place in self.live.items() if place[1] >= count}

    def end_sentence(self) -> None:
        self.live = {node: place for node, place in self.live.items() if node.gap in {0, _WIDE}}


_NOBODY: set[_Node] = set()
_CROWDED = 120  # places; beyond it those whose time is over are cleared away


def _gap(node: _Node, size: int) -> _Node:
    if size not in node.known:
        node.gaps.append(node.after(size, size))
    return node.known[size]
