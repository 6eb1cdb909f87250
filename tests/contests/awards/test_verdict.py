"""The award list begins with what the jury proposed by code; only the rest is filled by the marks."""

from collections.abc import Mapping

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards import service
from contests.awards.board import board
from contests.awards.engine.facts import Ranked, Structure, TierFacts
from contests.awards.engine.filling import proposed
from contests.awards.model import Award
from contests.envelopes.model import Envelope
from contests.envelopes.service import opened_standings
from contests.kernel.sessions import value_of
from contests.seasons.model import Tier
from judging.deliberation.model import Verdict, VerdictLine
from judging.model import Judge, Panel
from tests.contests.awards.test_service import award_at, give, reasons
from tests.factories import NOON
from tests.factories_awards import Judged, make_judged

MARKS = (9150, 8800, 8350, 8000, 7900)


def propose_by_jury(session: Session, judged: Judged, tiers: Mapping[int, str]) -> None:
    """The panel's sealed verdict: a tier's code ("" for none) by the place of the entry."""
    panel = session.scalars(sa.select(Panel)).one()
    judge = Judge(round_id=panel.round_id, number=1)
    session.add(judge)
    session.flush()
    verdict = Verdict(panel_id=panel.id, cutoffs={}, basis="0" * 64, entered_by=judge.id, entered_at=NOON)
    session.add(verdict)
    session.flush()
    for place, tier in tiers.items():
        own = sa.select(Envelope.piece_id).where(Envelope.entry_id == judged.entries[place].id)
        session.add(VerdictLine(piece_id=session.scalars(own).one(), verdict_id=verdict.id, tier=tier))
    session.flush()


def given_codes(session: Session, judged: Judged) -> list[str | None]:
    names = {one.id: one.code for one in session.query(Tier).filter_by(season_id=judged.season.id)}
    return [names.get(award_at(session, judged, place).tier_id or "") for place in range(len(judged.entries))]


def test_the_proposal_begins_with_the_jurys_own(session: Session) -> None:
    judged = make_judged(session, MARKS)
    propose_by_jury(session, judged, {0: "NHI", 1: "NHAT", 4: ""})
    value_of(service.propose(session, judged.season, **judged.by_office))
    assert given_codes(session, judged) == ["NHI", "NHAT", "NHI", "BA", None]
    found = board(session, judged.season.id)
    assert found is not None
    assert [row.by_jury for row in found.rows] == [True, True, False, False, True]
    assert not any(row.changed for row in found.rows)


def test_the_committee_may_differ_with_a_reason(session: Session) -> None:
    judged = make_judged(session, MARKS)
    propose_by_jury(session, judged, {0: "NHI"})
    value_of(service.propose(session, judged.season, **judged.by_office))
    first = session.scalars(sa.select(Tier.id).where(Tier.code == "KK")).one()
    assert reasons(give(session, judged, 0, first)) == ["Giải khác với đề xuất: đề nghị ghi lý do."]
    value_of(give(session, judged, 0, first, "Hồ sơ xin rút khỏi giải cao"))
    session.flush()
    found = board(session, judged.season.id)
    assert found is not None
    assert (found.rows[0].by_jury, found.rows[0].changed) == (True, True)


def test_a_tier_that_the_season_no_longer_has_is_no_proposal(session: Session) -> None:
    judged = make_judged(session, MARKS)
    propose_by_jury(session, judged, {0: "DACBIET"})
    value_of(service.propose(session, judged.season, **judged.by_office))
    assert given_codes(session, judged)[0] == "NHAT"
    assert not session.scalar(sa.select(Award.by_jury).where(Award.by_jury))


@pytest.mark.parametrize("opened", [True, False])
def test_nothing_of_it_is_known_before_the_opening(session: Session, opened: bool) -> None:
    judged = make_judged(session, MARKS, opened=opened)
    propose_by_jury(session, judged, {0: "NHI"})
    rows = opened_standings(session, judged.season.id)
    assert [row.jury_tier for row in rows] == (["NHI", None, None, None, None] if opened else [])


def test_a_tie_is_looked_for_among_the_rest_only() -> None:
    structure = Structure((TierFacts("nhat", "Giải Nhất", quota=1),))
    equal = [Ranked("a", 9000, 1), Ranked("b", 9000, 1)]
    assert proposed(equal, structure).ties
    assert not proposed(equal, structure, {"a": "nhat", "b": None}).ties
