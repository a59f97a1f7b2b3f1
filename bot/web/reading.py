"""What a request says: pure functions from strings to the bot's own values."""

import re
from collections.abc import Mapping

from bot.messages import Called, Command, Content, Language, Located, OldButton, Pressed, Text, decode

_COMMAND = re.compile(r"/([A-Za-z]+)(?:\s+(.*))?", re.DOTALL)
_VISITOR = re.compile(r"[0-9a-f]{32}")  # 128 bits
_SEEN = re.compile(r"\d{1,10}(?:,\d{1,10}){0,99}", re.ASCII)
_LANGUAGES_READ = 10  # a header is somebody else's text; nobody prefers eleven languages


def typed(words: str) -> Called | Text:
    """Read a typed line: a slash command of ours (capitals and white space forgiven), else plain text."""
    found = _COMMAND.fullmatch(words.strip())
    if found is None:
        return Text(words)
    try:
        return Called(Command(found[1].lower()), (found[2] or "").strip())
    except ValueError:
        return Text(words)


def content_of(form: Mapping[str, object], askable: frozenset[str]) -> Content | None:
    """Read the chat form: `action` (a button's payload), `lat` and `lon`, or `text`; None when it holds none."""
    match form:
        case {"action": str(payload)}:
            action = decode(payload, askable)
            return OldButton() if action is None else Pressed(action)
        case {"lat": str(lat), "lon": str(lon)}:
            return _located(lat, lon)
        case {"text": str(words)}:
            return typed(words)
        case _:
            return None


def _located(lat: str, lon: str) -> Located | None:
    try:
        at = Located(float(lat), float(lon))
    except ValueError:
        return None
    on_earth = -90 <= at.lat <= 90 and -180 <= at.lon <= 180  # noqa: PLR2004 - degrees; false for nan too
    return at if on_earth else None


def language_of(accept_language: str) -> Language | None:
    """Give the first language of ours in an Accept-Language header; None when none of ours is in it.

    Browsers write the languages in order of preference, so the weights need no reading.
    """
    for wanted in accept_language.split(",")[:_LANGUAGES_READ]:
        code = wanted.strip()[:2].lower()
        if code in Language:
            return Language(code)
    return None


def visitor_in(cookie: str | None) -> str | None:
    """Give the cookie's value when it is one that we could have made."""
    return cookie if cookie is not None and _VISITOR.fullmatch(cookie) else None


def seen_in(written: str | None) -> frozenset[int]:
    """Read which deliveries a page says it shows, "17,18"; anything else names none."""
    return frozenset(map(int, written.split(","))) if written and _SEEN.fullmatch(written) else frozenset()
