"""What staff may say that an example means is what the model learns, and nothing else."""

from collections import Counter
from pathlib import Path

from bench.examples import danger
from bot.commands.desk import topics
from bot.messages import Language
from bot.rasa import read_domain
from bot.safety import Tier
from bot.staff import Example
from bot.texts import Texts
from bot.web.desk.meanings import groups, meaning, worded

TOPICS = topics(Texts.load())
CHOICES = [value for group in groups(TOPICS) for value, _ in group.choices]
RARE = 20  # rows below which nlu/examples.py makes no class of a category


def test_every_alarm_that_can_be_chosen_is_one_that_the_gate_learns() -> None:
    taught = Counter(f"{row.tier}:{row.category}" for row in danger())

    alarms = [value for value in CHOICES if not value.startswith("none:")]
    assert [value for value in alarms if taught[value] < RARE] == []
    assert {value.partition(":")[0] for value in CHOICES} == set(Tier)


def test_what_is_no_alarm_is_about_any_intent_that_is_none_and_needs_no_place() -> None:
    domain = read_domain(Path("domain.yml"))

    assert set(TOPICS) == domain.intents - domain.escalations.keys() - {"inform_place"}
    assert {f"none:{intent}" for intent in TOPICS} <= set(CHOICES)


def test_each_choice_is_read_back_and_called_by_its_group() -> None:
    for group in groups(TOPICS):
        for value, title in group.choices:
            read = meaning(value, TOPICS)
            assert read is not None
            assert worded(Example(*read, Language.NL, "x"), TOPICS) == f"{group.title}: {title}"


def test_what_an_older_version_knew_is_called_as_it_was_kept() -> None:
    assert worded(Example("suicidal", "voices", Language.NL, "x"), TOPICS) == "Zelfmoordgedachten: voices"
    assert worded(Example("grave", "voices", Language.NL, "x"), TOPICS) == "grave: voices"
    assert worded(Example("none", "ask_rules", Language.NL, "x"), TOPICS) == "Geen alarm, het gaat over: ask_rules"
