"""Sealing: the bot can write what only the desk can read (libsodium sealed boxes: X25519, XSalsa20-Poly1305)."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

_STEP = 256  # bytes; padding hides how long a message was


@dataclass(frozen=True, slots=True)
class Line:
    """One message as the visitor typed it, and what the safety net made of it, by the names it has for that itself.

    `marked` holds the spans (start, end) that raised the alarm, `signals` the tiers they were of, and `helplines` those
    that the answer named.
    """

    words: str
    at: datetime
    marked: tuple[tuple[int, int], ...] = ()
    signals: tuple[str, ...] = ()
    helplines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeskKey:
    """The public half of the desk's key pair."""

    public: bytes


def seal(lines: Sequence[Line], key: DeskKey, of: str = "") -> bytes:
    """Seal lines to the desk; the length of the result tells only how many steps of 256 bytes it took.

    `of` is the visitor who said them; it is sealed with them, so that nobody can hang them on somebody else.
    """
    said = [{**asdict(line), "at": line.at.isoformat()} for line in lines]
    document = json.dumps({"of": of, "lines": said}).encode()
    padded = document + b" " * (-len(document) % _STEP)
    return SealedBox(PublicKey(key.public)).encrypt(padded)


def unseal(sealed: bytes, private: bytes, of: str | None = None) -> tuple[Line, ...]:
    """Open what was sealed.

    Raises:
        ValueError: it was sealed to another key, or altered, or another visitor than `of` said it.
    """
    try:
        document = json.loads(SealedBox(PrivateKey(private)).decrypt(sealed))
    except CryptoError as error:
        raise ValueError("sealed to another key, or altered") from error
    if of is not None and document["of"] not in {"", of}:
        raise ValueError("said by another visitor")
    return tuple(map(_line, document["lines"]))


def _line(written: dict[str, Any]) -> Line:
    return Line(
        written["words"],
        datetime.fromisoformat(written["at"]),
        tuple((start, end) for start, end in written["marked"]),
        *(tuple(written.get(name, ())) for name in ("signals", "helplines")),  # older ones hold neither
    )
