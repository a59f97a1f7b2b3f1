"""How often somebody may try to come in, and how long they wait after it failed.

What strangers do is not counted against who is known (`known.py`): these have a share of the tries of their own, and
wait for failures of their own alone. No address of anybody is kept to tell one from another.
"""

import hashlib
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.staff.accounts import Account

FREE = 5  # failures in a row before anybody must wait
TRIES_A_MINUTE = 20  # of each who is known, and of all strangers together
_MINUTE = timedelta(minutes=1)
_FIRST = timedelta(seconds=30)
_LONGEST = timedelta(minutes=15)
_REMEMBERED = 1000  # lanes of a kind


def waits_until(failures: int, failed_at: datetime | None) -> datetime | None:
    """Say until when no sign-in is tried: half a minute after the fifth failure, each time twice as long; None: now."""
    if failures < FREE or failed_at is None:
        return None
    doubled = 1 << min(failures - FREE, 10)  # the longest is reached long before
    return failed_at + min(_FIRST * doubled, _LONGEST)


@dataclass(frozen=True, slots=True)
class Comer:
    """Who comes to the door: the login they typed, and as what they are `known` there; None is a stranger."""

    login: str = field(repr=False)
    known: str | None = field(default=None, repr=False)


class Patience:
    """Remembers who tried how often, in memory; what strangers do to an account is remembered with the account."""

    def __init__(self) -> None:
        self._minutes: dict[str | None, tuple[datetime, int]] = {}
        self._known = _Lanes()
        self._strangers = _Lanes()  # by logins nobody has: having to wait must not tell which ones somebody has

    def allows(self, comer: Comer, at: datetime) -> bool:
        """Count a try; False when it is one too many for this minute."""
        self._minutes = {who: kept for who, kept in self._minutes.items() if kept[0] <= at < kept[0] + _MINUTE}
        since, tries = self._minutes.get(comer.known, (at, 0))
        self._minutes[comer.known] = since, tries + 1
        return tries < TRIES_A_MINUTE

    def must_wait(self, comer: Comer, account: Account | None, at: datetime) -> bool:
        """Tell whether it failed too often for another try now."""
        until = self._until(comer, account)
        return until is not None and at < until

    def failed(self, comer: Comer, at: datetime) -> None:
        """Remember a failure of who is known, or by a login nobody has."""
        if comer.known is None:
            self._strangers.failed(comer.login, at)
        else:
            self._known.failed(comer.known, at)

    def _until(self, comer: Comer, account: Account | None) -> datetime | None:
        if comer.known is not None:
            return self._known.waits_until(comer.known)
        if account is not None:
            return waits_until(account.failures, account.failed_at)
        return self._strangers.waits_until(comer.login)


class _Lanes:
    """Failures by name. Kept by a hash under a key of this process: what is typed as a login may be a password."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._failures: OrderedDict[bytes, tuple[int, datetime]] = OrderedDict()

    def failed(self, name: str, at: datetime) -> None:
        """Remember a failure; the oldest is forgotten when there are too many."""
        lane = self._lane(name)
        failures, _ = self._failures.pop(lane, (0, at))
        self._failures[lane] = failures + 1, at
        if len(self._failures) > _REMEMBERED:
            self._failures.popitem(last=False)

    def waits_until(self, name: str) -> datetime | None:
        """Say until when this one must wait, as an account would."""
        return waits_until(*self._failures.get(self._lane(name), (0, None)))

    def _lane(self, name: str) -> bytes:
        return hashlib.blake2b(name.encode(errors="surrogatepass"), key=self._key).digest()
