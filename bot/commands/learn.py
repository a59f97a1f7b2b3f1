"""`bot learn`: where understanding is weakest, and whether new examples may go in."""

import asyncio
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import typer
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from bench.evaluate import table
from bench.examples import (
    MARK,
    danger,
    kept_for_testing,
    plain,
    topics,
    trigrams,
    twins,
)
from bench.templates import MOST, beginning
from bench.understanding import Heard, confused, falls_back, heard, read
from bot.__main__ import some_rasa
from bot.commands.failures import CommandError
from bot.safety import Tier
from bot.settings import Settings

PYTHON = Path("nlu/.venv/bin/python")
_QUIET = {"PYTHONWARNINGS": "ignore", "TF_CPP_MIN_LOG_LEVEL": "3"}  # what Rasa's packages say of themselves
_SHOWN = 40  # rows a table
DANGER = "tier\tcategory\tlang\ttext"  # the first line of a file of nlu/danger
TYPO = 0.9  # of the letters of two messages, as many alike: one is the other with a typo
FEW = 3  # words, in which every letter tells
_NEARLY = 90  # per cent that two rows of nlu/danger may not be alike

# what stands in the files is read once, and only the trigrams that are asked for are made
_topics, _runs = cache(topics), cache(trigrams)


async def show(settings: Settings) -> None:
    """Print what goes wrong on dev, and which examples the others contradict.

    Raises:
        CommandError: the examples could not be read.
        DialogueDownError: Rasa does not answer.
        FileNotFoundError: there is no environment of Rasa; `make setup` makes it.
    """
    typer.echo("reading the examples, each by those of the others: about two minutes ...", err=True)
    asked = (PYTHON, "-m", "nlu.doubts")
    environment, kept = {**os.environ, **_QUIET}, asyncio.subprocess.PIPE
    doubts = await asyncio.create_subprocess_exec(*asked, stdout=kept, stderr=kept, env=environment)
    told, complaints = await doubts.communicate()
    if doubts.returncode:  # else they are what Rasa's packages say of themselves
        sys.stderr.write(complaints.decode())
        raise CommandError("nlu.doubts ended in an error, see above")
    async with some_rasa(settings) as rasa:
        dev = await heard(read("dev"), rasa)
    sys.stdout.write("\n".join([*on_dev(dev, *falls_back()), *contradicted(told.decode().splitlines())]) + "\n")


def on_dev(rows: Sequence[Heard], threshold: float, ambiguity: float) -> Iterator[str]:
    """Word what is wrong, what is unsure, and which intents are confused."""
    misses = [row for row in rows if row.row.intent != row.top]
    unsure = [row for row in rows if not row.alarmed and row.asks(threshold, ambiguity)]
    wrong = [row for row in misses if not row.alarmed and not row.asks(threshold, ambiguity)]
    for title, found in (("Answered wrongly", wrong), ("Asked what was meant", unsure)):
        yield f"\n# {title}: {len(found)} of {len(rows)} of dev"
        surest = sorted(found, key=lambda row: -row.parse.ranking[0].confidence)
        yield from table(("meant", "likeliest", "likelihood", "message"), [_cells(row) for row in surest])
    yield "\n# Confused on dev"
    pairs = [(row.row.intent, row.top) for row in misses]
    yield from table(("meant", "likeliest", "times"), confused(pairs, _SHOWN))


def contradicted(lines: Sequence[str]) -> Iterator[str]:
    """Word the examples that the others would call something else, the surest first."""
    rows = [line.split("\t") for line in lines]
    yield f"\n# Examples the others contradict: {len(rows)}, the surest {min(_SHOWN, len(rows))}"
    yield from table(("stands under", "others say", "likelihood", "of the other", "example"), rows[:_SHOWN])
    yield "\n# And which intents that confuses"
    yield from table(("stands under", "others say", "times"), confused(rows, _SHOWN))


