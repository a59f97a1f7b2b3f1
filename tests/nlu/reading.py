"""The domain and the rules, as the tests read them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml


def read(path: Path | str) -> Any:
    return yaml.safe_load(Path(path).read_text(encoding="utf-8"))


DOMAIN: Mapping[str, Any] = read("domain.yml")
CONFIG: Mapping[str, Any] = read("config.yml")
RULES: list[Mapping[str, Any]] = read("stories/rules.yml")["rules"]
STORIES: list[Mapping[str, Any]] = [
    story for path in Path("stories").glob("*.yml") for story in read(path).get("stories", [])
]


def steps(blocks: list[Mapping[str, Any]], key: str) -> Iterator[str]:
    """Give what stands under a key in the steps of rules or stories, alternatives included."""
    for step in (step for block in blocks for step in block["steps"]):
        for one in step.get("or", [step]):
            if key in one:
                yield one[key]


def buttons() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Give every button of the domain with the response it stands under."""
    for name, variants in DOMAIN["responses"].items():
        for variant in variants:
            for button in variant.get("buttons", []):
                yield name, button


def language_of(variant: Mapping[str, Any]) -> str | None:
    """Give the language a variant is for; None when it is for both."""
    conditions = variant.get("condition", [])
    return next((condition["value"] for condition in conditions if condition["name"] == "language"), None)
