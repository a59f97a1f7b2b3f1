"""How well answers to the questions of care are heard: each answer of `tests/safety/care`, through the care itself.

By the bot alone, without Rasa: that is what stands when everything else is down. `tests/safety/care/README.md` says who
wrote and labelled the answers; the frozen ones are only ever scored.
"""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from bench.corpus import Part
from bench.evaluate import table
from bench.gates import Share
from bot.messages import Language
from bot.safety import (
    Alarm,
    Answer,
    Care,
    Context,
    StaffLine,
    Step,
    Tier,
    check,
    follow,
    means_another,
    must_call,
    raised,
    stay,
)
from bot.safety.answering import EASES, GRAVE
from bot.safety.care import surest
from bot.safety.meanings import ASKED_OF_HELP
from bot.safety.typed import Meaning, TakenBack, Told, typed
from bot.safety.worried import worry
from bot.texts import Texts

FOLDER = Path("tests/safety/care")
_NOW = datetime(2026, 11, 28, 20, tzinfo=UTC)
_LIFE, _HOME, _FRIEND = (frozenset({tier}) for tier in (Tier.SUICIDAL, Tier.UNSAFE, Tier.THIRD_PARTY))
_OF_LIFE = ("openly", "safe", "safe_clear", "plan", "taken", "barrier", "trusted", "checked")
_STANDS = {  # where the care stands when each question was asked
    **{name: (Tier.SUICIDAL, Step(name), _LIFE) for name in _OF_LIFE},
    "emergency": (Tier.EMERGENCY, Step.EMERGENCY, _LIFE),
    "with_you": (Tier.EMERGENCY, Step.WITH_YOU, _LIFE),
    "danger": (Tier.EMERGENCY, Step.DANGER, _HOME),
    "typing": (Tier.UNSAFE, Step.TYPING, _HOME),
    "other": (Tier.EMERGENCY, Step.OTHER, _FRIEND),
    "self_harm": (Tier.CONCERN, Step.TALKING, frozenset({Tier.CONCERN})),
    "third": (Tier.THIRD_PARTY, Step.TALKING, _FRIEND),
}
_QUESTIONS = frozenset(  # about the bot or a helpline: some have a text of their own
    {
        "tells",
        "same",
        "cannot_call",
        "how_to_ask",
        "may_i_call",
        "may_i_tell",
        "line_bill",
        "line_cost",
        "line_wait",
        "line_what",
        "why",
        "which_number",
        "language",
        "kids_what",
        "police",
        "taken_away",
        "report",
        "where_to",
        "what_now",
        "what_first",
        "what_safe",
        "reason",
        *ASKED_OF_HELP,
    }
)
# what is told, with a text of its own: as good as being answered by what the care is about
_TOLD = frozenset({"low_too", "fine_self", "loves", "disbelieved", "no_help", "address", "goes_on", "curious"})
_NAMES = {  # what the readers of the corpus call what has a text of its own since
    Told.HELP_HERE: "called",
    Told.TALKED: "called",
    Told.REACHES: "somebody",
    Told.NOT_TODAY: "no",
    Told.WHERE: "safe",
    Told.EXPLAINED: "meant_otherwise",
    Told.SAFE_NOT_TODAY: "safe",
    Told.REFUSES: "only_talk",
    Told.WAKE: "no_call",
    Told.AWAY: "safe",
    Told.PAST: "safe",
    Told.GETS_AWAY: "safe",
    Told.LATER: "no_call",
    Told.CARED: "somebody",
}
_WORRIES = {  # and of who worries about somebody else; the rest tells more
    **dict.fromkeys(
        (
            "what_to_say", "what_to_say_to_adult", "what_to_do", "whom_to_tell", "should_tell", "should_go",
            "what_there", "wait", "does_asking_harm", "how_react", "anonymity", "remove_means", "visit",
            "if_yes",
        ),
        "question",
    ),
    **dict.fromkeys(("call_anyway", "dares_not_tell", "burdens_them"), "no_call"),
    **dict.fromkeys(("answered", "will_tell", "adult_knows", "adult_near", "with_them", "trusted_named"), "somebody"),
    **dict.fromkeys(("nobody_near", "adult_unaware"), "nobody"),
    **dict.fromkeys(("no_address", "what_was_taken", "is_it_meant"), "dont_know"),
    "said_yes": "yes",
    "keeps_secret": "tells",
    "responsible": "guilt",
    "advice_asked": "called",
}  # fmt: skip
_BESIDES = frozenset(  # and what they call "more": neither grave nor easing
    {
        Told.SORRY,
        Told.THANKS,
        Told.BYE,
        Told.THERE,
        Told.WORSE,
        Told.OVER,
        Told.YOUNG,
        Told.LINE_OUT,
        Told.HARM_MORE,
        Told.GROWN,
        Told.HAUNTS,
    }
)
_AS_WELL = {
    **dict.fromkeys(("more", "groups", "question"), ""),  # answered by what the care is about, or by Rasa
    "cannot_call": "no_credit",
    "dont_know": "unclear",  # both are asked again
    "no_words": "question",  # for somebody else: how to ask them
    "yes": "as_well",  # who worries thinks of it too
    "no": "taken_back",  # to "is there something true in it?"
    "safe": "other_safe",  # of somebody else
}


