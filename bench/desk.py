"""How long the desk takes: its queue, also narrowed by what is encrypted, and what came of a million events."""

import time
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Sequence
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
from bot.campaigns import Campaign, Channel, Count
from bot.commands.looking import Looking
from bot.directory import Found, Places
from bot.handovers import HandoverState, Urgency
from bot.insights import STEPS
from bot.staff import Member, Role, Session
from bot.store import Database, migrate
from bot.store.cipher import Cipher
from bot.store.counting import locked_up
from bot.store.engines import patient_engine_for
from bot.store.tables import counts, handovers
from bot.web.desk import DeskParts, insight, queue
from bot.web.desk.access import guard
from bot.web.pages import engine

HANDOVERS, PAGES = 10_000, 60
EVENTS = 1_000_000  # in a year
CAMPAIGNS, SPOTS = 10, 10  # in each
BOUND, INSIGHT_BOUND, GROWTH = 150, 300, 1.2  # ms, ms; issues 5 and 6
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
BOTH = "?taal=en&gemeente=GM0344"
CODES = ("GM0344", "GM0363", "GM0518", "GM0599", "GM0772", "GM0855", "GM0758", "GM0014", "GM0034", "GM0106")

Get = Callable[[str], Awaitable[float]]


async def figures() -> list[Figure]:
    """Measure the page that shows all, and narrowed; the first one after a start unlocks every handover."""
    async with _desk(EVENTS) as get:
        cold = await get(BOTH)
        everything = [await get("") for _ in range(PAGES)]
        chosen = [await get(BOTH) for _ in range(PAGES)]
        first = await get("/inzicht")
        looked = [await get("/inzicht") for _ in range(PAGES)]
    async with _desk(10 * EVENTS) as get:
        more = await get("/inzicht")
    what = f"queue page with {HANDOVERS:,} handovers"
    return [
        Figure(f"{what}, p95", percentile(everything, 0.95), "ms", BOUND),
        Figure(f"{what}, by language and municipality, p95", percentile(chosen, 0.95), "ms", BOUND),
        Figure(f"{what}, by language and municipality, nothing unlocked yet", cold, "ms"),
        Figure(f"insight page with {EVENTS:,} events, p95", percentile(looked, 0.95), "ms", INSIGHT_BOUND),
        Figure(f"insight page with {EVENTS:,} events, the first of a week", first, "ms"),
        Figure("the same with ten times as many events", more / first, "", GROWTH),
    ]


@asynccontextmanager
async def _desk(events: int) -> AsyncGenerator[Get]:
    """Give what asks for a page and says how many milliseconds that took."""
    key = Fernet.generate_key().decode()
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        await migrate(url)
        store = Database.open(url, [key], "the audit key of the bench")
        await _fill(url, Cipher([key]), await _codes(store), events)
        transport = httpx.ASGITransport(cast("Any", _pages(store)))
        async with httpx.AsyncClient(transport=transport, base_url="http://bench") as http:

            async def get(query: str) -> float:
                began = time.perf_counter()
                answer = await http.get(f"/desk{query}")
                assert answer.status_code == httpx.codes.OK
                assert ("<svg" if "inzicht" in query else "/desk/zaak/") in answer.text
                return (time.perf_counter() - began) * 1_000

            yield get
        await store.close()


def _pages(store: Database) -> Litestar:
    """Serve queue and insight to somebody who is signed in."""
    places = Places.load()

    def named(code: str) -> str:
        found = places.pick(code)
        return found.spot.name if isinstance(found, Found) else code

    session = Session("token", Member(1, "lea", "Lea", Role.COORDINATOR), b"", NOW)
    door = SimpleNamespace(session=lambda _, **__: session)
    looking = Looking(store, places, {"find_group": "Een groep"}, lambda: NOW)
    kept = {"door": door, "desk": store.desk(), "municipality": named, "clock": lambda: NOW, "insights": looking}
    parts = cast("DeskParts", SimpleNamespace(**kept))
    pages = [*queue.routes(parts), *insight.routes(parts)]
    desk = Router("/desk", route_handlers=pages, guards=[guard(parts.door)])
    return Litestar([desk], template_config=TemplateConfig(instance=engine()), openapi_config=None, logging_config=None)


async def _codes(store: Database) -> Sequence[str]:
    began = (NOW - timedelta(days=365)).date()
    for number in range(CAMPAIGNS):
        campaign = Campaign(0, f"Campagne {number}", Channel.SCHOOL, None, began, None, None)
        added = await store.campaigns().add(campaign, "lea")
        spots = [(f"Plek {spot}", None) for spot in range(1, SPOTS)]
        await store.campaigns().hang(added.campaign.id, spots, "lea")
    return [spot.code for each in await store.campaigns().everything() for spot in each.spots]


async def _fill(url: str, cipher: Cipher, codes: Sequence[str], events: int) -> None:
    database = patient_engine_for(url)
    async with database.begin() as connection:
        await connection.execute(insert(handovers), _rows(cipher))
        await connection.execute(insert(counts), list(_counted(cipher, codes, events)))
    await database.dispose()


def _counted(cipher: Cipher, codes: Sequence[str], events: int) -> Iterator[dict[str, object]]:
    """Spread events over a year, evenly: each counts once for all, and once for its code."""
    days = [NOW.date() - timedelta(days=day) for day in range(1, 366)]
    each = -(-events // (len(days) * len(STEPS) * len(codes)))  # at least so many
    tally = Counter({Count(step, f"code:{code}"): each for step in STEPS for code in codes})
    tally |= Counter({Count(step): each * len(codes) for step in STEPS})
    return ({"of": str(day), "locked": locked_up(cipher, str(day), tally)} for day in days)


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
