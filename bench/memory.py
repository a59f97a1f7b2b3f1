"""How much memory the bot and its Rasa hold, and whether that stays so."""

import asyncio
import re
import secrets
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from aiohttp import ClientSession, DummyCookieJar

from bench.figures import Figure
from bench.turns import SAID

BOT_BOUND, RASA_BOUND = 350, 1_300  # MB
AT_ONCE = 8  # conversations side by side: Rasa answers one after the other anyway


def held(when: str, bot: int, rasa: int) -> list[Figure]:
    """Read what two processes hold now."""
    return [
        Figure(f"memory of the bot {when}", _megabytes(bot), "MB", BOT_BOUND),
        Figure(f"memory of Rasa {when}", _megabytes(rasa), "MB", RASA_BOUND),
    ]


async def converse(url: str, conversations: int) -> None:
    """Begin this many conversations on the chat page, each with a message that Rasa answers."""
    # one browser after the other: each has a cookie of its own, so none is remembered
    async with ClientSession(url, cookie_jar=DummyCookieJar()) as http:
        async with http.get("/") as page:
            token = page.cookies["csrf"].value
        waiting = iter(range(conversations))
        await asyncio.gather(*(_visit(http, token, waiting) for _ in range(AT_ONCE)))


async def _visit(http: ClientSession, token: str, waiting: Iterator[int]) -> None:
    for _, words in zip(waiting, cycle(SAID), strict=False):
        headers = {"cookie": f"csrf={token}; visitor={secrets.token_hex(16)}", "x-csrftoken": token}
        async with http.post("/chat", data={"text": words}, headers=headers) as answer:
            assert answer.status == 200


def _megabytes(pid: int) -> float:
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found
    return int(found[1]) / 1_000
