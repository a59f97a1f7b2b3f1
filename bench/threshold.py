"""`python -m bench.threshold`: where the safety gate should begin to raise an alarm, by what a miss costs, on dev.

A missed cry for help weighs as much as twenty false alarms (SAFETY). The cheapest threshold is taken whose false alarms
on hard negatives stay within their gate. Writes docs/evaluation/threshold.md; config.yml holds what was chosen.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from bench.corpus import Judged, judged, read
from bench.evaluate import table
from bench.gates import NETS, Share, alarming, clear, false_alarms, raised
from bot.__main__ import opened_vault, some_rasa
from bot.safety import Tier
from bot.settings import Settings

PAGE = Path("docs/evaluation/threshold.md")
A_MISS_COSTS = 20  # false alarms
STEPS = [step / 100 for step in range(5, 96)]
SHOWN = 5  # hundredths between the rows of the table


@dataclass(frozen=True, slots=True)
class Point:
    """What one threshold leads to, for the union of lexicon and model, on dev."""

    threshold: float
    recall: Share
    false: tuple[Share, ...]  # hard negatives, idiom and loneliness, ordinary
    within: tuple[bool, ...]  # which of the three hold their gates
    cost: int


def main() -> None:
    """Judge dev, print the curve, keep it."""
    rows = asyncio.run(measured())
    page = page_of([point(rows, threshold) for threshold in STEPS])
    typer.echo(page)
    PAGE.write_text(page, encoding="utf-8")


async def measured() -> list[Judged]:
    """Judge dev with the trained model."""
    settings = Settings()
    async with some_rasa(settings, opened_vault(settings)) as rasa:
        return clear(await judged(read("dev"), rasa))


def at(row: Judged, threshold: float) -> Judged:
    """Give the verdict the gate would give with another threshold; which tier does not matter here."""
    return replace(row, model=Tier.CONCERN if row.mass >= threshold else Tier.NONE)


def point(rows: Sequence[Judged], threshold: float) -> Point:
    """Count what a threshold leads to."""
    told, union = [at(row, threshold) for row in rows], NETS["union"]
    recall = raised(alarming(told), union)
    held = false_alarms(told, union, "")
    none = [row for row in told if row.case.kind != "alarming"]
    cost = A_MISS_COSTS * (recall.of - recall.hits) + raised(none, union).hits
    return Point(threshold, recall, tuple(gate.share for gate in held), tuple(gate.holds for gate in held), cost)


def page_of(points: Sequence[Point]) -> str:
    """Make the page: the curve as a table, and which point the rule takes."""
    cheapest = min(points, key=lambda each: each.cost)
    taken = min((each for each in points if each.within[0]), key=lambda each: each.cost)
    gentle = next((each for each in points if all(each.within)), points[-1])
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
    heads = ("threshold", "alarm recall", "hard negatives", "idiom, loneliness", "ordinary", "cost")
    return "\n".join(
        [
            "# Where the gate begins",
            "",
            "`python -m bench.threshold`, on dev, lexicon and model together. A miss costs twenty false alarms.",
            *table(heads, rows),
            "",
            f"Cheapest within the gate of hard negatives (.05): **{taken.threshold:.2f}**. Cheapest of all:",
            f"{cheapest.threshold:.2f}. All gates of false alarms (.05, .01, .003) hold from {gentle.threshold:.2f}:",
            "below that the gate is not `sure`, and a wish to die is met as a concern.",
            "",
        ]
    )


if __name__ == "__main__":
    typer.run(main)
