"""What coordinators see of what came of it all: nothing below five, and nothing of this week."""

import csv
import io
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from pypdf import PdfReader

from bot.campaigns import Campaign, Channel, Count, Hanging, Step
from bot.conversation import UnitOfWork
from bot.directory import Status
from bot.staff import Role
from tests.store.test_group_tables import VEGHEL
from tests.web.desk.parts import Browser, Office, text_of

INSIGHT = "/desk/inzicht"
LAST_WEEK = timedelta(weeks=1)


async def happened(desk: Office, times: int, *counts: Count, ago: timedelta = LAST_WEEK) -> None:
    """Count something so many times, some time ago."""
    await desk.store.commit(UnitOfWork("a" * 64, desk.clock.now - ago, None, counts=counts * times))


async def campaign(desk: Office) -> Hanging:
    new = Campaign(0, "Scholen", Channel.SCHOOL, None, (desk.clock.now - timedelta(days=60)).date(), None, None)
    return await desk.store.campaigns().add(new, "lea")


async def test_before_anything_was_counted_the_page_says_it_is_too_little(desk: Office, lea: Browser) -> None:
    page = text_of(await lea.get(INSIGHT))
    assert f"tot en met zondag {desk.clock.now - timedelta(days=desk.clock.now.isoweekday()):%d-%m-%Y}" in page
    assert "Nog te weinig om te tonen." in page
    assert "te weinig" in page


async def test_what_was_counted_last_week_is_shown_by_fives_with_plot_and_table(desk: Office, lea: Browser) -> None:
    code = (await campaign(desk)).spots[0].code
    await happened(desk, 12, Count(Step.START), Count(Step.START, f"code:{code}"))
    page = await lea.get(INSIGHT)
    assert re.search(r'<th scope="row">Gestart</th><td>10</td>', page.text)
    assert page.text.count("<svg") == 2
    assert 'role="img"' in page.text
    assert re.search(r'<th scope="row">Scholen</th><td>10</td>', page.text)
    assert "12" not in re.findall(r"<td>(\d+)</td>", page.text)


async def test_of_this_week_nothing_is_shown_yet(desk: Office, lea: Browser) -> None:
    await happened(desk, 50, Count(Step.START), ago=timedelta())
    assert "50" not in re.findall(r"<td>(\d+)</td>", (await lea.get(INSIGHT)).text)


async def test_a_new_week_is_seen_without_a_new_start(desk: Office, lea: Browser) -> None:
    await lea.get(INSIGHT)
    await happened(desk, 50, Count(Step.START), ago=timedelta())
    desk.clock.now += timedelta(weeks=1)
    async with desk.member(Role.COORDINATOR, "noor") as noor:
        assert "50" in re.findall(r"<td>(\d+)</td>", (await noor.get(INSIGHT)).text)


@pytest.mark.parametrize(("weeks", "seen"), [("4", False), ("12", True), ("-1", True), ("zes", True)])
async def test_the_period_is_one_of_a_few(desk: Office, lea: Browser, weeks: str, *, seen: bool) -> None:
    await happened(desk, 45, Count(Step.START), ago=timedelta(weeks=8))
    found = re.findall(r"<td>(\d+)</td>", (await lea.get(f"{INSIGHT}?weken={weeks}")).text)
    assert ("45" in found) == seen


async def test_a_campaign_has_a_page_of_what_came_of_it(desk: Office, lea: Browser) -> None:
    hanging = await campaign(desk)
    await happened(desk, 15, Count(Step.START), Count(Step.START, f"code:{hanging.spots[0].code}"))
    page = await lea.get(f"{INSIGHT}/campagne/{hanging.campaign.id}")
    assert "Wat Scholen opleverde" in text_of(page)
    assert re.search(r'<th scope="row">Gestart</th><td>15</td>', page.text)
    assert (await lea.get(f"{INSIGHT}/campagne/4711")).status_code == 404


async def test_all_figures_are_a_file_with_the_same_rule(desk: Office, lea: Browser) -> None:
    await happened(desk, 13, Count(Step.START))
    await happened(desk, 4, Count("no_group", "gm:GM0096"))
    file = await lea.get(f"{INSIGHT}/cijfers")
    rows = list(csv.reader(io.StringIO(file.text)))
    assert file.headers["content-disposition"] == 'attachment; filename="join-us-cijfers.csv"'
    assert {row[-1] for row in rows[1:]} == {"10"}
    assert "Vlieland" not in file.text
    assert [entry.act.about for entry in await desk.store.audit_log().read()][-1] == "inzicht"


async def test_the_file_is_of_the_weeks_that_are_looked_at(desk: Office, lea: Browser) -> None:
    await happened(desk, 13, Count(Step.START), ago=timedelta(weeks=8))
    lines = {weeks: (await lea.get(f"{INSIGHT}/cijfers?weken={weeks}")).text.count("\n") for weeks in (4, 12)}
    assert lines == {4: 1, 12: 2}


async def test_a_municipality_has_a_report_to_read_and_to_print(lea: Browser) -> None:
    page = await lea.get(f"{INSIGHT}/gemeente?code=GM0796")
    printed = await lea.get(f"{INSIGHT}/gemeente/pdf?code=GM0796")
    assert "EUR" in page.text or "€" in page.text
    assert "Bevat gegevens van CBS, Kadaster (BAG) en GeoNames (CC BY 4.0)" in text_of(page)
    assert len(PdfReader(io.BytesIO(printed.content)).pages) == 2


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (Status.FULL, "is er in Meierijstad een groep: Veghel, Meierijstad (12-18 jaar) (nu vol)"),
        (Status.PAUSED, "is er in Meierijstad een groep: Veghel, Meierijstad (12-18 jaar) (staat nu stil)"),
        (Status.ENDED, "is er geen groep in Meierijstad"),
    ],
)
async def test_a_group_that_is_full_or_pauses_is_still_there_for_an_alderman(
    desk: Office, lea: Browser, status: Status, told: str
) -> None:
    await desk.store.groups().keep(replace(VEGHEL, status=status), "lea")
    assert told in text_of(await lea.get(f"{INSIGHT}/gemeente?code=GM1948"))


@pytest.mark.parametrize("code", ["", "GM9999", "../x", "<script>"])
async def test_a_municipality_that_is_none_has_no_report(lea: Browser, code: str) -> None:
    for path in ("gemeente", "gemeente/pdf"):
        assert (await lea.http.get(f"{INSIGHT}/{path}", params={"code": code})).status_code == 404
