"""A round, its panels, its judges by number and where they sit; the sign-ins of judges."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.codes import new_id, new_token, token_hash
from contests.kernel.errors import Done, Outcome, Reason, because, gathered
from contests.kernel.text import N_, nfc, one_line
from judging import ledger
from judging.facts import CriterionFacts, PanelRow, RoundFacts, SeatRow
from judging.model import Judge, JudgeSession, Panel, Round, RoundCriterion, Seat
from judging.numbers import rules as numbers
from judging.terms import SeatRole, Stage

CLOSED = N_("Vòng chấm đã kết thúc nên không thay đổi được nữa.")


def open_round(session: Session, facts: RoundFacts, *, by: Actor, at: datetime) -> Outcome[Round]:
    """Open a round under the rules that bind it from now on."""
    if refusal := gathered(_faults(facts)):
        return refusal
    made = Round(
        id=new_id(), title=one_line(facts.title), blind=facts.blind, steps_per_point=facts.steps_per_point,
        least_sheets=facts.least_sheets, ranked_by=facts.ranked_by, rules=dict(facts.rules), stage=Stage.OPEN,
        closes_at=facts.closes_at, deliberation=dict(facts.deliberation),
    )  # fmt: skip
    session.add(made)
    session.flush()
    rubric = [_criterion(made.id, place, criterion) for place, criterion in enumerate(facts.criteria)]
    session.add_all(rubric)
    ledger.append(session, made.id, "round_opened", _binding(facts, rubric, by), at=at)
    return Done(made)


def _faults(facts: RoundFacts) -> list[Reason | None]:
    unmarkable = any(criterion.most_steps < 1 for criterion in facts.criteria)
    return [
        Reason(N_("Vòng chấm phải có tên."), "title") if not one_line(facts.title) else None,
        Reason(N_("Bước điểm phải là 1, 0,5 hoặc 0,25."), "steps_per_point")
        if facts.steps_per_point not in (1, 2, 4)
        else None,
        Reason(N_("Mỗi bài phải có ít nhất một phiếu chấm."), "least_sheets")
        if facts.least_sheets < 1
        else None,
        Reason(N_("Phiếu chấm phải có ít nhất một tiêu chí."), "criteria") if not facts.criteria else None,
        Reason(N_("Điểm tối đa của mỗi tiêu chí phải lớn hơn 0."), "criteria") if unmarkable else None,
        *numbers.faults(_rules(facts), len(facts.criteria)),
    ]


def _rules(facts: RoundFacts) -> numbers.Rules:
    least = max(facts.least_sheets, 1)
    return numbers.read(
        facts.rules, per_point=facts.steps_per_point, least_sheets=least, ranked_by=facts.ranked_by
    )


def _criterion(round_id: str, position: int, facts: CriterionFacts) -> RoundCriterion:
    return RoundCriterion(
        id=new_id(), round_id=round_id, position=position, title=one_line(facts.title), help=facts.help,
        levels=nfc(facts.levels),
        most_steps=facts.most_steps,
    )  # fmt: skip


def _binding(facts: RoundFacts, rubric: list[RoundCriterion], by: Actor) -> dict[str, object]:
    values = asdict(facts) | {"title": one_line(facts.title), "rules": dict(facts.rules), "by": by.account_id}
    values["deliberation"] = dict(facts.deliberation)
    values["closes_at"] = facts.closes_at.astimezone(UTC).isoformat() if facts.closes_at else None
    values["criteria"] = [{"id": row.id, "title": row.title, "most_steps": row.most_steps} for row in rubric]
    return values


def add_panel(
    session: Session, round_id: str, name: str, fields: tuple[str, ...], *, by: Actor, at: datetime
) -> Outcome[Panel]:
    """Found a panel for the fields with these codes; a field has one panel."""
    name = one_line(name)
    if refusal := gathered(
        [still_open(session, round_id), _nameless(name), _shared(session, round_id, fields)]
    ):
        return refusal
    panel = Panel(id=new_id(), round_id=round_id, name=name, fields=list(fields))
    session.add(panel)
    body = {"panel": panel.id, "fields": list(fields), "by": by.account_id}
    ledger.append(session, round_id, "panel_added", body, at=at)
    return Done(panel)


def _nameless(name: str) -> Reason | None:
    return None if name else Reason(N_("Tổ giám khảo phải có tên."), "name")


def _shared(session: Session, round_id: str, fields: tuple[str, ...]) -> Reason | None:
    taken = {code for panel in session.scalars(_panels(round_id)) for code in panel.fields}
    double = sorted(taken & set(fields))
    message = N_("Lĩnh vực đã có tổ giám khảo: %(fields)s.")
    return Reason(message, "fields", None, {"fields": ", ".join(double)}) if double else None


def _panels(round_id: str) -> sa.Select[Panel]:
    return sa.select(Panel).where(Panel.round_id == round_id).order_by(Panel.name, Panel.id)


def add_judge(session: Session, round_id: str, *, by: Actor, at: datetime) -> Outcome[str]:
    """Give a judge a number in the round; the id is all that joins judging to an account outside."""
    if refusal := gathered([still_open(session, round_id)]):
        return refusal
    last = session.scalar(sa.select(sa.func.max(Judge.number)).where(Judge.round_id == round_id)) or 0
    judge = Judge(id=new_id(), round_id=round_id, number=last + 1)
    session.add(judge)
    body = {"judge": judge.id, "number": judge.number, "by": by.account_id}
    ledger.append(session, round_id, "judge_added", body, at=at)
    return Done(judge.id)


def seat(
    session: Session, panel_id: str, judge_id: str, role: SeatRole, *, by: Actor, at: datetime
) -> Outcome[Seat]:
    """Give a judge a place on a panel of the same round."""
    query = (
        sa.select(Panel.round_id)
        .join(Judge, Judge.round_id == Panel.round_id)
        .where(Panel.id == panel_id, Judge.id == judge_id)
    )
    round_id = session.scalar(query)
    if round_id is None:
        return because(N_("Giám khảo và tổ giám khảo không cùng một vòng chấm."))
    if refusal := gathered([still_open(session, round_id)]):
        return refusal
    made = Seat(id=new_id(), panel_id=panel_id, judge_id=judge_id, role=role)
    session.add(made)
    body = {"panel": panel_id, "judge": judge_id, "role": role.value, "by": by.account_id}
    ledger.append(session, round_id, "seated", body, at=at)
    return Done(made)


def still_open(session: Session, round_id: str) -> Reason | None:
    """Hold the round's row until the commit, and say so when the round no longer takes changes."""
    held = sa.select(Round.stage).where(Round.id == round_id).with_for_update()
    return None if session.scalar(held) is Stage.OPEN else Reason(CLOSED)


