"""`python -m bench.understanding`: how well messages of hands that saw no example are understood, by the real server.

Part of `make eval`; the page is docs/evaluation/nlu.md. The frozen part is only ever scored: it is told in counts, and
every message in the page is of dev.
"""

import asyncio
import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

import typer
import yaml

from bench.answers import Answered, answered, lines
from bench.answers import read as answers_of
from bench.evaluate import table
from bench.examples import MARK, unmarked
from bench.gates import Share
from bench.resolved import agrees, misleads, short
from bench.spans import Named, exact_f1, partial_f1
from bot.__main__ import some_rasa
from bot.commands.analyse import where
from bot.directory import Places
from bot.rasa import Parse, RasaClient
from bot.safety import Alarm, Tier, check
from bot.settings import Settings

PAGE = Path("docs/evaluation/nlu.md")
PIPELINES = Path("docs/evaluation/pipelines.md")
SAFETY = frozenset({"suicidality", "self_harm", "emergency", "unsafe_situation", "suicidality_other"})
_BATCH = 64  # messages a request to Rasa
_OFFERED = 3  # meanings, as `bot.conversation.meanings` does at most
_SWEEP = (0.15, 0.20, 0.25, 0.30, 0.35, 0.40, 0.50)


@dataclass(frozen=True, slots=True)
class Row:
    """A message, what it means, and the first place in it as written.

    `where` is the municipality that place lies in, as `bench.resolved` writes it; empty where nobody can tell.
    """

    intent: str
    text: str
    place: str | None
    where: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """A message, how both nets and the model read it, and what the directory makes of the place in it."""

    row: Row
    parse: Parse
    where: str = ""

    @property
    def top(self) -> str:
        """The likeliest meaning."""
        return self.parse.ranking[0].intent

    @property
    def likeliest(self) -> list[str]:
        """The meanings that the bot offers when it asks, if they are likely enough."""
        return [meaning.intent for meaning in self.parse.ranking[:_OFFERED]]

    @property
    def alarmed(self) -> bool:
        """Whether the bot answers with care instead."""
        return self.parse.tier is not Tier.NONE or isinstance(check(self.row.text), Alarm)

    def asks(self, threshold: float, ambiguity: float) -> bool:
        """Tell whether the bot offers a choice of meanings instead of an answer."""
        first, second, *_ = (meaning.confidence for meaning in self.parse.ranking)
        return first < threshold or first - second < ambiguity


@dataclass(frozen=True, slots=True)
class Scores:
    """How a part is understood; `macro_f1`, `place_f1` and `partial_f1` are between 0 and 1.

    Of each message the first place marked and the first one found count, for `place_f1` if they are the same, for
    `partial_f1` if they overlap (`bench.spans`).
    `municipality` is the share of the places for which the bot comes to the right one from the whole message, `misled`
    of those for which it comes to a wrong one. `asked` and `wrong` are shares of what needs no alarm; `offered` of what
    is asked: the right meaning is among those.
    """

    accuracy: Share
    macro_f1: float
    safety_recall: Share
    false_alarms: Share
    place_f1: float
    partial_f1: float
    municipality: Share
    misled: Share
    asked: Share
    offered: Share
    wrong: Share


