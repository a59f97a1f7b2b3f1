"""How long somebody must wait after sign-ins that failed."""

import hashlib
import secrets
from collections import OrderedDict
from datetime import datetime, timedelta

FREE = 5  # failures in a row before anybody must wait
_FIRST = timedelta(seconds=30)
_LONGEST = timedelta(minutes=15)
_REMEMBERED = 1000  # logins nobody has


def waits_until(failures: int, failed_at: datetime | None) -> datetime | None:
    """Say until when no sign-in is tried: half a minute after the fifth failure, each time twice as long; None: now."""
    if failures < FREE or failed_at is None:
        return None
    doubled = 1 << min(failures - FREE, 10)  # the longest is reached long before
    return failed_at + min(_FIRST * doubled, _LONGEST)


class Strangers:
    """The failures of logins nobody has, so that having to wait does not tell which ones somebody has.

    Kept by a hash under a key of this process: what is typed as a login is now and then a password.
    """

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._failures: OrderedDict[bytes, tuple[int, datetime]] = OrderedDict()

    def failed(self, login: str, at: datetime) -> None:
        """Remember a failure; the oldest is forgotten when there are too many."""
        name = self._name(login)
        failures, _ = self._failures.pop(name, (0, at))
        self._failures[name] = failures + 1, at
        if len(self._failures) > _REMEMBERED:
            self._failures.popitem(last=False)

    def waits_until(self, login: str) -> datetime | None:
        """Say until when this login must wait, as one that somebody has would."""
        return waits_until(*self._failures.get(self._name(login), (0, None)))

    def _name(self, login: str) -> bytes:
        return hashlib.blake2b(login.encode(errors="surrogatepass"), key=self._key).digest()
