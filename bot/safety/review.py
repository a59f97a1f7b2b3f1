"""Which crisis texts nobody of 113 or Join Us has read yet."""

from collections.abc import Mapping
from hashlib import sha256
from importlib import resources
from typing import Any

from bot import yml
from bot.messages import Language
from bot.texts import Texts

CRISIS = "care_"  # every text after an alarm begins with this


def reviews() -> Mapping[str, Mapping[str, Any]]:
    """Read the record: for a text's key who read it, when, and the hash of what they read."""
    text = resources.files("bot.safety").joinpath("review.yml").read_text(encoding="utf-8")
    return dict(yml.texts(text)["reviews"] or {})


def wording(texts: Texts, key: str) -> str:
    """Give the hash of all wordings of a text, twelve characters."""
    whole = "\n".join(text for language in Language for text in texts.variants(key, language))
    return sha256(whole.encode()).hexdigest()[:12]


def unreviewed(texts: Texts, record: Mapping[str, Mapping[str, Any]] | None = None) -> Mapping[str, str]:
    """Name the crisis texts whose present wording nobody has reviewed, each with the hash to note down."""
    known = reviews() if record is None else record
    hashes = {key: wording(texts, key) for key in sorted(texts.keys()) if key.startswith(CRISIS)}
    return {key: now for key, now in hashes.items() if known.get(key, {}).get("hash") != now}
