"""How well the places in messages are found: as they were marked, or at least where."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """A message, the first place marked in it and the first one found, each as it is written there."""

    text: str
    marked: str | None
    found: str | None

    @property
    def exact(self) -> bool:
        """Whether what was found is what was marked, to the letter."""
        return self.marked is not None and self.marked == self.found

    @property
    def partial(self) -> bool:
        """Whether what was found shares a letter with what was marked, each where it is first written in the text."""
        if self.marked is None or self.found is None:
            return False
        marked, found = self.text.find(self.marked), self.text.find(self.found)
        return marked < found + len(self.found) and found < marked + len(self.marked)


def exact_f1(told: Iterable[Named]) -> float:
    """Give the F1 of places found as they were marked; 1 where there is none at all."""
    return _f1([(each, each.exact) for each in told])


def partial_f1(told: Iterable[Named]) -> float:
    """Give the F1 of places found where they were marked: for "den haag" both "haag" and "in den haag" will do."""
    return _f1([(each, each.partial) for each in told])


def _f1(told: Iterable[tuple[Named, bool]]) -> float:
    judged = list(told)
    spans = sum((each.marked is not None) + (each.found is not None) for each, _ in judged)
    return 2 * sum(hit for _, hit in judged) / spans if spans else 1.0
