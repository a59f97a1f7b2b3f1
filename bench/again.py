"""`python -m bench.again`: train once more from nothing; the same figures, or exit code 1.

In a folder and with a cache of its own, so that nothing is recalled. Both models then read every message of
`tests/nlu`, dev and frozen; a likelihood that differs in its last digit counts as different. About five minutes.
"""

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.ours import serving, shipped, trained
from bench.understanding import heard, read
from bot.rasa import Parse


def main() -> None:
    """Train, compare, print what is the same."""
    with TemporaryDirectory() as folder:
        took = trained(Path(folder))
        once, again = (asyncio.run(parsed(models)) for models in (shipped(), Path(folder)))
    same = sum(before == after for before, after in zip(once, again, strict=True))
    print(f"trained again in {took:.0f} s: {same} of {len(once)} messages are read the same, to the last digit")
    for name, part in differing(once, again).items():
        print(f"- {name}: {part} differ")
    sys.exit(same < len(once))


async def parsed(models: Path) -> list[Parse]:
    """Let the model of a folder read every message."""
    async with serving(models) as rasa:
        return [row.parse for row in await heard([*read("dev"), *read("frozen")], rasa)]


def differing(once: Sequence[Parse], again: Sequence[Parse]) -> dict[str, int]:
    """Count in how many pairs each part of what was understood differs."""
    pairs = list(zip(once, again, strict=True))
    return {
        "the likeliest meaning": sum(a.ranking[0].intent != b.ranking[0].intent for a, b in pairs),
        "the place": sum(a.place != b.place for a, b in pairs),
        "the tier": sum(a.tier is not b.tier for a, b in pairs),
        "how likely an alarm is": sum(a.mass != b.mass for a, b in pairs),
        "how likely a meaning is": sum(a.ranking != b.ranking for a, b in pairs),
    }


if __name__ == "__main__":
    main()
