"""Alarms by e-mail, against a real mail server: who gets what, and what is said of failures."""

import ssl
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from structlog.testing import capture_logs

from bot.handovers.alerts import UntoldError
from bot.mail import Mail, MailSettings
from tests.mail_server import CUT, HANG, PASSWORD, USER, Handler, mail_server

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ANN, BEN = "ann@example.org", "ben@example.org"
TEXT = "Nieuw alarm: zelfmoordgedachten, melding 12\nhttps://bot.example/desk/zaak/12\nOpen de desk."


def mail(server: Handler, scheme: str = "smtp", login: str = "", host: str = "127.0.0.1") -> Mail:
    url = f"{scheme}://{login}{host}:{server.port}"
    trust = ssl.create_default_context(cadata=server.certificate) if server.certificate else None
    return Mail(MailSettings.of(url, "bot@example.org", (ANN, BEN)), lambda: NOW, trust)


def login(password: str = PASSWORD) -> str:
    return f"{quote(USER)}:{quote(password, safe='')}@"


async def failure(one: Mail) -> UntoldError:
    with pytest.raises(UntoldError) as raised:
        await one.send(TEXT)
    assert raised.value.__context__ is None  # it would quote addresses
    return raised.value


async def test_everybody_gets_a_plain_mail_whose_subject_is_the_first_line() -> None:
    async with mail_server() as server:
        await mail(server).send(TEXT)

    [taken] = server.mails
    assert (taken.sender, taken.to) == ("bot@example.org", [ANN, BEN])
    assert taken.message["Subject"] == "Nieuw alarm: zelfmoordgedachten, melding 12"
    assert taken.message["From"] == "bot@example.org"
    assert taken.message["Date"] == "Sun, 22 Nov 2026 12:00:00 +0000"
    assert taken.message.get_content_type() == "text/plain"
    assert taken.body.splitlines() == TEXT.splitlines()


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
async def test_a_password_travels_encrypted(tmp_path: Path, scheme: str) -> None:
    async with mail_server(tmp_path, from_the_start=scheme == "smtps") as server:
        await mail(server, scheme, login(), "localhost").send(TEXT)

    [taken] = server.mails
    assert (taken.to, taken.encrypted, taken.authenticated) == ([ANN, BEN], True, True)


async def test_a_password_is_not_sent_where_there_is_no_encryption() -> None:
    async with mail_server() as server:
        failed = await failure(mail(server, login=login()))

    assert (str(failed), server.mails) == ("SMTPException", [])


async def test_a_certificate_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    async with mail_server(tmp_path) as server:
        server.certificate = ""
        failed = await failure(mail(server, login=login(), host="localhost"))

    assert (str(failed), failed.permanent, server.mails) == ("SSLCertVerificationError", True, [])


async def test_a_wrong_password_is_wrong_for_good(tmp_path: Path) -> None:
    async with mail_server(tmp_path) as server:
        failed = await failure(mail(server, login=login("fout"), host="localhost"))

    assert (str(failed), failed.permanent) == ("SMTPAuthenticationError 535", True)


@pytest.mark.parametrize(
    ("answer", "said", "permanent"),
    [
        ("451 try again later", "SMTPDataError 451", False),
        (f"554 {ANN} is spam", "SMTPDataError 554", True),
        (CUT, "SMTPServerDisconnected", False),
    ],
)
async def test_a_refusal_says_whether_trying_again_helps(answer: str, said: str, permanent: bool) -> None:  # noqa: FBT001 a test's case
    async with mail_server() as server:
        server.answers.append(answer)
        failed = await failure(mail(server))

    assert (str(failed), failed.permanent) == (said, permanent)


async def test_a_server_that_hangs_is_given_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.mail._SECONDS", 0.2)
    async with mail_server() as server:
        server.answers.append(HANG)
        failed = await failure(mail(server))

    assert (str(failed) in {"TimeoutError", "SMTPReadTimeoutError"}, failed.permanent) == (True, False)


async def test_no_server_at_all_may_be_there_later() -> None:
    async with mail_server() as server:
        one = mail(server)
    failed = await failure(one)

    assert (str(failed), failed.permanent) == ("SMTPConnectError", False)


@pytest.mark.parametrize(
    ("answers", "permanent"),
    [
        ({ANN: "550 no such mailbox", BEN: "550 no such mailbox"}, True),
        ({ANN: "550 no such mailbox", BEN: "450 busy"}, False),
    ],
)
async def test_when_no_mailbox_takes_it_nobody_was_told(answers: dict[str, str], permanent: bool) -> None:  # noqa: FBT001
    async with mail_server() as server:
        server.refuses = answers
        failed = await failure(mail(server))

    assert (str(failed), failed.permanent) == ("SMTPRecipientsRefused", permanent)


async def test_one_mailbox_is_enough_and_the_other_is_reported_without_its_address() -> None:
    async with mail_server() as server:
        server.refuses = {ANN: f"550 {ANN} has left"}
        with capture_logs() as logs:
            await mail(server).send(TEXT)

    assert [taken.to for taken in server.mails] == [[BEN]]
    assert logs == [{"event": "alarm_refused_by_some_mailboxes", "count": 1, "log_level": "warning"}]


def test_an_address_is_read_with_its_usual_ports_and_shows_no_secret() -> None:
    plain = MailSettings.of("smtp://mail.example.org", USER, [ANN])
    secret = MailSettings.of("smtps://u%40x:p%3Aw%2F@mail.example.org", USER, [ANN])

    assert (plain.port, plain.tls, plain.user) == (587, False, None)
    assert (secret.port, secret.tls, secret.user, secret.password) == (465, True, "u@x", "p:w/")
    assert repr(secret) == "MailSettings(host='mail.example.org', port=465, tls=True)"
