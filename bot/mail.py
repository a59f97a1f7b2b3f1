"""Alarms by e-mail: the SMTP rim."""

import asyncio
import contextlib
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import Self
from urllib.parse import unquote, urlsplit

import structlog
from aiosmtplib import SMTP, SMTPException, SMTPRecipientsRefused, SMTPResponseException

from bot.handovers.alerts import Channel, UntoldError

_REFUSED = 500  # SMTP: from here on a refusal is for good (RFC 5321, 4.2.1)
_SECONDS = 30.0  # a server that looks for spam thinks for long, and who gives up on it tells staff twice
_FAREWELL = 2.0
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class MailSettings:
    """How mail is sent, and between whom.

    `tls` means TLS from the first byte (smtps); without it STARTTLS is used where there is any, and insisted on before
    a password is sent.
    """

    host: str
    port: int
    sender: str = field(repr=False)
    recipients: Sequence[str] = field(repr=False)
    user: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    tls: bool = False

    @classmethod
    def of(cls, url: str, sender: str, recipients: Sequence[str]) -> Self:
        """Read smtp://user:password@host:587 or smtps://..., user and password percent-encoded where need be."""
        parts = urlsplit(url)
        tls = parts.scheme == "smtps"
        user, password = (unquote(part) if part else None for part in (parts.username, parts.password))
        return cls(parts.hostname or "", parts.port or (465 if tls else 587), sender, recipients, user, password, tls)


class Mail:
    """Sends plain text to all recipients; a `Messenger`."""

    channel = Channel.MAIL

    def __init__(
        self, settings: MailSettings, clock: Callable[[], datetime], trust: ssl.SSLContext | None = None
    ) -> None:
        """Nothing is opened before something is sent; `trust` replaces the system's certificate authorities."""
        self._settings = settings
        self._clock = clock
        self._trust = trust

    async def send(self, text: str) -> None:
        """Send a text; its first line is the subject. One recipient who hears of it is enough.

        Raises:
            UntoldError: nobody got it, for good or for now; after a time-out somebody may have.
        """
        try:
            async with asyncio.timeout(_SECONDS):
                refused = await self._hand_in(self._message(text))
        except (SMTPException, OSError, ValueError) as error:
            failure = UntoldError(_named(error), permanent=_is_permanent(error))
        else:
            if refused:
                _log.warning("alarm_refused_by_some_mailboxes", count=refused)
            return
        raise failure  # outside the `except`: the error itself quotes addresses

    async def _hand_in(self, message: EmailMessage) -> int:
        server = self._server()
        try:
            await server.connect()
            refused, _ = await server.send_message(message)
            with contextlib.suppress(SMTPException):  # they have it: what comes now is manners
                await server.quit(timeout=_FAREWELL)
        finally:
            server.close()
        return len(refused)

    def _server(self) -> SMTP:
        how = self._settings
        return SMTP(
            hostname=how.host,
            port=how.port,
            username=how.user,
            password=how.password,
            use_tls=how.tls,
            start_tls=False if how.tls else (True if how.user else None),
            tls_context=self._trust,
            local_hostname=_domain(how.sender),  # else it is asked of DNS, which may take seconds
            timeout=_SECONDS,
        )

    def _message(self, text: str) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self._settings.sender
        message["To"] = ", ".join(self._settings.recipients)
        message["Subject"] = text.partition("\n")[0]
        message["Date"] = format_datetime(self._clock())
        message["Message-ID"] = make_msgid(domain=_domain(self._settings.sender))
        message["Auto-Submitted"] = "auto-generated"  # whoever is on holiday need not say so
        message.set_content(text)
        return message


def _domain(address: str) -> str:
    return address.rpartition("@")[2]


def _named(error: Exception) -> str:
    return f"{type(error).__name__} {error.code}" if isinstance(error, SMTPResponseException) else type(error).__name__


def _is_permanent(error: Exception) -> bool:
    match error:
        case SMTPRecipientsRefused():
            return all(one.code >= _REFUSED for one in error.recipients)
        case SMTPResponseException():
            return error.code >= _REFUSED
        case _:
            return isinstance(error, ValueError)
