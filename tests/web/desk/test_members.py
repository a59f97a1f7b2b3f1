"""Staff of the desk: invited, given another role and removed by who has no lower role, and by nobody else."""

import re

import pytest

from bot.staff import Role
from tests.web.desk.parts import Browser, Office, text_of

LIST = "/desk/medewerkers"


async def test_everybody_is_listed_with_their_role(fatima: Browser, sanne: Browser) -> None:
    del sanne
    page = text_of(await fatima.get(LIST))

    assert "Fatima fatima · dat ben jij Beheerder" in page
    assert "Sanne sanne Medewerker" in page


async def test_the_code_of_an_invitation_is_shown_once_and_opens_the_door(desk: Office, fatima: Browser) -> None:
    page = await fatima.post(LIST, login="Noor", called="Noor", role="coordinator")

    code = re.search(r'<code class="secret">([^<]*)</code>', page.text)
    assert code
    assert "Je ziet deze code maar één keer." in page.text
    assert "Geldig tot wo 25 nov 13:01" in text_of(page)
    assert isinstance(await desk.door.invitation("noor", code[1]), str)
    assert code[1] not in (await fatima.get(LIST)).text
    assert "uitgenodigd tot wo 25 nov 13:01" in text_of(await fatima.get(LIST))


@pytest.mark.parametrize(
    ("login", "called", "why"),
    [
        ("sanne", "Sanne", "al in gebruik"),
        ("", "Noor", "Vul een inlognaam en een voornaam in"),
        ("noor", " ", "Vul een inlognaam en een voornaam in"),
        ("<script>", "<script>", "Vul een inlognaam en een voornaam in"),
    ],
)
async def test_an_invitation_that_cannot_be_keeps_what_was_typed(
    fatima: Browser, sanne: Browser, login: str, called: str, why: str
) -> None:
    del sanne
    page = await fatima.post(LIST, login=login, called=called, role="admin")

    assert (page.status_code, why in page.text) == (422, True)
    assert re.search(r'value="admin" checked', page.text)
    assert "<script>" not in page.text


async def test_another_role_is_another_sign_in(desk: Office, fatima: Browser, sanne: Browser) -> None:
    changed = await fatima.post(f"{LIST}/{await number(desk, 'sanne')}/rol", role="coordinator")

    assert (changed.status_code, changed.headers["location"]) == (303, LIST)
    assert "Sanne sanne Coördinator" in text_of(await fatima.get(LIST))
    assert (await sanne.get("/desk")).status_code == 303


async def test_who_is_removed_is_out_at_once(desk: Office, fatima: Browser, sanne: Browser) -> None:
    path = f"{LIST}/{await number(desk, 'sanne')}/verwijderen"
    asked = await fatima.get(path)
    still = await sanne.get("/desk")

    removed = await fatima.post(path)

    assert "Sanne verwijderen?" in asked.text
    assert still.status_code == 200  # looking at the page that asks changes nothing
    assert removed.headers["location"] == LIST
    assert (await sanne.get("/desk")).status_code == 303
    assert "Sanne" not in (await fatima.get(LIST)).text


@pytest.mark.parametrize(("path", "form"), [("rol", {"role": "reviewer"}), ("verwijderen", {}), ("rol", {"role": "x"})])
async def test_nobody_locks_themselves_out(desk: Office, fatima: Browser, path: str, form: dict[str, str]) -> None:
    page = await fatima.post(f"{LIST}/{await number(desk, 'fatima')}/{path}", **form)

    assert page.status_code == 409
    assert "Je verandert jezelf niet" in page.text
    assert (await desk.store.accounts().everybody())[0].role is Role.ADMIN


async def test_a_coordinator_keeps_staff_but_no_admin(
    desk: Office, lea: Browser, fatima: Browser, sanne: Browser
) -> None:
    del fatima, sanne
    page = await lea.get(LIST)
    invited = await lea.post(LIST, login="noor", called="Noor", role="admin")

    assert re.findall(r'<input id="als-(\w+)"', page.text) == ["reviewer", "coordinator"]
    assert re.findall(r"Wijzig<span class=\"unseen\"> de rol van (\w+)", page.text) == ["Sanne"]
    assert "niemand met een hogere rol dan jij" in invited.text
    assert (await lea.get(f"{LIST}/{await number(desk, 'fatima')}/verwijderen")).status_code == 404
    assert (await lea.post(f"{LIST}/{await number(desk, 'fatima')}/verwijderen")).status_code == 409
    assert (await lea.post(f"{LIST}/{await number(desk, 'sanne')}/verwijderen")).status_code == 303


@pytest.mark.parametrize("who", ["0", "99", "99999999999999"])
async def test_nobody_is_nobody(fatima: Browser, who: str) -> None:
    assert (await fatima.get(f"{LIST}/{who}/verwijderen")).status_code == 404
    assert (await fatima.post(f"{LIST}/{who}/verwijderen")).status_code in {404, 409}


async def number(desk: Office, login: str) -> int:
    found = await desk.store.accounts().find(login)
    assert found
    return found.id