async def refuse_bad(file: Path) -> None:
    """Say of each line, "intent TAB message" or as a file of nlu/danger has it, what forbids it to go in.

    Raises:
        CommandError: some may not, or it is no text.
        FileNotFoundError: there is no such file.
    """
    lines = _lines(file)
    first, check = (2, forbidding_danger) if lines[:1] == [DANGER] else (1, forbidding)
    lines = lines[first - 1 :]
    reasons = list(check(lines))
    for number, reason in reasons:
        typer.echo(f"{file}:{number + first - 1}: {reason}")
    if reasons:
        raise CommandError(f"{len({number for number, _ in reasons})} of {len(lines)} may not go in")
    typer.echo(f"all {len(lines)} may go in")


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").splitlines()
    except (UnicodeDecodeError, IsADirectoryError):
        raise CommandError(f"{file} is no text") from None


def forbidding(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Give the number of each line that may not go in, from 1, with why.

    A message that is kept for testing is not shown beside what is like it: who teaches must not know it.
    """
    seen = _seen()
    alike = {intent: list(told) for intent, told in _topics().items()}
    for number, line in enumerate(lines, 1):
        intent, tab, example = line.partition("\t")
        told = alike.get(intent)
        if not tab or "\t" in example or told is None:
            whole = tab and "\t" not in example
            yield number, f"no intent is called {intent!r}" if whole else "not an intent, a tab and a message"
            continue
        runs, typed = _runs(example), plain(example)
        twin = next((other for other in told if twins(runs, _runs(other)) or _mistyped(typed, plain(other))), None)
        if "](" in MARK.sub("", example):
            yield number, "only a place is marked, as [veghel](place)"
        if _is_template(example, told):
            yield number, f"too many of {intent!r} begin with {beginning(example)!r}"
        for reason in _reasons(example, seen, twin):
            yield number, reason
        seen.add(typed)
        told.append(example)


def _is_template(example: str, told: Sequence[str]) -> bool:
    begins = Counter(map(beginning, [*told, example]))
    return bool(beginning(example)) and begins[beginning(example)] > MOST * (len(told) + 1)


def _mistyped(one: str, other: str) -> bool:
    long = min(len(one.split()), len(other.split())) > FEW
    return long and Levenshtein.normalized_similarity(one, other) >= TYPO


def forbidding_danger(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Give the number of each row for nlu/danger that may not go in, from 1, with why, as `forbidding` does."""
    taught, seen = list(_danger()), _seen()
    for number, line in enumerate(lines, 1):
        tier, *rest = line.split("\t")
        if tier not in set(Tier) or len(rest) != len(DANGER.split("\t")) - 1 or not all(rest):
            yield number, "not a tier, a category, a language and a message, with tabs between"
            continue
        text = rest[-1]
        near = process.extractOne(plain(text), taught, scorer=fuzz.ratio, score_cutoff=_NEARLY)
        for reason in _reasons(text, seen, near[0] if near else None):
            yield number, reason
        seen.add(plain(text))
        taught.append(plain(text))


@cache
def _danger() -> Sequence[str]:
    return [plain(row.text) for row in danger()]


def _seen() -> set[str]:
    return {*_danger(), *(plain(example) for told in _topics().values() for example in told)}


def _reasons(example: str, seen: set[str], twin: str | None) -> Iterator[str]:
    runs = _runs(example)
    if not plain(example) or example.startswith(("/", "\\", "-")):
        yield "nobody types that: it is empty, a command, or begins a list"
    if plain(example) in seen:
        yield "stands there already"
    elif twin:
        yield f"nearly {twin!r}"
    if any(twins(runs, _runs(message)) or _mistyped(plain(example), message) for message in kept_for_testing()):
        yield "like a message that is kept for testing"


def _cells(row: Heard) -> tuple[str, str, str, str]:
    return row.row.intent, row.top, f"{row.parse.ranking[0].confidence:.2f}", row.row.text
