"""Who is signed in: kept in memory only, with the desk's private key, and gone with the process."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.staff.accounts import Account, Role

IDLE = timedelta(minutes=30)  # without anything done; then the session ends
LONGEST = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Member:
    """A member of staff who is signed in."""

    id: int
    login: str
    called: str
    role: Role


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in; `private` is the desk's private key, `token` what their browser shows."""

    token: str = field(repr=False)
    member: Member
    private: bytes = field(repr=False)
    since: datetime


class Sessions:
    """The sessions that live; what is over is dropped with its key at any call."""

    def __init__(self, clock: Callable[[], datetime], token: Callable[[], str]) -> None:
        self._clock = clock
        self._token = token
        self._living: dict[str, tuple[Session, datetime]] = {}  # and when something was last done

    def start(self, account: Account, private: bytes) -> Session:
        """Start one, always under a token nobody has seen before."""
        now = self._sweep()
        member = Member(account.id, account.login, account.called, account.role)
        session = Session(self._token(), member, private, now)
        self._living[session.token] = session, now
        return session

    def find(self, token: str | None, *, touch: bool) -> Session | None:
        """Give the session of a token, which counts as something done unless `touch` is False."""
        now = self._sweep()
        if token is None or token not in self._living:
            return None
        session, touched = self._living[token]
        self._living[token] = session, now if touch else touched
        return session

    def end(self, token: str) -> Session | None:
        """End one and give it, None when it was over."""
        self._sweep()
        session, _ = self._living.pop(token, (None, None))
        return session

    def end_of(self, member: int) -> None:
        """End all of one member."""
        self._keep(lambda session: session.member.id != member)

    def keep(self, accounts: Iterable[Account]) -> None:
        """End those of whoever is not among these accounts any more, or has another role there."""
        roles = {account.id: account.role for account in accounts}
        self._keep(lambda session: roles.get(session.member.id) is session.member.role)
        self._sweep()

    def _sweep(self) -> datetime:
        now = self._clock()
        over = [token for token, (session, touched) in self._living.items() if _over(session, touched, now)]
        for token in over:
            del self._living[token]
        return now

    def _keep(self, wanted: Callable[[Session], bool]) -> None:
        self._living = {token: kept for token, kept in self._living.items() if wanted(kept[0])}


def _over(session: Session, touched: datetime, now: datetime) -> bool:
    return now - touched > IDLE or now - session.since > LONGEST
