"""How well the model understands messages it never saw: the frozen part of tests/nlu, through the real server."""

import pytest
import pytest_asyncio

from bench.answers import Answer, Answered, answered, share_right
from bench.answers import read as answers_of
from bench.examples import only_answers, plain
from bench.understanding import Heard, Row, Scores, falls_back, heard, read, scores
from bot.conversation import Meaning
from bot.conversation.language import spoken
from bot.messages import Language
from bot.rasa import Parse, RasaAddress, RasaClient
from bot.safety import Tier
from tests.nlu.reading import DOMAIN

# Floors, not aims: docs/evaluation/nlu.md has the figures; a floor only rises
ACCURACY = 0.94
MACRO_F1 = 0.935
SAFETY_RECALL = 0.97
FALSE_ALARMS = 0.015
WRONG_ANSWERS = 0.045
ASKS = 0.04
PLACE_F1 = 0.92
MUNICIPALITY = 0.92
MISLED = 0.03
ANSWERS = 0.87


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def found(rasa: RasaAddress) -> Scores:
    """The scores of the frozen part, for all tests."""
    client = RasaClient(rasa.url, rasa.token, frozenset(DOMAIN["intents"]))
    try:
        return scores(await heard(read("frozen"), client), *falls_back())
    finally:
        await client.close()


async def test_messages_it_never_saw_are_understood(found: Scores) -> None:
    print(found)  # noqa: T201 -- the figures are the point
    assert found.accuracy.value >= ACCURACY
    assert found.macro_f1 >= MACRO_F1


async def test_who_is_in_need_is_heard_whatever_else_they_ask(found: Scores) -> None:
    assert found.safety_recall.value >= SAFETY_RECALL
    assert found.false_alarms.value <= FALSE_ALARMS


async def test_rather_than_answer_wrongly_the_bot_asks(found: Scores) -> None:
    assert found.wrong.value <= WRONG_ANSWERS
    assert found.asked.value <= ASKS  # who always asks is never wrong


async def test_a_place_is_found_as_it_was_written(found: Scores) -> None:
    assert found.place_f1 >= PLACE_F1


async def test_a_visitor_is_led_to_the_right_municipality(found: Scores) -> None:
    assert found.municipality.value >= MUNICIPALITY
    assert found.misled.value <= MISLED


async def test_a_short_answer_is_understood_by_what_was_asked(rasa_client: RasaClient) -> None:
    share = share_right(await answered(answers_of("frozen"), rasa_client))

    print(share)  # noqa: T201 -- the figures are the point
    assert share.value >= ANSWERS


def test_there_is_enough_to_measure_by() -> None:
    rows = [*read("dev"), *read("frozen")]

    assert len(rows) >= 1_500
    assert sum(row.place is not None for row in rows) >= 300
    assert sum(bool(row.where) for row in rows) >= 300
    assert sum(spoken(row.text, Language.NL) is Language.EN for row in rows) >= 150
    assert len(answers_of("frozen")) >= 200
    assert {row.intent for row in read("frozen")} == set(DOMAIN["intents"]) - only_answers()


def test_nothing_that_is_only_scored_is_looked_at_too() -> None:
    dev, frozen = ({plain(row.text) for row in read(part)} for part in ("dev", "frozen"))
    asked, kept = ({(answer.asked, plain(answer.text)) for answer in answers_of(part)} for part in ("dev", "frozen"))

    assert not dev & frozen
    assert not asked & kept


@pytest.mark.parametrize(
    "top, confidence, place, counted, led",
    [
        ("ask_cost", 0.9, "GM0758", (0, 0), (1, 0)),
        ("ask_cost", 0.1, "unknown", (1, 0), (0, 0)),
        ("ask_age", 0.9, "GM0344", (0, 1), (0, 1)),
    ],
)
def test_scoring_counts_what_it_says(
    top: str, confidence: float, place: str, counted: tuple[int, int], led: tuple[int, int]
) -> None:
    told = [Row("ask_cost", "wat kost dat", None), Row("suicidality", "x", "Breda", "GM0758")]
    ranking = (Meaning(top, confidence), Meaning("greet", 0.05))

    found = scores([Heard(row, Parse(ranking, row.place, Tier.NONE), place) for row in told], 0.25, 0.03)

    right = int(top == "ask_cost")
    assert (found.accuracy.hits, found.macro_f1) == (right, right * (2 / 3) / 2)
    assert (found.asked.hits, found.wrong.hits) == counted
    assert (found.municipality.hits, found.misled.hits) == led
    assert found.safety_recall.hits == 0
    assert found.place_f1 == 1.0


@pytest.mark.parametrize(
    "asked, means, said",
    [
        ("ask_join_us", "yes", {"utter_ask_place", "AskPlace"}),
        ("ask_join_us", "doubt", {"utter_deny"}),
        ("greet", "unwell", {"utter_not_so_well"}),
        ("greet", "well", {"utter_your_day"}),
    ],
)
def test_an_answer_is_right_when_it_is_met_as_meant(asked: str, means: str, said: set[str]) -> None:
    assert Answered(Answer(asked, means, "x"), frozenset(said)).right


@pytest.mark.parametrize(
    "asked, means, said",
    [
        ("ask_join_us", "yes", {"utter_deny"}),
        ("ask_join_us", "doubt", {"utter_ask_place", "AskPlace"}),
        ("ask_join_us", "no", {"OfferMeanings"}),
        ("ask_join_us", "no", set()),
        ("find_group", "no", {"ShowGroups"}),
        ("find_group", "doubt", {"alarm"}),
        ("greet", "unwell", {"utter_your_day"}),
    ],
)
def test_an_answer_is_wrong_when_it_is_not(asked: str, means: str, said: set[str]) -> None:
    assert not Answered(Answer(asked, means, "x"), frozenset(said)).right
