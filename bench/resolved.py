"""What a place turned out to be, in one word, as the tables of tests/directory and tests/nlu write it."""

from typing import assert_never

from bot.directory import Abroad, Ambiguous, AreaKind, Belgian, Found, Resolution, Unknown, Within


def short(resolution: Resolution) -> str:
    """Write one: "GM0758", "choice:GM0034|GM0995", "region:Twente", "province:Drenthe", "belgium" or "unknown"."""
    match resolution:
        case Found(spot):
            return spot.gm_code
        case Ambiguous(_, spots):
            return "choice:" + "|".join(spot.gm_code for spot in spots)
        case Within(area):
            return f"{'province' if area.kind is AreaKind.PROVINCE else 'region'}:{area.code.partition('-')[2]}"
        case Belgian():
            return "belgium"
        case Abroad() | Unknown():
            return "unknown"
        case _:
            assert_never(resolution)


def agrees(got: str, expected: str) -> bool:
    """Say whether an answer is right; the order of a choice is another test's business."""
    return got.startswith("choice:") == expected.startswith("choice:") and _parts(got) == _parts(expected)


def misleads(got: str, expected: str) -> bool:
    """Say whether a visitor is sent to a wrong place: worse than being asked."""
    return not agrees(got, expected) and not got.startswith("choice:") and got != "unknown"


def _parts(written: str) -> set[str]:
    return set(written.removeprefix("choice:").split("|"))
