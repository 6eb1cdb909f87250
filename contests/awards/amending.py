"""What a later decision changes of a decided list: a prize taken back; the line keeps what stands, the amendment what was."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards import rules
from contests.awards.listing import NO_PROPOSAL, locked
from contests.awards.model import Amendment, Award, Proposal
from contests.decisions.service import DecisionFacts, record_decision
from contests.kernel.access import Actor, Role
from contests.kernel.audit import record
from contests.kernel.errors import STALE, Done, Outcome, Reason, Refused, because, gathered
from contests.kernel.text import nfc
from contests.seasons.model import Season


def revoke(
    session: Session,
    season: Season,
    award: Award,
    reason: str,
    facts: DecisionFacts,
    *,
    version: int | None,
    by: Actor,
    at: datetime,
) -> Outcome[Amendment]:
    """Take a decided prize back by a decision of its own, with a reason; nobody else moves up by it.

    Whatever asks for the prizes that stand no longer finds it; `amended_rows` has it for the note beside the list.
    """
    proposal, reason = locked(session, season.id), nfc(reason)
    if proposal is None or award.proposal_id != proposal.id:
        return because(NO_PROPOSAL)
    session.refresh(award)
    if refusal := gathered(_objections(season, proposal, award, reason, by)):
        return refusal
    if award.version != version:
        return because(STALE)
    return _revoked(session, season, award, reason, facts, by, at)


def _revoked(
    session: Session, season: Season, award: Award, reason: str, facts: DecisionFacts, by: Actor, at: datetime
) -> Outcome[Amendment]:
    decision = record_decision(session, season.organiser_id, facts, by=by, at=at)
    if isinstance(decision, Refused):
        return decision
    made = amend(session, award, None, None, reason, decision.value.id, by=by, at=at)
    record(
        session, "awards.revoke", award.entry_id,
        scope=season.organiser_id, by=by, at=at, reason=reason, symbol=decision.value.symbol,
    )  # fmt: skip
    return Done(made)


def _objections(season: Season, proposal: Proposal, award: Award, reason: str, by: Actor) -> list[Reason]:
    return list(
        rules.objections_to_revoking(
            reason,
            held=award.tier_id is not None,
            decided=proposal.decided_at is not None,
            head=season.organiser_id in by.acts_for(Role.HEAD),
        )
    )


def amend(
    session: Session,
    award: Award,
    tier_id: str | None,
    money: int | None,
    reason: str,
    decision_id: str,
    *,
    by: Actor,
    at: datetime,
) -> Amendment:
    """Put another tier and its money (in đồng) in the place of a decided prize, and keep what was before."""
    made = Amendment(
        award_id=award.id,
        before_id=award.tier_id,
        after_id=tier_id,
        before_money=award.money,
        reason=reason,
        decision_id=decision_id,
        made_at=at,
        made_by=by.account_id,
    )
    award.tier_id, award.money = tier_id, money
    session.add(made)
    session.flush()
    return made


def amendments_of(session: Session, award_id: str) -> list[Amendment]:
    """What later decisions changed of a line, in their order."""
    own = sa.select(Amendment).where(Amendment.award_id == award_id)
    return list(session.scalars(own.order_by(Amendment.made_at, Amendment.id)))
