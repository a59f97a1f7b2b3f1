"""The little language the lexicon is written in.

A pattern is read word by word:

    dood            this word (and every spelling of it, see `lexicon/spelling.yml`)
    {ik}            one phrase of this set in `lexicon/sets.yml`
    (nooit|niet ooit)  one of these phrases
    vandaag?        this word, set or choice, or nothing; between two gaps it has to be there
    ..   ...        up to two, up to five other words, within the sentence
    ....            up to twelve other words, also past the end of the sentence
    ^   $           begin, end of a sentence or of the message

Words of the set `fillers` ("echt", "gewoon") may stand between any two words of a pattern, and count for nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise, product

Phrase = tuple[str, ...]
Choice = frozenset[Phrase]
Step = Choice | int  # an int is a gap: so many other words may pass
Sets = Mapping[str, Choice]

BREAK = "."  # the word that stands for the end of a sentence
WIDE = 12  # words; a gap this wide also crosses the end of a sentence
_GAPS = {"..": 2, "...": 5, "....": WIDE}
_MARKS = {"^", "$"}
_PLAIN = frozenset("(){}?.^$")  # what is no letter of a word
_NOTHING: Choice = frozenset({()})
_OPTIONAL = 2  # ways to read such a part: as it stands, or as nothing
_FOLDED = 24  # phrases of parts that are read as one


def steps_of(pattern: str, sets: Sets, spell: "Spell", *, fold: bool = False) -> list[tuple[Step, ...]]:
    """Read a pattern; one with optional parts gives several sequences of steps.

    With `fold` an optional part is read as one with its neighbour, so that nine of them give no 512 sequences: whether
    a pattern is found stays the same, from which of its words on may not.

    Raises:
        KeyError: a set is not known.
        ValueError: a choice holds a gap or nothing at all.
    """
    options = [_options(part, sets, spell) for part in split(pattern, " ")]
    options = _folded(options) if fold else options
    ways = (_trimmed([step for step in way if step != _NOTHING]) for way in product(*options))
    return [way for way in ways if not _runs_on(way)]


def _folded(options: Sequence[list[Step]]) -> list[list[Step]]:
    """Read an optional part together with the part beside it, as long as that is not too many phrases."""
    folded: list[list[Step]] = []
    for option in options:
        before = folded[-1] if folded else []
        if _OPTIONAL in {len(before), len(option)} and (together := _together(before, option)):
            folded[-1] = together
        else:
            folded.append(option)
    return folded


def _together(before: Sequence[Step], option: Sequence[Step]) -> list[Step]:
    """Give two parts as one; nothing if one is a gap, or that were too many phrases."""
    phrases: set[Phrase] = set()
    for first, then in product(before, option):
        if isinstance(first, int) or isinstance(then, int) or len(first) * len(then) > _FOLDED:
            return []
        phrases.update((*one, *other) for one, other in product(first, then))
    maybe = () in phrases
    phrases.discard(())
    return [frozenset(phrases), *([_NOTHING] if maybe else [])] if phrases else []


def words_of(ways: Iterable[tuple[Step, ...]]) -> frozenset[str]:
    """Give every word that some way of a pattern needs."""
    choices = [step for way in ways for step in way if not isinstance(step, int)]
    return frozenset(word for choice in choices for phrase in choice for word in phrase if word != BREAK)


def _runs_on(steps: tuple[Step, ...]) -> bool:
    """Tell whether two gaps came together: "a .. b? .. c" without its b would let too much pass between."""
    return any(isinstance(step, int) and isinstance(after, int) for step, after in pairwise(steps))


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
    for each in split(written, "|"):
        if _PLAIN.isdisjoint(each):  # most are; what follows comes to the same, and takes four times as long
            phrases.add(tuple(chain.from_iterable(map(spell.words, each.split()))))
            continue
        parts = [_part(part.removesuffix("?"), sets, spell) | _maybe(part) for part in split(each, " ")]
        phrases.update(tuple(word for phrase in way for word in phrase) for way in product(*parts))
    return frozenset(phrases)


def _part(part: str, sets: Sets, spell: Spell) -> Choice:
    if part in _GAPS:
        raise ValueError("a gap stands inside a choice")
    if part.startswith("{"):
        return sets[part[1:-1]]
    if part.startswith("("):
        return phrases_of(part[1:-1], sets, spell)
    return frozenset({(BREAK,) if part in _MARKS else spell.words(part)})


def _maybe(part: str) -> Choice:
    return _NOTHING if part.endswith("?") else frozenset()


def split(written: str, mark: str) -> list[str]:
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
