"""`python -m bench.threshold`: where the safety gate should begin to raise an alarm, by what a miss costs, on dev.

A missed cry for help weighs as much as twenty false alarms (SAFETY). Of no kind there may be more false alarms than the
gate before led to on the same rows. Of the thresholds that do this the lowest is taken that costs at most one miss more
than the cheapest: dev is no surer than that (docs/decisions/027, 028).
Writes docs/evaluation/threshold.md; config.yml holds what was chosen.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import typer
import yaml

from bench.corpus import Judged, judged, read
from bench.evaluate import table
from bench.gates import NETS, Share, alarming, clear, false_alarms, raised
from bot.__main__ import some_rasa
from bot.safety import Tier
from bot.settings import Settings

PAGE = Path("docs/evaluation/threshold.md")
CONFIG = Path("config.yml")
A_MISS_COSTS = 20  # false alarms
STEPS = [step / 100 for step in range(5, 96)]
NO_MORE = (58 / 948, 25 / 490, 21 / 1124)  # hard negatives, idiom and loneliness, ordinary: the gate of decision 027
SHOWN = 5  # hundredths between the rows of the table


@dataclass(frozen=True, slots=True)
class Point:
    """What one threshold leads to, for the union of lexicon and model, on dev."""

    threshold: float
    recall: Share
    false: tuple[Share, ...]  # hard negatives, idiom and loneliness, ordinary
    within: tuple[bool, ...]  # which of the three hold their gates
    cost: int

    @property
    def no_worse(self) -> bool:
        """Whether nothing is wrongly alarmed more often than it may be."""
        return all(share.value <= most for share, most in zip(self.false, NO_MORE, strict=True))


def main() -> None:
    """Judge dev, print the curve, keep it."""
    rows = asyncio.run(measured())
    sure = next((each for each in STEPS if all(point([by_mass(row) for row in rows], each).within)), STEPS[-1])
    page = page_of([point(rows, threshold) for threshold in STEPS], sure)
    typer.echo(page)
    PAGE.write_text(page, encoding="utf-8")


async def measured() -> list[Judged]:
    """Judge dev with the trained model."""
    settings = Settings()
    async with some_rasa(settings) as rasa:
        return clear(await judged(read("dev"), rasa))


def at(row: Judged, threshold: float) -> Judged:
    """Give the verdict the gate would give with another threshold; which tier does not matter here.

    What may be an emergency is an alarm sooner than the present threshold, and stays one.
    """
    sooner = row.model is not Tier.NONE and row.mass < present()
    return replace(row, model=Tier.CONCERN if sooner or row.mass >= threshold else Tier.NONE)


def by_mass(row: Judged) -> Judged:
    """Leave out what the lexicon hears, and what is an alarm only because it may be an emergency."""
    return replace(row, model=Tier.NONE, lexicon=Tier.NONE)


@cache
def present() -> float:
    """Give the threshold that is set."""
    pipeline = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))["pipeline"]
    return float(next(part for part in pipeline if part["name"] == "nlu.gate.SafetyGate")["threshold"])


def point(rows: Sequence[Judged], threshold: float) -> Point:
    """Count what a threshold leads to."""
    told, union = [at(row, threshold) for row in rows], NETS["union"]
    recall = raised(alarming(told), union)
    held = false_alarms(told, union, "")
    none = [row for row in told if row.case.kind != "alarming"]
    cost = A_MISS_COSTS * (recall.of - recall.hits) + raised(none, union).hits
    return Point(threshold, recall, tuple(gate.share for gate in held), tuple(gate.holds for gate in held), cost)


def page_of(points: Sequence[Point], sure: float) -> str:
    """Make the page: the curve as a table, which point the rule takes, and from where few are wrongly alarmed."""
    cheapest = min(points, key=lambda each: each.cost)
    held = [each for each in points if each.no_worse]
    taken = next(each for each in held if each.cost <= min(each.cost for each in held) + A_MISS_COSTS)
    rows = [
        (
            f"{each.threshold:.2f}",
            f"{each.recall.value:.3f}",
            *(f"{share.value:.4f}" for share in each.false),
            each.cost,
        )
        for each in points
        if each is taken or not round(each.threshold * 100) % SHOWN
    ]
    bounds = ", ".join(f"{most:.3f}"[1:] for most in NO_MORE)
    heads = ("threshold", "alarm recall", "hard negatives", "idiom, loneliness", "ordinary", "cost")
    return "\n".join(
        [
            "# Where the gate begins",
            "",
            "`python -m bench.threshold`, on dev, lexicon and model together. A miss costs twenty false alarms.",
            *table(heads, rows),
            "",
            f"With no more false alarms of any kind than the gate before led to on these rows ({bounds}), and",
            f"at most one miss dearer than the cheapest that is: **{taken.threshold:.2f}**. Cheapest of all:",
            f"{cheapest.threshold:.2f}. What may be an emergency is an alarm sooner, and counted in each row.",
            "",
            f"By this likelihood alone all gates of false alarms (.05, .01, .003) hold from {sure:.2f}: below that the",
            "gate is not `sure`, and a wish to die is met as a concern.",
            "",
        ]
    )


if __name__ == "__main__":
    typer.run(main)
