"""A figure, the bound it must stay under, and the table of all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

_TIMES = Path("/proc/stat")  # of Linux, in its first line: how long all processors did what, in hundredths of a second
_STOLEN = 7  # the column, counted from 0, of what the host of a virtual machine gave to others


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured; without a bound it is only told."""

    what: str
    value: float
    unit: str
    bound: float | None = None

    @property
    def ratio(self) -> float | None:
        """The value as a part of its bound: above 1 the bound is broken."""
        return None if self.bound is None else self.value / self.bound

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """What stands in a row of the table."""
        bound = "" if self.bound is None else f"≤ {self.bound:g} {self.unit}"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        return self.what, f"{self.value:,.{_decimals(self.value)}f} {self.unit}", bound, ratio


class Host:
    """What the host of this machine has given to others since: without a processor no code is quick."""

    def __init__(self) -> None:
        self._before = _processors()

    def figure(self, what: str) -> list[Figure]:
        """Give that as a share of all; nothing where the system does not tell it."""
        total, stolen = (now - before for now, before in zip(_processors(), self._before, strict=True))
        return [Figure(f"{what}, processor time that others had meanwhile", 100 * stolen / total, "%")] if total else []


HEADS = ("what", "measured", "bound", "ratio")


def percentile(values: Sequence[float], part: float) -> float:
    """Give the value that this part (0 to 1) of the values does not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def table(figures: Sequence[Figure]) -> Table:
    """Make the table for a terminal; a broken bound is red."""
    made = Table(*HEADS)
    for figure in figures:
        made.add_row(*figure.cells, style="red" if (figure.ratio or 0) > 1 else None)
    return made


def markdown(figures: Sequence[Figure]) -> str:
    """Make the same table for the documentation."""
    rows = [HEADS, ("---", "---:", "---:", "---:"), *(figure.cells for figure in figures)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _processors() -> tuple[int, int]:
    """Read what all did and what was stolen until now."""
    if not _TIMES.exists():
        return 0, 0
    times = [int(time) for time in _TIMES.read_text(encoding="ascii").splitlines()[0].split()[1:]]
    return sum(times[: _STOLEN + 1]), times[_STOLEN]


def _decimals(value: float) -> int:
    return 0 if value >= 100 else 1 if value >= 10 else 2  # three digits say enough
