"""What the bot reads from `domain.yml` itself: what a button may ask, and which intents escalate."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import yml
from bot.safety import Tier


@dataclass(frozen=True, slots=True)
class Domain:
    """The intents and, for the safety intents, the tier their response escalates to."""

    intents: frozenset[str]
    escalations: Mapping[str, Tier]


def read_domain(path: Path) -> Domain:
    """Read the domain file.

    Raises:
        OSError: it cannot be read.
        KeyError: it is no domain file.
    """
    written = yml.values(path.read_text(encoding="utf-8"))
    tiers = {
        name.removeprefix("utter_"): Tier(verb["tier"])
        for name, variants in written["responses"].items()
        for verb in _verbs(variants)
        if verb.get("do") == "escalate"
    }
    return Domain(frozenset(written["intents"]), tiers)


def _verbs(variants: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [variant["custom"] for variant in variants if "custom" in variant]
