"""The way to the sign-up, past our own door: there it is counted that somebody went, and nothing of who.

A link names the group, not an address, and is locked: it leads nowhere but to a sign-up that we know, and who finds it
in a history or a log reads nothing in it.
"""

import base64
import binascii
import hashlib
from dataclasses import astuple, dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

PATH = "/go"
_LONGEST = 512  # characters of a token that is looked at
_BETWEEN = "\n"


@dataclass(frozen=True, slots=True)
class Click:
    """What a link to a sign-up says of itself.

    `group` is the id of a group, "" for the national sign-up; `code` that of the poster, `gm_code` the municipality
    that was asked about, each "" if there is none. `ticket` is random and stands in the visitor's state for as long as
    that is kept: by it several links of one visitor count once.
    """

    group: str
    code: str
    gm_code: str
    ticket: str


class Doorway:
    """Makes links and reads them back; without a `public_url` (https, ours) nothing is counted."""

    def __init__(self, key: bytes, public_url: str | None) -> None:
        # nothing random in it: the same click has the same link, however often it is shown (RFC 5297)
        self._lock, self._public_url = AESSIV(hashlib.sha512(key).digest()), public_url

    def link(self, click: Click, address: str) -> str:
        """Give the link to a sign-up that stands at `address`: by our door, or straight there if we have none."""
        if self._public_url is None:
            return address
        locked = self._lock.encrypt(_BETWEEN.join(astuple(click)).encode(), None)
        token = base64.urlsafe_b64encode(locked).rstrip(b"=").decode()
        return f"{self._public_url}{PATH}/{token}"

    def read(self, token: str) -> Click | None:
        """Read what stands behind `PATH`; None for what we have not made."""
        if len(token) > _LONGEST:
            return None
        try:
            locked = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
            plain = self._lock.decrypt(locked, None)
        except (binascii.Error, InvalidTag, ValueError):  # ValueError: letters that are none of ASCII's
            return None
        return Click(*plain.decode().split(_BETWEEN))
