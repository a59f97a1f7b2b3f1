"""The domain, the rules and the pipeline agree with one another, with the bot, and with the trained model."""

import json
import re
import tarfile
from collections import Counter
from pathlib import Path

import pytest

from bot.messages import Ask, Language
from bot.rasa import read_domain, verb_of
from bot.texts import Texts
from tests.nlu.reading import CONFIG, DOMAIN, RULES, STORIES, buttons, language_of, steps

RESPONSES = DOMAIN["responses"]
INTENTS = DOMAIN["intents"]
BARE_VERBS = {name for name, variants in RESPONSES.items() if all(set(variant) == {"custom"} for variant in variants)}
PHONE = re.compile(r"\+?\d[\d \-]{4,}\d")


@pytest.mark.parametrize("name", sorted(set(RESPONSES) - BARE_VERBS))
def test_a_response_is_there_in_both_languages(name: str) -> None:
    languages = {language_of(variant) for variant in RESPONSES[name]}

    assert languages == {"nl", "en"}
    assert all(variant["text"].strip() for variant in RESPONSES[name])


@pytest.mark.parametrize("name", sorted(set(RESPONSES) - BARE_VERBS))
def test_both_languages_offer_the_same(name: str) -> None:
    offered = {
        language: {tuple(button["payload"] for button in variant.get("buttons", [])) for variant in RESPONSES[name]}
        for language in ("nl", "en")
        for variant in RESPONSES[name]
        if language_of(variant) == language
    }

    assert offered["nl"] == offered["en"]
    assert len(offered["nl"]) == 1


@pytest.mark.parametrize("name", sorted(BARE_VERBS))
def test_a_bare_verb_stands_once(name: str) -> None:
    assert len(RESPONSES[name]) == 1


def test_every_verb_is_one_the_bot_knows() -> None:
    customs = [variant["custom"] for variants in RESPONSES.values() for variant in variants if "custom" in variant]

    assert customs
    assert all(verb_of(custom) for custom in customs)  # verb_of refuses what it does not know


def test_every_button_asks_an_intent_that_has_a_title() -> None:
    askable = Texts.load().askable & set(INTENTS)

    assert [(name, button) for name, button in buttons() if button["payload"].removeprefix("/") not in askable] == []
    assert [button for _, button in buttons() if not button["payload"].startswith("/") or not button["title"]] == []


def test_every_intent_has_a_title_in_both_languages() -> None:
    texts = Texts.load()

    assert texts.askable == set(INTENTS)
    assert all(texts.title(Ask(intent), language) for intent in INTENTS for language in Language)


def test_every_intent_is_answered() -> None:
    answered = {*steps(RULES, "intent"), *steps(STORIES, "intent")}

    assert set(INTENTS) - answered == set()
    assert answered - set(INTENTS) == {"nlu_fallback"}


def test_every_response_is_used_and_every_action_is_there() -> None:
    actions = {*steps(RULES, "action"), *steps(STORIES, "action")}
    asked_by_forms = {f"utter_ask_{slot}" for form in DOMAIN["forms"].values() for slot in form["required_slots"]}

    assert set(RESPONSES) == {action for action in actions if action.startswith("utter_")} | asked_by_forms
    assert actions - set(RESPONSES) == {"place_form", "action_deactivate_loop"}


def test_nothing_is_listed_twice() -> None:
    names = [*(rule["rule"] for rule in RULES), *(story["story"] for story in STORIES)]
    rules = [json.dumps({key: value for key, value in rule.items() if key != "rule"}) for rule in RULES]
    written = re.findall(r"^  (utter_\w+):", Path("domain.yml").read_text(encoding="utf-8"), re.MULTILINE)

    assert [name for name, times in Counter(names).items() if times > 1] == []
    assert len(INTENTS) == len(set(INTENTS))
    assert len(rules) == len(set(rules))
    assert sorted(written) == sorted(RESPONSES)  # YAML keeps the last of two without a word


def test_no_two_responses_say_the_same() -> None:
    texts = Counter(variant["text"] for variants in RESPONSES.values() for variant in variants if "text" in variant)

    assert [text for text, times in texts.items() if times > 1] == []


def test_the_gate_and_the_domain_agree_on_the_tiers() -> None:
    (gate,) = [part for part in CONFIG["pipeline"] if part["name"] == "nlu.gate.SafetyGate"]

    assert gate["tiers"] == read_domain(Path("domain.yml")).escalations


def test_while_the_form_asks_a_question_feeling_or_alarm_is_no_place() -> None:
    (mapping,) = [one for one in DOMAIN["slots"]["place"]["mappings"] if one["type"] == "from_text"]
    may_be_a_misread_place = {"inform_place", "greet", "chitchat", "out_of_scope"}

    assert set(mapping["not_intent"]) == set(INTENTS) - may_be_a_misread_place


def test_no_number_is_given_but_those_of_join_us_and_the_helplines() -> None:
    texts = "\n".join(variant["text"] for variants in RESPONSES.values() for variant in variants if "text" in variant)

    assert set(PHONE.findall(texts)) == {"085 877 03 42"}
    # "85 van de 100 deelnemers" is no number to call
    assert set(re.findall(r"(?<!\d)(?:1\d\d|0\d{3})(?!\d)", texts)) - {"100"} <= {"112", "113"}


def test_the_trained_model_knows_our_intents_and_responses_and_no_others(model: Path) -> None:
    # given the wrong folder, Rasa trains on its own demo bot without a word
    with tarfile.open(model) as packed:
        metadata = packed.extractfile("metadata.json")
        assert metadata
        domain = json.load(metadata)["domain"]

    assert sorted(name for intent in domain["intents"] for name in _names(intent)) == sorted(INTENTS)
    assert domain["responses"] == RESPONSES


def _names(intent: str | dict[str, object]) -> list[str]:
    return [intent] if isinstance(intent, str) else list(intent)
