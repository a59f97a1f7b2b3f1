"""Where no group is within reach, what others do comes below the sign-up, and never in its place."""

from dataclasses import replace

import pytest

from bot.directory import NATIONAL_SIGN_UP, Alternative, Status
from bot.messages import Called, Command, Language
from tests.conversation.parts import Talk, links, told
from tests.directory.test_alternatives import CAFE, EVERYWHERE

HERE = replace(CAFE, id="here", gm_code="GM0093", municipality="Terschelling", place=None)


async def asked(talk: Talk, *listed: Alternative, town: str = "Terschelling") -> tuple[str, list[str]]:
    """Keep some, and ask for a group in a town."""
    await talk.store.database.seed_alternatives(listed)
    delivery = await talk.sends(Called(Command.GROUP, town))
    return told(delivery), links(delivery)


def none_near(talk: Talk, language: Language = Language.NL) -> str:
    return talk.says("groups_none", language, place="Terschelling", url=NATIONAL_SIGN_UP)


async def test_what_others_do_comes_below_the_sign_up_and_is_said_not_to_be_of_join_us(talk: Talk) -> None:
    said, ways = await asked(talk, HERE)
    assert said == (
        f"{none_near(talk)}\n\n"
        "Misschien is dit iets voor je. Dit is niet van Join Us:\n\n"
        "• Jongerencafé\nSamen eten.\n17 tot 30 jaar\nkosten: gratis"
    )
    assert ways == [NATIONAL_SIGN_UP, "https://cafe.example/"]


async def test_an_english_visitor_reads_it_in_english(talk: Talk) -> None:
    await talk.calls(Command.LANGUAGE)
    said, _ = await asked(talk, HERE, replace(HERE, id="other", name="Ander café", what_en=None))
    assert said.startswith(none_near(talk, Language.EN))
    assert "This is not from Join Us:" in said
    assert "• Jongerencafé\nEating together.\nages 17 to 30\ncost: gratis" in said
    assert "• Ander café\nSamen eten." in said


@pytest.mark.parametrize(
    ("youngest", "oldest", "words"),
    [
        (None, None, "voor welke leeftijd? Vraag het daar"),
        (18, None, "vanaf 18 jaar"),
        (None, 23, "tot en met 23 jaar"),
        (12, 25, "12 tot 25 jaar"),
    ],
)
async def test_for_what_ages_it_is_always_stands_there(
    talk: Talk, youngest: int | None, oldest: int | None, words: str
) -> None:
    said, _ = await asked(talk, replace(HERE, age_min=youngest, age_max=oldest))
    assert f"Samen eten.\n{words}\n" in said


async def test_without_one_here_those_of_the_whole_country_are_shown(talk: Talk) -> None:
    _, ways = await asked(talk, EVERYWHERE, CAFE)
    assert ways == [NATIONAL_SIGN_UP, "https://cafe.example/"]


async def test_what_nobody_verified_is_not_shown(talk: Talk) -> None:
    unsure = replace(HERE, status=Status.UNVERIFIED)
    assert await asked(talk, unsure) == (none_near(talk), [NATIONAL_SIGN_UP])


@pytest.mark.parametrize("town", ["Eindhoven", "Brummen", "Noord-Brabant"])
async def test_where_a_group_is_within_reach_it_stays_with_the_group(talk: Talk, town: str) -> None:
    said, _ = await asked(talk, EVERYWHERE, town=town)
    assert "Jongerencafé" not in said


async def test_what_staff_verify_is_shown_from_the_next_message_on(talk: Talk) -> None:
    await asked(talk, replace(HERE, status=Status.UNVERIFIED))
    await talk.store.database.alternatives().keep(HERE, "lea")
    assert "Jongerencafé" in await talk.calls(Command.GROUP, "Terschelling")


async def test_without_the_list_the_sign_up_is_still_an_answer(talk: Talk) -> None:
    talk.store.without_alternatives = True
    assert await asked(talk, HERE) == (none_near(talk), [NATIONAL_SIGN_UP])
