"""Mail that waits for the commit: written with the change that causes it, sent by a worker."""

from datetime import datetime

from sqlalchemy.orm import Mapped, Session, mapped_column

from contests.kernel.db import Base, Id


class Letter(Base):
    """One mail to send; `sent_at` stays empty until the server took it."""

    __tablename__ = "letter"

    id: Mapped[Id]
    to: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    written_at: Mapped[datetime]
    due_at: Mapped[datetime]
    """When it may next be taken: put off by whoever takes it, so that no other takes it meanwhile."""
    sent_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")


def write(session: Session, to: str, subject: str, body: str, *, at: datetime) -> None:
    """Put a mail into the outbox, in the caller's transaction."""
    session.add(Letter(to=to, subject=subject, body=body, written_at=at, due_at=at))
