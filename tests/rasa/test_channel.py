"""The bare channel: who may speak with it, what it hides, what it remembers."""

import httpx
import pytest

from bot.conversation import AskPlace, DialogueDownError, ShowGroups
from bot.messages import Language
from bot.rasa import RasaAddress, RasaClient
from bot.safety import Safe, Tier, check
from tests.rasa.talking import Talk, answers, verbs


@pytest.mark.parametrize("headers", [{}, {"x-token": ""}, {"x-token": "a guess"}])
@pytest.mark.parametrize("method, path", [("GET", "/"), ("POST", "/turn"), ("POST", "/parse"), ("POST", "/forget")])
async def test_nobody_gets_in_without_the_token(
    rasa: RasaAddress, method: str, path: str, headers: dict[str, str]
) -> None:
    async with httpx.AsyncClient(base_url=f"{rasa.url}/webhooks/join_us", headers=headers) as http:
        answer = await http.request(method, path, json={"sender": "x", "message": "hoi", "language": "nl"})

    assert answer.status_code == 401


@pytest.mark.parametrize(
    "path", ["/conversations/x/tracker", "/conversations/x/messages", "/webhooks/rest/webhook", "/model/parse"]
)
async def test_rasa_has_no_other_door(rasa: RasaAddress, path: str) -> None:
    async with httpx.AsyncClient(base_url=rasa.url, headers={"x-token": rasa.token}) as http:
        answers = [await http.request(method, path, json={"text": "hoi"}) for method in ("GET", "POST")]

    assert {answer.status_code for answer in answers} <= {404, 405}


@pytest.mark.parametrize("body", [{"message": {}}, {"message": 7}, {"message": None}, {"sender": "x"}, {}])
async def test_a_crash_is_a_500_and_never_an_empty_answer(channel: httpx.AsyncClient, body: dict[str, object]) -> None:
    answer = await channel.post("/turn", json={"sender": "x", "language": "nl", **body} if body else {})

    assert answer.status_code == 500
    assert "replies" not in answer.json()


async def test_a_crash_is_a_dialogue_that_is_down(rasa_client: RasaClient) -> None:
    nothing = check("")  # what the pipeline cannot handle; the conversation answers it before Rasa is asked
    assert isinstance(nothing, Safe)

    with pytest.raises(DialogueDownError):
        await rasa_client.ask("x", nothing, Language.NL, place_named=False)


async def test_many_messages_are_read_at_once_and_leave_nothing_behind(rasa_client: RasaClient) -> None:
    cost, place, alarm = await rasa_client.parse(["moet je ervoor betalen?", "Leeuwarden", "ik wil niet meer leven"])

    assert (cost.ranking[0].intent, cost.place, cost.tier) == ("ask_cost", None, Tier.NONE)
    assert place.place == "Leeuwarden"
    assert alarm.tier is Tier.SUICIDAL


async def test_a_message_means_the_same_alone_and_among_others(rasa_client: RasaClient) -> None:
    told = [
        "moet je ervoor betalen?",
        "ik wil niet meer leven",
        "👋",
        "ik voel me zo alleen hier in Veghel",
    ]

    together = await rasa_client.parse(told)
    alone = [parse for message in told for parse in await rasa_client.parse([message])]

    assert [parse.ranking[0].intent for parse in together] == [parse.ranking[0].intent for parse in alone]
    assert [parse.mass for parse in together] == pytest.approx([parse.mass for parse in alone], abs=1e-3)


async def test_a_meaning_comes_with_the_next_likely_ones(talk: Talk) -> None:
    heard = await talk.says("moet je ervoor betalen?")

    odds = [meaning.confidence for meaning in heard.ranking]
    assert len(odds) == 5
    assert odds == sorted(odds, reverse=True)
    assert "nlu_fallback" not in {meaning.intent for meaning in heard.ranking}


async def test_forgetting_drops_the_conversation(talk: Talk) -> None:
    await talk.presses("find_group")

    await talk.client.forget(talk.id)
    heard = await talk.presses("ask_cost")

    assert answers(heard, "utter_ask_cost")  # the form is gone


async def test_forgetting_a_stranger_is_no_error(channel: httpx.AsyncClient) -> None:
    answer = await channel.post("/forget", json={"sender": "nobody at all"})

    assert answer.status_code == 200


async def test_a_long_conversation_keeps_its_open_form(talk: Talk) -> None:
    await talk.presses("find_group")
    asides = [await talk.presses("ask_cost") for _ in range(30)]

    told = await talk.says("Leeuwarden")

    assert [verbs(aside) for aside in asides] == [[AskPlace()]] * 30
    assert verbs(told) == [ShowGroups("Leeuwarden")]
