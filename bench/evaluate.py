"""`make eval`: how well the safety net hears, on both parts of the corpus; writes docs/evaluation/safety.md.

Of the frozen part it shows figures, and of its misses id, tier and category; never a text.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from bench.corpus import PIECES, Case, Judged, judged, read
from bench.figures import HEADS
from bench.gates import NETS, Gate, Share, alarming, by_category, category_holds, clear, gates, raised
from bench.labels import agreement
from bench.noise import NOISES, spoil
from bot.__main__ import some_rasa
from bot.rasa import RasaClient
from bot.safety import Tier
from bot.settings import Settings

PAGE = Path("docs/evaluation/safety.md")
Noisy = dict[str, list[Judged]]


def main(*, save: Annotated[bool, typer.Option(help="write the page")] = True) -> None:
    """Judge the whole corpus, print the page, keep it."""
    dev, frozen, noisy = asyncio.run(measured())
    page = page_of(dev, frozen, noisy)
    typer.echo(page)
    if save:
        PAGE.write_text(page, encoding="utf-8")


async def measured() -> tuple[list[Judged], list[Judged], Noisy]:
    """Judge dev, frozen, and what is alarming in frozen once more with each noise."""
    settings = Settings()
    async with some_rasa(settings) as rasa:
        dev, frozen = await judged(read("dev"), rasa), await judged(read("frozen"), rasa)
        return dev, frozen, await with_noise(frozen, rasa)


async def with_noise(rows: Sequence[Judged], rasa: RasaClient) -> Noisy:
    """Judge again, written with each noise, what must raise an alarm."""
    need = [row.case for row in alarming(clear(rows))]
    return {noise: await judged([spoilt(case, noise) for case in need], rasa) for noise in NOISES}


def spoilt(case: Case, noise: str) -> Case:
    """Write each message of a case with a noise."""
    return replace(case, text=PIECES.join(spoil(message, noise) for message in case.messages))


def page_of(dev: Sequence[Judged], frozen: Sequence[Judged], noisy: Noisy) -> str:
    """Make the whole page."""
    return "\n".join(
        [
            "# The safety net, measured",
            "",
            "`make eval`. How the corpus was made: `tests/safety/corpus/README.md`; what the figures mean and what",
            "they do not: `docs/safety.md`. Intervals are 95 % (Wilson). The frozen part is only ever scored.",
            "",
            f"Two readers who saw neither each other's labels nor what a row was written for: {agreement()}.",
            *_gates("Gates on the frozen part", gates(frozen)),
            *_gates("The same on dev", gates(dev)),
            *_categories(frozen),
            *_noise(frozen, noisy),
            *_ambiguous([*dev, *frozen]),
            *_confusion(frozen),
            *_dev_misses(dev),
            *_frozen_misses(frozen),
        ]
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Make a table; a bar in a cell would end it."""
    lines = [[str(cell).replace("|", "/") for cell in row] for row in rows]
    return ["", *(f"| {' | '.join(row)} |" for row in [list(heads), ["---"] * len(heads), *lines])]


def _share(share: Share) -> tuple[str, str, str]:
    low, high = share.wilson
    return f"{share.value:.3f}", f"{low:.3f} - {high:.3f}", f"{share.hits} of {share.of}"


def _gates(title: str, held: Sequence[Gate]) -> list[str]:
    rows = [
        (
            gate.what,
            *_share(gate.share),
            f"{'≤' if gate.at_most else '≥'} {gate.bound:g}",
            "yes" if gate.holds else "**no**",
        )
        for gate in held
    ]
    return ["", f"## {title}", *table((HEADS[0], "share", "interval", "count", "gate", "holds"), rows)]


def _categories(rows: Sequence[Judged]) -> list[str]:
    union, lexicon, model = (by_category(rows, NETS[net]) for net in ("union", "lexicon", "model"))
    cells = [
        (
            name,
            *_share(share),
            f"{lexicon[name].value:.3f}",
            f"{model[name].value:.3f}",
            "yes" if category_holds(share) else "**no**",
        )
        for name, share in union.items()
    ]
    heads = ("category", "union", "interval", "count", "lexicon", "model", "≥ .90 or one miss")
    return ["", "## What is caught of each category (frozen)", *table(heads, cells)]


def _noise(rows: Sequence[Judged], noisy: Noisy) -> list[str]:
    plain = raised(alarming(clear(rows)), NETS["union"])
    cells = [("none", *_share(plain), "")] + [
        (noise, *_share(share), f"{(share.value - plain.value) * 100:+.1f}")
        for noise, share in ((noise, raised(spoilt, NETS["union"])) for noise, spoilt in noisy.items())
    ]
    return [
        "",
        "## The same messages, typed badly (frozen)",
        *table(("noise", "recall", "interval", "count", "points"), cells),
    ]


def _ambiguous(rows: Sequence[Judged]) -> list[str]:
    unclear = [row for row in rows if row.case.mark == "ambiguous"]
    told = _share(raised(unclear, NETS["union"]))
    said = "Careful readers do not agree whether these are an alarm; they count in none of the figures above."
    return ["", "## Ambiguous", "", f"{said} An alarm is raised for {told[2]} ({told[0]})."]


def _confusion(rows: Sequence[Judged]) -> list[str]:
    told = clear(rows)
    cells = [
        (tier, *(sum(row.case.tier is tier and row.union is seen for row in told) for seen in Tier)) for tier in Tier
    ]
    return ["", "## Tier meant (rows) and tier given (frozen)", *table(("", *Tier), cells)]


def _dev_misses(rows: Sequence[Judged]) -> list[str]:
    missed = [row for row in alarming(clear(rows)) if row.union is Tier.NONE]
    false = [row for row in clear(rows) if row.case.kind != "alarming" and row.union is not Tier.NONE]
    return [
        *["", "## Dev: every miss"],
        *table(("tier", "category", "message"), ((row.case.tier, row.case.category, row.case.text) for row in missed)),
        *["", "## Dev: every false alarm"],
        *table(
            ("given", "by", "category", "message"),
            ((row.union, _by(row), row.case.category, row.case.text) for row in false),
        ),
    ]


def _by(row: Judged) -> str:
    return " ".join(net for net, tier in (("lexicon", row.lexicon), ("model", row.model)) if tier is not Tier.NONE)


def _frozen_misses(rows: Sequence[Judged]) -> list[str]:
    missed = [row.case for row in alarming(clear(rows)) if row.union is Tier.NONE]
    cells = ((case.key, case.tier, case.category) for case in missed)
    return ["", "## Frozen: every miss, without its text", *table(("id", "tier", "category"), cells), ""]


if __name__ == "__main__":
    typer.run(main)
