"""`bot learn --from-desk`: the examples that staff wrote, in files that can be taught from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from bot.commands.failures import CommandError
from bot.commands.kept import opened
from bot.commands.learn import DANGER, forbidding, forbidding_danger
from bot.settings import Settings
from bot.staff import NO_ALARM, SERVER, Example


@dataclass(frozen=True, slots=True)
class Sorted:
    """The lines of each file: rows of nlu/danger, "intent TAB message" for the topics, and what may not go in."""

    danger: Sequence[str]
    topics: Sequence[str]
    refused: Sequence[str]


async def export(settings: Settings, folder: Path, *, take_off: bool) -> None:
    """Write them to a folder that is made, and take them off the desk's list if asked to.

    Raises:
        CommandError: the folder is there already, or cannot be made.
    """
    async with opened(settings) as kept:
        examples = kept.store.examples()
        waiting = await examples.waiting()
        written = {one.id: one.example for one in waiting if one.example}
        lost = len(waiting) - len(written)
        if lost:
            typer.echo(f"{lost} cannot be read any more, their key is gone: remove them at the desk")
        if not written:
            typer.echo("no example waits at the desk")
            return
        _make(folder)
        await examples.exported(len(written), SERVER)
        _write(folder, sorted_out(list(written.values())))
        if take_off:
            await examples.drop(written, SERVER)
    typer.echo("they are off the desk's list" if take_off else "they still wait at the desk: --take-off takes them off")


def sorted_out(examples: Sequence[Example]) -> Sorted:
    """Say which line goes where; whatever the checks of `bot learn FILE` forbid is kept with why."""
    alarms = [one for one in examples if one.tier != NO_ALARM]
    others = [one for one in examples if one.tier == NO_ALARM]
    rows, lines = [_row(one) for one in alarms], [f"{one.category}\t{one.text}" for one in others]
    why_rows, why_lines = _reasons(forbidding_danger(rows)), _reasons(forbidding(lines))
    refused = [f"{why_rows[at]}\t{rows[at - 1]}" for at in why_rows]
    refused += [f"{why_lines[at]}\t{_row(others[at - 1])}" for at in why_lines]
    return Sorted(
        danger=[row for at, row in enumerate(rows, 1) if at not in why_rows],
        topics=[line for at, line in enumerate(lines, 1) if at not in why_lines],
        refused=refused,
    )


def _reasons(found: Iterable[tuple[int, str]]) -> Mapping[int, str]:
    reasons = defaultdict(list)
    for number, reason in found:
        reasons[number].append(reason)
    return {number: "; ".join(each) for number, each in reasons.items()}


def _row(example: Example) -> str:
    return f"{example.tier}\t{example.category}\t{example.language}\t{example.text}"


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise CommandError(f"{folder} cannot be made: {error.strerror}") from None


def _write(folder: Path, found: Sorted) -> None:
    _file(folder / "danger.tsv", [DANGER, *found.danger], f"{len(found.danger)} alarms, for nlu/danger")
    _file(folder / "topics.tsv", found.topics, f"{len(found.topics)} others, for nlu/topics")
    _file(folder / "refused.tsv", [f"why\t{DANGER}", *found.refused], f"{len(found.refused)} may not go in, with why")


def _file(file: Path, lines: Sequence[str], what: str) -> None:
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    typer.echo(f"{file}: {what}")
