"""A message in the cut in which it says most: with the lines it goes on from, or without the greeting before it.

People send one sentence in three: "ik voel me", "zo", "alleen". And a model that hears "hey" at the front of a short
message hears hardly anything behind it.
"""

from dataclasses import replace
from itertools import takewhile

from bot.conversation.asides import CUT, asides
from bot.conversation.moment import Moment
from bot.conversation.state import AT_EASE, Awaiting
from bot.messages import Text

_GREETINGS = frozenset(  # and whom they are said to
    """hoi hoii hoiii hoihoi hey heyy heej hee heey hej he hé hallo halloo hello helloo hi hii hiya heya hai haai yo yoo
    ey ewa wajo wajow wassup sup fawaka moin goeie goedemorgen goedemiddag goedenavond goedendag dag good day morning
    evening afternoon salaam salam there allemaal bot chatbot sir""".split()  # noqa: SIM905
)
_LEFT = 2  # words behind a greeting that may say something
_EASY = AT_EASE | {Awaiting.SEARCH}


def is_broken_off(moment: Moment, words: str) -> bool:
    """Tell whether a line stops in the middle of a sentence, where nothing hangs on an answer: "i was wondering"."""
    return moment.state.care is None and moment.state.awaiting in _EASY and _stops(words)


def whole(moment: Moment, words: str) -> Moment:
    """Put the lines right before this one that broke off back in front of it."""
    if moment.state.care or moment.state.awaiting not in _EASY:
        return moment
    lines = list(takewhile(lambda line: _stops(line.words), reversed(moment.earlier)))[::-1]
    if not lines:
        return moment
    said = Text(" ".join([*(line.words for line in lines), words]))
    earlier = moment.earlier[: -len(lines)]
    return replace(moment, incoming=replace(moment.incoming, content=said), earlier=earlier)


def behind_greeting(words: str) -> str:
    """Give what follows the greeting a message begins with; empty when that is too little to say anything."""
    said = words.split()
    greets = list(takewhile(lambda word: word.lower().strip(" .,!…-") in _GREETINGS, said))
    left = said[len(greets) :]
    return " ".join(left) if greets and len(left) >= _LEFT else ""


def _stops(words: str) -> bool:
    return "?" not in words and bool(asides().says(words, CUT))
