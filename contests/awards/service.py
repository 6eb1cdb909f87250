"""The award list: proposed from the standings, changed with reasons, decided once by the head."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from contests.awards import rules
from contests.awards.model import Award, Proposal
from contests.awards.queries import tier_facts
from contests.decisions.model import Decision
from contests.decisions.service import DecisionFacts, record_decision
from contests.envelopes.service import OpenedRow, opened_standings
from contests.kernel.access import Actor, Role
from contests.kernel.audit import record
from contests.kernel.errors import STALE, Done, Outcome, Refused, because, gathered
from contests.kernel.text import N_, nfc
from contests.seasons.model import Season
from contests.seasons.queries import tiers_of

CLOSED = N_("Chưa có kết quả để xét giải. Đề nghị ghép phách trước.")
NO_PROPOSAL = N_("Chưa lập danh sách đề xuất giải.")


def propose(session: Session, season: Season, *, by: Actor, at: datetime) -> Outcome[Proposal]:
    """Compute the award list from the opened standings; computing again forgets what was changed by hand."""
    session.scalar(sa.select(Season.id).where(Season.id == season.id).with_for_update())
    standings = opened_standings(session, season.id)
    proposal = _locked(session, season.id)
    if not standings:
        return because(CLOSED)
    if proposal is not None and proposal.decided_at is not None:
        return because(rules.DECIDED)
    proposal = _renewed(session, season, proposal, by, at)
    _fill(session, proposal, standings, tier_facts(session, season.id))
    record(session, "awards.propose", season.id, scope=season.organiser_id, by=by, at=at)
    return Done(proposal)


def ready(session: Session, season_id: str) -> bool:
    """Whether there are opened standings to propose from."""
    return bool(opened_standings(session, season_id))


def _locked(session: Session, season_id: str) -> Proposal | None:
    own = sa.select(Proposal).where(Proposal.season_id == season_id).with_for_update()
    return session.scalar(own.execution_options(populate_existing=True))


def _renewed(
    session: Session, season: Season, proposal: Proposal | None, by: Actor, at: datetime
) -> Proposal:
    proposal = proposal or Proposal(season_id=season.id)
    proposal.made_at, proposal.made_by = at, by.account_id
    session.add(proposal)
    _touch(proposal, at)
    session.flush()
    return proposal


def _touch(proposal: Proposal, at: datetime) -> None:
    """Count a change of a line as a change of the list: who decides it must have seen it."""
    proposal.changed_at = at
    flag_modified(proposal, "changed_at")


def _fill(
    session: Session, proposal: Proposal, standings: Sequence[OpenedRow], tiers: list[rules.TierFacts]
) -> None:
    ranked = [rules.Ranked(row.entry_id, row.hundredths, row.rank) for row in standings]
    codes = {row.entry_id: row.code for row in standings}
    jury = _verdict(session, proposal.season_id, standings)
    tier_of = rules.with_verdict(ranked, tiers, jury).tiers
    known = {award.entry_id: award for award in _awards(session, proposal)}
    for row in ranked:
        award = known.get(row.entry_id) or Award(proposal_id=proposal.id, entry_id=row.entry_id)
        award.code, award.hundredths, award.rank = codes[row.entry_id], row.hundredths, row.rank
        award.reason, award.by_jury = "", row.entry_id in jury
        award.proposed_tier_id = award.tier_id = tier_of[row.entry_id]
        session.add(award)
    session.flush()


def _verdict(session: Session, season_id: str, standings: Sequence[OpenedRow]) -> dict[str, str | None]:
    """The tier (None: no prize) that a panel proposed, by entry. A tier that the season no longer has is no proposal."""
    ids = {"": None, **{tier.code: tier.id for tier in tiers_of(session, season_id)}}
    return {row.entry_id: ids[row.jury_tier] for row in standings if row.jury_tier in ids}


def _awards(session: Session, proposal: Proposal) -> Sequence[Award]:
    return session.scalars(sa.select(Award).where(Award.proposal_id == proposal.id)).all()


def assign_tier(
    session: Session,
    season: Season,
    award: Award,
    tier_id: str | None,
    reason: str,
    *,
    version: int | None,
    by: Actor,
    at: datetime,
) -> Outcome[Award]:
    """Give an entry a tier of the season or none; `version` is the line as the page showed it."""
    proposal, reason = _locked(session, season.id), nfc(reason)
    if proposal is None or award.proposal_id != proposal.id:
        return because(NO_PROPOSAL)
    session.refresh(award)
    tier = next((one for one in tier_facts(session, season.id) if one.id == tier_id), None)
    if refusal := _unfit(session, proposal, award, tier, tier_id, reason, version):
        return refusal
    award.tier_id, award.reason = tier_id, reason if tier_id != award.proposed_tier_id else ""
    _touch(proposal, at)
    record(
        session, "awards.assign", award.entry_id,
        scope=season.organiser_id, by=by, at=at, tier=tier_id, reason=award.reason,
    )  # fmt: skip
    return Done(award)


def _unfit(
    session: Session,
    proposal: Proposal,
    award: Award,
    tier: rules.TierFacts | None,
    tier_id: str | None,
    reason: str,
    version: int | None,
) -> Refused | None:
    if tier is None and tier_id is not None:
        return because(N_("Hạng giải này không thuộc mùa thi."), "tier")
    if award.version != version:
        return because(STALE)
    others = sa.select(sa.func.count()).where(Award.proposal_id == proposal.id, Award.id != award.id)
    held = session.scalar(others.where(Award.tier_id == tier_id)) or 0
    decided = proposal.decided_at is not None
    return gathered(rules.objections_to_tier(tier, award.proposed_tier_id, reason, held, decided=decided))


def decide(
    session: Session,
    season: Season,
    facts: DecisionFacts,
    *,
    version: int | None,
    by: Actor,
    at: datetime,
) -> Outcome[Proposal]:
    """Fix the list by a decision, and the money of each prize with it; by the head only, once.

    `version` is the list as the head saw it; afterwards nothing of it changes.
    """
    proposal = _locked(session, season.id)
    if proposal is None:
        return because(NO_PROPOSAL)
    tiers, awards = tier_facts(session, season.id), _awards(session, proposal)
    if refusal := _undecidable(season, proposal, tiers, awards, version, by):
        return refusal
    decision = record_decision(session, season.organiser_id, facts, by=by, at=at)
    if isinstance(decision, Refused):
        return decision
    _fix(proposal, awards, {tier.id: tier.money or 0 for tier in tiers}, decision.value, by, at)
    record(
        session, "awards.decide", season.id,
        scope=season.organiser_id, by=by, at=at, symbol=decision.value.symbol, prizes=sum(award.tier_id is not None for award in awards),
    )  # fmt: skip
    return Done(proposal)


def _undecidable(
    season: Season,
    proposal: Proposal,
    tiers: Sequence[rules.TierFacts],
    awards: Sequence[Award],
    version: int | None,
    by: Actor,
) -> Refused | None:
    head = season.organiser_id in by.acts_for(Role.HEAD)
    given = rules.counted(award.tier_id for award in awards)
    decided = proposal.decided_at is not None
    if refusal := gathered(rules.objections_to_deciding(tiers, given, decided=decided, head=head)):
        return refusal
    return because(STALE) if proposal.version != version else None


def _fix(
    proposal: Proposal,
    awards: Sequence[Award],
    money: dict[str, int],
    decision: Decision,
    by: Actor,
    at: datetime,
) -> None:
    for award in awards:
        award.money = money[award.tier_id] if award.tier_id else None
    proposal.decision_id, proposal.decided_at, proposal.decided_by = decision.id, at, by.account_id
