"""The municipality report: two pages with true figures, their sources and what they do not say."""

import csv
import html
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from bot.insights import Municipality, Nearby, Report, Runs, as_article, as_html, as_pdf, municipality_report
from bot.press import Unprinted
from tests.insights.parts import WINDOW, insight

PUBLISHED = insight().published
UTRECHT = Municipality("GM0344", "Utrecht", 113_330, (Nearby("Overvecht", 0, runs=Runs.CONFIRMED),))
QUIET = Municipality("GM0085", "Ooststellingwerf", 4_875, ())
MANY = tuple(Nearby(f"Oirschot en de Beerzen {at}", at, list(Runs)[at % 2]) for at in range(3, 12))
LONGEST = Municipality("GM1948", "Nuenen, Gerwen, Nederwetten en Meierijstad", 18_500, MANY)
LETTER = ["11%", "15 tot 25", "€ 15.500", "€ 172.250", "172.500", "€ 1.500", "85%"]
CAVEATS = [
    "Voor coördinatoren van Join Us, bij een gesprek met de gemeente. Niet bedoeld voor jongeren.",
    "Geen oorzaak en gevolg",
    "Het is een landelijk cijfer",
    "Trek de bedragen niet van elkaar af",
    "niet hoe het zonder Join Us was gegaan",
    "één keer 172.500 en twee keer 172.250",
    "De gids is niet volledig",
    "Er wordt geteld per vijf",
    "Wie op twee dagen vraagt, telt twee keer",
    "Bevat gegevens van CBS, Kadaster (BAG) en GeoNames (CC BY 4.0)",
]


def written(municipality: Municipality) -> Report:
    return municipality_report(PUBLISHED, municipality, WINDOW)


def said(page: str) -> str:
    """Give the words of a page."""
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", page)).split())


async def pages(municipality: Municipality) -> list[str]:
    read = PdfReader(io.BytesIO(await as_pdf(written(municipality))))
    return [" ".join(page.extract_text().split()) for page in read.pages]


@pytest.mark.parametrize("municipality", [UTRECHT, QUIET, LONGEST, replace(UTRECHT, groups=MANY)])
async def test_the_report_is_two_pages_with_the_figures_of_the_letter_and_what_they_do_not_say(
    municipality: Municipality,
) -> None:
    first, second = await pages(municipality)
    assert municipality.name in first
    assert [part for part in LETTER if part not in second] == []
    told = f"{first} {second}"
    assert [part for part in CAVEATS if part not in told] == []


async def test_pdf_and_page_say_the_same() -> None:
    in_pdf = re.sub(r"\W", "", " ".join(await pages(UTRECHT)))
    report = written(UTRECHT)
    parts = [text for part in (*report.first, *report.second) for text in (*part.paragraphs, *part.points, *part.after)]
    parts += [cell for row in report.known.rows for cell in row if isinstance(cell, str)]
    assert [part for part in parts if re.sub(r"\W", "", part) not in in_pdf] == []
    assert [part for part in parts if part not in said(as_article(report))] == []


def test_the_figures_are_those_of_the_pages() -> None:
    assert written(UTRECHT).cards == (
        ("113.330", "jongeren van 10 tot en met 29 jaar in Utrecht (CBS, 2021)"),
        ("ongeveer 45", "keer zag een jongere welke groep er in of bij Utrecht is"),
        ("", "keer vroeg een jongere om een groep in Utrecht, waar toen geen plek was"),
        ("", "keer opende een jongere de aanmelding, na een vraag over Utrecht"),
    )
    assert [n for _, n, _ in written(UTRECHT).bars.rows] == [15, 15, 15]
    assert "te weinig om te tonen" in said(as_article(written(UTRECHT)))


def test_where_no_group_is_near_it_shows_how_often_one_was_asked_for() -> None:
    missed = written(Municipality("GM1948", "Meierijstad", 18_500, ()))
    words = said(as_article(missed))
    assert missed.bars.title == "Groep gevraagd waar geen plek was, per vier weken vanaf"
    assert sum(n for _, n, _ in missed.bars.rows if isinstance(n, int)) == 20
    assert "keer vroeg een jongere om een groep in Meierijstad, waar toen geen plek was" in words
    assert "nooit, of een paar keer" not in words


def test_where_little_was_asked_it_says_so_and_that_this_proves_nothing() -> None:
    words = said(as_article(written(QUIET)))
    assert written(QUIET).bars.rows == ()
    assert "Dat zegt niet dat er geen eenzame jongeren zijn" in words
    assert [figure for figure, _ in written(QUIET).cards[1:]] == ["", "", ""]


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        ((), "is er geen groep in Utrecht, en ook niet in de buurt"),
        ((Nearby("Overvecht", 0, runs=Runs.UNCONFIRMED),), "is er in Utrecht een groep: Overvecht (niet bevestigd)"),
        ((Nearby("Overvecht", 0, runs=Runs.FULL),), "is er in Utrecht een groep: Overvecht (nu vol)"),
        ((Nearby("Overvecht", 0, runs=Runs.PAUSED),), "is er in Utrecht een groep: Overvecht (staat nu stil)"),
        ((Nearby("Zeist", 9, runs=Runs.CONFIRMED),), "is er in Utrecht geen groep. Wel dichtbij: Zeist, op 9 km"),
        (MANY, "Oirschot en de Beerzen 6, op 6 km en nog 5 andere"),
    ],
)
def test_it_says_whether_a_group_is_there_or_near(groups: tuple[Nearby, ...], told: str) -> None:
    words = said(as_article(written(replace(UTRECHT, groups=groups))))
    assert told in words


def test_every_number_is_a_figure_that_may_be_seen_or_one_of_the_letter() -> None:
    report = written(UTRECHT)
    counted = [figure for figure, _ in report.cards[1:] if figure]
    assert [int(n) % 5 for figure in counted for n in re.findall(r"\d+", figure)] == [0]
    assert [n for _, n, _ in report.bars.rows if isinstance(n, int) and (n < 5 or n % 5)] == []


async def test_a_name_is_data_and_never_source() -> None:
    sly = replace(UTRECHT, name="#panic() *x* <b>{name}", groups=(Nearby("$x$ <i>", 0, runs=Runs.CONFIRMED),))
    first, _ = await pages(sly)
    assert "#panic() *x* <b>{name}" in first
    assert "$x$ <i>" in first
    assert "<b>" not in as_html(written(sly))


def test_no_name_of_a_municipality_is_longer_than_the_one_that_is_tried() -> None:
    rows = csv.DictReader(Path("bot/directory/data/municipalities.csv").read_text(encoding="utf-8").splitlines())
    assert max(len(row["municipality"]) for row in rows) < len(LONGEST.name)


def test_the_page_stands_by_itself() -> None:
    page = as_html(written(UTRECHT))
    assert page.startswith('<!doctype html><html lang="nl">')
    assert "<title>Jongeren en eenzaamheid in Utrecht</title>" in page
    assert re.findall(r"<script|<link|src=|@import", page) == []


async def test_what_cannot_be_printed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.insights.report._PAPER", tmp_path)
    with pytest.raises(Unprinted):
        await as_pdf(written(UTRECHT))
