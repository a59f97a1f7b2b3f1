"""How long the check takes: `python -m bench.safety`. Processor time, on talk that has to be looked at closely.

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
    talk, strung, crisis = _times(_TALK, size), _times(_strung(), size, further=431), _times(_CRISIS, size)
    what = f"safety check of {size:,} characters"
    return [
        Figure(f"{what}, p50", percentile(talk, 0.5), "ms"),
        Figure(f"{what}, p99", percentile(talk, 0.99), "ms", bound),
        Figure(f"{what} of many visitors, p50", percentile(strung, 0.5), "ms"),
        Figure(f"{what} of many visitors, p99", percentile(strung, 0.99), "ms", bound),
        Figure(f"{what} all of crisis words, p50", percentile(crisis, 0.5), "ms"),
        Figure(f"{what} all of crisis words, p99", percentile(crisis, 0.99), "ms"),
    ]


def _strung() -> str:
    """Give the examples of the intents in no order of theirs."""
    told = [unmarked(example) for examples in topics().values() for example in examples]
    return " ".join(sorted(told, key=lambda text: sha256(text.encode()).hexdigest()))


def _times(text: str, size: int, further: int = 1) -> list[float]:
    long = text * ((size + ROUNDS * further) // len(text) + 1)
    return [_took(long[start * further : start * further + size]) for start in range(ROUNDS)]


def _took(said: str) -> float:
    before = time.process_time()
    check(said)
    return (time.process_time() - before) * 1_000


if __name__ == "__main__":
    for figure in figures():
        print(*figure.cells)
