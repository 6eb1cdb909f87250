"""The season's round of judging and the people appointed to it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.decisions.model import Decision
from contests.entries.model import Author, Entry
from contests.envelopes.humans import same_human
from contests.envelopes.model import Appointment, RoundEnvelope
from contests.envelopes.terms import RoundState
from contests.kernel.access import Actor, Role
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, Reason, Refused, because, gathered
from contests.kernel.text import N_
from contests.people.model import Account, AccountRole
from contests.seasons.model import Season
from contests.seasons.queries import criteria_of, fields_of, tiers_of, values
from contests.seasons.scoring import ScoringValues
from judging import service as judging

NO_ROUND = N_("Mùa thi chưa có vòng chấm. Đề nghị lập vòng chấm trước.")
SINGLE = {
    judging.SeatRole.CHAIR: N_("Tổ giám khảo này đã có tổ trưởng."),
    judging.SeatRole.SECRETARY: N_("Tổ giám khảo này đã có thư ký."),
}
"""A panel has one of each of these."""


def prepare_round(session: Session, season: Season, *, by: Actor, at: datetime) -> Outcome[RoundEnvelope]:
    """Open the season's round, blind or open, under its rubric and working values; judging gets values, not the season."""
    if season.opened_at is None:
        return because(N_("Chỉ lập vòng chấm cho mùa thi đã mở."))
    opened = judging.open_round(session, round_facts(session, season), by=by, at=at)
    if isinstance(opened, Refused):
        return opened
    made = RoundEnvelope(season_id=season.id, round_id=opened.value.id, state=RoundState.PREPARED)
    session.add(made)
    session.flush()
    record(session, "round.prepare", season.id, scope=season.organiser_id, by=by, at=at)
    return Done(made)


def round_facts(session: Session, season: Season) -> judging.RoundFacts:
    """What will bind the round: the rubric and the working values as the season has them now."""
    own = values(session, season.id)
    rubric = criteria_of(session, season.id)
    return judging.RoundFacts(
        title=season.title,
        steps_per_point=own.steps_per_point,
        least_sheets=own.least_sheets,
        criteria=tuple(
            judging.CriterionFacts(row.title, row.most_steps, row.help, row.levels) for row in rubric
        ),
        blind=own.blind,
        ranked_by=judging.RankedBy(own.ranking),
        closes_at=season.judging_until,
        rules={
            "aggregation": own.aggregation,
            "ties": own.ties,
            "rounding": own.rounding,
            "assignment": own.assignment,
            "judges_per_piece": str(own.judges_per_piece),
            "anchors": str(own.anchors),
            "minutes_per_piece": str(own.minutes_per_piece),
            "extremes": own.extremes,
        },
        deliberation=_meeting_terms(session, season.id, own),
    )


def _meeting_terms(session: Session, season_id: str, own: ScoringValues) -> dict[str, Any]:
    """What binds the panels' meetings; of a tier its code, title and limits go along, no money."""
    return {
        "spread_limit": own.spread_limit,
        "quorum": own.quorum,
        "majority": own.majority,
        "verdict": own.verdict,
        "advice": own.advice,
        "tiers": [
            {"code": t.code, "title": t.name, "quota": t.quota, "least_hundredths": t.least_hundredths}
            for t in tiers_of(session, season_id)
        ],
    }


def round_of(session: Session, season_id: str) -> RoundEnvelope | None:
    """The season's round, where one was prepared."""
    return session.scalar(sa.select(RoundEnvelope).where(RoundEnvelope.season_id == season_id))


def locked_round(session: Session, season_id: str) -> RoundEnvelope | None:
    """The season's round, held until the commit."""
    held = sa.select(RoundEnvelope).where(RoundEnvelope.season_id == season_id).with_for_update()
    return session.scalar(held, execution_options={"populate_existing": True})


def add_panel(
    session: Session, season: Season, name: str, fields: Collection[str], *, by: Actor, at: datetime
) -> Outcome[str]:
    """Found a panel for one or several of the season's fields, by their codes; the panel's id."""
    round_ = round_of(session, season.id)
    if round_ is None:
        return because(NO_ROUND)
    own = [field.code for field in fields_of(session, season.id)]
    wanted = tuple(code for code in own if code in set(fields))
    if refusal := gathered([_unknown_fields(fields, own)]):
        return refusal
    made = judging.add_panel(session, round_.round_id, name, wanted, by=by, at=at)
    if isinstance(made, Refused):
        return made
    record(session, "panel.add", season.id, scope=season.organiser_id, by=by, at=at, panel=made.value.id)
    return Done(made.value.id)


