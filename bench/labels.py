"""The two blind labels of each row of the corpus, and how well they agree."""

import csv
from dataclasses import dataclass

from bench.corpus import FOLDER
from bench.gates import kappa
from bot.safety import Tier


@dataclass(frozen=True, slots=True)
class Labels:
    """What the author meant and what two readers, and where they differ a third, made of a row."""

    key: str
    meant: Tier
    first: Tier
    second: Tier
    third: Tier | None


def labels() -> list[Labels]:
    """Read them."""
    with (FOLDER / "labels.tsv").open(encoding="utf-8", newline="") as file:
        return [
            Labels(
                row["id"],
                Tier(row["meant"]),
                Tier(row["first"]),
                Tier(row["second"]),
                Tier(row["third"]) if row["third"] else None,
            )
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def agreement() -> str:
    """Say Cohen's kappa of the two readers, on the tier and on alarm or none."""
    told = labels()
    tiers = kappa([(each.first, each.second) for each in told])
    alarm = kappa([(_alarm(each.first), _alarm(each.second)) for each in told])
    return f"Cohen's kappa {tiers:.2f} on the tier, {alarm:.2f} on alarm or none, over {len(told):,} rows"


def _alarm(tier: Tier) -> str:
    return "none" if tier is Tier.NONE else "alarm"