def read(part: str) -> list[Row]:
    """Read a part, "dev" or "frozen"."""
    with Path(f"tests/nlu/{part}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Row(row["intent"], unmarked(row["text"]), _place(row["text"]), row["where"]) for row in rows]


async def heard(rows: Sequence[Row], rasa: RasaClient) -> list[Heard]:
    """Let the server read all rows.

    Raises:
        DialogueDownError: Rasa does not answer.
    """
    parses: list[Parse] = []
    for start in range(0, len(rows), _BATCH):
        # without a slash in front, as a turn asks: Rasa would take it for a payload
        parses += await rasa.parse([row.text.lstrip("/ ") for row in rows[start : start + _BATCH]])
    places = _places()
    return [Heard(row, parse, short(where(row.text, parse, places))) for row, parse in zip(rows, parses, strict=True)]


@cache
def _places() -> Places:
    return Places.load()


def scores(rows: Sequence[Heard], threshold: float, ambiguity: float) -> Scores:
    """Score; an alarm is neither asked nor a wrong answer: what it misses or makes up is counted by itself."""
    need = [row for row in rows if row.row.intent in SAFETY]
    other = [row for row in rows if row.row.intent not in SAFETY]
    answered = [row for row in other if not row.alarmed]
    asked = [row for row in answered if row.asks(threshold, ambiguity)]
    named = [Named(row.row.text, row.row.place, row.parse.place) for row in rows]
    placed = [row for row in rows if row.row.where]
    meant = [(row.row.intent, row.top) for row in rows]
    return Scores(
        accuracy=right(meant),
        macro_f1=macro_f1(meant),
        safety_recall=Share(sum(row.alarmed for row in need), len(need)),
        false_alarms=Share(sum(row.alarmed for row in other), len(other)),
        place_f1=exact_f1(named),
        partial_f1=partial_f1(named),
        municipality=Share(sum(agrees(row.where, row.row.where) for row in placed), len(placed)),
        misled=Share(sum(misleads(row.where, row.row.where) for row in placed), len(placed)),
        asked=Share(len(asked), len(other)),
        offered=Share(sum(row.row.intent in row.likeliest for row in asked), len(asked)),
        wrong=Share(
            sum(row.row.intent != row.top and not row.asks(threshold, ambiguity) for row in answered), len(other)
        ),
    )


def right(meant: Sequence[tuple[str, str]]) -> Share:
    """Count what was understood as it was meant."""
    return Share(sum(gold == top for gold, top in meant), len(meant))


def macro_f1(meant: Sequence[tuple[str, str]]) -> float:
    """Give the mean F1 of all intents that were meant."""
    intents = {gold for gold, _ in meant}
    return sum(f1(intent, meant) for intent in sorted(intents)) / len(intents)


def f1(intent: str, meant: Sequence[tuple[str, str]]) -> float:
    """Give the F1 of an intent in pairs of what was meant and what was understood."""
    hits = sum(gold == top == intent for gold, top in meant)
    return 2 * hits / sum((gold == intent) + (top == intent) for gold, top in meant)


def confused(pairs: Iterable[Sequence[str]], most: int) -> list[tuple[str, str, int]]:
    """Count which intent is taken for which, the first two of each row, the most frequent first."""
    return [(meant, top, times) for (meant, top), times in Counter((row[0], row[1]) for row in pairs).most_common(most)]


def falls_back() -> tuple[float, float]:
    """Give what config.yml asks below: a likelihood, and a lead over the next meaning."""
    pipeline = yaml.safe_load(Path("config.yml").read_text(encoding="utf-8"))["pipeline"]
    (fallback,) = [part for part in pipeline if part["name"] == "FallbackClassifier"]
    return fallback["threshold"], fallback["ambiguity_threshold"]


def page_of(dev: Sequence[Heard], frozen: Sequence[Heard], answers: Mapping[str, Sequence[Answered]]) -> str:
    """Make the whole page."""
    threshold, ambiguity = falls_back()
    parts = {"frozen": frozen, "dev": dev}
    rows = [(name, len(part), *_cells(scores(part, threshold, ambiguity))) for name, part in parts.items()]
    sweep = [(f"{least:.2f}", *_cells(scores(dev, least, ambiguity))[-3:]) for least in _SWEEP]
    wrong = [(row.row.intent, row.top, row.row.text) for row in dev if row.row.intent != row.top]
    meant = [(row.row.intent, row.top) for row in frozen]
    worst = sorted((f1(intent, meant), intent) for intent in {gold for gold, _ in meant})[:10]
    heads = (
        "intent right",
        "macro-F1",
        "need alarmed",
        "false alarms",
        "place F1",
        "place F1, partial",
        "right municipality",
        "sent to a wrong one",
        "asks",
        "offers the right one",
        "wrong answer",
    )
    return "\n".join(
        [
            "# What is understood, measured",
            "",
            "`make eval`. Messages in `tests/nlu`, by six hands that saw no example; of the 1,009 newest a second",
            "reader, who did not see what they were written for, gave the same intent to each. Intervals are 95 %",
            "(Wilson). A wrong answer is worse than asking which of the likeliest meanings was meant; both are shares",
            "of what needs no alarm.",
            *table(("part", "messages", *heads), rows),
            "",
            f"The bot asks below a likelihood of {threshold:g}, or a lead of {ambiguity:g}. Chosen on dev:",
            *table(("asks below", "asks", "offers the right one", "wrong answer"), sweep),
            "",
            *lines(answers),
            "",
            "## Pipelines compared",
            "What the intents could be learnt with instead, on dev; [pipelines.md](pipelines.md) says which is which.",
            "",
            *_pipelines(),
            "",
            "## Understood least (frozen)",
            *table(("intent", "F1"), [(intent, f"{value:.2f}") for value, intent in worst]),
            "",
            "## Most confused (dev)",
            *table(("meant", "understood", "times"), confused(wrong, 12)),
            "",
            "## Every miss of dev",
            *table(("meant", "understood", "message"), wrong),
            "",
        ]
    )


def _cells(found: Scores) -> list[str]:
    return [
        percent(found.accuracy),
        f"{found.macro_f1:.3f}",
        percent(found.safety_recall),
        percent(found.false_alarms),
        f"{found.place_f1:.3f}",
        f"{found.partial_f1:.3f}",
        percent(found.municipality),
        percent(found.misled),
        percent(found.asked),
        percent(found.offered),
        percent(found.wrong),
    ]


def percent(share: Share) -> str:
    """Tell a share with its interval."""
    low, high = share.wilson
    return f"{share.value:.1%} ({low:.1%} - {high:.1%})"


def _place(text: str) -> str | None:
    marked = MARK.search(text)
    return marked[1] if marked else None


async def measured() -> tuple[list[Heard], list[Heard], dict[str, list[Answered]]]:
    """Let a server read dev and frozen, and answer the answers of both."""
    settings = Settings()
    async with some_rasa(settings) as rasa:
        answers = {part: await answered(answers_of(part), rasa) for part in ("frozen", "dev")}
        return await heard(read("dev"), rasa), await heard(read("frozen"), rasa), answers


def main(*, save: Annotated[bool, typer.Option(help="write the page")] = True) -> None:
    """Score both parts, print the page, keep it."""
    page = page_of(*asyncio.run(measured()))
    typer.echo(page)
    if save:
        PAGE.write_text(page, encoding="utf-8")


def _pipelines() -> list[str]:
    """Give the table that `make bench-pipelines` made last."""
    return [line for line in PIPELINES.read_text(encoding="utf-8").splitlines() if line.startswith("|")]


if __name__ == "__main__":
    typer.run(main)
