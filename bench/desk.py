"""How long the queue of the desk takes with ten thousand handovers, also when it is narrowed by what is encrypted."""

import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any, cast

import httpx
from cryptography.fernet import Fernet
from litestar import Litestar, Router
from litestar.template import TemplateConfig
from sqlalchemy import insert

from bench.figures import Figure, percentile
from bot.directory import Found, Places
from bot.handovers import HandoverState, Urgency
from bot.staff import Member, Role, Session
from bot.store import Database, migrate
from bot.store.cipher import Cipher
from bot.store.engines import patient_engine_for
from bot.store.tables import handovers
from bot.web.desk import DeskParts, queue
from bot.web.desk.access import guard
from bot.web.pages import engine

HANDOVERS, PAGES = 10_000, 60
BOUND = 150  # ms; issue 5
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
BOTH = "?taal=en&gemeente=GM0344"
CODES = ("GM0344", "GM0363", "GM0518", "GM0599", "GM0772", "GM0855", "GM0758", "GM0014", "GM0034", "GM0106")

Get = Callable[[str], Awaitable[float]]


async def figures() -> list[Figure]:
    """Measure the page that shows all, and narrowed; the first one after a start unlocks every handover."""
    async with _queue() as get:
        cold = await get(BOTH)
        everything = [await get("") for _ in range(PAGES)]
        chosen = [await get(BOTH) for _ in range(PAGES)]
    what = f"queue page with {HANDOVERS:,} handovers"
    return [
        Figure(f"{what}, p95", percentile(everything, 0.95), "ms", BOUND),
        Figure(f"{what}, by language and municipality, p95", percentile(chosen, 0.95), "ms", BOUND),
        Figure(f"{what}, by language and municipality, nothing unlocked yet", cold, "ms"),
    ]


@asynccontextmanager
async def _queue() -> AsyncGenerator[Get]:
    """Give what asks for the page and says how many milliseconds that took."""
    key = Fernet.generate_key().decode()
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        await migrate(url)
        await _fill(url, Cipher([key]))
        store = Database.open(url, [key], "the audit key of the bench")
        transport = httpx.ASGITransport(cast("Any", _pages(store)))
        async with httpx.AsyncClient(transport=transport, base_url="http://bench") as http:

            async def get(query: str) -> float:
                began = time.perf_counter()
                answer = await http.get(f"/desk{query}")
                assert answer.status_code == httpx.codes.OK
                assert "/desk/zaak/" in answer.text
                return (time.perf_counter() - began) * 1_000

            yield get
        await store.close()


def _pages(store: Database) -> Litestar:
    """Serve the queue to somebody who is signed in."""
    places = Places.load()

    def named(code: str) -> str:
        found = places.pick(code)
        return found.spot.name if isinstance(found, Found) else code

    session = Session("token", Member(1, "sanne", "Sanne", Role.REVIEWER), b"", NOW)
    door = SimpleNamespace(session=lambda _, **__: session)
    parts = cast("DeskParts", SimpleNamespace(door=door, desk=store.desk(), municipality=named, clock=lambda: NOW))
    desk = Router("/desk", route_handlers=queue.routes(parts), guards=[guard(parts.door)])
    return Litestar([desk], template_config=TemplateConfig(instance=engine()), openapi_config=None, logging_config=None)


async def _fill(url: str, cipher: Cipher) -> None:
    database = patient_engine_for(url)
    async with database.begin() as connection:
        await connection.execute(insert(handovers), _rows(cipher))
    await database.dispose()


def _rows(cipher: Cipher) -> Sequence[dict[str, object]]:
    return [
        {
            "visitor": f"{number:064x}",
            "alias": f"stille otter {number}",
            "urgency": int(Urgency(number % 5)),
            "state": HandoverState.OPEN,
            "opened_at": (at := NOW - timedelta(minutes=number)),
            "last_at": at,
            "waiting_since": at,
            "trial": False,
            "language": cipher.of(handovers.c.language, f"{number:064x}").lock_text("en" if number % 3 else "nl"),
            "municipality": cipher.of(handovers.c.municipality, f"{number:064x}").lock_text(CODES[number % len(CODES)]),
        }
        for number in range(HANDOVERS)
    ]
