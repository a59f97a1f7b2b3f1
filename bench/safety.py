"""How long the check takes: `python -m bench.safety`. Processor time, on talk that has to be looked at closely.

A core whose other half works for somebody else takes half as long again for the same work. So each text is checked
several times and the least counts: percentiles are over texts. What they are when each is checked once, whatever else
the machine does, stands beside it.

Talk is what has to be quick: everybody waits for it. Messages of many visitors strung together touch more of the
lexicon than anybody's talk. A text that is nothing but cries for help may take longer, as long as it does not take out
of all proportion longer.
"""

import time
from hashlib import sha256

from bench.examples import topics, unmarked
from bench.figures import Figure, percentile
from bot.__main__ import warm_up
from bot.safety import check

BOUNDS = {500: 1.0, 4_096: 3.0}  # characters: milliseconds
ROUNDS = 300
PASSES = 7
_TALK = (
    "hoi ik ben Sam en ik zit in de vierde. Mijn moeder zegt dat ik vaker naar buiten moet, maar ik ken hier niemand. "
    "Soms wil ik gewoon dat er iemand naast me zit in de pauze. "
    "Is er ook een groep in Zutphen, en wat doen jullie daar? "
    "Op mijn oude school had ik wel vrienden, we gingen altijd samen gamen en naar de kermis. "
    "Nu zit ik elk weekend thuis. "
    "Ik ben heel moe van het huiswerk en ik lach me dood om die ene serie. Kost het geld om mee te doen? groetjes "
)
_CRISIS = "ik wil niet meer leven en ik ga dood van de pillen als ik nu spring. niemand zou me missen ik kan niet meer "


def figures() -> list[Figure]:
    """Measure messages of each size, each a little further along in the same text."""
    warm_up()  # as every start of the bot does
    return [figure for size, bound in BOUNDS.items() for figure in _of_size(size, bound)]


def _of_size(size: int, bound: float) -> list[Figure]:
    what = f"safety check of {size:,} characters"
    talk, strung, crisis = _texts(_TALK, size), _texts(_strung(), size, further=431), _texts(_CRISIS, size)
    return [
        Figure(f"{what}, each once, p99", percentile([_took(text) for text in talk], 0.99), "ms"),
        *_figures(what, _least(talk), bound),
        *_figures(f"{what} of many visitors", _least(strung), bound),
        *_figures(f"{what} all of crisis words", _least(crisis)),
    ]


def _figures(what: str, took: list[float], bound: float | None = None) -> list[Figure]:
    return [
        Figure(f"{what}, p50", percentile(took, 0.5), "ms"),
        Figure(f"{what}, p99", percentile(took, 0.99), "ms", bound),
    ]


def _strung() -> str:
    """Give the examples of the intents in no order of theirs."""
    told = [unmarked(example) for examples in topics().values() for example in examples]
    return " ".join(sorted(told, key=lambda text: sha256(text.encode()).hexdigest()))


def _texts(text: str, size: int, further: int = 1) -> list[str]:
    long = text * ((size + ROUNDS * further) // len(text) + 1)
    return [long[start * further : start * further + size] for start in range(ROUNDS)]


def _least(texts: list[str]) -> list[float]:
    passes = [[_took(text) for text in texts] for _ in range(PASSES)]
    return [min(each) for each in zip(*passes, strict=True)]


def _took(said: str) -> float:
    before = time.process_time()
    check(said)
    return (time.process_time() - before) * 1_000


if __name__ == "__main__":
    for figure in figures():
        print(*figure.cells)
