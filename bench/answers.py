"""Short answers to what the bot asked: "ja doe maar", "mwah", "zeg ik liever niet".

`tests/nlu/answers_dev.tsv` and `answers_frozen.tsv`, by three hands each, who saw no example. A question is put by
pressing the button that leads to it.
"""

import csv
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from bench.evaluate import table
from bench.gates import Share
from bot.conversation import AskPerson, AskPlace, Heard, OfferMeanings, ShowGroups
from bot.messages import Language
from bot.rasa import RasaClient
from bot.safety import Payload, Safe, check

_ALARM, _ASKS = "alarm", OfferMeanings.__name__
# what a yes leads to, and nothing else may: the place form takes a no for a place and shows groups
_PROMISED = {
    "express_loneliness": "utter_ask_join_us",
    "ask_join_us": AskPlace.__name__,
    "ask_cost": AskPlace.__name__,
    "ask_bot": AskPerson.__name__,
    "find_group": ShowGroups.__name__,
}
# what is never an answer to an answer: it leads away, or treats the visitor as somebody who talks nonsense
_ASTRAY = {"utter_out_of_scope", "utter_insult", "utter_feedback_negative", "utter_help", "utter_goodbye"}
_ASTRAY |= {"utter_greet", "utter_chitchat", "utter_affirm"}
_LISTENS = {"utter_not_so_well", "utter_express_sadness", "utter_express_loneliness", "utter_express_social_anxiety"}
_IS_GLAD = {"utter_your_day", "utter_thank", "utter_affirm"}
_GOES_ON = _LISTENS | {"utter_tell_more", "utter_express_bullying", "utter_want_friends"}
_MEANT = ("yes", "no", "doubt", "well", "unwell", "tells")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked (the intent whose answer ends in the question), what the visitor means by it, and their words.

    `means` is yes, no or doubt; after "how are you" well or unwell; after a feeling was told also "tells" (more of
    it), or the intent of what they ask instead.
    """

    asked: str
    means: str
    text: str


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer and what was said to it: names of responses and verbs, or that an alarm was raised."""

    answer: Answer
    said: frozenset[str]

    @property
    def right(self) -> bool:
        """Whether it is what somebody would expect who means that; silence never is."""
        match self.answer.means:
            case "yes":
                return _PROMISED[self.answer.asked] in self.said
            case "well":
                return bool(self.said & _IS_GLAD)
            case "unwell":
                return bool(self.said & _LISTENS)
            case "tells":
                return bool(self.said & _GOES_ON)
            case "no" | "doubt":
                wrong = {_PROMISED[self.answer.asked], _ASKS, _ALARM, *_ASTRAY}
                return bool(self.said) and not self.said & wrong
            case intent:
                return f"utter_{intent}" in self.said

    @property
    def asks(self) -> bool:
        """Whether the bot asked what was meant."""
        return _ASKS in self.said


def read(part: str) -> list[Answer]:
    """Read a part, "dev" or "frozen"."""
    with Path(f"tests/nlu/answers_{part}.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Answer(row["asked"], row["means"], row["text"]) for row in rows]


async def answered(answers: Sequence[Answer], rasa: RasaClient) -> list[Answered]:
    """Ask each question in a conversation of its own and give the answer.

    Raises:
        DialogueDownError: Rasa does not answer.
    """
    return [await _one(answer, rasa) for answer in answers]


def share_right(rows: Sequence[Answered]) -> Share:
    """Give the share that was answered as somebody would expect."""
    return Share(sum(row.right for row in rows), len(rows))


def share_asking(rows: Sequence[Answered]) -> Share:
    """Give the share to which the bot asked what was meant."""
    return Share(sum(row.asks for row in rows), len(rows))


def lines(parts: Mapping[str, Sequence[Answered]]) -> list[str]:
    """Word the part of the page about answers: a row for each part and what was meant."""
    rows = [
        (part, means, len(found), *(f"{share.value:.1%}" for share in (share_right(found), share_asking(found))))
        for part, answers in parts.items()
        for means in (*_MEANT, "asks", "all")
        for found in [[row for row in answers if means in (_kind(row.answer), "all")]]
    ]
    return [
        "## Short answers to a question",
        "",
        '`tests/nlu/answers_*.tsv`, by three hands for each part. "mwah" after "Zal ik vertellen wat Join Us is?"',
        'urges nothing, after "Hoe is het met je?" it says that somebody is not so well. Who told how they feel may',
        'go on telling ("elke dag"), or ask something ("elke week?").',
        *table(("part", "means", "answers", "answered as meant", "asks"), rows),
    ]


def _kind(answer: Answer) -> str:
    return answer.means if answer.means in _MEANT else "asks"


async def _one(answer: Answer, rasa: RasaClient) -> Answered:
    conversation = uuid.uuid4().hex
    asked, told = check(Payload(answer.asked)), check(answer.text)
    if not isinstance(asked, Safe) or not isinstance(told, Safe):
        return Answered(answer, frozenset({_ALARM}))
    await rasa.ask(conversation, asked, Language.NL, place_named=False)
    return Answered(answer, _named(await rasa.ask(conversation, told, Language.NL, place_named=False)))


def _named(heard: Heard) -> frozenset[str]:
    texts = {_responses()[spoken.text.strip()] for spoken in heard.spoken if spoken.text}
    return frozenset(texts | {type(spoken.verb).__name__ for spoken in heard.spoken if spoken.verb})


@cache
def _responses() -> Mapping[str, str]:
    responses = yaml.safe_load(Path("domain.yml").read_text(encoding="utf-8"))["responses"]
    return {variant["text"].strip(): name for name, told in responses.items() for variant in told if "text" in variant}
