"""What was typed into a season's report: what stands, and how it came about."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.people.model import Account
from contests.reports.model import ReportValue
from contests.reports.rules import TypedValue


def typed_history(session: Session, season_id: str, key: str) -> list[TypedValue]:
    """Everything that was typed under a key, the latest first."""
    asked = _typed(season_id).where(ReportValue.key == key)
    return [TypedValue(*row) for row in session.execute(asked.order_by(ReportValue.turn.desc()))]


def typed_values(session: Session, season_id: str) -> dict[str, TypedValue]:
    """What stands for each key; a key that nobody typed is not there."""
    rows = session.execute(_typed(season_id).order_by(ReportValue.turn))
    return {row.key: TypedValue(*row) for row in rows}


def _typed(season_id: str) -> sa.Select[str, int, int | None, str, bool, str, str, datetime]:
    return (
        sa.select(
            ReportValue.key, ReportValue.turn, ReportValue.number, ReportValue.text, ReportValue.left_out,
            ReportValue.source, Account.name, ReportValue.typed_at,
        )
        .join(Account, Account.id == ReportValue.typed_by)
        .where(ReportValue.season_id == season_id)
    )  # fmt: skip
