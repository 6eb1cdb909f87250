"""What was done, by whom and when: one row a deed, never changed."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from contests.kernel.access import Actor
from contests.kernel.db import Base, Id


class Deed(Base):
    """One deed. Names no other table by foreign key: it outlives what it speaks of."""

    __tablename__ = "deed"
    __table_args__ = (sa.Index("ix_deed_subject", "subject", "at"), sa.Index("ix_deed_scope", "scope", "at"))

    id: Mapped[Id]
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(sa.String(16))
    verb: Mapped[str]
    subject: Mapped[str] = mapped_column(sa.String(16))
    scope: Mapped[str] = mapped_column(sa.String(16))
    detail: Mapped[dict[str, Any]]


def record(
    session: Session,
    verb: str,
    subject: str,
    *,
    scope: str,
    by: Actor,
    at: datetime,
    **detail: str | int | bool | None,
) -> None:
    """Note that `by` did `verb` to the object with id `subject`, within the organiser or season `scope`."""
    session.add(Deed(at=at, actor=by.account_id, verb=verb, subject=subject, scope=scope, detail=detail))


def deeds_of(session: Session, subject: str) -> list[Deed]:
    """All deeds done to one object, oldest first."""
    return list(session.scalars(sa.select(Deed).where(Deed.subject == subject).order_by(Deed.at, Deed.id)))
