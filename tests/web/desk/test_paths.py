"""Paths as a thief types them, byte for byte: a client library would have tidied them before they left."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from bot.staff import Role
from bot.web import app
from tests.web.desk.parts import Office
from tests.web.desk.serving import served

STATIC = Path(app.__file__).with_name("static")
UP = ("..", "%2e%2e", ".%2E", "%252e%252e", "%25252e%25252e", "..%00", "%00..", "..;", "....", "%c0%ae%c0%ae", "..%20")
SLASHES = ("/", "%2f", "%2F", "\\", "%5c", "%252f", "%255c", "//", "%c0%af")
FILES = ("app.py", "desk/words.yml", "templates/desk/case.html", "../../pyproject.toml", "../../../../../../etc/passwd")
WORDS = "geheim-verhaal-van-de-nacht"


def out_of_static() -> Iterator[str]:
    """Every way up and every slash, to files that are there."""
    for up, slash, file in product(UP, SLASHES, FILES):
        steps = ["", "static", up, *file.replace("..", up).split("/")]
        yield "/" + slash.join(steps)[len(slash) :]
        yield "/static/" + slash.join(steps[2:])
    yield from (f"/static/{'a' * 300}", f"/static{'/a' * 3000}", "/static/desk.css/x", "/static/%00", "/static/%ff")
    for file in FILES:
        there = (STATIC.parent / file).resolve()
        yield from (
            f"/static/{there}",
            f"/static//{there}",
            f"/static/%2f{there}",
            f"/static/file:{there}",
            f"//{there}",
        )
        yield f"/static/desk.css%00/../../{file}"
        yield f"/static/desk.css/../../{file}"
        yield f"/desk/../static/../{file}"


def into_the_desk() -> Iterator[str]:
    """Ways to pages of the desk that do not begin where their guard stands, or do not look as if they did."""
    for up, slash, page in product(UP, SLASHES, ("zaak/1", "medewerkers")):
        for begin in ("/static", "/desk/inloggen"):
            yield begin + slash + slash.join([up] * begin.count("/")) + slash + "desk" + slash + page
            yield begin + slash + up + slash + page
    for page in ("/desk/zaak/1", "/desk/medewerkers"):
        yield from (f"/{page}", page.upper(), f"{page}/", f"{page}%00", f"{page}%20", f"{page};a=b", f"{page}.html")
        yield from (
            f"http://desk.test{page}",
            f"http://desk.test/static/..{page}",
            page.replace("/", "%2f"),
            f"{page}?..",
        )


@dataclass(frozen=True)
class Wire:
    """A socket to the desk, with or without somebody's session."""

    port: int
    token: str = ""

    async def get(self, path: str) -> tuple[int, str]:
        """Send a request line as it is; gives status and everything else that came back."""
        reading, writing = await asyncio.open_connection("127.0.0.1", self.port)
        cookie = f"Cookie: desk={self.token}\r\n" if self.token else ""
        writing.write(f"GET {path} HTTP/1.1\r\nHost: desk.test\r\n{cookie}Connection: close\r\n\r\n".encode())
        answer = (await reading.read()).decode(errors="replace")
        writing.close()
        await writing.wait_closed()
        return int(answer.split(" ", 2)[1]), answer

    async def leaked(self, paths: Iterator[str], secrets: Sequence[str]) -> list[tuple[str, int]]:
        """Try all; gives which of them brought out a secret, or were answered as if all was well."""
        found = []
        for path in dict.fromkeys(paths):
            status, answer = await self.get(path)
            if status >= 500 or any(secret in answer for secret in secrets):
                found.append((path, status))
        return found


@pytest.fixture
async def wire(desk: Office) -> AsyncIterator[Wire]:
    """A desk with a handover in it, on a port."""
    await desk.raised(words=WORDS)
    await desk.joined("noor", Role.ADMIN)
    async with served(desk) as port:
        yield Wire(port)


def contents() -> list[str]:
    """A piece of each file that somebody may be after."""
    texts = [(STATIC.parent / file).resolve().read_text("utf-8") for file in FILES]
    return [max(text.splitlines(), key=len) for text in texts]


async def test_what_is_looked_for_is_found_where_it_may_be(desk: Office, wire: Wire) -> None:
    session, _ = await desk.joined("sanne", Role.REVIEWER)

    status, answer = await Wire(wire.port, session.token).get("/desk/zaak/1")
    assert (status, WORDS in answer) == (200, True)

    status, answer = await wire.get("/static/desk.css")
    assert (status, max((STATIC / "desk.css").read_text("utf-8").splitlines(), key=len) in answer) == (200, True)


async def test_no_path_leads_out_of_the_files_for_browsers(wire: Wire) -> None:
    assert await wire.leaked(out_of_static(), contents()) == []


async def test_no_path_leads_into_the_desk_past_its_door(wire: Wire) -> None:
    assert await wire.leaked(into_the_desk(), [WORDS, "noor", "Noor"]) == []


async def test_no_path_leads_a_reviewer_to_what_is_for_admins(desk: Office, wire: Wire) -> None:
    session, _ = await desk.joined("sanne", Role.REVIEWER)
    signed_in = Wire(wire.port, session.token)
    assert await signed_in.leaked(into_the_desk(), ["noor", "Noor"]) == []
