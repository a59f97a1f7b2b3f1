"""The networks of the safety gate: committed, learnt from the examples as they are, and sure of nothing odd."""

import numpy as np

from bot.safety import Tier
from nlu.networks import fingerprint, learnt_from, read


def test_the_networks_were_learnt_from_the_examples_as_they_are() -> None:
    assert learnt_from() == fingerprint(), "make weights"


def test_every_tier_is_one_they_can_hear() -> None:
    assert {name.partition(":")[0] for name in read().classes.tolist()} == set(Tier)


def test_the_odds_of_any_meaning_add_up_to_one() -> None:
    networks = read()
    meanings = np.random.default_rng(0).normal(0, 10, (20, len(networks.mean))).astype(np.float32)

    odds = networks.odds(meanings)

    assert odds.shape == (20, len(networks.classes))
    assert np.allclose(odds.sum(1), 1, atol=1e-4)


def test_a_message_is_judged_alike_alone_and_among_others() -> None:
    networks = read()
    meanings = np.random.default_rng(1).normal(0, 1, (20, len(networks.mean))).astype(np.float32)

    alone = np.vstack([networks.odds(row[np.newaxis]) for row in meanings])

    assert np.allclose(alone, networks.odds(meanings), atol=1e-4)