def _unknown_fields(asked: Collection[str], own: Collection[str]) -> Reason | None:
    if not asked:
        return Reason(N_("Đề nghị chọn ít nhất một lĩnh vực."), "fields")
    strange = not set(asked) <= set(own)
    return Reason(N_("Có lĩnh vực không thuộc mùa thi này."), "fields") if strange else None


def appoint(
    session: Session, season: Season, account_id: str, *, decision_id: str | None, by: Actor, at: datetime
) -> Outcome[Appointment]:
    """Make an account a judge of the season: a number inside judging, joined to the account here only."""
    round_ = round_of(session, season.id)
    if round_ is None:
        return because(NO_ROUND)
    if refusal := gathered(_faults_of(session, season, account_id, decision_id)):
        return refusal
    added = judging.add_judge(session, round_.round_id, by=by, at=at)
    if isinstance(added, Refused):
        return added
    made = Appointment(
        season_id=season.id,
        account_id=account_id,
        judge_id=added.value,
        decision_id=decision_id,
        appointed_at=at,
    )
    session.add(made)
    session.flush()
    record(session, "judge.appoint", account_id, scope=season.organiser_id, by=by, at=at, season=season.id)
    return Done(made)


def _faults_of(
    session: Session, season: Season, account_id: str, decision_id: str | None
) -> list[Reason | None]:
    strange = not _is_judge(session, season.organiser_id, account_id)
    author = _is_author(session, season.id, account_id)
    unfounded = decision_id is not None and not _is_own(session, season.organiser_id, decision_id)
    return [
        Reason(N_("Tài khoản này không có vai trò giám khảo của đơn vị tổ chức."), "account_id")
        if strange
        else None,
        Reason(N_("Tác giả có hồ sơ trong mùa thi này không làm giám khảo được."), "account_id")
        if author
        else None,
        Reason(N_("Quyết định này không có trong sổ văn bản của đơn vị tổ chức."), "decision_id")
        if unfounded
        else None,
    ]


def _is_judge(session: Session, organiser_id: str, account_id: str) -> bool:
    held = sa.select(Account.id).join(AccountRole, AccountRole.account_id == Account.id)
    wanted = held.where(Account.id == account_id, Account.blocked_at.is_(None))
    own = wanted.where(AccountRole.role == Role.JUDGE, AccountRole.unit_id == organiser_id)
    return session.scalar(own) is not None


def _is_author(session: Session, season_id: str, account_id: str) -> bool:
    written = sa.select(Author.id).join(Entry, Entry.id == Author.entry_id)
    own = written.where(Entry.season_id == season_id, Author.account_id == account_id)
    return session.scalar(own.limit(1)) is not None


def _is_own(session: Session, organiser_id: str, decision_id: str) -> bool:
    own = sa.select(Decision.id).where(Decision.id == decision_id, Decision.organiser_id == organiser_id)
    return session.scalar(own) is not None


def seat(
    session: Session,
    season: Season,
    panel_id: str,
    appointment_id: str,
    role: judging.SeatRole,
    *,
    by: Actor,
    at: datetime,
) -> Outcome[str]:
    """Give an appointed judge a place on one of the season's panels; the seat's id."""
    round_ = locked_round(session, season.id)
    if round_ is None:
        return because(NO_ROUND)
    judge_id = _judge_of(session, season.id, appointment_id)
    panels = {panel.panel_id: panel for panel in judging.panel_rows(session, round_.round_id)}
    panel = panels.get(panel_id)
    if judge_id is None or panel is None:
        return because(N_("Giám khảo và tổ giám khảo không cùng một vòng chấm."), "appointment_id")
    if refusal := gathered(_office_faults(session, appointment_id, role, panel)):
        return refusal
    made = judging.seat(session, panel_id, judge_id, role, by=by, at=at)
    if isinstance(made, Refused):
        return made
    record(session, "judge.seat", season.id, scope=season.organiser_id, by=by, at=at, panel=panel_id)
    return Done(made.value.id)


def _office_faults(
    session: Session, appointment_id: str, role: judging.SeatRole, panel: judging.PanelRow
) -> list[Reason | None]:
    """Why a judge cannot be chair or secretary: the panel has one, or whoever else seals there may be the same human."""
    if role not in SINGLE:
        return []
    taken = any(place.role is role and place.ended_at is None for place in panel.seats)
    one = session.get_one(Appointment, appointment_id)
    others = judging.officer_ids(session, panel.panel_id) - {one.judge_id}
    return [Reason(SINGLE[role], "role") if taken else None, same_human(session, one, others)]


def _judge_of(session: Session, season_id: str, appointment_id: str) -> str | None:
    own = sa.select(Appointment.judge_id)
    return session.scalar(own.where(Appointment.id == appointment_id, Appointment.season_id == season_id))
