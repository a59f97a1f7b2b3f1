"""What the words for a country do to a place: "Leiden, Netherlands" is Leiden, "Hasselt (BE)" is not Hasselt here."""

from collections.abc import Sequence

from bot.directory.names import MOST_WORDS, Index, Word, vocabulary
from bot.directory.qualifying import LINKS, covers

_HOME = vocabulary("nederland netherlands netherland holland nl niederlande")
_LEADS = vocabulary("in uit from the of")
_BELGIUM = frozenset({"be", "bel"})
_BORDERS = (("over", "de", "grens"), ("across", "the", "border"), ("over", "the", "border"))


def without_home(words: Sequence[Word], index: Index) -> list[Word]:
    """Leave out the Netherlands, unless a longer name holds it or its own province says it is the hamlet."""
    left: list[Word] = []
    for at, word in enumerate(words):
        if word.text not in _HOME or _is_a_place(words, at, index):
            left.append(word)
            continue
        while left and left[-1].text in _LEADS:
            left.pop()
    return left


def border(words: Sequence[Word]) -> frozenset[int]:
    """Give where it is said that somebody lives across the border."""
    texts = tuple(word.text for word in words)
    return frozenset(
        at + step
        for at in range(len(texts))
        for each in _BORDERS
        if texts[at : at + len(each)] == each
        for step in range(len(each))
    )


def belgium_at(words: Sequence[Word], at: int) -> bool:
    """Say whether a word right behind a name puts it in Belgium."""
    if at >= len(words) or words[at].text not in _BELGIUM:
        return False
    return at + 1 == len(words) or words[at].comma


def _is_a_place(words: Sequence[Word], at: int, index: Index) -> bool:
    texts = [word.text for word in words]
    for start in range(max(0, at - MOST_WORDS), at + 1):
        for end in range(at + 1, min(len(texts), start + MOST_WORDS) + 1):
            if end - start > 1 and (name := index.get(texts[start:end])) is not None and name.words > 1:
                return True
    hamlet = index.get(texts[at : at + 1])
    after = at + 1
    while after < len(words) and texts[after] in LINKS:
        after += 1
    hint = index.get(texts[after : after + 1])
    return hamlet is not None and hint is not None and any(covers(hint, spot) for spot in hamlet.spots)
