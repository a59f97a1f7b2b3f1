"""`make bench-pipelines`: what the intents could be learnt with instead, side by side; docs/evaluation/pipelines.md.

It reads dev, for that is there to choose by; what is frozen it never opens. What a candidate answered is kept in
var/peers as that of the peers is (`bench/engines.py`), and asked anew when its code, its packages or the examples are
others.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from pathlib import Path

import typer

from bench.__main__ import machine
from bench.beside import HEADS, Line, answered
from bench.engines import FOLDER, OURS, PYTHON, RASA, Engine, LeftOut, ask
from bench.evaluate import table
from bench.examples import MARK, danger, topics, unmarked
from bench.peers.contract import Answer, Examples, Job
from bench.taught import meant
from bench.understanding import Row, read
from bot.safety import Tier

PAGE = Path("docs/evaluation/pipelines.md")
LONGEST = 600  # seconds; who takes longer is stopped
PLACE = " plaatsnaam "  # what `nlu.intents.without_names` puts for a place
_OURS = (*OURS.made_of, FOLDER / "linear.py", FOLDER / "stock_rasa.py")
_NAMED = (*sorted(Path("nlu/topics").glob("*.yml")), *sorted(Path("bot/directory/data").glob("*.csv")))
_HARMLESS = tuple(sorted(Path("nlu/danger").glob("*.tsv")))

CHOICE = (
    "**Chosen: words × meaning**, for macro-F1, safety recall, time and memory together. Nothing understands more by",
    "more than noise. The mean of the same readers does as well and costs the same; a third model over them learns",
    "twice as long and understands less. Our reader of words alone, in a tenth of the time, is nearly four behind",
    "and hears fewer of those in need; and the safety gate asks the encoder anyway, so that most of the milliseconds",
    "and of the memory are paid already. The harmless rows help who reads words alone and spare false alarms; they",
    "cost safety recall here, where the gate does not have its say, and both readers together understand as much",
    "without them. Stems and folding gain next to nothing. DIET needs minutes of a core for each epoch.",
)

Asked = Callable[[Engine, Job], Answer | LeftOut]
Answers = Mapping[tuple[str, str], Answer | LeftOut]  # by candidate and what it learnt from


def masked(text: str) -> str:
    """Give a message with each place as one and the same word."""
    return MARK.sub(PLACE, text)


def marked(text: str) -> str:
    """Leave the marks on the places: the candidate wants both that and the message as typed."""
    return text


@dataclass(frozen=True, slots=True)
class Candidate:
    """A way to learn the intents: a line that says which, how it gets a message, and what it learns from."""

    engine: Engine
    what: str
    gets: Callable[[str], str] = masked
    learns_from: tuple[str, ...] = ("topics", "harmless too")


def _ours(name: str, how: str, made_of: tuple[Path, ...] = ()) -> Engine:
    return Engine(name, RASA, "candidates.py", how, (*_OURS, *made_of), LONGEST)


def _stems(name: str, how: str) -> Engine:
    return Engine(name, PYTHON, "stems.py", how, (FOLDER / "linear.py", Path("nlu/words.py")), LONGEST)


def _rasa(name: str, how: str) -> Engine:
    return Engine(name, RASA, "stock_rasa.py", how, longest=LONGEST)


FINDER = _ours("the places", "places", _NAMED)
BESIDE = Candidate(_ours("words × meaning", "ours"), "the root of the product of both readers: `IntentModel`", marked)
CHOSEN = Candidate(
    _ours("**words × meaning, as shipped**", "shipped", (*_NAMED, *_HARMLESS)),
    "the same as components of Rasa's graph, by `config.yml`; of harmless rows the words alone (decision 019)",
    unmarked,
    ("harmless too",),
)
CANDIDATES = (
    Candidate(_ours("counts", "counts"), "words and pairs of words counted, in lower case; logistic regression"),
    Candidate(_ours("counts, normalised", "counts-normalised"), "the same after our folding (`nlu.words.normalise`)"),
    Candidate(_ours("TF-IDF of words", "tfidf"), "the same, weighed by how rare they are"),
    Candidate(_stems("TF-IDF of stems", "words"), "the same of Dutch stems (Snowball)"),
    Candidate(_ours("TF-IDF of words and letters", "tfidf-letters"), "words and pairs, and 2 to 5 letters in a row"),
    Candidate(_stems("TF-IDF of stems and letters", "letters"), "the same, stems for words"),
    Candidate(_ours("TF-IDF of words and letters, SGD", "words"), "one class against the rest; our reader of words"),
    Candidate(_ours("meaning", "meaning"), "the encoder, logistic regression: our reader of meaning", unmarked),
    Candidate(_ours("meaning, network", "network"), "one hidden layer of 256 in its place", unmarked),
    Candidate(_ours("words + meaning", "averaged"), "the mean of both readers", marked),
    Candidate(_ours("words, meaning, stacked", "stacked"), "a third model learns whom to trust, in five folds", marked),
    BESIDE,
    CHOSEN,
    Candidate(_rasa("Rasa, counts", "logistic"), "stock: counts of words and letters, its logistic regression"),
    Candidate(_rasa("DIET, 30 epochs", "diet-30"), "stock, on the same counts and nothing dense", masked, ("topics",)),
    Candidate(_rasa("DIET, 100 epochs", "diet"), "the same for longer", masked, ("topics",)),
)


def main() -> None:
    """Measure all candidates, print the page, keep it."""
    where, rows, told = machine(), read("dev"), taught()
    page = page_of(where, told, lines(rows, answers(rows, told)))
    typer.echo(page)
    PAGE.write_text(page, encoding="utf-8")


def taught() -> Mapping[str, Examples]:
    """Give the examples of the topics, places marked, and those with the rows of the gate that signal nothing."""
    of_topics = Examples.of((example, intent) for intent, examples in topics().items() for example in examples)
    harmless = (row for row in danger() if row.tier is Tier.NONE)
    more = Examples.of(meant(harmless, frozenset(of_topics.intents)))
    return {"topics": of_topics, "harmless too": of_topics + more}


def answers(rows: Sequence[Row], told: Mapping[str, Examples], asked: Asked = ask) -> Answers:
    """Ask each candidate, with each of what it learns from; the places in messages are found first, for all.

    Raises:
        CalledProcessError: one failed.
        RuntimeError: the places were not found in time.
    """
    test = _found(rows, told["topics"], asked)
    found: dict[tuple[str, str], Answer | LeftOut] = {}
    for candidate in CANDIDATES:
        for name in candidate.learns_from:
            typer.echo(f"{candidate.engine.name} learns from {name} ...", err=True)
            texts = [candidate.gets(text) for text in told[name].texts]
            job = Job(texts, told[name].intents, [candidate.gets(text) for text in test])
            found[candidate.engine.name, name] = asked(candidate.engine, job)
    return found


def _found(rows: Sequence[Row], examples: Examples, asked: Asked) -> list[str]:
    # without a slash in front, as a turn asks: Rasa would take it for a payload
    job = Job(examples.texts, examples.intents, [row.text.lstrip("/ ") for row in rows])
    match asked(FINDER, job):
        case LeftOut(why):
            raise RuntimeError(f"the places: {why}")
        case Answer(predicted=predicted):
            return predicted


def lines(rows: Sequence[Row], found: Answers) -> list[Line]:
    """Make the lines of the table; each is held against words × meaning that learnt from the same."""
    return [
        (name, learnt_from, *answered(rows, answer), _beside(rows, answer, found[BESIDE.engine.name, learnt_from]))
        for (name, learnt_from), answer in found.items()
    ]


def _beside(rows: Sequence[Row], one: Answer | LeftOut, other: Answer | LeftOut) -> str:
    if isinstance(one, LeftOut) or isinstance(other, LeftOut) or one is other:
        return ""
    pairs = list(zip(right(rows, one), right(rows, other), strict=True))
    gains, losses = pairs.count((True, False)), pairs.count((False, True))
    return f"+{gains} -{losses} ({chance(gains, losses):.2f})"


def right(rows: Sequence[Row], answer: Answer) -> list[bool]:
    """Tell of each message whether it was understood."""
    return [row.intent == name for row, name in zip(rows, answer.predicted, strict=True)]


def chance(gains: int, losses: int) -> float:
    """Give how often a fair coin would part them as unevenly or more: the sign test, of both sides."""
    of = gains + losses
    tail = sum(comb(of, heads) for heads in range(min(gains, losses) + 1))
    return min(1.0, tail / 2.0 ** (of - 1))


def page_of(where: str, told: Mapping[str, Examples], found: Sequence[Line]) -> str:
    """Make the page."""
    topics, more = (f"{len(examples.texts):,}" for examples in told.values())
    return "\n".join(
        [
            "# Pipelines compared",
            "",
            f"`make bench-pipelines`, {where}.",
            "",
            "What the intents could be learnt with instead, on the messages of `tests/nlu/dev.tsv`; the frozen part is",
            f"not read. *topics* are the {topics} examples of `nlu/topics`, *harmless too* {more}: those, and the rows",
            "of `nlu/danger` that signal nothing and were written for an intent. Who reads words gets a place as one",
            "word: marked by hand in the topics, found by our own finder in the messages, as in the bot.",
            "",
            "*Safety recall*: of the messages of the five safety intents, those for which one of these is named;",
            "*false alarms*: of all others, those for which one is. In the bot the safety gate and the lexicon say so,",
            "whatever the intent ([nlu.md](nlu.md)). *ms a message*: the median, one at a time, in its own process.",
            "*Memory*: the most that process held, learning and reading; Rasa is loaded in it, half a gigabyte, but",
            "not for the stems, which no package of ours brings. As shipped, the time is with Rasa's and the finder's.",
            "What a candidate took is told as it was when it was first asked; a busy machine made it more.",
            f"Who learns for more than {LONGEST // 60} minutes is stopped. Intervals are 95 % (Wilson).",
            "*Beside*: messages that it understands and words × meaning, taught the same, does not, and those the",
            "other way round; how often chance alone would part them so (sign test). From about 0.05 up it is noise.",
            *table(("pipeline", *HEADS[1:], "beside words × meaning"), found),
            "",
            *CHOICE,
            "",
            "## Which is which",
            "",
            *(f"- {candidate.engine.name}: {candidate.what}" for candidate in CANDIDATES),
            "",
        ]
    )


if __name__ == "__main__":
    typer.run(main)
