"""What figures are called, from `words.yml`."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from bot import yml


@cache
def _words() -> dict[str, Any]:
    return dict(yml.values(resources.files("bot.insights").joinpath("words.yml").read_text(encoding="utf-8")))


def said(kind: str, name: str, **values: object) -> str:
    """Say a name of some kind ("step") in words.

    Raises:
        KeyError: there are no words for it.
    """
    return str(_words()[kind][name]).format(**values)


def names(kind: str) -> Sequence[str]:
    """List the names of a kind, in the order of the file."""
    return tuple(_words()[kind])


def few() -> str:
    """Say that there is nothing, or not enough to show."""
    return str(_words()["few"])


def short_date(day: date) -> str:
    """Say a day within a year: "23 nov"."""
    return f"{day.day} {names('month')[day.month - 1]}"
