"""Our model as it is shipped, beside its peers: the real server, asked for one message at a time."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.peers.contract import peak
from bench.understanding import Heard, Row, heard
from bot.__main__ import some_rasa
from bot.rasa import RasaClient
from bot.settings import Settings
from bot.vault import open_vault
from tests.whole.running import children_of

_RASA = Path("nlu/.venv/bin/rasa")
_LEARN = ("train", "nlu", "--nlu", "nlu/topics", "--config", "config.yml", "--domain", "domain.yml", "--out")


@dataclass(frozen=True, slots=True)
class Served:
    """What the server heard, in the order of the rows, milliseconds for each, and the most it held at once in MB."""

    heard: list[Heard]
    took: list[float]
    memory: float


async def served(rows: Sequence[Row]) -> Served:
    """Ask a server of our own for each message alone."""
    with TemporaryDirectory() as folder:
        settings = Settings(var_dir=Path(folder), rasa_url=None)  # no bot's that runs already: its peak is another
        (settings.var_dir / "models").symlink_to(Settings().var_dir.absolute() / "models")
        async with some_rasa(settings, open_vault(settings.var_dir / "secrets")) as rasa:
            [server] = children_of(os.getpid())
            await heard(rows[:1], rasa)  # what the first message alone would wait for
            took = await timed([row.text for row in rows], rasa)
            return Served(await heard(rows, rasa), took, peak(server))


async def timed(messages: Sequence[str], rasa: RasaClient) -> list[float]:
    """Let the server understand messages one after the other; gives the milliseconds of each."""
    took = []
    for message in messages:
        began = time.perf_counter()
        await rasa.parse([message.lstrip("/ ")])
        took.append((time.perf_counter() - began) * 1_000)
    return took


def trained() -> float:
    """Learn once more, for nothing but the time it takes: places, intents and safety gate, in seconds."""
    with TemporaryDirectory() as folder:
        environment: Mapping[str, str] = {**os.environ, "RASA_CACHE_DIRECTORY": f"{folder}/cache"}  # else it recalls
        began = time.perf_counter()
        subprocess.run([_RASA, *_LEARN, folder], check=True, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
        return time.perf_counter() - began
