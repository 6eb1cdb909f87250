"""What follows a prize, counted from the stages that keep it; nothing before the results are released."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.honours.model import HonourCase
from contests.awards.honours.terms import HonourState
from contests.awards.release import released_seasons
from contests.awards.special.queries import decided_specials
from contests.entries.model import Entry
from contests.nomination.model import FollowUp
from contests.reports.aftermath import Aftermath, Followed, HonourCount, SpecialCount
from contests.seasons.recognition.model import Honour


def afterwards(session: Session, season_id: str) -> Aftermath:
    """A season's special prizes, honours and what became of its prized works."""
    return Aftermath(
        _specials(session, season_id), _honours(session, season_id), _followed(session, season_id)
    )


def _specials(session: Session, season_id: str) -> tuple[SpecialCount, ...]:
    given = decided_specials(session, season_id)
    return tuple(SpecialCount(one.part.name, len(one.lines), one.total) for one in given)


def _honours(session: Session, season_id: str) -> tuple[HonourCount, ...]:
    """Those of the season's own list, one without a letter too."""

    def counted(*states: HonourState) -> sa.ColumnElement[int]:
        return sa.func.count(sa.case((HonourCase.state.in_(states), HonourCase.id)))

    rows = (
        sa.select(
            Honour.name, Honour.to_works, sa.func.count(HonourCase.id), counted(HonourState.GIVEN),
            counted(HonourState.PROPOSED),
        )
        .outerjoin(HonourCase, HonourCase.honour_id == Honour.id)
        .where(Honour.season_id == season_id, Honour.season_id.in_(released_seasons()))
        .group_by(Honour.id, Honour.name, Honour.to_works, Honour.position)
        .order_by(Honour.position)
    )  # fmt: skip
    return tuple(HonourCount(*row) for row in session.execute(rows))


def _followed(session: Session, season_id: str) -> tuple[Followed, ...]:
    """In the order in which it happened."""
    rows = (
        sa.select(FollowUp.entry_id, Entry.title, FollowUp.kind, FollowUp.partner, FollowUp.amount)
        .join(Entry, Entry.id == FollowUp.entry_id)
        .where(FollowUp.season_id == season_id, FollowUp.season_id.in_(released_seasons()))
        .order_by(FollowUp.happened_on, FollowUp.id)
    )
    return tuple(Followed(*row) for row in session.execute(rows))
