"""Whole conversations of visitors who are not in need, with the real Rasa and a real database (talks.yml)."""

import re
from collections.abc import AsyncGenerator, Mapping
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import yaml

from bot.__main__ import Bot
from bot.rasa import RasaAddress
from tests.whole.talking import talk, whole_bot

pytestmark = pytest.mark.asyncio(loop_scope="module")

TALKS: Mapping[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("talks.yml").read_text(encoding="utf-8")
)

# what a visitor may say in place of where they live, and what the answer to it holds
BESIDE_THE_PLACE = {
    "waarom moet je dat weten": "dichtst bij je",
    "moet je ervoor betalen?": "gratis",
    "is het voor mijn leeftijd, ik ben 14": "14. Dan kun je meedoen",
    "hoe vaak is het": "twee weken",
    "wat doen jullie dan": "spelletjes",
    "kan ik zelf komen zonder verwijzing": "verwijzing is niet nodig",
    "mogen mijn ouders het weten": "horen je ouders niks",
    "is dit anoniem": "Je naam hoef je niet te zeggen",
    "is het ook online": "online groepen",
    "helpt het echt": "85 van de 100",
    "wat gebeurt er na het aanmelden": "kennismaking",
    "ben jij een robot": "Ik ben een chatbot",
    "ik durf niet": "spannend",
    "ik voel me rot vandaag": "zwaar|rot|Rot",
    "ik moet een spreekbeurt over zelfmoord houden": "gaat het over jezelf",
    "wat kun je voor me doen": "Waar kan ik je mee helpen",
    "je snapt me niet": "Dat ligt aan mij",
    "stomme bot": "dat mag je vinden|tegen een stootje",
    "ken je een recept voor lasagne": "Daar weet ik te weinig van",
    "speak english please": "in English",
    "wis alles wat je over mij weet": "Wil je dat ik alles wis",
    "nee laat maar": "begrepen|Niks moet|Helemaal goed",
    "weet niet": "een stad in de buurt",
    "ja doe maar": "alleen nog te weten waar",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(rasa: RasaAddress, tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Bot]:
    async with whole_bot(rasa, tmp_path_factory.mktemp("talks")) as whole:
        yield whole


@pytest.mark.parametrize("name", TALKS)
async def test_a_talk_goes_as_it_is_told(bot: Bot, name: str) -> None:
    turns = await talk(bot, name, [step["says"] for step in TALKS[name]])
    for step, turn in zip(TALKS[name], turns, strict=True):
        shown = "\n".join((*turn.answers, *turn.buttons))
        assert not turn.alarmed
        for hears in step["hears"]:
            assert re.search(hears, shown), f"{step['says']!r} got {shown!r}"
        for not_hears in step.get("not", []):
            assert not re.search(not_hears, shown), f"{step['says']!r} got {shown!r}"


@pytest.mark.parametrize(("aside", "hears"), BESIDE_THE_PLACE.items())
async def test_what_is_said_in_place_of_a_place_is_answered_and_the_place_still_works(
    bot: Bot, aside: str, hears: str
) -> None:
    asked, beside, shown = await talk(bot, aside, ["is er een groep bij mij in de buurt", aside, "veghel"])
    assert "Waar woon je" in asked.whole
    assert re.search(hears, beside.whole)
    assert "Veghel" in shown.whole
