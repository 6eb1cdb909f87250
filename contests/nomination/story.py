"""A work's way through the levels, for its author and the office: the letter that took it up, and what came back."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.release import released_seasons
from contests.decisions.model import Decision
from contests.nomination.model import Nomination, UpperLevel, UpperResult
from contests.publication.model import Notice


@dataclass(frozen=True, slots=True)
class WayUp:
    """A work that was nominated; `tier` is None while nothing is known from above, "" for no prize there."""

    letter: str
    nominated_at: datetime
    upper: str
    tier: str | None
    announced_on: date | None
    recorded_at: datetime | None


def way_up(session: Session, entry_id: str, at: datetime) -> WayUp | None:
    """How a work went up, once its prize is public: no substitute that stayed behind, none that stepped back."""
    row = session.execute(
        sa.select(
            Decision.symbol, Nomination.nominated_at, UpperLevel.title, UpperResult.tier, UpperResult.announced_on,
            UpperResult.recorded_at,
        )
        .select_from(Nomination)
        .join(Decision, Decision.id == Nomination.letter_id)
        .join(Notice, Notice.season_id == Nomination.season_id)
        .outerjoin(UpperLevel, UpperLevel.season_id == Nomination.season_id)
        .outerjoin(UpperResult, UpperResult.nomination_id == Nomination.id)
        .where(
            Nomination.entry_id == entry_id,
            Nomination.withdrawn_at.is_(None),
            Nomination.substitute.is_(False),
            Nomination.season_id.in_(released_seasons()),
            Notice.list_from <= at,
        )
    ).first()  # fmt: skip
    return WayUp(row[0], row[1], row[2] or "", *row[3:]) if row else None
