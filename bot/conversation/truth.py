"""What the bot is, whom it calls and who reads along: Rasa's words say it too, but the truth does not wait for them."""

from bot.conversation.asides import TRUTH, asides
from bot.conversation.moment import Moment, Turned
from bot.safety import alongside

_OF_INTENT = {"ask_bot": "true_bot", "ask_privacy": "true_reads"}


def typed(moment: Moment, words: str) -> Turned | None:
    """Answer who types such a question; None when it is none."""
    said = asides().says(words, TRUTH)
    return _answer(moment, said[0]) if said else None


def of_intent(moment: Moment, intent: str) -> Turned | None:
    """Answer who asks it by a button."""
    return _answer(moment, _OF_INTENT[intent]) if intent in _OF_INTENT else None


def _answer(moment: Moment, key: str) -> Turned:
    care = moment.state.care
    return moment.beside(moment.anew(key), *(alongside(care, moment.care_context()) if care else ()))
