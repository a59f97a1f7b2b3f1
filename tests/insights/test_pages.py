"""What pages show: tables of figures that may be seen, in words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.insights import WEEK, CampaignPage, Overview, Table, of_campaign, overview, shown
from bot.insights.tables import share
from tests.insights.parts import FESTIVAL, SCHOOLS, WINDOW, insight
from tests.insights.worlds import tables

FEW = "te weinig"
ALL = overview(insight(), WINDOW)
OF_SCHOOLS = of_campaign(insight(), SCHOOLS, WINDOW)


def cells(table: Table) -> list[tuple[str, ...]]:
    return [tuple(map(shown, row)) for row in table.rows]


def test_the_funnel_shows_every_step_and_roughly_how_many_of_who_started() -> None:
    assert cells(ALL.funnel) == [
        ("Gestart", "225", ""),
        ("Eerste bericht", "190", "ongeveer 85%"),
        ("Eenzaamheid herkend", "105", "ongeveer 45%"),
        ("Groep getoond", "70", "ongeveer 30%"),
        ("Aanmelding geopend", "20", "ongeveer 10%"),
        ("Om een mens gevraagd", "10", ""),
        ("Alarm", "35", ""),
    ]


def test_of_a_campaign_nothing_grave_is_said_beside_its_steps() -> None:
    assert [row[0] for row in OF_SCHOOLS.funnel.rows] == [row[0] for row in ALL.funnel.rows][:5]
    assert OF_SCHOOLS.weeks.head[1:] == ALL.weeks.head[1:6]


def test_weeks_add_up_to_the_funnel() -> None:
    for page in (ALL, OF_SCHOOLS):
        columns = list(zip(*page.weeks.rows, strict=True))[1:]
        assert [sum(n for n in column if isinstance(n, int)) or FEW for column in columns] == [
            row[1] for row in page.funnel.rows
        ]


def test_a_campaign_is_the_sum_of_its_spots_and_of_what_was_put_together() -> None:
    by_spot = [row[2] for row in OF_SCHOOLS.spots.rows]
    assert cells(OF_SCHOOLS.spots)[0] == ("De campagne zelf", "c3c3c3", "10", FEW, FEW, FEW, FEW)
    assert cells(OF_SCHOOLS.spots)[-1] == ("Overige plekken", "", *[FEW] * 5)
    assert sum(n for n in by_spot if isinstance(n, int)) == 115
    assert cells(ALL.campaigns) == [("Scholen", "115", "60", FEW, FEW, FEW), ("Festival", "20", FEW, FEW, FEW, FEW)]


def test_unknown_and_expired_codes_are_told_apart() -> None:
    assert cells(ALL.came) == [
        ("Met een code van een campagne", "135"),
        ("Zonder code", "80"),
        ("Met een onbekende code", "10"),
        ("Met een verlopen code", FEW),
    ]


def test_a_code_of_a_campaign_that_is_not_told_of_is_one_of_the_past() -> None:
    came = overview(insight(SCHOOLS), WINDOW).came
    assert cells(came)[-1] == ("Code van vroeger", "20")


def test_a_municipality_with_nothing_to_show_is_not_named() -> None:
    assert cells(ALL.municipalities) == [("Meierijstad", FEW, "20", "10"), ("Utrecht", "45", FEW, FEW)]
    assert cells(ALL.missed) == [("Meierijstad", "20")]


def test_topics_stand_by_their_titles_most_first() -> None:
    assert cells(ALL.topics) == [("Ik word gepest", "140"), ("Wat kost het?", "80")]


def test_what_was_not_understood_is_a_share_of_all_messages() -> None:
    assert cells(ALL.understanding) == [
        ("Berichten en knoppen samen", "1.200", ""),
        ("Berichten in eigen woorden", "480", ""),
        ("De chatbot vroeg wat er bedoeld werd", FEW, ""),
        ("Ook daarna niet begrepen", "130", "ongeveer 25%"),
        ("Niet beantwoord, het taalmodel lag stil", FEW, ""),
        ("Plaats niet gevonden", FEW, ""),
    ]


def test_how_soon_a_person_answered() -> None:
    assert cells(ALL.staff) == [
        ("Eerste antwoord van een mens", FEW, "35", FEW, FEW, FEW),
        ("Afgerond door een mens", *[FEW] * 5),
    ]


def test_alarms_are_one_figure_that_no_parts_give_away() -> None:
    assert cells(ALL.alarms) == [("Alarm", "35")]


def test_what_is_grave_stands_by_spot_only_with_enough_others() -> None:
    assert cells(OF_SCHOOLS.grave) == [
        ("De campagne zelf", "c3c3c3", FEW, FEW),
        ("=Het College", "d4d4d4", FEW, "10"),  # of four who asked for a person nothing is said
        ("De <Brug>", "f6f6f6", FEW, "25"),  # 35 started: of thirty and more nothing is said
    ]


@pytest.mark.parametrize("step", ["person", "alarm"])
def test_of_what_is_grave_all_counts_with_one_figure_look_alike(step: str) -> None:
    """By the count itself 30 would be shown beside 35 who started, and 31 not: then it is known to the one."""

    def seen(n: int) -> list[tuple[str, ...]]:
        spot = replace(SCHOOLS.spots[2], grave={step: n})
        return cells(of_campaign(insight(), replace(SCHOOLS, spots=(spot,)), WINDOW).grave)

    for fives in range(0, 45, 5):
        assert len({str(seen(fives + rest)) for rest in range(5)}) == 1


@pytest.mark.parametrize("ends_on", [None, WINDOW.until - WEEK * 4 + timedelta(days=1)])
def test_what_is_grave_is_not_said_while_a_campaign_runs_or_just_ended(ends_on: date | None) -> None:
    running = replace(SCHOOLS, ends_on=ends_on)
    assert {row[2:] for row in of_campaign(insight(), running, WINDOW).grave.rows} == {("nog niet", "nog niet")}


def test_what_is_grave_is_the_same_whatever_the_period() -> None:
    assert of_campaign(insight(), SCHOOLS, WINDOW.last(1)).grave == OF_SCHOOLS.grave


def test_no_number_on_any_page_is_below_five_or_says_more_than_fives() -> None:
    pages: list[Overview | CampaignPage] = [ALL, OF_SCHOOLS, overview(insight(), WINDOW.last(1))]
    pages += [of_campaign(insight(), FESTIVAL, WINDOW)]
    numbers = {cell for page in pages for table in tables(page) for row in table.rows for cell in row} - {""}
    assert [n for n in numbers if isinstance(n, int) and (n < 5 or n % 5)] == []


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (6, 7, ""),
        (45, 50, "ongeveer 90%"),
        (50, 50, ""),
        (47, 50, ""),
        (4, 500, ""),
        (5, 500, "minder dan 5%"),
        (15, 500, "ongeveer 5%"),
        (485, 500, "ongeveer 95%"),
        (495, 500, "meer dan 95%"),
        (60, 50, ""),
        (20, 45, ""),
    ],
)
def test_a_share_is_rough_and_only_said_where_both_sides_are_many(part: int, whole: int, said: str) -> None:
    assert share(part, whole) == said
