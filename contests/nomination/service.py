"""Sending prized entries one level up, with the dossier as it was frozen, and taking the result back."""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.queries import prized_rows
from contests.awards.release import result_state
from contests.decisions.service import DecisionFacts, record_decision
from contests.entries.model import DossierVersion
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.clock import today
from contests.kernel.errors import Done, Outcome, Refused, gathered
from contests.kernel.text import one_line
from contests.nomination import rules
from contests.nomination.model import Nomination, UpperResult
from contests.nomination.queries import nominated_ids, quota_of
from contests.seasons.model import Season


def nominate(
    session: Session,
    season: Season,
    entry_ids: Sequence[str],
    letter: DecisionFacts,
    *,
    by: Actor,
    at: datetime,
) -> Outcome[list[Nomination]]:
    """Send prized entries up with a letter, in the order given; a later letter continues the order."""
    session.scalar(sa.select(Season.id).where(Season.id == season.id).with_for_update())
    before = nominated_ids(session, season.id)
    objections = rules.objections_to_nominating(
        entry_ids,
        state=result_state(session, season.id),
        prized={row.entry_id for row in prized_rows(session, season.id)},
        nominated=before,
        quota=quota_of(session, season.id),
    )
    if refusal := gathered(objections):
        return refusal
    decision = record_decision(session, season.organiser_id, letter, by=by, at=at)
    if isinstance(decision, Refused):
        return decision
    made = _enter(session, season, entry_ids, decision.value.id, len(before), by, at)
    record(
        session, "nomination.nominate", season.id,
        scope=season.organiser_id, by=by, at=at, letter=decision.value.symbol, count=len(made),
    )  # fmt: skip
    return Done(made)


def _enter(
    session: Session,
    season: Season,
    entry_ids: Sequence[str],
    letter_id: str,
    first: int,
    by: Actor,
    at: datetime,
) -> list[Nomination]:
    versions = _latest_versions(session, entry_ids)
    made = [
        Nomination(
            season_id=season.id,
            entry_id=entry_id,
            version_id=versions[entry_id],
            letter_id=letter_id,
            position=first + place,
            nominated_at=at,
            nominated_by=by.account_id,
        )
        for place, entry_id in enumerate(entry_ids)
    ]
    session.add_all(made)
    session.flush()
    return made


def _latest_versions(session: Session, entry_ids: Sequence[str]) -> dict[str, str]:
    rows = (
        sa.select(DossierVersion.entry_id, DossierVersion.id)
        .where(DossierVersion.entry_id.in_(entry_ids))
        .order_by(DossierVersion.number)
    )
    return {row.entry_id: row.id for row in session.execute(rows)}


def record_result(
    session: Session,
    nomination: Nomination,
    tier: str,
    announced_on: date | None,
    source: str,
    *,
    by: Actor,
    at: datetime,
) -> Outcome[UpperResult]:
    """Note what the upper level gave, "" for no prize; noted again, the earlier words stay in the log."""
    if refusal := gathered(rules.objections_to_result(announced_on, source, today(at))):
        return refusal
    season = session.get_one(Season, nomination.season_id)
    session.refresh(nomination, with_for_update=True)
    result = session.scalar(sa.select(UpperResult).where(UpperResult.nomination_id == nomination.id))
    before = result.tier if result else None
    result = result or UpperResult(nomination_id=nomination.id)
    result.tier, result.announced_on, result.source = one_line(tier), announced_on, one_line(source)
    result.recorded_at, result.recorded_by = at, by.account_id
    session.add(result)
    session.flush()
    record(
        session, "nomination.result", nomination.entry_id,
        scope=season.organiser_id, by=by, at=at, tier=result.tier, before=before,
    )  # fmt: skip
    return Done(result)
