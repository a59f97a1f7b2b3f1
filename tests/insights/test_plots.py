"""Plots show their table, to who sees and to who does not."""

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from axe_playwright_python.async_playwright import Axe

from bot.insights import Table, bars, funnel_plot, overview, shown
from bot.insights.report import Municipality, as_article, report
from bot.web.headers import SECURITY_HEADERS
from tests.browsing import needs_browser, on_a_phone
from tests.insights.parts import WINDOW, insight

SVG = "{http://www.w3.org/2000/svg}"
PAGE = overview(insight(), WINDOW)
STARTS = Table(
    "Gestart per week",
    ("Week van", "Gestart", "samen"),
    ((date(2026, 9, 7), 20, ""), (date(2026, 9, 14), "te weinig", ""), (date(2026, 9, 21), 40, 30)),
)


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 -- our own


def texts(svg: str) -> list[str]:
    return [text.text or "" for text in parsed(svg).iter(f"{SVG}text")]


def heights(svg: str, of: str) -> list[float]:
    return [float(rect.attrib["height"]) for rect in parsed(svg).iter(f"{SVG}rect") if rect.attrib["class"] == of]


@pytest.mark.parametrize("svg", [bars(STARTS, "a"), funnel_plot(PAGE.funnel, "b"), bars(PAGE.starts, "c")])
def test_a_plot_is_read_aloud_and_needs_neither_script_nor_style(svg: str) -> None:
    plot = parsed(svg)
    ids = [each.attrib["id"] for each in plot.iter() if "id" in each.attrib]
    assert plot.attrib["role"] == "img"
    assert set(plot.attrib["aria-labelledby"].split()) <= set(ids)
    assert len(ids) == len(set(ids))
    assert re.findall(r"<script|<style|style=|\bon\w+=|href|url\((?!#)", svg) == []


def test_bars_are_as_high_as_their_figures_and_what_was_put_together_is_hatched() -> None:
    plain, hatched = heights(bars(STARTS, "a"), "bar"), heights(bars(STARTS, "a"), "hatched")
    assert plain == [75.0, 37.5]  # of 150 for forty: 20, and 40 less 30
    assert hatched == [112.5, 12.0]  # and the key
    assert "samen" in texts(bars(STARTS, "a"))


def test_bars_say_what_their_table_says() -> None:
    assert [text for text in texts(bars(STARTS, "a")) if text in {"7 sep", "14 sep", "21 sep", "te weinig"}] == [
        "7 sep",
        "14 sep",
        "21 sep",
    ]
    assert parsed(bars(STARTS, "a")).findtext(f"{SVG}desc") == (
        "Staafdiagram: Gestart per week, van 7 sep tot en met 21 sep. Het hoogst is 21 sep met 40. "
        "De cijfers staan ook in de tabel."
    )


def test_a_funnel_has_a_bar_and_a_figure_for_each_step() -> None:
    svg = funnel_plot(PAGE.funnel, "f")
    assert texts(svg) == [shown(cell) for row in PAGE.funnel.rows for cell in row[:2]]
    assert len(heights(svg, "bar")) == 7


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((), "Nog geen volle week."),
        (
            ((date(2026, 9, 7), "te weinig", ""),),
            "Staafdiagram: Gestart per week, van 7 sep tot en met 7 sep. Er is nog te weinig om te tonen.",
        ),
    ],
)
def test_bars_of_nothing_say_so(rows: tuple[tuple[date | str, ...], ...], told: str) -> None:
    svg = bars(Table(STARTS.title, STARTS.head, rows), "n")
    assert parsed(svg).findtext(f"{SVG}desc") == told
    assert heights(svg, "bar") == []


def test_a_year_of_bars_has_labels_that_do_not_overlap() -> None:
    year = Table(STARTS.title, STARTS.head, tuple((date.fromordinal(739000 + 7 * at), 5 * at, "") for at in range(53)))
    assert len([text for text in texts(bars(year, "y")) if " " in text]) <= 9


def test_a_name_in_a_plot_is_text() -> None:
    table = Table("<b>", ("Stap", "Aantal"), (("<script>", 20), ("&", "te weinig")))
    assert texts(funnel_plot(table, "x")) == ["<script>", "20", "&", "te weinig"]


@needs_browser
async def test_a_browser_shows_plots_and_report_under_the_rules_of_our_pages() -> None:
    """Read as who cannot see it would, and drawn although no page may have styles of its own."""
    policy = SECURITY_HEADERS["Content-Security-Policy"].replace("; frame-ancestors 'none'", "")
    article = as_article(report(insight().published, Municipality("GM0344", "Utrecht", 113330, ()), WINDOW))
    async with on_a_phone() as page:
        await page.set_content(
            f'<!doctype html><html lang="nl"><head><title>Inzicht</title>'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}"></head><body><main>'
            f"{article}{bars(PAGE.starts, 'starts')}{funnel_plot(PAGE.funnel, 'funnel')}</main></body></html>"
        )
        found = await Axe().run(page)
        told = [await plot.text_content() for plot in await page.get_by_role("img").all()]
        boxes = [await rect.bounding_box() for rect in await page.locator(".plot .bar").all()]
    assert found.violations_count == 0, found.generate_report()
    assert len(told) == 3
    assert all(box and box["height"] > 0 for box in boxes)
