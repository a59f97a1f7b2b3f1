"""`make bench-nlu`: our model beside other engines that learn from exactly what it learns from.

Writes docs/evaluation/peers.md, all of it. What an engine answered is kept in var/peers, and asked anew when its code,
its packages or the examples are others. The frozen part is only ever scored.
"""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from bench import yardstick
from bench.__main__ import machine
from bench.engines import LONGEST, OURS, PEERS, Engine, LeftOut, ask
from bench.evaluate import table
from bench.figures import Figure, markdown, percentile
from bench.gates import Share
from bench.ours import Served, served, trained
from bench.peers.contract import Answer, Examples, Job
from bench.taught import taught
from bench.understanding import SAFETY, Row, macro_f1, percent, read, right
from bot.safety import Tier

PAGE = Path("docs/evaluation/peers.md")
HEADS = (
    *("engine", "learns from", "accuracy", "macro-F1", "safety recall", "false alarms"),
    *("ms a message", "memory (MB)", "training (s)"),
)


Line = tuple[str, ...]  # of a table


@dataclass(frozen=True, slots=True)
class Score:
    """How well the messages were read; an alarm is right for whichever of the safety intents was meant."""

    accuracy: Share
    macro_f1: float
    safety_recall: Share
    false_alarms: Share


def scored(rows: Sequence[Row], predicted: Sequence[str], alarmed: Sequence[bool] | None = None) -> Score:
    """Score what an engine named; it raises an alarm by naming a safety intent, if nothing else says when it does."""
    meant = [(row.intent, name) for row, name in zip(rows, predicted, strict=True)]
    alarms = [name in SAFETY for name in predicted] if alarmed is None else alarmed
    need = [alarm for row, alarm in zip(rows, alarms, strict=True) if row.intent in SAFETY]
    other = [alarm for row, alarm in zip(rows, alarms, strict=True) if row.intent not in SAFETY]
    return Score(right(meant), macro_f1(meant), Share(sum(need), len(need)), Share(sum(other), len(other)))


def main(
    massive: Annotated[Path | None, typer.Option(envvar="MASSIVE", help="the folder of the public yardstick")] = None,
) -> None:
    """Measure all engines, ours first and alone, print the page, keep it."""
    where, rows, examples = machine(), read("frozen"), taught()
    ours = asyncio.run(served(rows))
    with TemporaryDirectory() as folder:  # learnt once more, for nothing but the time it takes
        training = trained(Path(folder))
    lines = [*_ours(rows, ours, training), *_peers(rows, examples)]
    public = _public(massive) if massive else _WITHOUT
    page = "\n".join([*page_of(where, rows, examples, lines), *_bounds(ours, training), *public, ""])
    typer.echo(page)
    PAGE.write_text(page, encoding="utf-8")


def _ours(rows: Sequence[Row], served: Served, training: float) -> Iterator[Line]:
    tops = [heard.top for heard in served.heard]
    gate = [heard.parse.tier is not Tier.NONE for heard in served.heard]
    both = [heard.alarmed for heard in served.heard]
    cost = _cost(served.took, served.memory, training)
    yield "**ours**", "all", *_cells(scored(rows, tops)), *cost
    yield "**ours**, alarms by its safety gate", "all", *_cells(scored(rows, tops, gate)), *cost
    yield "**ours**, alarms by gate and lexicon", "all", *_cells(scored(rows, tops, both)), *cost


def _bounds(served: Served, training: float) -> list[str]:
    figures = [
        Figure("learning, all of it but the tuned layers", training, "s", 300),
        Figure("a message, p50", percentile(served.took, 0.5), "ms"),
        Figure("a message, p95", percentile(served.took, 0.95), "ms", 25),
        Figure("the server, the most it held", served.memory, "MB", 1_300),
    ]
    return ["", "## What ours may cost", "", markdown(figures)]


def _peers(rows: Sequence[Row], examples: Mapping[str, Examples]) -> Iterator[Line]:
    test = [row.text for row in rows]
    for engine in PEERS:
        for name, told in examples.items():
            typer.echo(f"{engine.name} learns from {name} ...", err=True)
            yield engine.name, name, *answered(rows, ask(engine, Job(told.texts, told.intents, test)))


def answered(rows: Sequence[Row], answer: Answer | LeftOut) -> Line:
    """Tell how well an engine read the messages and what that took, as `HEADS` has it, or why that is not known."""
    match answer:
        case LeftOut(why):
            return why, *[""] * (len(HEADS) - 3)
        case Answer():
            cost = _cost(answer.took, answer.memory, answer.training)
            return *_cells(scored(rows, answer.predicted)), *cost


def _cells(score: Score) -> Line:
    shares = (percent(score.safety_recall), percent(score.false_alarms))
    return percent(score.accuracy), f"{score.macro_f1:.3f}", *shares


def _cost(took: Sequence[float], memory: float, training: float) -> Line:
    return f"{percentile(took, 0.5):.2f}", f"{memory:,.0f}", f"{training:.0f}"


def page_of(where: str, rows: Sequence[Row], examples: Mapping[str, Examples], lines: Iterable[Line]) -> list[str]:
    """Make the page, but for the public yardstick."""
    many = {name: f"{len(told.texts):,}" for name, told in examples.items()}
    return [
        "# Our model beside its peers",
        "",
        f"`make bench-nlu`, {where}.",
        "",
        f"Each engine learns from our examples and reads the {len(rows)} messages of `tests/nlu/frozen.tsv`,",
        "by hands that saw no example, of which it sees no label.",
        f"*topics* are the {many['topics']} examples of `nlu/topics`, places as plain words;",
        f"*all* are {many['all']}: those, and the rows of `nlu/danger` that mean an intent (`bench/taught.py`),",
        "since ours learns from them too. Where a peer's own settings did worse on dev, others were chosen there.",
        "",
        "*Safety recall*: of the messages of the five safety intents, those for which a safety intent is named,",
        "whichever. *False alarms*: of all others, those for which one is named. In the second row of ours the safety",
        "gate of the model says so instead of the likeliest intent; in the third, as in the bot, that and the lexicon.",
        "",
        "*ms a message*: the median, one message at a time, without the first. Ours is the whole server over HTTP:",
        "places, intents, safety gate; the others are asked within their own process. *Memory*: the most a process",
        "held at once, for the peers learning and reading, for ours serving. *Training* of ours is all of the above",
        "but the tuned layers, which come ready (decision 023). An engine that learns for more than",
        f"{LONGEST // 60} minutes is left out, with a line that says so; Rasa's DIET would be, and is not asked.",
        "What an engine answered, and what that took, is kept and told again until its code, its packages or the",
        "examples change. Intervals are 95 % (Wilson).",
        *table(HEADS, lines),
    ]


_WITHOUT = ("", "The public yardstick was left out: `MASSIVE=folder make bench-nlu` measures it too.")


def _public(folder: Path) -> list[str]:
    public = yardstick.read(folder)
    found = [_measured(engine, public) for engine in (OURS, *PEERS)]
    return yardstick.section(public, found)


def _measured(engine: Engine, public: yardstick.Public) -> yardstick.Measured:
    typer.echo(f"{engine.name} on the public yardstick ...", err=True)
    return yardstick.measured(engine, public)


if __name__ == "__main__":
    typer.run(main)
