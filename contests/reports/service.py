"""Typing into a season's report what no stage of the software knows."""

from datetime import datetime

from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import STALE, Done, Outcome, because, gathered
from contests.kernel.text import nfc, one_line
from contests.reports import rules
from contests.reports.model import ReportValue
from contests.reports.rules import ValueFacts
from contests.reports.typed import typed_history
from contests.seasons.model import Season


def type_value(
    session: Session,
    season: Season,
    key: str,
    facts: ValueFacts,
    *,
    turn: int | None,
    by: Actor,
    at: datetime,
) -> Outcome[ReportValue]:
    """Note a value over the one that stands; `turn` is how many there were when the form was shown."""
    if refusal := gathered(rules.objections(key, facts)):
        return refusal
    if turn != (before := len(typed_history(session, season.id, key))):
        return because(STALE)
    made = ReportValue(
        season_id=season.id, key=key, turn=before + 1, number=facts.number, text=nfc(facts.text),
        left_out=facts.left_out, source=one_line(facts.source), typed_by=by.account_id, typed_at=at,
    )  # fmt: skip
    session.add(made)
    session.flush()
    record(
        session, "report.value", season.id,
        scope=season.organiser_id, by=by, at=at, key=key, number=facts.number, left_out=facts.left_out,
    )  # fmt: skip
    return Done(made)
