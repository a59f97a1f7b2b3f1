"""`bot analyse`: how each message is understood, for editors and for evaluation."""

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from bot.__main__ import some_rasa
from bot.commands.failures import CommandError
from bot.directory import Ambiguous, Found, Places, Resolution, Unknown
from bot.rasa import Parse
from bot.safety import Alarm, Tier, check, harmless, max_tier, plainly, stands
from bot.settings import Settings

_BATCH = 32  # messages per request to Rasa


async def analyse_lines(settings: Settings, file: Path | None, *, with_model: bool) -> None:
    """Read one message a line, print one JSON object a line, blank ones too.

    Raises:
        CommandError: the file cannot be read.
        DialogueDownError: Rasa does not answer.
    """
    places = Places.load()
    with _opened(file) as lines:
        if not with_model:
            _print(analysed(line.rstrip("\r\n"), None, places) for line in lines)
            return
        async with some_rasa(settings) as rasa:
            for batch in _batches(line.rstrip("\r\n") for line in lines):
                asked = [(line, harmless(line)) for line in batch]
                parses = iter(await rasa.parse([message for _, message in asked if message]))
                _print(analysed(line, next(parses) if message else None, places) for line, message in asked)


def analysed(text: str, parse: Parse | None, places: Places) -> dict[str, Any]:
    """Put together what both nets, the model and the directory say of a message."""
    verdict = check(text)
    lexicon = verdict.tier if isinstance(verdict, Alarm) else Tier.NONE
    model = stands(parse.tier, plainly(text)) if parse else Tier.NONE
    top = parse.ranking[0] if parse and parse.ranking else None
    place = where(text, parse, places)
    return {
        "text": text,
        "tier": max_tier((lexicon, model)),
        "by": [net for net, tier in (("lexicon", lexicon), ("model", model)) if tier is not Tier.NONE],
        "intent": top.intent if top else None,
        "confidence": round(top.confidence, 4) if top else None,
        "place": parse.place if parse else None,
        "municipality": place.spot.municipality if isinstance(place, Found) else None,
        "choices": [spot.municipality for spot in place.spots] if isinstance(place, Ambiguous) else [],
    }


def where(text: str, parse: Parse | None, places: Places) -> Resolution:
    """Find the place as the conversation does.

    What is plain in the sentence, else the span the model marked, else a few words it takes for a place and marks not.
    """
    mentioned = places.resolve(text, sentence=True)
    if not isinstance(mentioned, Unknown) or parse is None:
        return mentioned
    if parse.place:
        return places.marked(parse.place, text)
    told = parse.ranking and parse.ranking[0].intent == "inform_place"
    return places.misspelt(text) if told else mentioned


def _opened(file: Path | None) -> TextIO:
    # only a line feed ends a line, and no byte stops the run: what visitors type holds both
    source = file or sys.stdin.fileno()
    try:
        return open(source, encoding="utf-8", errors="replace", newline="\n", closefd=file is not None)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}") from error


def _batches(lines: Iterable[str]) -> Iterator[list[str]]:
    waiting = iter(lines)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def _print(rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    sys.stdout.flush()
