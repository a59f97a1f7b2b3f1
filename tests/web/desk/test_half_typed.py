"""What is half typed at a handover outlives every button of its page, and nothing of it goes out unasked."""

import re
from html import unescape

import httpx
import pytest

from bot.web.desk.drafts import Drafts, typed_in
from tests.web.desk.parts import Browser, Office

CASE = "/desk/zaak/1"
HALF = {"reply": "Wat fijn dat je\n<dit>", "note": "morgen bellen met"}


def fields(page: httpx.Response) -> dict[str, str]:
    """Give what stands in the fields that the form of the page sends."""
    found = re.findall(r'<textarea id="\w+" form="work" name="(\w+)"[^>]*>(.*?)</textarea>', page.text, re.DOTALL)
    return {name: unescape(words) for name, words in found}


@pytest.mark.parametrize(
    ("action", "left"),
    [
        ("judge?entry=1", HALF),
        ("release", HALF),
        ("resolve", HALF),
        ("claim", HALF),
        ("note", HALF | {"note": ""}),
        ("reply", HALF | {"reply": ""}),
    ],
)
async def test_what_stands_in_the_other_field_comes_back(
    desk: Office, sanne: Browser, action: str, left: dict[str, str]
) -> None:
    await desk.raised()
    await sanne.post(f"{CASE}/claim")

    page = await sanne.back(await sanne.post(f"{CASE}/{action}", verdict="right", **HALF))

    assert {"reply": "", "note": "", **fields(page)} == left
    assert len(desk.courier.taken) == (2 if action in {"release", "resolve", "reply"} else 1)


async def test_the_answer_of_who_lost_the_talk_is_there_when_they_take_it_again(desk: Office, sanne: Browser) -> None:
    await desk.raised()
    await sanne.post(f"{CASE}/claim")
    released = await sanne.back(await sanne.post(f"{CASE}/release", **HALF))

    claimed = await sanne.back(await sanne.post(f"{CASE}/claim", **fields(released)))

    assert "Dit had je getypt. Het is niet verstuurd" in released.text
    assert "Je antwoord aan de bezoeker" in claimed.text
    assert fields(claimed) == HALF


@pytest.mark.parametrize("action", ["note", "claim", "judge"])
async def test_what_is_refused_leaves_both_fields(desk: Office, sanne: Browser, tom: Browser, action: str) -> None:
    await desk.raised()
    await tom.post(f"{CASE}/claim")
    typed = HALF | ({"note": "a" * 3001} if action == "note" else {})

    page = await sanne.post(f"{CASE}/{action}", **typed)

    assert page.status_code == (409 if action == "claim" else 422)
    assert fields(page) == typed


async def test_a_first_sentence_stands_behind_what_was_typed(desk: Office, sanne: Browser, lea: Browser) -> None:
    await lea.post("/desk/instellingen/zinnen", sentences="Hoe gaat het nu?")
    await desk.raised()
    await sanne.post(f"{CASE}/claim")

    page = await sanne.back(await sanne.post(CASE, zin="Hoe gaat het nu?", reply="Dag! ", note="stil"))

    assert fields(page) == {"reply": "Dag! Hoe gaat het nu? ", "note": "stil"}
    assert len(desk.courier.taken) == 1


async def test_what_was_typed_comes_back_once_and_to_who_typed_it(desk: Office, sanne: Browser, tom: Browser) -> None:
    await desk.raised()
    await sanne.post(f"{CASE}/judge?entry=1", verdict="right", **HALF)

    pages = [await browser.get(CASE) for browser in (tom, sanne, sanne)]

    assert [fields(page).get("note") for page in pages] == ["", HALF["note"], ""]


async def test_both_fields_are_given_back_to_who_was_signed_out(desk: Office, sanne: Browser) -> None:
    desk.clock.passes(minutes=31)

    page = await sanne.post(f"{CASE}/judge?entry=1", verdict="right", **HALF)

    assert "Wat fijn dat je\n&lt;dit&gt;\n\nmorgen bellen met</textarea>" in page.text


def test_of_what_nobody_came_back_for_the_oldest_is_dropped() -> None:
    drafts = Drafts()
    for number in range(101):
        drafts.keep("token", number, typed_in({"note": str(number)}))

    assert [drafts.take("token", number)["note"] for number in (0, 1, 100)] == ["", "1", "100"]
