"""What the bot must be able to read back, but nobody who copies the database."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import ColumnElement, func

STEP = 64  # bytes; padding hides the length, and with it which of a few short values was meant
LONG_STEP = 512  # bytes, for what holds more
_END = b"\x80"  # where the value ends and the padding starts (ISO/IEC 7816-4)


class UnreadableError(Exception):
    """Written under a key that is gone, altered, or moved here from another row or column."""


@dataclass(frozen=True, slots=True)
class Lock:
    """The lock of one value."""

    _fernet: MultiFernet

    def lock(self, plain: bytes, step: int = STEP) -> bytes:
        """Encrypt; the length of the result tells only how many steps of this many bytes it took."""
        ended = plain + _END
        # a token says in the clear when it was made: beside the time of a handover that would say whose it is
        return self._fernet.encrypt_at_time(ended + b"\0" * (-len(ended) % step), 0)

    def lock_text(self, plain: str | None) -> bytes | None:
        """Encrypt a text; what is not there stays not there."""
        return None if plain is None else self.lock(plain.encode())

    def unlock(self, locked: bytes) -> bytes:
        """Decrypt.

        Raises:
            UnreadableError: this was not locked with this lock.
        """
        try:
            padded = self._fernet.decrypt(locked)
        except InvalidToken:
            raise UnreadableError from None
        return padded.rstrip(b"\0").removesuffix(_END)


class Cipher:
    """Fernet (AES-128-CBC, HMAC-SHA256) under the first key; the other keys still read what they once wrote.

    Each value has a lock of its own, made of the key, its column and whose it is: moved elsewhere, it does not open.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise ValueError("the store needs at least one key")
        for key in keys:
            Fernet(key)  # raises what it thinks of a key that is none
        self._keys = [key.encode() for key in keys]

    def of(self, column: ColumnElement[bytes], whose: str) -> Lock:
        """Give the lock of a column's value; `whose` is what names the row and does not change: visitor, login."""
        place = f"{column}\n{whose}".encode()
        return Lock(MultiFernet([_fernet(key, place) for key in self._keys]))


def drawn(column: ColumnElement[bytes]) -> ColumnElement[bytes]:
    """Give what was drawn when a value was locked, the IV of its Fernet token: another one each time, and short."""
    # https://github.com/fernet/spec: 9 bytes before it and 16 of it, of which base64 makes 12 letters and 22
    return func.substr(column, 13, 22)


def _fernet(key: bytes, place: bytes) -> Fernet:
    return Fernet(urlsafe_b64encode(hmac.digest(key, place, "sha256")))
