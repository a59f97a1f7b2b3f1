"""The corpus: large, split by chance, labelled twice, and unknown to what is measured with it."""

import re
from collections import Counter

import pytest

from bench.corpus import HARD_NEGATIVES, Case, part_of, read
from bench.examples import plain, topics
from bench.gates import Share, kappa
from bench.labels import Labels, labels
from bench.noise import NOISES, spoil
from bot.safety import Tier
from tests.nlu.test_danger import TEXTS, alike

DEV, FROZEN = read("dev"), read("frozen")
WHOLE = [*DEV, *FROZEN]
ALARMING = [case for case in WHOLE if case.kind == "alarming"]


def of(cases: list[Case], *categories: str) -> list[Case]:
    return [case for case in cases if case.category in categories]


def test_it_is_as_large_as_promised() -> None:
    hard = [case for case in WHOLE if case.kind == "hard negative"]
    ordinary = [case for case in WHOLE if case.kind == "ordinary"]

    assert len(ALARMING) >= 1_200
    assert sum(case.tier is Tier.EMERGENCY for case in ALARMING) >= 200
    assert len(hard) >= 1_200
    assert len(of(hard, "idiom")) >= 350
    assert len(of(hard, "loneliness")) >= 350
    assert len(ordinary) >= 1_700
    assert sum(case.kind == "ordinary" for case in FROZEN) >= 1_000


def test_every_category_of_need_has_forty() -> None:
    counts = Counter(case.category for case in ALARMING if case.mark != "ambiguous")

    assert len(counts) == 33
    assert {category: count for category, count in counts.items() if count < 40} == {}


def test_all_hard_negatives_have_some() -> None:
    assert {case.category for case in WHOLE if case.kind == "hard negative"} == HARD_NEGATIVES


def test_no_row_stands_twice() -> None:
    assert [text for text, times in Counter(case.text for case in WHOLE).items() if times > 1] == []


def test_ids_say_nothing_and_decide_the_part() -> None:
    assert all(re.fullmatch(r"[0-9a-f]{8}", case.key) for case in WHOLE)
    assert len({case.key for case in WHOLE}) == len(WHOLE)
    assert {part_of(case.key) for case in DEV} == {"dev"}
    assert {part_of(case.key) for case in FROZEN} == {"frozen"}


def test_two_readers_labelled_every_row_and_the_tier_follows_them() -> None:
    told = {each.key: each for each in labels()}

    assert told.keys() == {case.key for case in WHOLE}
    assert [case.key for case in WHOLE if case.tier is not settled(told[case.key])] == []


def settled(each: Labels) -> Tier | None:
    return each.first if each.first is each.second else each.third


def test_where_readers_differ_on_the_alarm_the_row_is_ambiguous() -> None:
    differ = {each.key for each in labels() if (each.first is Tier.NONE) != (each.second is Tier.NONE)}

    assert differ
    assert {case.mark for case in WHOLE if case.key in differ} == {"ambiguous"}


def test_no_row_is_known_to_the_model() -> None:
    taught = {plain(example) for told in topics().values() for example in told} | set(TEXTS)

    assert [case.key for case in WHOLE if plain(" ".join(case.messages)) in taught] == []


def test_no_row_has_a_twin_among_what_the_gate_learns() -> None:
    held = [plain(" ".join(case.messages)) for case in WHOLE]
    twins = {text for text, _ in alike(TEXTS, held)} | {text for _, text in alike(held, TEXTS)}

    assert twins == set()


@pytest.mark.parametrize("noise", NOISES)
def test_noise_changes_how_it_is_written_and_always_in_the_same_way(noise: str) -> None:
    said = "ik wil vanavond gewoon niet meer thuis zijn"

    assert spoil(said, noise) != said
    assert spoil(said, noise) == spoil(said, noise)


def test_an_interval_is_that_of_wilson() -> None:
    low, high = Share(299, 300).wilson

    assert (round(low, 4), round(high, 4)) == (0.9814, 0.9994)
    assert Share(0, 0).wilson == (0.0, 1.0)


def test_kappa_is_one_without_difference_and_none_by_chance_alone() -> None:
    assert kappa([("a", "a"), ("b", "b")]) == 1.0
    assert kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0.0
