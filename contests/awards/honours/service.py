"""Proposing laureates for honours with a letter, and noting what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.honours import rules
from contests.awards.honours.model import HonourCase
from contests.awards.honours.queries import Candidate, HonourView, honour_views
from contests.awards.honours.terms import HonourState
from contests.awards.release import released
from contests.decisions.model import Decision
from contests.decisions.service import DecisionFacts, record_decision
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.calendar import today
from contests.kernel.errors import STALE, Done, Outcome, Refused, because, gathered
from contests.kernel.text import N_, one_line
from contests.seasons.model import Season

NOBODY = N_("Chưa có ai trong danh sách này.")
NO_HONOUR = N_("Mùa thi này không có hình thức tôn vinh đó.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other body answered: given or not, on which day, and where it stands."""

    given: bool
    result_on: date | None
    source: str


def propose(
    session: Session,
    season: Season,
    honour_id: str,
    chosen: Sequence[str],
    letter: DecisionFacts,
    *,
    by: Actor,
    at: datetime,
) -> Outcome[list[HonourCase]]:
    """Send laureates (or works) to the body that gives the honour, with one letter."""
    session.scalar(sa.select(Season.id).where(Season.id == season.id).with_for_update())
    view = next((one for one in honour_views(session, season.id) if one.id == honour_id), None)
    if view is None:
        return because(NO_HONOUR)
    fit = {one.id: one for one in view.candidates}
    out = released(session, season.id)
    if refusal := gathered(rules.objections_to_proposing(chosen, fit, released=out)):
        return refusal
    decision = record_decision(session, season.organiser_id, letter, by=by, at=at)
    if isinstance(decision, Refused):
        return decision
    made = [_case(view, fit[key], decision.value, by, at) for key in dict.fromkeys(chosen)]
    session.add_all(made)
    session.flush()
    record(
        session, "honour.propose", season.id,
        scope=season.organiser_id, by=by, at=at, honour=view.part.code, letter=decision.value.symbol, count=len(made),
    )  # fmt: skip
    return Done(made)


def _case(view: HonourView, one: Candidate, letter: Decision, by: Actor, at: datetime) -> HonourCase:
    recipient = {"entry_id" if view.part.to_works else "person_id": one.id}
    return HonourCase(
        honour_id=view.id,
        ground=one.ground,
        letter_id=letter.id,
        proposed_on=letter.issued_on,
        proposed_at=at,
        proposed_by=by.account_id,
        state=HonourState.PROPOSED,
        **recipient,
    )


def take_list(
    session: Session, season: Season, honour_id: str, *, by: Actor, at: datetime
) -> Outcome[HonourView]:
    """The list of an honour leaves the software, on record: who was proposed, or before the first letter whom it is for."""
    view = next((one for one in honour_views(session, season.id) if one.id == honour_id), None)
    if view is None:
        return because(NO_HONOUR)
    if not view.listed:
        return because(NOBODY)
    record(
        session, "honour.export", season.id,
        scope=season.organiser_id, by=by, at=at, honour=view.part.code, count=len(view.listed),
    )  # fmt: skip
    return Done(view)


def record_answer(
    session: Session,
    season: Season,
    case: HonourCase,
    answer: Answer,
    *,
    version: int | None,
    by: Actor,
    at: datetime,
) -> Outcome[HonourCase]:
    """Note what the other body answered; noted again, the earlier words stay in the log."""
    session.refresh(case, with_for_update=True)
    source = one_line(answer.source)
    objections = rules.objections_to_result(answer.result_on, source, today(at), case.proposed_on)
    if refusal := gathered(objections):
        return refusal
    if case.version != version:
        return because(STALE)
    before = case.state
    case.state = HonourState.GIVEN if answer.given else HonourState.DECLINED
    case.result_on, case.source = answer.result_on, source
    record(
        session, "honour.answer", case.person_id or case.entry_id or case.id,
        scope=season.organiser_id, by=by, at=at, state=case.state.value, before=before.value, source=source,
    )  # fmt: skip
    return Done(case)
