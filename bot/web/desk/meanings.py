"""What an example can mean, as the desk says it: the alarms by tier, and what is no alarm by what it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.staff import NO_ALARM, Example
from bot.web.desk.words import known, named, said


@dataclass(frozen=True, slots=True)
class Group:
    """Choices under one title; each is "tier:category" and what that means."""

    title: str
    choices: Sequence[tuple[str, str]]


def groups(topics: Mapping[str, str]) -> Sequence[Group]:
    """Give all there is to choose, the gravest first."""
    alarms = [(value, said("example", value)) for value in named("example")]
    others = sorted(((f"{NO_ALARM}:{intent}", title) for intent, title in topics.items()), key=lambda one: one[1])
    return tuple(
        Group(said("example_group", tier), tuple(one for one in (*alarms, *others) if _tier(one[0]) == tier))
        for tier in named("example_group")
    )


def meaning(value: str, topics: Mapping[str, str]) -> tuple[str, str] | None:
    """Read a choice: tier and category; None when it is none of them."""
    tier, _, category = value.partition(":")
    exists = category in topics if tier == NO_ALARM else known("example", value)
    return (tier, category) if exists else None


def worded(example: Example, topics: Mapping[str, str]) -> str:
    """Say what an example means; what an older version knew is called as it was kept."""
    group = said("example_group", example.tier) if known("example_group", example.tier) else example.tier
    value = f"{example.tier}:{example.category}"
    if example.tier == NO_ALARM:
        return f"{group}: {topics.get(example.category, example.category)}"
    return f"{group}: {said('example', value) if known('example', value) else example.category}"


def _tier(value: str) -> str:
    return value.partition(":")[0]
