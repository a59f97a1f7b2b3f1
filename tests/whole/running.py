"""The bot as an operator runs it: a process of its own, told what to do by its environment, watched from outside."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bot.rasa import RasaAddress, free_port
from tests.telegram_api import TelegramApi

BOT = Path(sys.executable).with_name("bot")
_PASSED_ON = ("PATH", "HOME", "LANG")


@dataclass(frozen=True, slots=True)
class BotProcess:
    """One `bot run` with a VAR_DIR and a port of its own; what it prints is kept in files beside its VAR_DIR."""

    process: subprocess.Popen[bytes]
    var: Path
    port: int
    started: float

    @property
    def url(self) -> str:
        """Where its web server listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def out(self) -> str:
        """What it said on standard output, in this run and those before it."""
        return _beside(self.var, "out").read_text()

    @property
    def err(self) -> str:
        """What it said on standard error: its log."""
        return _beside(self.var, "err").read_text()

    @property
    def age(self) -> float:
        """Seconds since it was started."""
        return time.monotonic() - self.started

    async def says(self, line: str, within: float = 90) -> None:
        """Wait until it has said something, on whichever output."""
        await until(lambda: line in self.out + self.err or self.process.poll() is not None, within)
        assert line in self.out + self.err, self.err

    async def answers(self, path: str = "/health", within: float = 30) -> httpx.Response:
        """Wait until its web server answers, and give the answer."""
        async with asyncio.timeout(within), httpx.AsyncClient() as client:
            while True:
                try:
                    return await client.get(self.url + path)
                except httpx.ConnectError:
                    await asyncio.sleep(0.02)

    async def health(self) -> dict[str, str]:
        """Ask how its parts are."""
        parts: dict[str, str] = (await self.answers("/health")).json()["parts"]
        return parts

    async def ends(self, by: signal.Signals | None = None, within: float = 30) -> int:
        """Wait for its end, after a signal if one is given, and give its exit code; a process that stays is killed."""
        if by is not None and self.process.poll() is None:
            self.process.send_signal(by)
        try:
            await until(lambda: self.process.poll() is not None, within)
        except TimeoutError:
            self.process.kill()
            raise
        return self.process.wait()


def start(var: Path, **settings: str) -> BotProcess:
    """Start `bot run`; nothing of our own environment reaches it."""
    port = settings.get("WEB_PORT", str(free_port()))
    passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    environment = passed_on | {"VAR_DIR": str(var), "WEB_PORT": port} | settings
    with _beside(var, "out").open("ab") as out, _beside(var, "err").open("ab") as err:
        process = subprocess.Popen([BOT, "run"], stdout=out, stderr=err, env=environment)  # noqa: S603 - our own
    return BotProcess(process, var, int(port) if port.isdigit() else 0, time.monotonic())


@asynccontextmanager
async def running(var: Path, **settings: str) -> AsyncGenerator[BotProcess]:
    """Run a bot for the length of a block."""
    bot = start(var, **settings)
    try:
        yield bot
    finally:
        await bot.ends(signal.SIGTERM)


async def until(true: Callable[[], bool], within: float = 30) -> None:
    """Wait for something to become true."""
    async with asyncio.timeout(within):
        while not true():  # noqa: ASYNC110 - what happens in another process has no event
            await asyncio.sleep(0.02)


def with_rasa(rasa: RasaAddress) -> dict[str, str]:
    """Give the settings that use a Rasa that runs already."""
    return {"RASA_URL": rasa.url, "RASA_TOKEN": rasa.token}


def on_telegram(api: TelegramApi) -> dict[str, str]:
    """Give the settings that take the fake for Telegram."""
    return {"BOT_TOKEN": api.token, "TELEGRAM_API_URL": api.url}


def children_of(pid: int) -> set[int]:
    """List the processes that a process started and that still live."""
    return {int(one.name) for one in Path("/proc").glob("[0-9]*") if _parent(int(one.name)) == pid}


def alive(pid: int) -> bool:
    """Tell whether a process runs; one that only waits to be buried does not."""
    return _parent(pid) is not None


def _parent(pid: int) -> int | None:
    try:
        state, parent, *_ = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if state in "ZX" else int(parent)


def _beside(var: Path, name: str) -> Path:
    return var.with_name(f"{var.name}.{name}")
