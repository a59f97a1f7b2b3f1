"""A message in the cut in which it says most: with the lines it goes on from, or without the greeting before it.

People send one sentence in three: "ik voel me", "zo", "alleen". And a model that hears "hey" at the front of a short
message hears hardly anything behind it.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, takewhile

from bot.conversation.asides import CUT, asides
from bot.conversation.moment import Moment
from bot.conversation.state import AT_EASE, Awaiting
from bot.messages import Text, words_of

_GREETINGS = frozenset(  # and whom they are said to
    """hoi hoii hoiii hoihoi hey heyy heej hee heey hej he hé hallo halloo hello helloo hi hii hiya heya hai haai yo yoo
    ey ewa wajo wajow wassup sup fawaka moin goeie goedemorgen goeiemorgen goeiemorge goedemiddag goeiemiddag
    goedenavond goeieavond goedendag goeiendag moi dag good day morning
    evening afternoon salaam salam there allemaal bot chatbot sir""".split()  # noqa: SIM905
)
_BIT = 6  # words of a line that may be a part of a sentence
_LEFT = 2  # words behind a greeting that may say something
_EASY = AT_EASE | {Awaiting.SEARCH}


def is_broken_off(moment: Moment, words: str) -> bool:
    """Tell whether a line stops in the middle of a sentence, where nothing hangs on an answer: "i was wondering"."""
    so_far = words_of(moment.incoming.content)  # with what came before it, see `whole`
    return moment.state.care is None and moment.state.awaiting in _EASY and (_stops(words) or _stops(so_far))


def whole(moment: Moment, words: str) -> Moment:
    """Put the lines right before this one that broke off, by themselves or together, back in front of it."""
    if moment.state.care or moment.state.awaiting not in _EASY:
        return moment
    lines = takewhile(lambda line: len(line.words.split()) <= _BIT, reversed(moment.earlier))
    earlier = [line.words for line in lines][::-1]
    at = next((at for at in range(len(earlier)) if _go_on(earlier[at:])), None)
    if at is None:
        return moment
    said = Text(" ".join([*earlier[at:], words]))
    return replace(moment, incoming=replace(moment.incoming, content=said), earlier=moment.earlier[: at - len(earlier)])


def _go_on(lines: Sequence[str]) -> bool:
    """Tell whether the first of these lines broke off, and each after it left the sentence open."""
    joined = accumulate(lines, lambda before, line: f"{before} {line}")
    return all(
        _stops(line) or (at > 0 and _stops(so_far)) for at, (line, so_far) in enumerate(zip(lines, joined, strict=True))
    )


def behind_greeting(words: str, least: int = _LEFT) -> str:
    """Give what follows the greeting a message begins with; empty when that is less than so many words."""
    said = words.split()
    greets = list(takewhile(lambda word: word.lower().strip(" .,!…-") in _GREETINGS, said))
    left = said[len(greets) :]
    return " ".join(left) if greets and len(left) >= least else ""


def _stops(words: str) -> bool:
    return "?" not in words and bool(asides().says(words, CUT))
