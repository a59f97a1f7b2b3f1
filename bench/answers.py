"""Short answers to what the bot asked: "ja doe maar", "mwah", "zeg ik liever niet".

`tests/nlu/answers_dev.tsv` and `answers_frozen.tsv`, by two hands each, who saw no example. A question is put by
pressing the button that leads to it.
"""

import csv
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bench.evaluate import table
from bench.gates import Share
from bot.conversation import AskPerson, AskPlace, Heard, OfferMeanings, ShowGroups, Verb
from bot.messages import Language
from bot.rasa import RasaClient
from bot.safety import Payload, Safe, check

PROMISED: dict[str, type[Verb] | str] = {
    "express_loneliness": "utter_ask_join_us",
    "ask_join_us": AskPlace,
    "ask_cost": AskPlace,
    "ask_bot": AskPerson,
}
# what is never an answer to an answer: it leads away, or treats the visitor as somebody who talks nonsense
_ASTRAY = ("utter_out_of_scope", "utter_insult", "utter_feedback_negative", "utter_help", "utter_goodbye")
_LISTENS = ("utter_not_so_well", "utter_express_sadness", "utter_express_loneliness", "utter_express_social_anxiety")
_IS_GLAD = ("utter_your_day", "utter_thank", "utter_affirm")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked (the intent whose answer ends in the question), what the visitor means by it, and their words.

    `means` is yes, no or doubt; after "how are you" well or unwell.
    """

    asked: str
    means: str
    text: str


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer and what was said to it; None when an alarm was raised."""

    answer: Answer
    heard: Heard | None

    @property
    def said(self) -> list[str]:
        """The responses that were said, and the verbs."""
        if self.heard is None:
            return ["alarm"]
        named = [_NAMES.get(spoken.text.strip(), "") for spoken in self.heard.spoken if spoken.text]
        return [*named, *(type(spoken.verb).__name__ for spoken in self.heard.spoken if spoken.verb)]

    @property
    def right(self) -> bool:
        """Whether it is what somebody would expect who means that."""
        said = set(self.said)
        promised = PROMISED.get(self.answer.asked, ShowGroups)
        kept = promised if isinstance(promised, str) else promised.__name__
        match self.answer.means:
            case "yes":
                return kept in said
            case "well":
                return bool(said & set(_IS_GLAD))
            case "unwell":
                return bool(said & set(_LISTENS))
            case _:
                return not said & {kept, OfferMeanings.__name__, "alarm", "utter_affirm", *_ASTRAY}


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


def share_asked(rows: Sequence[Answered]) -> Share:
    """Give the share that was not answered but asked what it meant."""
    return Share(sum(OfferMeanings.__name__ in row.said for row in rows), len(rows))


def lines(parts: Mapping[str, Sequence[Answered]]) -> list[str]:
    """Word the part of the page about answers: a row for each part and what was meant."""
    rows = [
        (part, means, len(found), f"{share_right(found).value:.1%}", f"{share_asked(found).value:.1%}")
        for part, answers in parts.items()
        for means in ("yes", "no", "doubt", "well", "unwell", "all")
        for found in [[row for row in answers if means in (row.answer.means, "all")]]
    ]
    return [
        "## Short answers to a question",
        "",
        '`tests/nlu/answers_*.tsv`, by two hands for each part. "mwah" after "Zal ik vertellen wat Join Us is?" urges',
        'nothing, after "Hoe is het met je?" it says that somebody is not so well.',
        *table(("part", "means", "answers", "answered as meant", "asks"), rows),
    ]


async def _one(answer: Answer, rasa: RasaClient) -> Answered:
    conversation = uuid.uuid4().hex
    asked, told = check(Payload(answer.asked)), check(answer.text)
    if not isinstance(asked, Safe) or not isinstance(told, Safe):
        return Answered(answer, None)
    await rasa.ask(conversation, asked, Language.NL, place_named=False)
    return Answered(answer, await rasa.ask(conversation, told, Language.NL, place_named=False))


def _named() -> dict[str, str]:
    responses = yaml.safe_load(Path("domain.yml").read_text(encoding="utf-8"))["responses"]
    return {variant["text"].strip(): name for name, told in responses.items() for variant in told if "text" in variant}


_NAMES = _named()
