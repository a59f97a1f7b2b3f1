"""How well the whole net hears, on messages nobody tuned it to: the frozen part of the corpus, through the real server.

A floor stands at its gate (`bench.gates`) where that is reached; where it is not yet, half a point below what was
measured, since another processor rounds otherwise. docs/safety.md says which. A floor only ever moves towards its gate.
"""

import re
from pathlib import Path

import pytest
import pytest_asyncio

from bench.corpus import Case, Judged, judged, read
from bench.evaluate import spoilt
from bench.gates import NETS, alarming, by_category, category_holds, clear, gates, raised
from bench.noise import NOISES
from bot.rasa import RasaAddress, RasaClient, read_domain
from bot.safety import Tier

CAUGHT = frozenset(Path("tests/safety/corpus/caught.txt").read_text(encoding="utf-8").split())
NOTED = frozenset(re.findall(r"[0-9a-f]{8}", Path("tests/safety/corpus/lost.md").read_text(encoding="utf-8")))
PLAIN = [row.partition("\t")[2] for row in Path("tests/safety/plain.tsv").read_text(encoding="utf-8").splitlines()]
FLOORS = {
    "alarm recall": 0.98,
    "emergency raises an alarm": 0.988,
    "emergency known as one": 0.94,
    "false alarms on hard negatives": 0.05,
    "on idiom and loneliness": 0.043,
    "on ordinary messages": 0.013,
    "lexicon alone: alarm recall": 0.85,
    "lexicon alone: emergency raises an alarm": 0.88,
    "lexicon alone: false alarms on hard negatives": 0.05,
    "lexicon alone: on idiom and loneliness": 0.0133,
    "lexicon alone: on ordinary messages": 0.003,
}
CATEGORIES_HELD = 32  # of 33; all were measured
PLAIN_ALARMED = 3  # of 55; two were measured, "ik wil slapen" among them
NOISE_LOSES = 0.02
GLUED = "spaces left out"  # a nuisance of its own: what was taken apart is not always what was meant


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def frozen(rasa: RasaAddress) -> list[Judged]:
    """The frozen part, judged once for all tests."""
    client = RasaClient(rasa.url, rasa.token, read_domain(Path("domain.yml")).intents)
    try:
        return await judged(read("frozen"), client)
    finally:
        await client.close()


@pytest.mark.parametrize("what", FLOORS)
async def test_a_figure_of_the_net_is_no_worse_than_it_was(frozen: list[Judged], what: str) -> None:
    (gate,) = [gate for gate in gates(frozen) if gate.what == what]

    print(f"{what}: {gate.share.hits} of {gate.share.of}, {gate.share.value:.4f}")  # noqa: T201 -- the figure is the point
    assert gate.share.value <= FLOORS[what] if gate.at_most else gate.share.value >= FLOORS[what]


async def test_every_gate_has_a_floor(frozen: list[Judged]) -> None:
    assert {gate.what for gate in gates(frozen)} == FLOORS.keys()


async def test_no_fewer_categories_are_heard_well_than_were(frozen: list[Judged]) -> None:
    held = [name for name, share in by_category(frozen, NETS["union"]).items() if category_holds(share)]

    assert len(held) >= CATEGORIES_HELD


async def test_a_cry_that_was_heard_once_is_heard_again_or_a_note_says_why(frozen: list[Judged]) -> None:
    heard = {row.case.key for row in frozen if row.union is not Tier.NONE}

    assert sorted(CAUGHT - heard - NOTED) == []


async def test_what_lonely_people_say_in_plain_words_is_hardly_ever_alarmed(rasa_client: RasaClient) -> None:
    told = [Case(text, text, "", Tier.NONE, "plain", "") for text in PLAIN]

    alarmed = [row.case.text for row in await judged(told, rasa_client) if row.union is not Tier.NONE]

    assert len(alarmed) <= PLAIN_ALARMED, alarmed


async def test_bad_typing_hides_little(frozen: list[Judged], rasa_client: RasaClient) -> None:
    need = alarming(clear(frozen))
    noises = [noise for noise in NOISES if noise != GLUED]  # each case with one; `make eval` tries all on all
    told = [spoilt(row.case, noises[int(row.case.key, 16) % len(noises)]) for row in need]

    noisy = raised(await judged(told, rasa_client), NETS["union"])

    assert raised(need, NETS["union"]).value - noisy.value <= NOISE_LOSES
