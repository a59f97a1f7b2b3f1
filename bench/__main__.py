"""`python -m bench`: every figure we promise, measured in one run, beside its bound.

It takes about three minutes, with memory measured over two thousand conversations. We promise ten thousand, which takes
twice as long: `--conversations 10000`. `--save docs/bench.md` keeps the table.
"""

import asyncio
import logging
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import structlog
import typer
from rich.console import Console

from bench import alarms, desk, memory, safety, turns
from bench.figures import Figure, markdown, table
from bench.start import started

WARM = 1_000  # conversations after which all that is kept ready is there: from here on memory is flat


def main(
    conversations: Annotated[int, typer.Option(help="how many conversations memory is measured over")] = 2_000,
    save: Annotated[Path | None, typer.Option(help="a Markdown file to write the table to as well")] = None,
) -> None:
    """Measure everything; exit code 1 when a bound is broken."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    where = machine()
    figures = asyncio.run(measured(conversations))
    Console().print(table(figures), where, sep="\n")
    if save:
        head = f"# Bench\n\n`python -m bench --conversations {conversations}`, {where}"
        save.write_text(f"{head}\n\n{markdown(figures)}\n", encoding="utf-8")
    sys.exit(any((figure.ratio or 0) > 1 for figure in figures))


async def measured(conversations: int) -> list[Figure]:
    """Measure from the inside out: check, turn, alarm, queue, start, turn through Rasa, memory."""
    figures = [*safety.figures(), *await turns.own_share(), *await alarms.figures(), *await desk.figures()]
    with TemporaryDirectory() as folder:
        async with started(Path(folder)) as up:
            figures += up.figures
            figures += memory.held("after the start", up.bot.process.pid, up.rasa)
            figures += await turns.read_by_rasa(up.address)
            figures += await turns.through_rasa(up.address)
            figures.append(await turns.long_conversation(up.address))
            await memory.converse(up.bot.url, WARM)
            figures += memory.held(f"after {WARM:,} conversations", up.bot.process.pid, up.rasa)
            await memory.converse(up.bot.url, conversations - WARM)
            figures += memory.held(f"after {conversations:,} conversations", up.bot.process.pid, up.rasa)
    return figures


def machine() -> str:
    """Say when and on what this is measured, and how busy that is with other things."""
    day, load = f"{datetime.now(UTC):%Y-%m-%d}", os.getloadavg()[0]
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{day}, {os.cpu_count()} cores, {system}, load {load:.1f} before it began"


if __name__ == "__main__":
    typer.run(main)
