"""Rasa as a supervised child: started with the bot, restarted when it falls, gone when the bot is."""

import asyncio
import contextlib
import errno
import logging
import os
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import structlog

PYTHON = Path("nlu/.venv/bin/python")
_PAUSES = (1, 2, 5, 15, 60)  # seconds before each restart; a longer life starts from the first again
_LIVED = 300.0  # seconds
_LINE = re.compile(rb"^\d{4}-\d\d-\d\d [\d:,.]+ (DEBUG|INFO|WARNING|ERROR|CRITICAL)\s+([\w.]+)\s+-")
_STOPS_WITHIN = 10.0  # seconds

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class RasaAddress:
    """Where Rasa listens and the token it wants."""

    url: str
    token: str


def free_port() -> int:
    """Find a port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class RasaServer:
    """One Rasa, kept alive from `start` to `stop`.

    Raises:
        FileNotFoundError: its environment or its model has not been made.
    """

    def __init__(self, model: Path, port: int, token: str) -> None:
        for needed in (PYTHON, model):
            if not needed.exists():
                raise FileNotFoundError(errno.ENOENT, "run `make setup model`", str(needed))
        self.address = RasaAddress(f"http://127.0.0.1:{port}", token)
        self._arguments = (str(port), str(model))
        self._process: asyncio.subprocess.Process | None = None
        self._watch: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        """The process, while there is one."""
        return self._process.pid if self._process else None

    async def start(self) -> None:
        """Start Rasa and watch over it; it answers 10 to 60 seconds later."""
        await self._spawn()
        self._watch = asyncio.create_task(self._keep_alive())

    async def stop(self) -> None:
        """Stop Rasa, kindly at first."""
        if self._watch:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
        process = self._process
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), _STOPS_WITHIN)
        except TimeoutError:
            process.kill()
            await process.wait()

    async def _spawn(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            PYTHON,
            "-m",
            "nlu.serve",
            *self._arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env=_environment(self.address.token),
            start_new_session=True,  # Ctrl-C in the terminal reaches the bot, which stops Rasa in its turn
        )

    async def _keep_alive(self) -> None:
        falls = 0
        while self._process is not None:
            started = asyncio.get_running_loop().time()
            await _report(self._process)
            code = await self._process.wait()
            falls = 0 if asyncio.get_running_loop().time() - started > _LIVED else falls
            pause = _PAUSES[min(falls, len(_PAUSES) - 1)]
            log.error("rasa_fell", code=code, restarts_in=pause)
            await asyncio.sleep(pause)
            falls += 1
            try:
                await self._spawn()
            except OSError as error:  # no memory or no process to be had now: tried again
                log.error("rasa_not_started", error=type(error).__name__)


async def _report(process: asyncio.subprocess.Process) -> None:
    """Pass on that Rasa complained and where, never what it said: its lines can hold what visitors typed."""
    assert process.stdout is not None  # noqa: S101 -- it was asked for
    while chunk := await process.stdout.read(65_536):
        for line in chunk.split(b"\n"):
            said = _LINE.match(line)
            if said and said[1] in {b"WARNING", b"ERROR", b"CRITICAL"}:
                log.log(getattr(logging, said[1].decode()), "rasa_said", logger=said[2].decode())


def _environment(token: str) -> Mapping[str, str]:
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "SANIC_ACCESS_LOG": "false"}
    # nothing else of the bot's environment: its secrets are no business of Rasa's
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    # one message at a time is too little for two threads: they would wait for each other, and with the bot's core
    alone = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    return {**kept, **quiet, **alone, "RASA_TOKEN": token, "LOG_LEVEL": "WARNING"}
