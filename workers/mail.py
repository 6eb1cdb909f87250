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
IMPLICIT_TLS = 465
OPEN = "máy chủ thư không hỗ trợ TLS nên không gửi mật khẩu"


def pause_before(attempt: int) -> timedelta:
    """How long after it was written a letter is tried again: 1, 4, 16 … minutes; at once the first time."""
    return timedelta(minutes=4 ** (attempt - 1)) if attempt else timedelta()


def send_letters(transactions: Transactions, at: datetime, most: int = 20) -> bool:
    """Send what is due in the outbox; False when nothing was, or no mail server is set."""
    with transactions.reading() as session:
        settings = installation(session)
        waiting = _waiting(session, at, most) if settings.mail_host else []
    for letter in waiting:
        transactions.do(partial(_note, letter_id=letter.id, error=_send(settings, letter), at=at))
    return bool(waiting)


def _waiting(session: Session, at: datetime, most: int) -> list[Letter]:
    due = sa.or_(
        *(
            sa.and_(Letter.attempts == attempt, Letter.written_at <= at - pause_before(attempt))
            for attempt in range(MOST_ATTEMPTS)
        )
    )
    return list(
        session.scalars(
            sa.select(Letter).where(Letter.sent_at.is_(None), due).order_by(Letter.written_at).limit(most)
        )
    )


def _send(settings: Installation, letter: Letter) -> str:
    """Why the server did not take the letter; empty when it did."""
    try:
        message = _message(settings, letter)
        with _server(settings) as server:
            _sign_in(server, settings)
            server.send_message(message)
    except (OSError, ValueError, smtplib.SMTPException) as error:
        return f"{type(error).__name__}: {error}"
    return ""


def _message(settings: Installation, letter: Letter) -> EmailMessage:
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


def _note(session: Session, letter_id: str, error: str, at: datetime) -> None:
    """What came of an attempt. After the last one the text, which may hold a one-time link, is not kept."""
    letter = session.get_one(Letter, letter_id)
    letter.attempts += 1
    letter.error = error
    letter.sent_at = None if error else at
    if letter.sent_at or letter.attempts >= MOST_ATTEMPTS:
        letter.body = ""
