"""What judging asks of the outside: kinds and ids in its own outbox, which a relay in workers turns into mail."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from judging.model import Panel, Piece, Wanted
from judging.progress import REQUIRED, SUBMITTED, pairs
from judging.terms import Wish


def want(session: Session, wish: Wish, subject: str, *, at: datetime) -> None:
    """Ask for something about the thing with this id, in the caller's transaction; what is asked for already is not
    asked for twice."""
    waits = (Wanted.kind == wish, Wanted.subject == subject, Wanted.taken_at.is_(None))
    if session.scalar(sa.select(Wanted.id).where(*waits).limit(1)) is None:
        session.add(Wanted(kind=wish.value, subject=subject, wanted_at=at))
        session.flush()


def want_if_done(session: Session, piece_id: str, *, at: datetime) -> None:
    """Tell the office when no sheet of the piece's panel is missing any more."""
    panel_id = session.scalars(sa.select(Piece.panel_id).where(Piece.id == piece_id)).one()
    owed = sa.and_(REQUIRED, sa.not_(sa.func.coalesce(SUBMITTED, sa.false())))
    if session.scalar(pairs(Piece.id).where(Piece.panel_id == panel_id, owed).limit(1)) is None:
        want(session, Wish.PANEL_DONE, panel_id, at=at)


def wishes(session: Session, most: int = 20) -> Sequence[str]:
    """The ids of what is asked for and not yet taken, oldest first."""
    own = sa.select(Wanted.id).where(Wanted.taken_at.is_(None)).order_by(Wanted.wanted_at, Wanted.id)
    return session.scalars(own.limit(most)).all()


def take_wish(session: Session, wanted_id: str, *, at: datetime) -> Wanted | None:
    """Take one for good, in the transaction that grants it; None when another relay was first."""
    held = sa.select(Wanted).where(Wanted.id == wanted_id, Wanted.taken_at.is_(None)).with_for_update()
    wanted = session.scalars(held, execution_options={"populate_existing": True}).one_or_none()
    if wanted is not None:
        wanted.taken_at = at
    return wanted


def round_of_panel(session: Session, panel_id: str) -> tuple[str, str] | None:
    """The round of a panel and the panel's name."""
    row = session.execute(sa.select(Panel.round_id, Panel.name).where(Panel.id == panel_id)).one_or_none()
    return (row.round_id, row.name) if row else None
