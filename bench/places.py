"""`python -m bench.places`: how many ways to write a place are understood, with every miss; `--save FILE` keeps it."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot.directory import Places
from tests.directory.scoring import Scored, scored


def main(save: Annotated[Path | None, typer.Option(help="a Markdown file to write it to")] = None) -> None:
    """Score the table of forms."""
    page = page_of(scored(Places.load()))
    typer.echo(page)
    if save:
        save.parent.mkdir(parents=True, exist_ok=True)
        save.write_text(page + "\n", encoding="utf-8")


def page_of(forms: Sequence[Scored]) -> str:
    """Make a page: a row for each category, then the misses."""
    by_category = defaultdict(list)
    for form in forms:
        by_category[form.category].append(form)
    rows = [_row(name, of_it) for name, of_it in sorted(by_category.items())]
    misses = [_cells(form.written, form.expected, form.got) for form in forms if not form.right]
    return "\n".join(
        [
            "# Places",
            "",
            "`python -m bench.places` on `tests/directory/forms.tsv`, made by somebody who did not see the code.",
            "",
            "| category | forms | right | sent to a wrong place |",
            "| --- | ---: | ---: | ---: |",
            *rows,
            _row("all", forms),
            "",
            "## Misses",
            "",
            "| written | meant | got |",
            "| --- | --- | --- |",
            *misses,
        ]
    )


def _cells(*values: str) -> str:
    return "| " + " | ".join(value.replace("|", ", ") for value in values) + " |"


def _row(name: str, forms: Sequence[Scored]) -> str:
    right, misled = sum(form.right for form in forms), sum(form.misleads for form in forms)
    return f"| {name} | {len(forms)} | {right / len(forms):.1%} | {misled} |"


if __name__ == "__main__":
    typer.run(main)
