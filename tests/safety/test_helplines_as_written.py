"""The helplines as they were written down for this project, by hand, beside the file the replies take them from."""

from typing import NamedTuple

import pytest

from bot.messages import Language
from bot.safety import Context, StaffLine, helplines
from bot.safety.care_words import Words
from tests.safety.alarmed import NOW, TEXTS, after

ALL = None
NIGHT_AND_DAY = "24/7"


class Written(NamedTuple):
    """One row: what may be said of its hours and its cost only where that is sure."""

    name: str
    phones: tuple[str, ...]
    chat: str
    hours: str
    ages: tuple[int, int] | None
    cost: str
    country: str
    verified: bool


WRITTEN = {
    "112": Written("112", ("112",), "", NIGHT_AND_DAY, ALL, "free", "nl", verified=True),
    "113": Written(
        "113 Zelfmoordpreventie", ("113", "0800-0113"), "113.nl", NIGHT_AND_DAY, ALL, "free_anonymous", "nl",
        verified=True,
    ),
    "kindertelefoon": Written(
        "De Kindertelefoon", ("0800-0432",), "kindertelefoon.nl", "11:00-21:00", (8, 18), "free_anonymous", "nl",
        verified=False,
    ),
    "alles_oke": Written(
        "Alles Oké? Supportlijn", ("0800-0450",), "allesoke.nl", "14:00-22:00", (18, 24), "free_anonymous", "nl",
        verified=False,
    ),
    "veilig_thuis": Written(
        "Veilig Thuis", ("0800-2000",), "veiligthuis.nl", NIGHT_AND_DAY, ALL, "free", "nl", verified=True
    ),
    "centrum_seksueel_geweld": Written(
        "Centrum Seksueel Geweld", ("0800-0188",), "centrumseksueelgeweld.nl", NIGHT_AND_DAY, ALL, "free", "nl",
        verified=False,
    ),
    "luisterlijn": Written("De Luisterlijn", ("088-0767000",), "", NIGHT_AND_DAY, (18, 120), "", "nl", verified=True),
    "mind_korrelatie": Written(
        "MIND Korrelatie", ("0900-1450",), "", "mon-fri 09:00-17:00", ALL, "", "nl", verified=False
    ),
    "ease": Written("@ease", (), "ease.nl", "", (12, 25), "free_anonymous", "nl", verified=False),
    "zelfmoordlijn": Written(
        "Zelfmoordlijn", ("1813",), "zelfmoord1813.be", NIGHT_AND_DAY, ALL, "free_anonymous", "be", verified=True
    ),
    "awel": Written("Awel", ("102",), "awel.be", "", (4, 25), "free_anonymous", "be", verified=False),
    "join_us": Written("Join Us", ("085 877 03 42",), "", "mon-fri 09:00-17:00", (12, 30), "", "nl", verified=False),
}  # fmt: skip


def test_every_line_is_as_it_was_written_down() -> None:
    read = {
        key: Written(
            line.name,
            tuple(phone for phone in (line.phone, line.phone_too) if phone),
            line.chat,
            line.hours,
            line.ages,
            line.cost,
            line.country,
            line.verified,
        )
        for key, line in helplines().items()
    }
    assert read == WRITTEN


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("key", [key for key, line in WRITTEN.items() if not line.verified])
def test_of_a_line_nobody_looked_up_no_hour_is_shown_but_where_to_look(key: str, language: Language) -> None:
    line = helplines()[key]
    said = listed(key, language)
    assert not line.hours or line.hours not in said
    assert "dag en nacht" not in said
    assert "day and night" not in said
    assert line.url.removeprefix("https://www.") in said


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("key", [key for key, line in WRITTEN.items() if not line.cost])
def test_of_a_line_that_may_cost_something_nobody_says_that_it_is_free(key: str, language: Language) -> None:
    assert "gratis" not in listed(key, language)
    assert "free" not in listed(key, language)


@pytest.mark.parametrize("key", ["veilig_thuis", "zelfmoordlijn"])
def test_day_and_night_is_said_of_a_phone_alone_where_nobody_knows_the_hours_of_the_chat(key: str) -> None:
    said = listed(key, Language.NL)
    assert said.endswith(f"dag en nacht, chat {helplines()[key].chat} (tijden daar)")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("said", ["ik wil dood", "iedereen is beter af zonder mij", "ik heb de pillen in mijn hand"])
def test_the_first_words_name_1813_to_a_belgian_and_to_nobody_else(said: str, language: Language) -> None:
    first = {
        country: after(said, Context(TEXTS, language, StaffLine.NOBODY, NOW, country)).replies[0].text
        for country in ("nl", "be")
    }
    assert ["1813" in first[country] for country in ("nl", "be")] == [False, True]
    assert "113" in first["be"]
    assert "awel" not in first["nl"].lower()


def listed(key: str, language: Language) -> str:
    return Words(Context(TEXTS, language, StaffLine.NOBODY, NOW), 0).listed((helplines()[key],))
