"""What the lexicon hears, and what it lets pass."""

from pathlib import Path

import pytest

from bot.safety import Alarm, Safe, Tier, check
from bot.safety.lexicon import lexicon
from bot.safety.standing import Reading

HERE = Path(__file__).parent


def seen(said: str) -> set[tuple[Tier, str]]:
    """What the written patterns alone see."""
    return {(found.tier, found.category) for found in Reading(lexicon(), lexicon().speller.words(said)).standing}


def table(name: str) -> list[tuple[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [(kind, text) for kind, _, text in (line.partition("\t") for line in lines) if text]


@pytest.mark.parametrize(("kind", "said"), table("heard.tsv"))
def test_a_cry_for_help_is_heard(kind: str, said: str) -> None:
    assert isinstance(check(said), Alarm), kind


@pytest.mark.parametrize(("kind", "said"), table("spared.tsv"))
def test_what_is_none_is_let_pass(kind: str, said: str) -> None:
    assert isinstance(check(said), Safe), kind


@pytest.mark.parametrize(("kind", "said"), [row for row in table("heard.tsv") if row[0] == "emergency"])
def test_an_emergency_is_known_as_one(kind: str, said: str) -> None:
    alarm = check(said)
    assert isinstance(alarm, Alarm)
    assert alarm.tier is Tier.EMERGENCY, kind


@pytest.mark.parametrize(
    ("tier", "category", "said"),
    [(entry.tier, entry.category, said) for entry in lexicon().alarms for said in entry.catches],
)
def test_every_entry_catches_its_own_example(tier: Tier, category: str, said: str) -> None:
    assert (tier, category) in seen(said)


@pytest.mark.parametrize("said", [said for entry in lexicon().alarms for said in entry.spares])
def test_every_entry_spares_its_own_example(said: str) -> None:
    assert seen(said) == set()


@pytest.mark.parametrize("said", [said for entry in lexicon().exceptions for said in entry.catches])
def test_every_exception_takes_its_own_example_away(said: str) -> None:
    assert seen(said) == set()


@pytest.mark.parametrize(
    "said", [said for entry in lexicon().exceptions for said in entry.spares if " wil dood" in said]
)
def test_an_exception_leaves_a_real_cry_beside_it_alone(said: str) -> None:
    assert isinstance(check(said), Alarm)


@pytest.mark.parametrize(
    ("said", "tiers"),
    [
        ("mijn vader slaat me en ik wil dood", {Tier.UNSAFE, Tier.SUICIDAL}),
        ("mijn vriendin wil niet meer leven", {Tier.THIRD_PARTY}),
        ("ik snij mezelf en ik wil niet meer leven", {Tier.CONCERN, Tier.SUICIDAL}),
    ],
)
def test_lesser_signals_are_kept_and_words_about_others_are_not_the_visitors(said: str, tiers: set[Tier]) -> None:
    alarm = check(said)
    assert isinstance(alarm, Alarm)
    assert alarm.tiers - {Tier.THIRD_PARTY} == tiers - {Tier.THIRD_PARTY}
    assert alarm.has(Tier.THIRD_PARTY) or Tier.THIRD_PARTY not in tiers
