"""`bot report`: what came of it all, and two pages on a municipality."""

import io
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pypdf import PdfReader

from bot.campaigns import Count, Step
from bot.commands.campaign import New, add
from bot.commands.report import export, print_report, show
from bot.conversation import UnitOfWork
from bot.store import Database
from tests.commands.server import Server


async def counted(server: Server, times: int, each: Count) -> None:
    """Have it happen so many times, two weeks ago."""
    store = Database.open(server.settings.database, [server.vault.database_key], server.vault.audit_key)
    await store.commit(UnitOfWork("a" * 64, datetime.now(UTC) - timedelta(days=14), None, counts=(each,) * times))
    await store.close()


async def test_the_overview_is_printed_with_too_little_in_it(server: Server) -> None:
    said = await server.does(show(server.settings, 12))
    assert said.startswith("Alles is geteld per vijf")
    assert "Gestart" in said
    assert "te weinig" in said


async def test_what_was_counted_is_printed_by_fives(server: Server) -> None:
    await server.does(show(server.settings, 12))
    await counted(server, 18, Count(Step.START))
    said = await server.does(show(server.settings, 12))
    figures = await server.does(export(server.settings, 12))
    assert "15" in said
    assert "18" not in said.replace("-", " ").split()
    assert figures.splitlines()[1].endswith(",15")


async def test_what_came_of_each_code_of_a_campaign_is_printed_too(server: Server) -> None:
    schools = New("Scholen", ["Het Lyceum", "Vmbo Oost"], "veghel", "school", "nl", date(2026, 1, 5), None)
    printed = await server.does(add(server.settings, schools))
    code = re.findall(r"Het Lyceum .*?\b([a-z][a-z0-9]{5})\b", printed)[0]
    await counted(server, 18, Count(Step.START, f"code:{code}"))
    said = await server.does(show(server.settings, 12))
    (title,) = re.findall(r"^.*: Scholen$", said, re.MULTILINE)
    (figures,) = re.findall(rf"^Het Lyceum +{code} +(\S+)", said.partition(title)[2], re.MULTILINE)
    assert figures == "15"


async def test_a_report_is_written_as_the_file_is_called(server: Server, tmp_path: Path) -> None:
    await server.does(print_report(server.settings, "uden", tmp_path / "report.pdf"))
    await server.does(print_report(server.settings, "uden", tmp_path / "report.html"))
    pages = PdfReader(io.BytesIO((tmp_path / "report.pdf").read_bytes())).pages
    assert len(pages) == 2
    assert "Maashorst" in pages[0].extract_text()
    assert "Maashorst" in (tmp_path / "report.html").read_text()


async def test_of_a_place_that_is_none_there_is_no_report(server: Server, tmp_path: Path) -> None:
    for place, why in (("Nergenshuizen", "no place"), ("Bergen", "there is more than one Bergen")):
        assert (await server.does(print_report(server.settings, place, tmp_path / "x.pdf"))).startswith(why)
    assert not (tmp_path / "x.pdf").exists()


async def test_a_report_is_not_written_as_what_it_is_not(server: Server, tmp_path: Path) -> None:
    refused = await server.does(print_report(server.settings, "uden", tmp_path / "report.docx"))
    assert refused == "the name of the file must end in .pdf or .html"
    assert not (tmp_path / "report.docx").exists()
