"""The page on which somebody changes their own password."""

from tests.staff.parts import PASSWORD
from tests.web.desk.parts import Browser, Office, text_of

NEW = "drie gele gieters en een hek"


async def test_who_changes_it_stays_in_under_a_new_token(desk: Office) -> None:
    async with desk.member() as fatima:
        before = fatima.token
        assert fatima.totp is not None
        form = {"old": PASSWORD, "password": NEW, "code": fatima.totp.at(desk.clock.now)}
        answer = await fatima.post("/desk/wachtwoord", **form)
        assert "Je wachtwoord is veranderd" in text_of(answer)
        assert fatima.token not in {None, before}
        assert (await fatima.get("/desk")).status_code == 200
        assert NEW not in answer.text


async def test_a_wrong_old_password_says_so_and_repeats_nothing_that_was_typed(desk: Office) -> None:
    async with desk.member() as fatima:
        answer = await fatima.post("/desk/wachtwoord", old="helemaal fout", password=NEW, code="000000")
        assert answer.status_code == 401
        assert "Dat klopt niet" in text_of(answer)
        assert [typed for typed in ("helemaal fout", NEW) if typed in answer.text] == []


async def test_who_was_signed_out_meanwhile_is_not_shown_the_passwords_they_typed(
    desk: Office, stranger: Browser
) -> None:
    answer = await stranger.post("/desk/wachtwoord", old=PASSWORD, password=NEW, code="123456")
    assert answer.status_code == 401
    assert [typed for typed in (PASSWORD, NEW) if typed in answer.text] == []
    del desk
