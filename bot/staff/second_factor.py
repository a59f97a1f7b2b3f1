"""The second factor: a code of six digits from a telephone, another every half minute (RFC 6238)."""

import base64
import re
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from hmac import compare_digest

from pyotp import TOTP

ISSUER = "Join Us"
_SECRET = 20  # bytes, as RFC 4226 recommends
_ACCEPTS_WITHIN = timedelta(minutes=10)  # from the sight of a secret to its first code
_AROUND = 1  # steps: telephones are seldom half a minute off, and a code is typed as it changes
_CODE = re.compile("[0-9]{6}")


def new_secret(token_bytes: Callable[[int], bytes] = secrets.token_bytes) -> str:
    """Make a secret, base32."""
    return base64.b32encode(token_bytes(_SECRET)).decode()


def address_of(secret: str, login: str) -> str:
    """Give the otpauth:// address that goes into the QR code."""
    return TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)


class Fresh:
    """The secrets of who is accepting an invitation, by the invitation itself; in memory, until they proved one."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._secrets: dict[bytes | None, tuple[str, datetime]] = {}

    def shown(self, invitation: bytes | None) -> str:
        """Give a secret to show, the same for ten minutes."""
        secret = self.of(invitation) or new_secret()
        self._secrets[invitation] = secret, self._clock() + _ACCEPTS_WITHIN
        return secret

    def of(self, invitation: bytes | None) -> str | None:
        """Give the secret that was shown; None when it was not, or too long ago."""
        secret, until = self._secrets.get(invitation, (None, None))
        return secret if until and self._clock() < until else None

    def drop(self, invitation: bytes | None) -> None:
        """Forget a secret."""
        self._secrets.pop(invitation, None)


def step_of(secret: str, code: str, now: datetime, used: int) -> int | None:
    """Give the time step this code is of, one off at most; None when it is of none, or of one up to `used`.

    Spaces in the code do not matter.
    """
    typed = "".join(code.split())
    if not _CODE.fullmatch(typed):
        return None
    totp = TOTP(secret)
    current = totp.timecode(now)
    steps = range(max(current - _AROUND, used + 1), current + _AROUND + 1)
    return next((step for step in steps if compare_digest(totp.generate_otp(step), typed)), None)