# of hands that were asked for what is grave and what would fool a simple bot, and of those asked for what is usual
GRAVEST, USUAL = frozenset({"A1", "A2", "A3", "A4"}), frozenset({"A5", "A6"})


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer of the corpus: what was asked, what it says, and what the bot took it for."""

    key: str
    hand: str
    asked: str
    meaning: str
    text: str
    taken: str  # empty for no answer to what was asked
    care: Care  # from now on
    alarmed: bool

    @property
    def grave(self) -> bool:
        """Whether it was answered as something grave."""
        return self.taken in GRAVE or (self.alarmed and not self.taken)

    @property
    def eased(self) -> bool:
        """Whether less is said because of it."""
        return self.taken in EASES

    @property
    def right(self) -> bool:
        """Whether it was taken for what it says, and what is grave for something grave."""
        if self.meaning in GRAVE:
            return self.grave
        return not (self.alarmed and not self.taken) and self.taken in {self.meaning, _AS_WELL.get(self.meaning)}


def heard(part: Part) -> list[Heard]:
    """Let the bot hear all answers of a part that careful readers agree on."""
    hands = {row["id"]: row["hand"] for row in _rows("labels")}
    return [_heard(row["id"], hands[row["id"]], row["step"], row["meaning"], row["text"]) for row in _rows(part)]


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def care(step: str) -> Care:
    """Give the care of somebody who was just asked this."""
    tier, at, answered = _STANDS[step]
    return Care(tier, _NOW, 0, 0, at, answered, asked_at=_NOW)


def _heard(key: str, hand: str, step: str, meaning: str, text: str) -> Heard:
    stands, verdict = care(step), check(text)
    alarm = verdict if isinstance(verdict, Alarm) else None
    ctx = Context(_texts(), Language.NL, StaffLine.LATER, _NOW)
    answer = follow(stands, text, ctx, alarm)
    said = answer or (_raised(stands, alarm, ctx, text) if alarm else stay(stands, ctx))
    if worried := worry(text, stands, alarm):
        return Heard(key, hand, step, meaning, text, _WORRIES.get(worried, "more"), said.care, alarm is not None)
    taken = _name(typed(text, stands, surest(alarm) if alarm else None)) if answer else ""
    return Heard(key, hand, step, meaning, text, taken, said.care, alarm is not None)


def _raised(stands: Care, alarm: Alarm, ctx: Context, text: str) -> Answer:
    return raised(stands, alarm, ctx, of_another=means_another(stands, alarm, text))


@cache
def _texts() -> Texts:
    return Texts.load()


def _name(meaning: Meaning | None) -> str:
    if isinstance(meaning, TakenBack):
        return "taken_back"
    if isinstance(meaning, Told) and meaning in _BESIDES:
        return "more"
    name = _NAMES[meaning] if isinstance(meaning, Told) and meaning in _NAMES else str(meaning or "")
    if name in _TOLD:
        return ""
    return "question" if name in _QUESTIONS else name


def scored() -> list[str]:
    """Word the page: shares of both parts; of dev, what went wrong."""
    dev, frozen = heard("dev"), heard("frozen")
    parts = [[row for row in part if row.hand in hands] for hands in (GRAVEST, USUAL) for part in (dev, frozen)]
    rows = [
        (what, *(f"{share.hits} of {share.of}, {share.value:.3f}" for share in map(count, parts)))
        for what, count in FIGURES.items()
    ]
    wrong = [
        (row.asked, row.meaning, row.taken or ("an alarm" if row.alarmed else "-"), row.text)
        for row in sorted(dev, key=lambda row: (row.asked, row.meaning))
        if not row.right
    ]
    return [
        "## The whole bot, on answers by other hands",
        "",
        "`tests/safety/care`: lexicon, weights, phrasebook and what was learnt, without Rasa. Of the frozen part no",
        "word is shown. *Grave*: by four hands asked for what is grave and what fools a simple bot; *usual*: by two",
        "asked for what most visitors would answer.",
        *table(("answers", "grave, dev", "grave, frozen", "usual, dev", "usual, frozen"), rows),
        "",
        "What dev was taken for and is not:",
        *table(("asked", "says", "taken for", "answer"), wrong),
    ]


def _any(_: Heard) -> bool:
    return True


def _share(of: Callable[[Heard], bool], hits: Callable[[Heard], bool]) -> Callable[[Sequence[Heard]], Share]:
    def count(rows: Sequence[Heard]) -> Share:
        told = [row for row in rows if of(row)]
        return Share(sum(map(hits, told)), len(told))

    return count


FIGURES: dict[str, Callable[[Sequence[Heard]], Share]] = {
    "taken for what they say": _share(_any, lambda row: row.right),
    "grave, answered as grave": _share(lambda row: row.meaning in GRAVE, lambda row: row.grave),
    "soon or begun, told to call 112": _share(lambda row: row.meaning == "now", lambda row: must_call(row.care)),
    "grave, answered as if it eased": _share(lambda row: row.meaning in GRAVE, lambda row: row.eased),
    "not grave, answered as grave": _share(lambda row: row.meaning not in GRAVE, lambda row: row.grave),
    "neither grave nor easing, answered as if it eased": _share(
        lambda row: row.meaning not in GRAVE and row.meaning not in EASES, lambda row: row.eased
    ),
}
