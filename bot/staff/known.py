"""Who is no stranger at the door, which costs next to nothing to tell.

A browser that somebody signed in with carries a mark from then on: a cookie for the sign-in page alone, OWASP's "device
cookie". The code of an invitation tells by its last letters that we made it, and for whom. Neither opens anything by
itself. Whoever shows one waits for their own mistakes only, and goes before strangers, who may be many.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.staff.accounts import login_of
from bot.staff.keys import ALPHABET, CODE, letters_of, new_letters, written

KNOWN_FOR = timedelta(days=180)  # since the last sign-in
_NAME = 16  # hexadecimal digits
_SIGN = 5  # letters of a code: a stranger hits upon them once in 28 million tries; the other 25 are 123 bits


@dataclass(frozen=True, slots=True)
class Mark:
    """The cookie of a browser that is known: its name tells apart who signs in there, without saying who."""

    name: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Known:
    """Makes marks and codes and knows them again, under a key that never leaves the server."""

    key: str = field(repr=False)
    token: Callable[[], str] = lambda: secrets.token_urlsafe(16)

    def name(self, login: str) -> str:
        """Give the name of the mark that a browser shows for a login."""
        return f"known-{self._mac('name', login_of(login))[:_NAME]}"

    def mark(self, login: str, at: datetime) -> Mark:
        """Make a mark for the browser that this login was just used in; no two are the same."""
        what = f"{self.token()}.{int((at + KNOWN_FOR).timestamp())}"
        return Mark(self.name(login), f"{what}.{self._mac('mark', login_of(login), what)}")

    def browser(self, login: str, shown: str | None, at: datetime) -> str | None:
        """Give which browser shows this mark for this login; None when we did not make it, or too long ago."""
        what, _, mac = (shown or "").rpartition(".")
        ours = self._mac("mark", login_of(login), what)
        if not hmac.compare_digest(mac.encode(errors="replace"), ours.encode()):
            return None
        browser, _, until = what.partition(".")
        return browser if at < datetime.fromtimestamp(int(until), UTC) else None

    def new_code(self, login: str) -> str:
        """Make the code of an invitation."""
        drawn = new_letters(CODE - _SIGN)
        return written(drawn + self._sign(login, drawn))

    def invited(self, login: str, code: str) -> str | None:
        """Give by what somebody is known who shows a code that we made for this login; None when we did not."""
        letters = letters_of(code)
        drawn, sign = letters[:-_SIGN], letters[-_SIGN:]
        ours = hmac.compare_digest(sign.encode(errors="replace"), self._sign(login, drawn).encode())
        return self._mac("code", drawn) if ours else None

    def _sign(self, login: str, drawn: str) -> str:
        number = int(self._mac("sign", login_of(login), drawn), 16)
        return "".join(ALPHABET[number // len(ALPHABET) ** at % len(ALPHABET)] for at in range(_SIGN))

    def _mac(self, *words: str) -> str:
        said = "\n".join(words).encode(errors="surrogatepass")
        return hmac.new(self.key.encode(), said, hashlib.sha256).hexdigest()
