"""Sending prized entries one level up, with the dossier as it was frozen, and taking the result back."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.release import result_state
from contests.decisions.service import DecisionFacts, record_decision
from contests.entries.model import DossierVersion
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.clock import today
from contests.kernel.errors import Done, Outcome, Reason, Refused, gathered
from contests.kernel.text import one_line
from contests.nomination import rules
from contests.nomination.model import Nomination, UpperResult
from contests.nomination.queries import candidates, limits_of, nominations_of
from contests.seasons.model import Season


def nominate(
    session: Session,
    season: Season,
    entry_ids: Sequence[str],
    letter: DecisionFacts,
    substitutes: Sequence[str] = (),
    *,
    by: Actor,
    at: datetime,
) -> Outcome[list[Nomination]]:
    """Send prized entries up with a letter, in the order given, then the substitutes in theirs; a later letter goes on behind."""
    session.scalar(sa.select(Season.id).where(Season.id == season.id).with_for_update())
    before = nominations_of(session, season.id)
    if refusal := gathered(_objections(session, season, entry_ids, substitutes, before)):
        return refusal
    decision = record_decision(session, season.organiser_id, letter, by=by, at=at)
    if isinstance(decision, Refused):
        return decision
    places = [(entry_id, False) for entry_id in entry_ids] + [(entry_id, True) for entry_id in substitutes]
    made = _enter(session, season, places, decision.value.id, len(before), by, at)
    record(
        session, "nomination.nominate", season.id,
        scope=season.organiser_id, by=by, at=at, letter=decision.value.symbol, count=len(made),
    )  # fmt: skip
    return Done(made)


def _objections(
    session: Session,
    season: Season,
    entry_ids: Sequence[str],
    substitutes: Sequence[str],
    before: Sequence[Nomination],
) -> Iterator[Reason]:
    prized = candidates(session, season.id)
    going = [one.entry_id for one in before if not one.substitute and one.withdrawn_at is None]
    return rules.objections_to_nominating(
        entry_ids,
        substitutes,
        state=result_state(session, season.id),
        prized=prized,
        gone={one.entry_id for one in before},
        proper=[prized[entry_id] for entry_id in going if entry_id in prized],
        limits=limits_of(session, season.id),
    )


def _enter(
    session: Session,
    season: Season,
    places: Sequence[tuple[str, bool]],
    letter_id: str,
    first: int,
    by: Actor,
    at: datetime,
) -> list[Nomination]:
    versions = latest_versions(session, [entry_id for entry_id, _ in places])
    made = [
        Nomination(
            season_id=season.id,
            entry_id=entry_id,
            version_id=versions[entry_id],
            letter_id=letter_id,
            position=first + place,
            substitute=substitute,
            nominated_at=at,
            nominated_by=by.account_id,
        )
        for place, (entry_id, substitute) in enumerate(places)
    ]
    session.add_all(made)
    session.flush()
    return made


def step_back(
    session: Session, nomination: Nomination, reason: str, *, by: Actor, at: datetime
) -> Outcome[Nomination | None]:
    """A nominated entry does not go up after all; the first substitute of its letter, where there is one, goes in its place."""
    session.refresh(nomination, with_for_update=True)
    if refusal := gathered(
        rules.objections_to_stepping_back(
            reason, gone=nomination.withdrawn_at is not None, sent=nomination.sent_version_id is not None
        )
    ):
        return refusal
    season = session.get_one(Season, nomination.season_id)
    nomination.withdrawn_at, nomination.withdrawn_reason = at, one_line(reason)
    waiting = sa.select(Nomination).where(
        Nomination.letter_id == nomination.letter_id,
        Nomination.substitute.is_(True),
        Nomination.withdrawn_at.is_(None),
    )
    first = None if nomination.substitute else session.scalars(waiting.order_by(Nomination.position)).first()
    if first is not None:
        first.substitute = False
    session.flush()
    record(
        session, "nomination.step_back", nomination.entry_id, scope=season.organiser_id, by=by, at=at,
        reason=nomination.withdrawn_reason, instead=first.entry_id if first else None,
    )  # fmt: skip
    return Done(first)


def latest_versions(session: Session, entry_ids: Sequence[str]) -> dict[str, str]:
    """The newest frozen dossier of each entry."""
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
