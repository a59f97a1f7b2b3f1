"""Plain questions and small talk: each family in many wordings, and nothing that tells of pain or danger."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.conversation import Heard, Meaning, OfferMeanings, Spoken, topics
from bot.conversation.asides import KNOWN, asides, questions
from bot.messages import Ask, Command, Language, Text
from bot.safety import Tier
from bot.yml import values
from tests.conversation.parts import Rasa, Talk, actions, heard, told

ROOT = Path(__file__).parents[2]
FAMILIES: dict[str, dict[str, Any]] = dict(values(Path(__file__).with_name("asked.yml").read_text(encoding="utf-8")))
TOPICS = (*topics.TOPICS, "beside")
UNCLEAR = Heard((Spoken("", verb=OfferMeanings()),), (Meaning("greet", 0.2),), None, Tier.NONE)


def rows(kind: str) -> list[tuple[str, str]]:
    """Pair each family with its wordings of one kind."""
    return [(name, said) for name, family in FAMILIES.items() for said in family[kind]]


def named(family: str, said: str) -> list[str]:
    """Name the answers of a message while the talk is about what the family is asked in."""
    book = asides() if FAMILIES[family].get("book") == "asides" else questions()
    return book.says(said, FAMILIES[family]["about"])


@pytest.mark.parametrize(("family", "said"), rows("caught"))
def test_a_family_is_known_in_many_words(family: str, said: str) -> None:
    assert named(family, said)[:1] in [[name] for name in FAMILIES[family]["names"]]


@pytest.mark.parametrize(("family", "said"), rows("spared"))
def test_what_only_looks_like_it_is_left_alone(family: str, said: str) -> None:
    assert set(named(family, said)).isdisjoint(FAMILIES[family]["names"])


def cries() -> Iterator[str]:
    """Give every message of the examples and of the corpus that may be read which signals anything."""
    files = [*sorted((ROOT / "nlu" / "danger").glob("*.tsv")), ROOT / "tests" / "safety" / "corpus" / "dev.tsv"]
    for file in files:
        with file.open(encoding="utf-8", newline="") as written:
            for row in csv.DictReader(written, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["tier"] != Tier.NONE.value:
                    yield row["text"]


def test_no_cry_is_a_plain_question_whatever_the_talk_is_about() -> None:
    said = list(cries())
    assert len(said) > 15_000
    assert [cry for cry in said if questions().says(cry, *TOPICS[:-1])] == []


async def test_two_questions_in_one_message_get_two_answers(talk: Talk) -> None:
    said = await talk.types("wat kost het en mag mijn vriendin ook mee")
    assert said == f"{talk.says('bring_someone')}\n\n{talk.says('cost')}"


async def test_a_question_beside_the_place_leaves_the_place_to_be_told(talk: Talk) -> None:
    await talk.calls(Command.GROUP)
    assert await talk.types("is er ook een bushalte") == talk.says("by_bus")
    assert "Eindhoven" in await talk.types("eindhoven")


@pytest.mark.parametrize("rasa", [Rasa.DOWN, Rasa.OTHER_INTENT])
async def test_a_plain_question_is_answered_however_rasa_is(talk: Talk, rasa: Rasa) -> None:
    talk.dialogue.rasa = rasa
    assert await talk.types("spreken ze daar ook engels") == talk.says("group_language")


async def test_who_seeks_a_group_hears_of_the_group_too(talk: Talk) -> None:
    words = "is er een groep in eindhoven die engels spreekt"
    talk.dialogue.answers[words] = heard(intent="find_group")
    said = await talk.types(words)
    assert said.startswith(talk.says("group_language"))
    assert "Buro Cement" in said


async def test_a_doubt_about_a_plain_question_alone_alarms_nobody(talk: Talk) -> None:
    words = "zijn er ook buitenlanders in de groep"
    talk.dialogue.answers[words] = heard(tier=Tier.CONCERN, sure=False)
    assert await talk.types(words) == talk.says("group_language")


@pytest.mark.parametrize(
    ("words", "tier", "sure"),
    [
        ("zijn er ook buitenlanders in de groep", Tier.CONCERN, True),
        ("zijn er ook buitenlanders in de groep", Tier.SUICIDAL, False),
        ("mag mijn zus mee, ik voel me zo rot", Tier.CONCERN, False),
    ],
)
async def test_what_the_gate_is_sure_of_or_what_tells_of_pain_stays_an_alarm(
    talk: Talk, words: str, tier: Tier, *, sure: bool
) -> None:
    talk.dialogue.answers[words] = heard(tier=tier, sure=sure)
    assert "113" in await talk.types(words)


async def test_in_care_a_question_that_does_not_name_the_groups_is_no_aside(talk: Talk) -> None:
    await talk.types("ik wil dood")
    talk.dialogue.answers["spreken ze daar engels"] = heard(Spoken("Ja."), intent="ask_age")
    assert talk.says("group_language") not in await talk.types("spreken ze daar engels")


async def test_who_tells_of_a_loss_is_listened_to(talk: Talk) -> None:
    for words in ("hij was 13", "ik mis hem wel"):
        talk.dialogue.answers[words] = UNCLEAR
    await talk.types("mijn hond is dood")
    assert [await talk.types(words) for words in ("hij was 13", "ik mis hem wel")] == [
        talk.texts.say("pet_grief_more", Language.NL, variant).text for variant in (0, 1)
    ]


async def test_yes_to_telling_of_a_loss_is_no_yes_to_join_us(talk: Talk) -> None:
    talk.dialogue.answers["ja"] = heard(Spoken("Join Us is een groep."), intent="affirm")
    await talk.types("mijn hond is dood")
    assert await talk.types("ja") == talk.says("grief_yes")


async def test_a_question_ends_the_listening(talk: Talk) -> None:
    talk.dialogue.answers["wat kost het"] = heard(Spoken("Niks."), intent="ask_cost")
    await talk.types("mijn hond is dood")
    assert await talk.types("wat kost het") == "Niks."


async def test_a_yes_of_who_is_bullied_is_listened_to(talk: Talk) -> None:
    talk.dialogue.answers["ik word gepest"] = heard(
        Spoken("Zal ik vertellen wat Join Us is?"), intent="express_bullying"
    )
    talk.dialogue.answers["ja"] = heard(Spoken("Join Us is een groep."), intent="affirm")
    talk.dialogue.answers["elke dag"] = UNCLEAR
    await talk.types("ik word gepest")
    assert await talk.types("ja") == "Join Us is een groep."
    await talk.types("ik word gepest")
    await talk.types("elke dag")
    assert await talk.types("ja") == talk.texts.say("bullying_yes", Language.NL, 1).text


async def test_who_told_of_bullying_is_given_a_next_step_when_telling_did_not_help(talk: Talk) -> None:
    talk.dialogue.answers["ik word gepest"] = heard(Spoken("Wat rot."), intent="express_bullying")
    talk.dialogue.answers["elke dag"] = UNCLEAR
    talk.dialogue.answers["helpt niet"] = heard(Spoken("Sorry."), intent="feedback_negative")
    await talk.types("ik word gepest")
    assert await talk.types("elke dag") == talk.texts.say("bullying_more", Language.NL, 0).text
    assert await talk.types("helpt niet") == talk.says("bullying_next")


@pytest.mark.parametrize("before", ["mijn hond is dood", "ik word gepest"])
async def test_a_cry_while_listening_is_heard(talk: Talk, before: str) -> None:
    talk.dialogue.answers["ik word gepest"] = heard(Spoken("Wat rot."), intent="express_bullying")
    await talk.types(before)
    assert "113" in await talk.types("ik wil ook dood")


async def test_who_asks_the_same_of_a_group_in_other_words_is_told_who_knows_more(talk: Talk) -> None:
    await talk.types("het is voor mijn zus")
    assert await talk.types("ze wil er niet heen") == talk.says("other_hesitates")
    assert await talk.types("ze durft er niet heen") == talk.says("all_i_know")


async def test_who_says_again_that_they_miss_somebody_is_still_listened_to(talk: Talk) -> None:
    await talk.types("mijn hond is dood")
    assert await talk.types("ik mis hem") == talk.texts.say("pet_grief_more", Language.NL, 0).text


async def test_the_age_of_another_chooses_their_group_where_the_place_is_known(talk: Talk) -> None:
    talk.dialogue.answers["het is voor mijn zus"] = heard(Spoken("Fijn."), intent="sign_up_other")
    await talk.calls(Command.GROUP, "Utrecht")
    await talk.types("het is voor mijn zus")
    assert "U Centraal" not in await talk.types("ze is 15")


async def test_who_is_well_now_hears_they_may_join_and_where_to_turn(talk: Talk) -> None:
    words = "mag ik meedoen als ik vroeger een poging heb gedaan"
    talk.dialogue.answers[words] = heard(Spoken("Over zelfmoord praten mag."), intent="ask_about_suicide")
    delivery = await talk.sends(Text(words))
    assert told(delivery) == talk.says("recovered")
    assert "113" in told(delivery)
    assert Ask("suicidality") in actions(delivery)
    assert await talk.types("dat is nu over") == talk.says("recovered_well")


async def test_the_age_of_another_is_not_the_visitors(talk: Talk) -> None:
    talk.dialogue.answers["het is voor mijn zus"] = heard(Spoken("Fijn."), intent="sign_up_other")
    await talk.types("het is voor mijn zus")
    assert await talk.types("ze is 19") == talk.texts.say("age_fits_other", Language.NL, 0, age=19).text
    assert (await talk.types("en mijn broer van 33")).startswith("33? Join Us is voor jongeren van 12 tot 30")


def test_no_cry_is_a_wish_to_join_the_groups_that_were_shown() -> None:
    assert [cry for cry in cries() if "signs_up" in asides().says(cry, KNOWN)] == []
