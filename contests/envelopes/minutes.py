"""Biên bản of the panels for the office: numbers joined with names, codes without entries, after the envelopes are open.

Before the opening the office has none: the cell that a barred judge leaves empty would tell which code an entry has.
"""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes.juries import NO_ROUND, round_of
from contests.envelopes.model import Appointment
from contests.envelopes.terms import RoundState
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.documents.official import OfficialPaper
from contests.kernel.errors import Done, Outcome, Refused, because
from contests.kernel.text import N_
from contests.people.model import Account, Unit
from contests.seasons.model import Season
from judging import service as judging

NOT_OPENED = N_("Biên bản có họ tên giám khảo chỉ in được sau khi ghép phách.")
NO_PANEL = N_("Mùa thi này không có tổ giám khảo đó.")


@dataclass(frozen=True, slots=True)
class PanelName:
    """A panel whose minutes can be printed."""

    panel_id: str
    name: str


def panels_with_minutes(session: Session, season_id: str) -> list[PanelName]:
    """The panels of an opened round by name; none before the opening."""
    round_ = round_of(session, season_id)
    if round_ is None or round_.state is not RoundState.OPENED:
        return []
    return [PanelName(row.panel_id, row.name) for row in judging.panel_rows(session, round_.round_id)]


def print_minutes(
    session: Session, season: Season, panel_id: str, *, demo: bool, by: Actor, at: datetime
) -> Outcome[OfficialPaper]:
    """A panel's minutes with the judges' names; that they were printed is on record, with the ledger's head."""
    round_ = round_of(session, season.id)
    if round_ is None:
        return because(NO_ROUND)
    if round_.state is not RoundState.OPENED:
        return because(NOT_OPENED)
    if panel_id not in {one.panel_id for one in panels_with_minutes(session, season.id)}:
        return because(NO_PANEL)
    minutes = judging.sealed_minutes(session, panel_id, by=by, at=at)
    if isinstance(minutes, Refused):
        return minutes
    record(session, "panel.minutes", season.id, scope=season.organiser_id, by=by, at=at, panel=panel_id)
    organiser = session.get_one(Unit, season.organiser_id).name
    frame = judging.Frame(organiser, _names(session, season.id), demo)
    return Done(judging.minutes_paper(minutes.value, frame))


def _names(session: Session, season_id: str) -> dict[str, str]:
    """The judges' names by their id inside judging."""
    query = (
        sa.select(Appointment.judge_id, Account.name)
        .join(Account, Account.id == Appointment.account_id)
        .where(Appointment.season_id == season_id)
    )
    return dict(session.execute(query).all())
