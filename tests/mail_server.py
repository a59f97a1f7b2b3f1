"""A real mail server (aiosmtpd) for tests, with faults on demand.

async with mail_server() as server:
    ...
    assert server.mails[0].to == ["ann@example.org"]
"""

import asyncio
import ssl
from collections import deque
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

USER, PASSWORD = "bot@example.org", "p@ss:woord/"
CUT = "cut"  # the connection breaks after the mail was taken
HANG = "hang"  # the mail is taken and nothing is said


@dataclass(frozen=True, slots=True)
class Taken:
    """A mail that was taken."""

    sender: str
    to: list[str]
    message: EmailMessage
    encrypted: bool
    authenticated: bool

    @property
    def text(self) -> str:
        """All of it, headers included, as a recipient reads it."""
        return "\n".join([*(f"{name}: {value}" for name, value in self.message.items()), self.body])

    @property
    def body(self) -> str:
        """The body."""
        return str(self.message.get_content())


@dataclass(slots=True)
class Handler:
    """What the server does with mail: `answers` is what it says to the next mails, `refuses` to recipients."""

    mails: list[Taken] = field(default_factory=list)
    answers: deque[str] = field(default_factory=deque)
    refuses: dict[str, str] = field(default_factory=dict)
    port: int = 0
    certificate: str = ""

    async def handle_RCPT(  # noqa: N802 the name aiosmtpd asks for
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient or not."""
        del server, session, options
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a mail or not."""
        answer = self.answers.popleft() if self.answers else "250 OK"
        if answer in {CUT, HANG} or answer.startswith("2"):
            assert isinstance(envelope.content, bytes)
            message = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(message, EmailMessage)
            assert server.transport is not None
            encrypted = server.transport.get_extra_info("sslcontext") is not None
            taken = Taken(str(envelope.mail_from), envelope.rcpt_tos, message, encrypted, bool(session.authenticated))
            self.mails.append(taken)
        if answer == CUT:
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        if answer == HANG:
            await asyncio.Event().wait()
        return answer


@asynccontextmanager
async def mail_server(folder: Path | None = None, *, from_the_start: bool = False) -> AsyncGenerator[Handler]:
    """Listen on a free port; with a folder for a certificate, TLS and a password are asked for."""
    handler = Handler()
    trust = None if folder is None else _certificate(folder, handler)
    loop = asyncio.get_running_loop()
    inside = None if from_the_start else trust
    server = await loop.create_server(_smtp(handler, inside), "127.0.0.1", 0, ssl=trust if from_the_start else None)
    handler.port = server.sockets[0].getsockname()[1]
    try:
        yield handler
    finally:
        server.close()
        server.abort_clients()


def _smtp(handler: Handler, tls: ssl.SSLContext | None) -> Callable[[], SMTP]:
    how: dict[str, Any] = {"hostname": "mail.example.org", "enable_SMTPUTF8": False, "authenticator": _knows}
    starts = tls is not None
    how |= {"tls_context": tls, "require_starttls": starts, "auth_required": starts, "auth_require_tls": starts}
    return lambda: SMTP(handler, **how)


def _knows(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    del server, session, envelope, mechanism
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


def _certificate(folder: Path, handler: Handler) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    pem = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    handler.certificate = pem.decode()
    form = serialization.PrivateFormat.PKCS8
    secret = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    (folder / "server.pem").write_bytes(secret + pem)
    trust = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trust.load_cert_chain(folder / "server.pem")
    return trust
