"""Our model as it is shipped, beside its peers: the real server, asked for one message at a time."""

import os
import subprocess
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.peers.contract import peak
from bench.understanding import Heard, Row, heard
from bot.__main__ import some_rasa
from bot.rasa import RasaClient
from bot.settings import Settings
from tests.whole.running import children_of

_RASA = Path("nlu/.venv/bin/rasa")
_MADE_OF = ("--nlu", "nlu/topics", "--config", "config.yml", "--domain", "domain.yml")
_LEARN = ("train", "nlu", *_MADE_OF, "--fixed-model-name", "join-us", "--out")


@dataclass(frozen=True, slots=True)
class Served:
    """What the server heard, in the order of the rows, milliseconds for each, and the most it held at once in MB."""

    heard: list[Heard]
    took: list[float]
    memory: float


async def served(rows: Sequence[Row]) -> Served:
    """Ask a server of our own for each message alone."""
    async with serving(shipped()) as rasa:
        [server] = children_of(os.getpid())
        await heard(rows[:1], rasa)  # what the first message alone would wait for
        took = await timed([row.text for row in rows], rasa)
        return Served(await heard(rows, rasa), took, peak(server))


def shipped() -> Path:
    """Say where `make model` puts what it learns."""
    return Settings().var_dir.absolute() / "models"


@asynccontextmanager
async def serving(models: Path) -> AsyncGenerator[RasaClient]:
    """Start a server with the model of a folder: no bot's that runs already, which may have another."""
    with TemporaryDirectory() as folder:
        settings = Settings(var_dir=Path(folder), rasa_url=None)
        (settings.var_dir / "models").symlink_to(models)
        async with some_rasa(settings) as rasa:
            yield rasa


async def timed(messages: Sequence[str], rasa: RasaClient) -> list[float]:
    """Let the server understand messages one after the other; gives the milliseconds of each."""
    took = []
    for message in messages:
        began = time.perf_counter()
        await rasa.parse([message.lstrip("/ ")])
        took.append((time.perf_counter() - began) * 1_000)
    return took


def trained(folder: Path) -> float:
    """Learn once more, into a folder: places, intents and safety gate. Gives the seconds it takes."""
    # without a cache of its own it would recall; one thread, as `make model` has it: sums are added in one order
    environment = {**os.environ, "RASA_CACHE_DIRECTORY": f"{folder}/cache", "OPENBLAS_NUM_THREADS": "1"}
    began = time.perf_counter()
    subprocess.run([_RASA, *_LEARN, folder], check=True, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
    return time.perf_counter() - began
