"""What the organisers' office sets for the whole installation: its public address, mail or none."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from contests.kernel.db import Base, Versioned


class Installation(Versioned, Base):
    """The one row of settings; it exists from the first run on."""

    __tablename__ = "installation"
    __table_args__ = (sa.CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    public_address: Mapped[str] = mapped_column(default="")
    mail_host: Mapped[str] = mapped_column(default="")
    mail_port: Mapped[int] = mapped_column(default=587)
    mail_user: Mapped[str] = mapped_column(default="")
    mail_password: Mapped[str] = mapped_column(default="")
    mail_from: Mapped[str] = mapped_column(default="")
    founder_id: Mapped[str | None] = mapped_column(sa.String(16))
    """The organiser made at the first run, whose heads keep these settings."""
    first_run_hash: Mapped[str | None]
    """SHA-256 of the one-time secret of the first-run page; None once it was used."""


def installation(session: Session) -> Installation:
    """The settings; made on the first call of a new database."""
    found = session.get(Installation, 1)
    if found is None:
        found = Installation(id=1)
        session.add(found)
        session.flush()
    return found


def public_url(session: Session, path: str) -> str | None:
    """An absolute address for paper and mail; None as long as no public address is set."""
    address = installation(session).public_address
    return f"{address.rstrip('/')}{path}" if address else None
