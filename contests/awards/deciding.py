"""Two persons and a decision: one submits the list as it is, another decides what was submitted, in one transaction."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from contests.awards import rules
from contests.awards.board import Board, board
from contests.awards.listing import NO_PROPOSAL, awards_of, locked
from contests.awards.model import Award, Proposal
from contests.awards.persons import may_decide, may_submit
from contests.decisions.model import Decision
from contests.decisions.service import DecisionFacts, record_decision
from contests.envelopes.humans import word_of
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import STALE, Done, Outcome, Reason, Refused, because, gathered
from contests.people.model import Account
from contests.seasons.model import Season


def submit(
    session: Session, season: Season, *, version: int | None, by: Actor, at: datetime
) -> Outcome[Proposal]:
    """The first person's word for the list as the page showed it; whoever changes a line afterwards takes it back."""
    proposal, whole = locked(session, season.id), board(session, season.id)
    if proposal is None or whole is None:
        return because(NO_PROPOSAL)
    words = rules.Words(
        may_submit(session, season, by), proposal.decided_at is not None, proposal.submitted_at is not None
    )
    if refusal := gathered([*rules.objections_to_submitting(words), *_unfit(whole)]):
        return refusal
    if proposal.version != version:
        return because(STALE)
    proposal.submitted_at, proposal.submitted_by = at, by.account_id
    record(session, "awards.submit", season.id, scope=season.organiser_id, by=by, at=at, prizes=whole.given)
    return Done(proposal)


def _unfit(whole: Board) -> Sequence[Reason]:
    placed = [(row.ranked, row.tier_id) for row in whole.rows]
    return list(rules.objections_to_list(whole.structure, placed))


def decide(
    session: Session,
    season: Season,
    facts: DecisionFacts,
    *,
    version: int | None,
    by: Actor,
    at: datetime,
) -> Outcome[Proposal]:
    """The second person's word: fix the list by a decision, and the money of each prize with it, once.

    `version` is the list as this person saw it; afterwards only a later decision changes anything of it.
    """
    proposal, whole = locked(session, season.id), board(session, season.id)
    if proposal is None or whole is None:
        return because(NO_PROPOSAL)
    if refusal := gathered(
        [*rules.objections_to_deciding(_words(session, season, proposal, by, at)), *_unfit(whole)]
    ):
        return refusal
    if proposal.version != version:
        return because(STALE)
    return _decided(session, season, proposal, whole, facts, by, at)


def _decided(
    session: Session,
    season: Season,
    proposal: Proposal,
    whole: Board,
    facts: DecisionFacts,
    by: Actor,
    at: datetime,
) -> Outcome[Proposal]:
    decision = record_decision(session, season.organiser_id, facts, by=by, at=at)
    if isinstance(decision, Refused):
        return decision
    money = {tier.id: tier.money or 0 for tier in whole.tiers}
    _fix(proposal, awards_of(session, proposal), money, decision.value, by, at)
    record(
        session, "awards.decide", season.id,
        scope=season.organiser_id, by=by, at=at, symbol=decision.value.symbol, prizes=whole.given,
    )  # fmt: skip
    return Done(proposal)


def _words(session: Session, season: Season, proposal: Proposal, by: Actor, at: datetime) -> rules.Words:
    return rules.Words(
        may=may_decide(session, season, by),
        decided=proposal.decided_at is not None,
        submitted=proposal.submitted_at is not None,
        same_human=_same_human(session, proposal, by, at),
    )


def _same_human(session: Session, proposal: Proposal, by: Actor, at: datetime) -> bool:
    first = session.get(Account, proposal.submitted_by) if proposal.submitted_by else None
    own = session.get_one(Account, by.account_id)
    return first is not None and word_of(first, at).same_human(word_of(own, at))


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
