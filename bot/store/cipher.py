"""What the bot must be able to read back, but nobody who copies the database."""

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

STEP = 64  # bytes; padding hides the length, and with it which of a few short values was meant
LONG_STEP = 512  # bytes, for what holds more
_END = b"\x80"  # where the value ends and the padding starts (ISO/IEC 7816-4)


class UnreadableError(Exception):
    """Written under a key that is gone, or altered."""


class Cipher:
    """Fernet (AES-128-CBC, HMAC-SHA256) under the first key; the other keys still read what they once wrote."""

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise ValueError("the store needs at least one key")
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def lock(self, plain: bytes, step: int = STEP) -> bytes:
        """Encrypt; the length of the result tells only how many steps of this many bytes it took."""
        ended = plain + _END
        return self._fernet.encrypt(ended + b"\0" * (-len(ended) % step))

    def lock_text(self, plain: str | None) -> bytes | None:
        """Encrypt a text; what is not there stays not there."""
        return None if plain is None else self.lock(plain.encode())

    def unlock(self, locked: bytes) -> bytes:
        """Decrypt.

        Raises:
            UnreadableError: none of the keys wrote this.
        """
        try:
            padded = self._fernet.decrypt(locked)
        except InvalidToken:
            raise UnreadableError from None
        return padded.rstrip(b"\0").removesuffix(_END)
