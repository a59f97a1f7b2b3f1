"""What has consequences must be said: a wish to be forgotten, a person, another language, a goodbye, an insult.

The model takes the nearest of its meanings for what it hardly knows, and a wrong guess of these hurts, or does what
nobody asked. So a word has to carry them, or the model be as good as certain; the words are data, in `carried.yml`.
"""

from dataclasses import replace
from functools import cache

from bot.conversation.ports import Heard, OfferMeanings, ShowGroups, Spoken
from bot.safety import Phrasebook

_WEIGHTY = frozenset("ask_human delete_data change_language goodbye insult".split())  # noqa: SIM905
_DECIDES = frozenset("ask_privacy ask_bot ask_join_us tell_more".split())  # noqa: SIM905 -- a word is enough for these
_DOUBT = "doubt"
_CLOSES = frozenset({"thank", "goodbye"})  # and for these, where Rasa did not understand
_TAKES_A_GOODBYE = frozenset({"greet", "chitchat"})  # "goede nacht"
_ONLY_BY_NAME = frozenset({"change_language"})  # "mondeling engels" is surely about a language
_BUT = frozenset({"maar", "but"})
_YES = frozenset("ja jaa jawel yes yeah ok oke".split())  # noqa: SIM905
_FILLING = frozenset("hoor joh toch laat dank je nu even ff liever thanks".split())  # noqa: SIM905
_BEHIND_A_YES = 4  # words from which a yes is more than one: "ja maar ik ben verlegen"
_FELT = frozenset(
    "express_loneliness want_friends express_social_anxiety express_bullying express_sadness".split()  # noqa: SIM905
)
_CERTAIN, _BEHIND = 0.95, 0.15  # the confidence that needs no word; and of what is told behind a yes or a no
_AGREES = 0.87  # and of a yes without any word of it: in dev no true one is below
_AT_LENGTH = 25  # words: over so many a model spreads what it would be sure of in five
_LONELY = frozenset({"express_loneliness", "want_friends"})
_OUTSTANDING, _BY = 0.2, 2  # what of it is left then, and how far ahead of all else it must be
_LONGEST = 200  # characters that a phrasebook reads; in more there is room enough for the model to be right


@cache
def carriers() -> Phrasebook:
    """Read the file, once."""
    return Phrasebook.read("bot.conversation", "carried.yml")


def carried(heard: Heard, words: str) -> Heard | str:
    """Give what Rasa heard if its words carry it; else the intent that they do carry, or something unclear."""
    if _missed(heard) and (felt_at_length := _at_length(heard, words)):
        return felt_at_length
    if not heard.ranking or not words.strip() or len(words) > _LONGEST:
        return heard
    top, *others = heard.ranking
    said = carriers().says(words)
    certain = top.confidence >= _CERTAIN
    if not certain and _missed(heard) and (instead := _first(said, _DECIDES | _CLOSES | {_DOUBT})):
        return "deny" if instead == _DOUBT else instead  # nothing is urged on who doubts
    if top.intent in said:
        return heard
    decides = _DECIDES | {"goodbye"} if top.intent in _TAKES_A_GOODBYE else _DECIDES
    if not certain and (instead := _first(said, decides)):
        return instead
    if top.intent not in _WEIGHTY or (certain and top.intent not in _ONLY_BY_NAME):
        return heard
    return replace(heard, spoken=(Spoken("", verb=OfferMeanings()),), ranking=tuple(others))


def _first(said: list[str], wanted: frozenset[str]) -> str | None:
    return next((intent for intent in said if intent in wanted), None)


def _missed(heard: Heard) -> bool:
    """Say whether Rasa doubted, or its form took the words for a place, which it does with all it doubts."""
    return any(isinstance(spoken.verb, OfferMeanings | ShowGroups) for spoken in heard.spoken)


def _at_length(heard: Heard, words: str) -> str | None:
    """Give what a long message tells of being alone, if that outdoes all else: in dev it did so rightly in 6 of 7."""
    lonely = next((each for each in heard.ranking if each.intent in _LONELY), None)
    other = max((each.confidence for each in heard.ranking if each.intent not in _LONELY), default=0.0)
    if lonely is None or len(words.split()) < _AT_LENGTH or lonely.confidence < max(_OUTSTANDING, _BY * other):
        return None
    return lonely.intent


def asks_for_a_language(words: str) -> bool:
    """Say whether another language is asked for outright: who speaks of one in need of help asks for none."""
    return "other_language" in carriers().says(words)


def turns_down(words: str) -> bool:
    """Say whether a no, or a doubt, is all that a message is: "niet gepest ofzo" turns nothing down."""
    return "deny" in carriers().says(words)


def tells(heard: Heard, words: str) -> bool:
    """Say whether more was told than the yes or no it is taken for: "nee ook niet thuis" turns nothing down."""
    top = heard.ranking[0] if heard.ranking else None
    if top is None or top.confidence >= _CERTAIN or not any(map(str.isalpha, words)):  # a thumb up is a yes
        return False
    said = [word for word in words.lower().replace(",", " ").split() if word not in _FILLING]
    if not said or top.intent not in {"affirm", "deny"}:
        return False
    if top.intent == "deny":
        return not turns_down(words)
    if said[0] in _YES and any(word in _BUT for word in said[1:3]):
        return len(said) >= _BEHIND_A_YES
    return top.confidence < _AGREES and "affirm" not in carriers().says(words)


def felt(heard: Heard) -> str | None:
    """Give what somebody tells of how they are, behind the yes or no they begin with."""
    behind = heard.ranking[1:2]
    return next((each.intent for each in behind if each.intent in _FELT and each.confidence >= _BEHIND), None)
