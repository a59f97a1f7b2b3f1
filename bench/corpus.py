"""The corpus of the safety net: messages with what they signal, judged by the nets and split into dev and frozen.

`tests/safety/corpus/README.md` says who wrote and labelled it. The frozen part is only ever scored: nothing here shows
the text of one of its rows.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from bot.rasa import Parse, RasaClient
from bot.safety import Alarm, Tier, check, harmless, max_tier, plainly, stands

FOLDER = Path("tests/safety/corpus")
PIECES = " ¶ "  # stands between messages that were sent one after the other
DEV_PART = 40  # per cent
_BATCH = 64  # messages a request to Rasa

Part = Literal["dev", "frozen"]
Kind = Literal["alarming", "hard negative", "ordinary"]
HARD_NEGATIVES = frozenset(
    {"idiom", "loneliness", "joke", "games", "grief", "fiction", "school", "denial", "recovered", "worry_other"}
    | {"everyday_danger", "names", "anger", "sad"}
)


@dataclass(frozen=True, slots=True)
class Case:
    """One row: `tier` is what it signals, `category` what it was written for; `mark` is settled, ambiguous or empty."""

    key: str
    text: str
    language: str
    tier: Tier
    category: str
    mark: str

    @property
    def messages(self) -> tuple[str, ...]:
        """The messages it was sent in: one, or several."""
        return tuple(self.text.split(PIECES))

    @property
    def kind(self) -> Kind:
        """Whether it must raise an alarm, looks as if it should, or is the bot's daily work."""
        if self.tier is not Tier.NONE:
            return "alarming"
        return "hard negative" if self.category in HARD_NEGATIVES else "ordinary"


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with the tier each net gave it; `mass` is the probability of an alarm after the model, 0 to 1."""

    case: Case
    lexicon: Tier
    model: Tier
    mass: float = 0.0

    @property
    def union(self) -> Tier:
        """What the bot acts on."""
        return max_tier((self.lexicon, self.model))


def read(part: Part) -> list[Case]:
    """Read a part of the corpus.

    Raises:
        ValueError: a row has a tier that does not exist.
    """
    with (FOLDER / f"{part}.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Case(row["id"], row["text"], row["lang"], Tier(row["tier"]), row["category"], row["mark"]) for row in rows
        ]


def part_of(key: str) -> Part:
    """Give the part a row belongs to: by the hash of its id, so that nobody chooses."""
    return "dev" if int(sha256(key.encode()).hexdigest(), 16) % 100 < DEV_PART else "frozen"


def by_lexicon(messages: Sequence[str]) -> Tier:
    """Give the gravest tier the lexicon sees in messages that come one after the other."""
    verdicts = (check(said, messages[:at]) for at, said in enumerate(messages))
    return max_tier(verdict.tier for verdict in verdicts if isinstance(verdict, Alarm))


async def judged(cases: Iterable[Case], rasa: RasaClient) -> list[Judged]:
    """Let both nets judge each case, as the bot would: message by message, what was said before in view."""
    told = list(cases)
    sent = [(case, harmless(message)) for case in told for message in case.messages]
    asked = [(case, message) for case, message in sent if message]
    heard: dict[str, list[Parse]] = {case.key: [] for case in told}
    for start in range(0, len(asked), _BATCH):
        batch = asked[start : start + _BATCH]
        parses = await rasa.parse([message for _, message in batch])
        for (case, _), parse in zip(batch, parses, strict=True):
            heard[case.key].append(parse)
    return [_judged(case, heard[case.key]) for case in told]


def _judged(case: Case, parses: Sequence[Parse]) -> Judged:
    sent = [at for at, message in enumerate(case.messages) if harmless(message)]
    tiers = (
        stands(parse.tier, plainly(case.messages[at], case.messages[:at]))
        for at, parse in zip(sent, parses, strict=True)
    )
    mass = max((parse.mass for parse in parses), default=0.0)
    return Judged(case, by_lexicon(case.messages), max_tier(tiers), mass)
