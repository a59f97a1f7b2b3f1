"""`bot campaign`: from a name to something that hangs on a wall."""

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from bot.campaigns import spelled
from bot.commands.campaign import New, add, draw, export, print_poster, remove, show
from bot.commands.kept import opened
from bot.settings import Settings
from tests.commands.server import Server

SCHOOLS = New("Scholen", ["Het Lyceum", "Vmbo Oost"], "veghel", "school", "nl", date(2026, 1, 5), None)
CODE = re.compile(r"\b[a-z][a-z0-9]{5}\b(?=  [A-Z0-9]{3} [A-Z0-9]{3})")


def named(server: Server, **more: object) -> Settings:
    return server.settings.model_copy(update={"bot_username": "@JoinUsBot", **more})


async def codes(server: Server) -> list[str]:
    return CODE.findall(await server.does(add(server.settings, SCHOOLS)))


async def test_a_campaign_prints_a_code_for_itself_and_for_each_spot(server: Server) -> None:
    found = await codes(server)
    listed = await server.does(show(server.settings))
    assert len(set(found)) == 3
    assert CODE.findall(listed) == found
    assert re.findall(r"^Scholen +(\S+(?: \S+)?) +2026-01-05 +- ", listed, re.MULTILINE) == [
        "-",
        "Het Lyceum",
        "Vmbo Oost",
    ]


async def test_a_spot_greets_with_the_group_of_a_place_behind_a_semicolon(server: Server) -> None:
    await server.does(add(server.settings, replace(SCHOOLS, spots=["Vmbo; Uden", "Havo"])))
    async with opened(server.settings) as kept:
        (hanging,) = await kept.store.campaigns().everything()
    assert [(spot.name, bool(spot.place)) for spot in hanging.spots] == [("", False), ("Vmbo", True), ("Havo", False)]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"name": " "}, "a name has 1 to 60 characters"),
        ({"spots": ["x" * 61]}, "a name has 1 to 60 characters"),
        ({"spots": ["Vmbo; Nergenshuizen"]}, "no place in the Netherlands is called Nergenshuizen"),
        ({"place": "Nergenshuizen"}, "no place in the Netherlands is called Nergenshuizen"),
        ({"place": "Bergen"}, "there is more than one Bergen: "),
        ({"ends_on": date(2026, 1, 4)}, "the last day lies before the first"),
        ({"channel": "krant"}, "'krant' is none of poster, school, festival, social"),
        ({"language": "fr"}, "'fr' is none of nl, en"),
    ],
)
async def test_what_cannot_be_used_is_said_and_nothing_is_made(
    server: Server, changed: dict[str, object], why: str
) -> None:
    wanted = {name: getattr(SCHOOLS, name) for name in New.__slots__} | changed
    assert why in await server.does(add(server.settings, New(**wanted)))
    assert (await server.does(show(server.settings))).startswith("none yet")


async def test_a_qr_code_is_drawn_as_the_file_is_called(server: Server, tmp_path: Path) -> None:
    code = (await codes(server))[0]
    for kind, begins in ((".svg", b"<?xml"), (".png", b"\x89PNG"), (".pdf", b"%PDF")):
        await server.does(draw(named(server), spelled(code), tmp_path / f"code{kind}", mark=True))
        assert (tmp_path / f"code{kind}").read_bytes().startswith(begins)
    (read,) = zxingcpp.read_barcodes(Image.open(tmp_path / "code.png"))
    assert read.text == f"https://t.me/JoinUsBot?start={code}"
    refused = await server.does(draw(named(server), code, tmp_path / "code.exe", mark=True))
    assert refused.startswith("the name of the file must end in")


async def test_a_poster_is_printed_with_the_code(server: Server, tmp_path: Path) -> None:
    code = (await codes(server))[1]
    await server.does(print_poster(named(server), code, ("socks", "a6", None), tmp_path / "poster.pdf"))
    words = PdfReader(io.BytesIO((tmp_path / "poster.pdf").read_bytes())).pages[0].extract_text()
    assert spelled(code) in words


@pytest.mark.parametrize(("asked", "told"), [(None, "Scan me"), ("nl", "Scan mij")])
async def test_a_poster_speaks_as_its_campaign_does_if_nothing_else_is_asked(
    server: Server, tmp_path: Path, asked: str | None, told: str
) -> None:
    made = await server.does(add(server.settings, replace(SCHOOLS, language="en")))
    out = tmp_path / "poster.pdf"
    await server.does(print_poster(named(server), CODE.findall(made)[1], ("lol", "a6", asked), out))
    assert told in PdfReader(io.BytesIO(out.read_bytes())).pages[0].extract_text()


@pytest.mark.parametrize(("size", "kind", "right"), [("a6", ".png", ".pdf"), ("story", ".pdf", ".png")])
async def test_a_poster_is_not_written_as_what_it_is_not(
    server: Server, tmp_path: Path, size: str, kind: str, right: str
) -> None:
    code = (await codes(server))[1]
    refused = await server.does(print_poster(named(server), code, ("socks", size, None), tmp_path / f"poster{kind}"))
    assert refused == f"the name of the file must end in {right}"


async def test_a_code_that_is_not_there_is_not_drawn(server: Server, tmp_path: Path) -> None:
    for code in ("k7x9mq", "geen code"):
        refused = await server.does(draw(named(server), code, tmp_path / "code.svg", mark=False))
        assert refused.startswith("there is no such code")
    assert not (tmp_path / "code.svg").exists()


async def test_a_spot_made_today_is_removed_with_its_code(server: Server) -> None:
    whole, lyceum, vmbo = await codes(server)
    assert await server.does(remove(server.settings, spelled(lyceum), sure=False), "n") == "no spot is removed"
    assert "Het Lyceum is removed" in await server.does(remove(server.settings, spelled(lyceum), sure=False), "y")
    assert CODE.findall(await server.does(show(server.settings))) == [whole, vmbo]
    refused = await server.does(remove(server.settings, lyceum, sure=True))
    assert refused.startswith("there is no such code")


async def test_a_spot_of_before_is_ended_listed_with_its_last_day_and_not_printed(
    server: Server, tmp_path: Path
) -> None:
    whole, lyceum, vmbo = await codes(server)
    server.sql("UPDATE codes SET since = '2026-01-05'")
    assert "Het Lyceum is removed" in await server.does(remove(server.settings, lyceum, sure=True))
    listed = await server.does(show(server.settings))
    assert CODE.findall(listed) == [whole, lyceum, vmbo]
    assert re.search(r"Het Lyceum +2026-01-05 +\d{4}-\d\d-\d\d ", listed)
    assert lyceum not in await server.does(export(named(server)))
    refused = await server.does(draw(named(server), lyceum, tmp_path / "code.svg", mark=False))
    assert refused.startswith("there is no such code")


async def test_the_code_of_a_campaign_as_such_is_not_removed(server: Server) -> None:
    whole, *_ = await codes(server)
    refused = await server.does(remove(server.settings, whole, sure=True))
    assert refused.startswith("this is the code of a campaign as such")


async def test_all_codes_are_written_with_their_links(server: Server) -> None:
    new = New("=cmd()", [], "", "poster", None, None, None)
    (code,) = CODE.findall(await server.does(add(server.settings, new)))
    written = await server.does(export(named(server)))
    assert f"'=cmd(),,{code},{spelled(code)},https://t.me/JoinUsBot?start={code}" in written.splitlines()


async def test_without_a_name_of_the_bot_it_is_asked_for(server: Server) -> None:
    assert (await server.does(export(server.settings))).startswith("what is the bot called on Telegram?")
