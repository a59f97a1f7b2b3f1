"""The way to the sign-up, past our own door: there it is counted that somebody went, and nothing of who.

A link names the group, not an address, and is signed: it leads nowhere but to a sign-up that we know.
"""

import base64
import binascii
import hashlib
import hmac
from dataclasses import astuple, dataclass

PATH = "/go"
_MAC = 12  # bytes: 96 bits, and what could be forged is one more click in a count
_LONGEST = 256  # characters of a token that is looked at
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
        self._key, self._public_url = key, public_url

    def link(self, click: Click, address: str) -> str:
        """Give the link to a sign-up that stands at `address`: by our door, or straight there if we have none."""
        if self._public_url is None:
            return address
        plain = _BETWEEN.join(astuple(click)).encode()
        return f"{self._public_url}{PATH}/{_written(self._mac(plain) + plain)}"

    def read(self, token: str) -> Click | None:
        """Read what stands behind `PATH`; None for what we have not signed."""
        if len(token) > _LONGEST:
            return None
        try:
            signed = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):  # ValueError: letters that are none of ASCII's
            return None
        mac, plain = signed[:_MAC], signed[_MAC:]
        if not hmac.compare_digest(mac, self._mac(plain)):
            return None
        return Click(*plain.decode().split(_BETWEEN))

    def _mac(self, plain: bytes) -> bytes:
        return hmac.digest(self._key, plain, hashlib.sha256)[:_MAC]


def _written(signed: bytes) -> str:
    return base64.urlsafe_b64encode(signed).rstrip(b"=").decode()
