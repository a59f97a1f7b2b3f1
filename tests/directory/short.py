"""A resolution in one word, as the tables of forms write it."""

from typing import assert_never

from bot.directory import Ambiguous, AreaKind, Belgian, Found, Resolution, Unknown, Within


def short(resolution: Resolution) -> str:
    match resolution:
        case Found(spot):
            return spot.gm_code
        case Ambiguous(_, spots):
            return "choice:" + "|".join(spot.gm_code for spot in spots)
        case Within(area):
            return f"{'province' if area.kind is AreaKind.PROVINCE else 'region'}:{area.name}"
        case Belgian():
            return "belgium"
        case Unknown():
            return "unknown"
        case _:
            assert_never(resolution)


def agrees(got: str, expected: str) -> bool:
    """Say whether an answer is right; a choice may offer one more place than was asked for, never one less."""
    if not expected.startswith("choice:"):
        return got == expected
    wanted = set(expected.removeprefix("choice:").split("|"))
    offered = set(got.removeprefix("choice:").split("|")) if got.startswith("choice:") else set()
    return wanted <= offered and len(offered - wanted) <= 1
