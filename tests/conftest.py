"""One real Rasa for all tests that want one: loading it takes half a minute."""

import asyncio
import os
import shutil
import threading
import time
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path

import httpx
import pytest

from bot.rasa import RasaAddress, RasaClient, RasaServer, free_port, read_domain
from bot.staff import keys
from bot.store import migrate

MODEL = Path(os.environ.get("VAR_DIR", "var")) / "models" / "join-us.tar.gz"
READY_WITHIN = 180.0  # seconds; 20 to 60 on a quiet machine
MEMORY = Path("/dev/shm")  # noqa: S108 -- pytest makes folders of its own in it
ROOM = 2e9  # bytes; the tests leave a tenth of it


def pytest_configure() -> None:
    """Keep the files of the tests in memory where there is room: a turn waits half a second, a shared disk may stall.

    What happens when the store does take longer is tested by itself.
    """
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy: migrating takes longer than most of the tests that want one."""
    file = tmp_path_factory.mktemp("empty") / "empty.db"
    asyncio.run(migrate(f"sqlite:///{file}"))
    return file


@pytest.fixture
def blank(empty: Path, tmp_path: Path) -> str:
    """The URL of a migrated SQLite file of this test's own, "bot.db" in its folder."""
    shutil.copy(empty, tmp_path / "bot.db")
    return f"sqlite:///{tmp_path}/bot.db"


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretch passwords and codes for a millisecond, not for a good part of a second; test_keys.py pays the price."""
    for name, little in (("_PASSES", 1), ("_MEMORY", 64), ("_LANES", 1)):  # more lanes would be more threads
        monkeypatch.setattr(keys, name, little)


@pytest.fixture(scope="session")
def model() -> Path:
    """The trained model; in `make test` it is there for the lanes that the Makefile lets wait for it."""
    if not MODEL.exists():
        pytest.fail(f"{MODEL} is missing: run make model")
    return MODEL


@pytest.fixture(scope="session")
def rasa(model: Path) -> Iterator[RasaAddress]:
    """A Rasa that answers, kept by the bot's own supervisor."""
    # The supervisor must read what Rasa writes all the time: its loop outlives the loops of the tests.
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    server = RasaServer(model, free_port(), "the token of the tests")
    try:
        asyncio.run_coroutine_threadsafe(server.start(), loop).result()
        wait_until_ready(server.address)
        yield server.address
    finally:
        asyncio.run_coroutine_threadsafe(server.stop(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@pytest.fixture
async def rasa_client(rasa: RasaAddress) -> AsyncGenerator[RasaClient]:
    """A client of its own for each test, so that no breaker is open from before."""
    client = RasaClient(rasa.url, rasa.token, read_domain(Path("domain.yml")).intents)
    yield client
    await client.close()


def wait_until_ready(address: RasaAddress) -> None:
    """Wait for a Rasa to come up; fail when it does not."""
    latest = time.monotonic() + READY_WITHIN
    with httpx.Client(base_url=address.url, headers={"x-token": address.token}) as http:
        while not _answers(http):
            if time.monotonic() > latest:
                pytest.fail(f"Rasa was not ready within {READY_WITHIN:.0f} s")
            time.sleep(0.5)


def _answers(http: httpx.Client) -> bool:
    try:
        return http.get("/webhooks/join_us/").is_success
    except httpx.HTTPError:
        return False
