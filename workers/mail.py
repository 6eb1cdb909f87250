"""Letters from the outbox to the mail server, where one is set."""

import smtplib
import ssl
from datetime import datetime, timedelta
from email.message import EmailMessage
from functools import partial

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.outbox import Letter
from contests.kernel.sessions import Transactions
from contests.kernel.settings import Installation, installation

MOST_ATTEMPTS = 7
SECONDS = 20
LEASE = timedelta(minutes=10)
"""Longer than a conversation with the server, of which every step may take SECONDS."""
IMPLICIT_TLS = 465
OPEN = "máy chủ thư không hỗ trợ TLS nên không gửi mật khẩu"


def pause_after(attempts: int) -> timedelta:
    """How long a letter waits after so many failures: 1, 4, 16 … minutes."""
    return timedelta(minutes=4 ** (attempts - 1))


def send_letter(transactions: Transactions, at: datetime) -> bool:
    """Send the letter that has been due longest; False when none is, or no mail server is set.

    It is taken before it is sent, so that two relays never send one letter. One whose relay was killed meanwhile is
    sent again after the lease: the server may have had it already, but no letter is lost.
    """
    with transactions.reading() as session:
        settings = installation(session)
        if not settings.mail_host or session.scalar(_due(at)) is None:
            return False
    letter = transactions.do(partial(_take, at=at))
    if letter is not None:
        error = _send(settings, letter)
        transactions.do(partial(_note, letter_id=letter.id, lease=letter.due_at, error=error, at=at))
    return letter is not None


def _due(at: datetime) -> sa.Select[Letter]:
    wanted = sa.select(Letter).where(Letter.sent_at.is_(None), Letter.attempts < MOST_ATTEMPTS)
    return wanted.where(Letter.due_at <= at).order_by(Letter.due_at, Letter.id).limit(1)


def _take(session: Session, at: datetime) -> Letter | None:
    letter = session.scalar(_due(at).with_for_update(skip_locked=True))
    if letter is not None:
        letter.attempts += 1
        letter.due_at = at + LEASE
    return letter


def _send(settings: Installation, letter: Letter) -> str:
    """Why the server did not take the letter; empty when it did."""
    try:
        message = message_of(settings, letter)
        with _server(settings) as server:
            _sign_in(server, settings)
            server.send_message(message)
    except (OSError, ValueError, smtplib.SMTPException) as error:
        return f"{type(error).__name__}: {error}"
    return ""


def message_of(settings: Installation, letter: Letter) -> EmailMessage:
    """The letter as it goes over the wire."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = settings.mail_from, letter.to, letter.subject
    message.set_content(letter.body)
    return message


def _server(settings: Installation) -> smtplib.SMTP:
    if settings.mail_port == IMPLICIT_TLS:
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(settings.mail_host, settings.mail_port, timeout=SECONDS, context=context)
    return smtplib.SMTP(settings.mail_host, settings.mail_port, timeout=SECONDS)


def _sign_in(server: smtplib.SMTP, settings: Installation) -> None:
    """A password goes over TLS or not at all."""
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=ssl.create_default_context())
        server.ehlo()
    elif settings.mail_user and settings.mail_port != IMPLICIT_TLS:
        raise smtplib.SMTPNotSupportedError(OPEN)
    if settings.mail_user:
        server.login(settings.mail_user, settings.mail_password)


def _note(session: Session, letter_id: str, lease: datetime, error: str, at: datetime) -> None:
    """What came of an attempt. After the last one the text, which may hold a one-time link, is not kept.

    Whoever took so long that another took the letter says nothing of a failure.
    """
    letter = session.get_one(Letter, letter_id, with_for_update=True)
    if letter.sent_at or (error and letter.due_at != lease):
        return
    letter.error = error
    letter.sent_at = None if error else at
    letter.due_at = at + pause_after(letter.attempts)
    if letter.sent_at or letter.attempts >= MOST_ATTEMPTS:
        letter.body = ""
