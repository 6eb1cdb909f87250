"""Votes on tiers that a panel took with a quorum reach the award list as shares; others do not."""

from datetime import timedelta

import pytest

from contests.awards import service as awards
from contests.awards.board import board
from contests.awards.engine.facts import Ballot, Why
from contests.envelopes.model import Envelope
from contests.kernel.sessions import value_of
from contests.seasons.model import Tier
from contests.seasons.settings import AWARD_ORDER
from judging.deliberation.model import Motion
from judging.deliberation.terms import MotionKind, MotionState
from judging.model import Judge, Panel
from tests.factories import NOON
from tests.factories_awards import make_judged, with_setting

MARKS = (9150, 8800, 8350)


def vote(session, judged, place, yes, *, state=MotionState.PASSED, minutes=0, eligible=20):
    """A closed vote on the tier of a work."""
    panel = session.query(Panel).one()
    judge = session.query(Judge).filter_by(round_id=panel.round_id).first() or Judge(
        round_id=panel.round_id, number=1
    )
    session.add(judge)
    session.flush()
    piece = session.query(Envelope).filter_by(entry_id=judged.entries[place].id).one().piece_id
    at = NOON + timedelta(minutes=minutes)
    session.add(
        Motion(
            panel_id=panel.id, kind=MotionKind.TIER, piece_id=piece, tier="NHAT", text="", salt="", moved_by=judge.id,
            moved_at=NOON, state=state, closed_at=at, eligible=eligible, yes=yes, no=eligible - yes,
        )
    )  # fmt: skip
    session.flush()


@pytest.fixture
def judged(session):
    return make_judged(session, MARKS)


def ballots(session, judged):
    value_of(awards.propose(session, judged.season, **judged.by_office))
    session.flush()
    return [row.ballot for row in board(session, judged.season.id).rows]


def test_the_last_vote_with_a_quorum_counts_of_all_who_could_vote(session, judged):
    vote(session, judged, 0, 20)
    vote(session, judged, 0, 18, minutes=5)
    vote(session, judged, 0, 2, state=MotionState.INQUORATE, minutes=9)
    vote(session, judged, 1, 6, state=MotionState.FAILED)
    assert ballots(session, judged) == [Ballot(18, 20), Ballot(6, 20), None]


def test_tiers_are_given_by_shares_where_the_season_says_so(session, judged):
    with_setting(session, judged.season, AWARD_ORDER, "votes")
    for code, least in (("NHAT", 9000), ("NHI", 8000)):
        tier = session.query(Tier).filter_by(season_id=judged.season.id, code=code).one()
        tier.least_share, tier.least_hundredths = least, None
    session.flush()
    vote(session, judged, 2, 19)
    vote(session, judged, 1, 17)
    value_of(awards.propose(session, judged.season, **judged.by_office))
    session.flush()
    whole = board(session, judged.season.id)
    names = {tier.id: tier.name for tier in whole.tiers}
    assert [names.get(row.tier_id) for row in whole.rows] == ["Giải Ba", "Giải Nhì", "Giải Nhất"]
    assert whole.rows[0].held.why is Why.VOTES
