"""How long the check takes: `python -m bench.safety`. Processor time, on talk that has to be looked at closely."""

import time

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


def figures() -> list[Figure]:
    """Measure messages of each size, each a little further along in the same talk."""
    long = _TALK * 40
    warm_up()  # as every start of the bot does
    return [
        Figure(f"safety check of {size:,} characters, p99", _p99(long, size), "ms", bound)
        for size, bound in BOUNDS.items()
    ]


def _p99(long: str, size: int) -> float:
    return percentile([_took(long[start : start + size]) for start in range(ROUNDS)], 0.99)


def _took(said: str) -> float:
    before = time.process_time()
    check(said)
    return (time.process_time() - before) * 1_000


if __name__ == "__main__":
    for figure in figures():
        print(*figure.cells)
