"""Typed answers to a question of care: "ja", "soms", "laat maar"."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

from bot import yml
from bot.messages import CareAnswer
from bot.safety.cared import Step
from bot.safety.folding import fold

_LONGEST = 60  # characters; who writes more is telling something


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Said to take it back ("just kidding", "never mind"): no answer, but not nothing either."""


def typed(said: str, step: Step) -> CareAnswer | TakenBack | None:
    """Read a short message as an answer to the question of this step; None when it is none."""
    if len(said) > _LONGEST:
        return None
    meaning = _meanings().get(" ".join(fold(said)[0].split()).strip(" .!?,…"))
    if meaning == "taken_back":
        return TakenBack()
    named = (_ALWAYS | _BY_STEP.get(step.value, {})).get(meaning or "")
    return CareAnswer(named) if named else None


@cache
def _meanings() -> dict[str, str]:
    text = resources.files("bot.safety").joinpath("answers.yml").read_text(encoding="utf-8")
    return {said: meaning for meaning, ways in yml.texts(text).items() for said in ways}


_ALWAYS = {"safe": "safe", "not_safe": "not_safe"}  # said outright it counts whatever was asked
_SAFE = {**_ALWAYS, "fine": "safe", "dont_know": "dont_know"}
_CLEAR = {**_SAFE, "yes": "safe", "no": "not_safe"}
_BARRIERS = {name: name for name in ("only_talk", "afraid_heard", "no_words", "no_call")}
# After "call 112" a yes, an "ok" or an "i am fine" says nothing about being safe.
_EMERGENCY = {
    **_BARRIERS,
    **{name: name for name in ("yes", "no", "sometimes", "dont_know", "somebody", "nobody")},
    "agrees": "yes",
    "fine": "yes",
    "help_here": "safe",
}
_BY_STEP = {
    "openly": {name: name for name in ("yes", "sometimes", "no", "dont_know")},
    "safe": {**_SAFE, "yes": "yes", "no": "no"},
    "safe_clear": _CLEAR,
    "emergency": _EMERGENCY,
    "with_you": {**_EMERGENCY, "yes": "somebody", "no": "nobody"},
    "danger": _EMERGENCY,
    "typing": _CLEAR,
    "barrier": _BARRIERS,
    "trusted": {"yes": "somebody", "somebody": "somebody", "no": "nobody", "nobody": "nobody"},
}
