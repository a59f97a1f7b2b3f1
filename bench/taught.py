"""What every engine of `make bench-nlu` learns from: exactly what our own model does."""

from collections.abc import Iterable, Mapping

from bench.examples import Danger, danger, topics, unmarked
from bench.peers.contract import Examples
from bot.safety import Tier

_MEANT: Mapping[Tier, str] = {
    Tier.EMERGENCY: "emergency",
    Tier.UNSAFE: "unsafe_situation",
    Tier.SUICIDAL: "suicidality",
    Tier.THIRD_PARTY: "suicidality_other",
}


def taught() -> Mapping[str, Examples]:
    """Give the examples of the topics, and `all`: those and what those of the gate mean."""
    of_topics = Examples.of((unmarked(example), intent) for intent, told in topics().items() for example in told)
    return {"topics": of_topics, "all": of_topics + Examples.of(meant(danger(), frozenset(of_topics.intents)))}


def meant(examples: Iterable[Danger], intents: frozenset[str]) -> Iterable[tuple[str, str]]:
    """Give the text and the intent of each example of the gate that has one."""
    for example in examples:
        intent = intent_of(example.tier, example.category)
        if intent in intents:
            yield example.text, intent


def intent_of(tier: Tier, category: str) -> str:
    """Give the intent that an example of the gate teaches; what was written for no intent gives a name that is none."""
    if tier is Tier.CONCERN:
        return "self_harm" if category == "self_harm" else "suicidality"
    return _MEANT.get(tier, category)
