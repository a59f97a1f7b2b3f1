"""Tables for a spreadsheet: what stands in them is read back, and reckons with nothing."""

import csv
import io
from datetime import date

import pytest

from bot.insights import Table, all_figures, as_csv, overview
from tests.insights.parts import WINDOW, insight


def read(table: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(as_csv(table), newline="")))


def test_a_table_is_written_as_rfc_4180_has_it() -> None:
    table = Table("Wat", ("Plek", "Aantal"), (('De "Brug", oost', 25), ("twee\nregels", "te weinig")))
    assert as_csv(table) == 'Plek,Aantal\r\n"De ""Brug"", oost",25\r\n"twee\nregels",te weinig\r\n'


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_what_a_spreadsheet_would_take_for_a_formula_is_text(begin: str) -> None:
    name = f"{begin}HYPERLINK(1)"
    assert read(Table("Wat", (name,), ((name,),))) == [[f"'{name}"], [f"'{name}"]]


def test_a_day_is_written_so_that_it_sorts() -> None:
    assert as_csv(Table("Wat", ("Week",), ((date(2026, 9, 7),),))) == "Week\r\n2026-09-07\r\n"


def test_all_figures_are_those_of_the_pages() -> None:
    rows = read(all_figures(insight(), WINDOW))[1:]
    funnel = {row[0]: row[1] for row in overview(insight(), WINDOW).funnel.rows}
    of_codes = [row for row in rows if row[1] == "Gestart"]
    assert sum(int(n) for *_, n in of_codes) == funnel["Gestart"]
    assert {about for _, _, about, _ in of_codes} == {
        "Scholen: De campagne zelf (c3c3c3)",
        "Scholen: =Het College (d4d4d4)",
        "Scholen: De <Brug> (f6f6f6)",
        "Festival: Veld (g7g7g7)",
        "Zonder code",
        "Met een onbekende code",
    }
    assert {about for _, what, about, _ in rows if what == "Onderwerp"} == {"Wat kost het?", "Ik word gepest"}
    assert [row for row in rows if int(row[3]) < 5] == []
