"""What a coordinator does with campaigns, figures and the list of groups, in a real browser on a phone."""

from pathlib import Path

from playwright.async_api import Locator, Page, expect

from bot.staff import Role
from tests.browsing import in_one_browser
from tests.web.desk.parts import Office

pytestmark = in_one_browser


async def opened(desk: Office, url: str, page: Page, path: str) -> None:
    """Open a page of the desk as a coordinator."""
    session, _ = await desk.joined("lea", Role.COORDINATOR)
    await page.context.add_cookies([{"name": "desk", "value": session.token, "url": f"{url}/desk"}])
    await page.goto(url + path)


async def lines_in(cells: Locator) -> set[int]:
    """Count the lines that the words of each cell are broken over."""
    counted: list[int] = await cells.evaluate_all(
        "cells => cells.map(cell => { const its = document.createRange(); its.selectNodeContents(cell);"
        " return its.getClientRects().length })"
    )
    return {*counted}


async def taken(hands_out: Locator) -> tuple[str, bytes]:
    """Press what hands out a file, and give its name and what is in it."""
    async with hands_out.page.expect_download() as download:
        await hands_out.click()
    file = await download.value
    return file.suggested_filename, Path(await file.path()).read_bytes()  # noqa: ASYNC240 -- it is there, and small


async def test_from_a_new_campaign_to_a_poster_for_each_spot(desk: Office, url: str, page: Page) -> None:
    await opened(desk, url, page, "/desk/campagnes")
    await page.get_by_label("Naam").fill("Scholen Zuid")
    await page.get_by_role("button", name="Maak campagne").click()
    await page.get_by_label("Meer plekken, elk met een eigen code").fill("Mavo; Veghel\nHavo")
    await page.get_by_role("button", name="Maak codes").click()

    await page.get_by_text("Poster voor Mavo").click()
    name, poster = await taken(page.locator("details[open]").get_by_role("button", name="Download"))
    (hanging,) = await desk.store.campaigns().everything()

    assert [spot.name for spot in hanging.spots] == ["", "Mavo", "Havo"]
    assert hanging.spots[1].place is not None
    assert name.endswith(".pdf")
    assert poster.startswith(b"%PDF")


async def test_figures_are_looked_at_and_taken_along(desk: Office, url: str, page: Page) -> None:
    await opened(desk, url, page, "/desk/inzicht")
    name, figures = await taken(page.locator('a[href*="/inzicht/cijfers"]').first)
    assert name == "join-us-cijfers.csv"
    assert figures.startswith(b"Week van,Wat,Waarover,Aantal")
    await page.get_by_label("Verslag voor een gemeente").select_option(label="Utrecht")
    await page.get_by_role("button", name="Maak verslag").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Utrecht")


async def test_no_day_and_no_figure_of_the_letter_is_broken_over_lines_on_a_phone(
    desk: Office, url: str, page: Page
) -> None:
    await opened(desk, url, page, "/desk/inzicht")
    weeks = page.get_by_role("region", name="Per week", exact=True)
    assert await lines_in(weeks.locator("tbody th")) == {1}
    await page.goto(f"{url}/desk/inzicht/gemeente?code=GM1948")
    assert await lines_in(page.locator(".known tbody th")) == {1}


async def test_a_file_is_looked_at_before_the_list_changes(desk: Office, url: str, page: Page, tmp_path: Path) -> None:
    file = tmp_path / "groepen.csv"
    await opened(desk, url, page, "/desk/groepen")
    file.write_text("municipality,place,status\nNergenshuizen,,verified\n", encoding="utf-8")
    await page.get_by_label("Bestand", exact=True).set_input_files(file)
    await page.get_by_role("button", name="Bekijk wat er verandert").click()
    await expect(page.get_by_role("alert")).to_contain_text("Er is niets veranderd")

    await page.goto(f"{url}/desk/groepen")
    file.write_text("municipality,place,status\nMeierijstad,Veghel,verified\n", encoding="utf-8")
    await page.get_by_label("Bestand", exact=True).set_input_files(file)
    await page.get_by_role("button", name="Bekijk wat er verandert").click()
    await expect(page.get_by_role("heading", name="Nieuw (1)")).to_be_visible()
    assert await desk.store.groups().everything() == ()
    await page.get_by_role("button", name="Verander de lijst").click()

    await expect(page.get_by_role("heading", name="Groepen", level=1)).to_be_visible()
    assert [group.place for group in await desk.store.groups().everything()] == ["Veghel"]