def stage_of(session: Session, round_id: str) -> Stage:
    """How far the round is."""
    return session.scalars(sa.select(Round.stage).where(Round.id == round_id)).one()


def panel_rows(session: Session, round_id: str) -> list[PanelRow]:
    """The panels of a round by name, each with its judges by number; one query."""
    seat = (Judge.id, Judge.number, Seat.role, Judge.accepted_at, Judge.declared_at, Judge.ended_at)
    query = (
        sa.select(Panel, *seat)
        .outerjoin(Seat, Seat.panel_id == Panel.id)
        .outerjoin(Judge, Judge.id == Seat.judge_id)
        .where(Panel.round_id == round_id)
        .order_by(Panel.name, Panel.id, Judge.number)
    )
    seats: dict[Panel, list[SeatRow]] = {}
    for panel, *rest in session.execute(query):
        own: tuple[Any, ...] = tuple(rest)
        seats.setdefault(panel, []).extend([SeatRow(*own)] if own[0] else [])
    return [
        PanelRow(panel.id, panel.name, tuple(panel.fields), tuple(taken)) for panel, taken in seats.items()
    ]


def open_session(session: Session, judge_id: str, *, expires_at: datetime) -> str:
    """Sign a judge in at the judge's desk; the secret for the cookie, of which only the hash is kept."""
    token = new_token()
    session.add(JudgeSession(token_hash=token_hash(token), judge_id=judge_id, expires_at=expires_at))
    session.flush()
    return token


def close_sessions(session: Session, judge_id: str) -> None:
    """Sign a judge out everywhere: signing out of the other desks, blocking, a new password."""
    session.execute(sa.delete(JudgeSession).where(JudgeSession.judge_id == judge_id))


def end_session(session: Session, hashed: str) -> Outcome[None]:
    """End one sign-in; one that is over already is no error."""
    session.execute(sa.delete(JudgeSession).where(JudgeSession.token_hash == hashed))
    return Done(None)
