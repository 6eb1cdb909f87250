"""What became of a season's official papers: drafted, numbered, scanned; read from every stage that a document founds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.honours.model import HonourCase
from contests.awards.model import Amendment, Award, Proposal
from contests.awards.special.model import SpecialList
from contests.decisions.model import Decision, Draft, Scan
from contests.decisions.queries import drafts_of
from contests.decisions.terms import DecisionKind
from contests.envelopes.model import Appointment
from contests.nomination.model import Nomination
from contests.reports.paperwork import COMPOSERS
from contests.screening.model import EligibleList
from contests.seasons.recognition.model import Honour


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A document of a season: a draft that waits, or a row of the register with or without its scan."""

    kind: DecisionKind
    subject: str
    draft_id: str | None = None
    decision_id: str | None = None
    symbol: str = ""
    issued_on: date | None = None
    scanned: bool = False


def _founding(season_id: str) -> sa.CompoundSelect[str]:
    """The ids of all documents that found a step of the season or were drafted for it."""
    return sa.union(
        sa.select(EligibleList.decision_id).where(EligibleList.season_id == season_id),
        sa.select(Appointment.decision_id).where(Appointment.season_id == season_id),
        sa.select(Proposal.decision_id).where(Proposal.season_id == season_id),
        sa.select(Amendment.decision_id)
        .join(Award, Award.id == Amendment.award_id)
        .join(Proposal, Proposal.id == Award.proposal_id)
        .where(Proposal.season_id == season_id),
        sa.select(SpecialList.decision_id).where(SpecialList.season_id == season_id),
        sa.select(HonourCase.letter_id)
        .join(Honour, Honour.id == HonourCase.honour_id)
        .where(Honour.season_id == season_id),
        sa.select(Nomination.letter_id).where(Nomination.season_id == season_id),
        sa.select(Draft.decision_id).where(Draft.season_id == season_id),
    )


def season_decisions(session: Session, season_id: str) -> list[PaperRow]:
    """The season's documents in the register, by date."""
    own = (
        sa.select(Decision, Scan.id)
        .outerjoin(Scan, sa.and_(Scan.decision_id == Decision.id, Scan.replaced_at.is_(None)))
        .where(Decision.id.in_(_founding(season_id)))
        .order_by(Decision.issued_on, Decision.symbol)
    )
    return [
        PaperRow(row.kind, row.about, None, row.id, row.symbol, row.issued_on, scan is not None)
        for row, scan in session.execute(own)
    ]


def season_decision(session: Session, season_id: str, decision_id: str) -> Decision | None:
    """One document of the season."""
    own = sa.select(Decision).where(Decision.id == decision_id, Decision.id.in_(_founding(season_id)))
    return session.scalar(own)


def papers_of(session: Session, season_id: str) -> dict[DecisionKind, list[PaperRow]]:
    """By kind what there is, the kinds that can be drafted first, in the order of a season; two queries."""
    drafts = drafts_of(session, season_id)
    named = {draft.decision_id: draft for draft in drafts if draft.decision_id}
    numbered = [
        _with_draft(row, named.get(row.decision_id or "")) for row in season_decisions(session, season_id)
    ]
    found: dict[DecisionKind, list[PaperRow]] = {kind: [] for kind in COMPOSERS}
    for row in (*_waiting(drafts), *numbered):
        found.setdefault(row.kind, []).append(row)
    return found


def _waiting(drafts: Sequence[Draft]) -> list[PaperRow]:
    return [PaperRow(one.kind, one.subject, one.id) for one in drafts if one.decision_id is None]


def _with_draft(row: PaperRow, draft: Draft | None) -> PaperRow:
    if draft is None:
        return row
    subject = row.subject or draft.subject
    return PaperRow(row.kind, subject, draft.id, row.decision_id, row.symbol, row.issued_on, row.scanned)
