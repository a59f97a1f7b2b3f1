"""The supervisor: Rasa comes back when it falls, goes when the bot goes, and its words stay with it."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from structlog.testing import capture_logs

from bot.rasa import RasaAddress, RasaClient, RasaServer, free_port
from tests.conftest import wait_until_ready

SECRET = "hemelsblauw"


@asynccontextmanager
async def started(model: Path) -> AsyncGenerator[RasaServer]:
    server = RasaServer(model, free_port(), "token")
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


async def test_a_rasa_that_falls_is_started_again(model: Path) -> None:
    async with started(model) as server:
        first = server.pid
        assert first

        with capture_logs() as logs:
            os.kill(first, signal.SIGKILL)
            await eventually(lambda: server.pid != first)

        assert server.pid is not None
        assert lives(server.pid)
    assert {"event": "rasa_fell", "code": -signal.SIGKILL, "restarts_in": 1, "log_level": "error"} in logs


async def test_a_stopped_rasa_is_gone_and_stays_away(model: Path) -> None:
    async with started(model) as server:
        pid = server.pid

    assert pid is not None
    assert pid == server.pid
    assert not lives(pid)


async def test_stopping_what_never_started_is_no_error(model: Path) -> None:
    await RasaServer(model, free_port(), "token").stop()


async def test_a_rasa_that_is_not_up_yet_is_not_ready(model: Path) -> None:
    async with started(model) as server:
        client = RasaClient(server.address.url, server.address.token, frozenset())

        assert not await client.ready()

        await client.close()


def test_a_killed_bot_leaves_no_rasa_behind(model: Path) -> None:
    address = RasaAddress(f"http://127.0.0.1:{free_port()}", "token")
    command = [sys.executable, "-m", "tests.rasa.parent", str(model), address.url.rsplit(":", 1)[1], address.token]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:  # noqa: S603 -- our own
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        wait_until_ready(address)

        parent.kill()

    latest = time.monotonic() + 10
    while lives(pid) and time.monotonic() < latest:
        time.sleep(0.1)
    assert not lives(pid)


async def test_what_rasa_writes_is_never_passed_on(
    rasa: RasaAddress, channel: httpx.AsyncClient, capfd: pytest.CaptureFixture[str]
) -> None:
    with capture_logs() as logs:
        # Rasa quotes the first in a warning; the second makes it complain in its own format, after that
        await channel.post("/turn", json={"sender": SECRET, "message": f'/ask_cost{{"{SECRET}"', "language": "nl"})
        await channel.post("/turn", json={"sender": SECRET, "message": "/ask_cost", "language": SECRET})
        await eventually(lambda: any(entry["event"] == "rasa_said" for entry in logs))

    assert {frozenset(entry) for entry in logs} == {frozenset({"event", "log_level", "logger"})}
    assert SECRET not in f"{logs} {capfd.readouterr()} {rasa.url}"


async def eventually(happens: Callable[[], bool]) -> None:
    async with asyncio.timeout(15):
        while not happens():  # noqa: ASYNC110 -- what is waited for happens in another process
            await asyncio.sleep(0.05)


def lives(pid: int) -> bool:
    """Tell whether a process runs; one that is dead and waits to be counted does not."""
    with contextlib.suppress(OSError):
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
        return state != "Z"
    return False
