"""An example may be kept in words of one's own, and with nothing in it that leads to somebody."""

import pytest

from bot.staff import Unfit, tidied, unfit

THEIRS = "als mijn vader thuiskomt verstop ik me in de schuur achter de fietsen"
STORY = """
    vorig jaar begon het, in de brugklas. eerst was er een jongen die mijn tas verstopte, daarna deden er meer mee. de
    mentor zei dat ik er niet op moest letten. dat lukt alleen niet als je elke pauze alleen op het plein staat. thuis
    vertel ik er weinig over want mama heeft het druk met haar werk en mijn zusje is ziek geweest. soms slaat hij met de
    deur en dan hoor je het hele huis trillen. in de zomer ga ik naar oma, daar is het stil en mag ik slapen zo lang ik
    wil. nu is het november, het regent dagen achter elkaar en het wordt slecht licht. ik heb een konijn dat hier merkt
    hoe ik me voel, dat geloof ik echt. niemand anders merkt dat. iedereen zegt gaat goed zeker, en dan knik ik maar.
"""


def copied(example: str, said: list[str]) -> bool:
    return unfit(example, said) is Unfit.COPIED


@pytest.mark.parametrize(
    "example",
    [
        THEIRS,
        "Als mijn VADER thuiskomt, verstop ik me in de schuur. Achter de fietsen!",
        "alsmijnvaderthuiskomtverstopikmeindeschuurachterdefietsen",
        "als mijn vaaaader thuiskomt verstóp ik me in de schuuuur achter de fietsen",
        "meestal zit ik dan maar wat te wachten, want ik verstop me in de schuur",  # five words in a row
        "als mijn vadre thuiskmot vertsop ik me in de shcuur achter de fietsne",  # a typo in each word
        "als mijn oom thuiskomt verstop ik mij in een schuur naast de fietsen",  # a word in three
        "in de schuur achter de fietsen verstop ik me als mijn vader thuiskomt",  # the halves changed places
        "verstop me achter fietsen in schuur als vader thuiskomt",  # some words left out
        "verstop ik me",
    ],
)
def test_what_was_said_is_not_ones_own_with_a_few_changes(example: str) -> None:
    assert copied(example, ["hoi", THEIRS, "ja"])


@pytest.mark.parametrize(
    "example",
    [
        "zodra de auto van pa de oprit op rijdt kruip ik weg op zolder",
        "ik durf niet naar huis want hij slaat",
        "hoi",
        "verstop",
        "thuis is niemand lief",
        "😶",
    ],
)
def test_what_somebody_else_would_say_is(example: str) -> None:
    assert not copied(example, [THEIRS])


def test_a_sentence_that_was_sent_in_pieces_is_one_sentence() -> None:
    assert copied("dan denk ik laat mij maar en ga slapen", ["denk ik", "laat mij", "maar"])


def test_a_piece_of_a_long_story_is_found_and_its_length_does_not_make_all_alike() -> None:
    told = [STORY + THEIRS + STORY]

    assert copied("als pa thuiskomt verstop ik me in die schuur achter fietsen", told)
    assert not copied("mama is weg en ik eet al dagen slecht", told)


@pytest.mark.parametrize("said", ["ja", "help", "oke", "ik ben bang", "😶"])
def test_a_short_message_is_copied_by_itself_and_by_no_long_one(said: str) -> None:
    assert copied(said.upper(), [said])
    assert not copied("jaren geleden schreeuwde ik om hulp, ja, oke, en toen kwam er niemand 😶", [said])


def test_a_whole_message_of_three_words_is_not_hidden_in_a_longer_one() -> None:
    assert copied("gisteren op de brug stond ik daar weer: ik wil dood, en toen kwam de bus", ["ik wil dood"])


@pytest.mark.parametrize(
    "example",
    [
        "bel me op 0612345678",
        "bel me op 06 - 12 34 56 78",
        "+31 6 1234 5678 is van mij",
        "mail naar iemand@voorbeeld.nl",
        "volg me @iemand_x",
        "kijk op https://voorbeeld.nl/x",
        "kijk op www.voorbeeld",
        "staat op voorbeeld.com",
        "t.me/iemand",
        "ik woon op 1234 AB",
        "ik woon op 1234ab",
        "ik woon op 5611 ab",
        "ben geboren op 12-03-2009",
        "ｂｅｌ ０６１２３４５６７８",
    ],
)
def test_nothing_leads_to_somebody(example: str) -> None:
    assert unfit(example, []) is Unfit.PERSONAL


@pytest.mark.parametrize(
    "example",
    [
        "112 bellen durf ik niet",
        "ben 16 en in 2024 is het begonnen",
        "al 3 weken, 2 keer per dag, om 22:30",
        "ik ga niet meer.de rest kan stikken",
        "al 1000 keer gezegd",
        "🔪🩸",
    ],
)
def test_ordinary_numbers_and_points_lead_to_nobody(example: str) -> None:
    assert unfit(example, []) is None


def test_an_example_is_one_line_and_not_too_long() -> None:
    assert tidied(" ik \r\n\tben\x00 hier\u2028nu \x1b ") == "ik ben hier nu"
    assert unfit(tidied(" \n\x00 "), []) is Unfit.EMPTY
    assert unfit("a" * 300, []) is None
    assert unfit("a" * 301, []) is Unfit.TOO_LONG
