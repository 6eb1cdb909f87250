"""The seal of the results: officers of the panels confirm, and with the last panel the round is sealed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.errors import Done, Outcome, Reason, Refused, because, gathered
from contests.kernel.text import N_
from judging import ledger
from judging.deliberation.lines import sealed_part, unsettled
from judging.facts import StandingRow
from judging.marking import NOT_YOURS
from judging.model import Judge, Panel, Piece, Round, Seat
from judging.numbers.computing import current, held
from judging.results import seal_results, standings
from judging.sealing import rules
from judging.sealing.facts import Officer, PanelSeal, SealSheet
from judging.sealing.model import SealWord, Substitute
from judging.terms import SeatRole, Stage

NO_JUDGE = N_("Người thay thế phải là giám khảo của vòng chấm, đã khai báo và còn làm nhiệm vụ.")
IS_OFFICER = N_("Tổ trưởng và thư ký đã có quyền niêm phong, không cần làm người thay thế.")
OFFICERS = (SeatRole.CHAIR, SeatRole.SECRETARY)
_PLACES = (*OFFICERS, SeatRole.MEMBER)


def confirm_results(
    session: Session, judge_id: str, panel_id: str, figures: str, *, at: datetime
) -> Outcome[bool]:
    """One officer's word for the panel's figures as shown (their hash); True when the round is sealed with it."""
    if judge_id not in _officers(session, [panel_id]).get(panel_id, {}):
        return because(NOT_YOURS)
    panel = session.get_one(Panel, panel_id)
    round_ = held(session, panel.round_id)
    own, words = rules.Word(judge_id, figures, at), _words(session, [panel_id])
    shown = _figures(session, panel)
    computed = round_.computed_at is not None and current(session, panel.round_id)
    is_sealed = round_.stage is Stage.SEALED
    unready = rules.objections(words.get(panel_id, ()), shown, own, computed=computed, round_sealed=is_sealed)
    if refusal := gathered([*unready, *_own_reasons(session, panel)]):
        return refusal
    _note(session, panel, own)
    return _seal_when_whole(session, panel.round_id, judge_id, at)


def _own_reasons(session: Session, panel: Panel) -> list[Reason]:
    """What of the panel's own deliberation is not settled yet."""
    return [one for one in unsettled(session, panel.round_id) if one.values.get("panel") == panel.name]


def _note(session: Session, panel: Panel, word: rules.Word) -> None:
    mine = sa.select(SealWord).where(SealWord.panel_id == panel.id, SealWord.judge_id == word.judge_id)
    row = session.scalar(mine) or SealWord(panel_id=panel.id, judge_id=word.judge_id)
    row.figures, row.given_at = word.figures, word.given_at
    session.add(row)
    session.flush()
    body = {"panel": panel.id, "judge": word.judge_id, "figures": word.figures}
    ledger.append(session, panel.round_id, "seal_given", body, at=word.given_at)


def _seal_when_whole(session: Session, round_id: str, judge_id: str, at: datetime) -> Outcome[bool]:
    if not all(seal.sealed for seal in panel_seals(session, round_id, at=at) if seal.pieces):
        return Done(False)
    outcome = seal_results(session, round_id, by=Actor(judge_id, "", frozenset()), at=at)
    return outcome if isinstance(outcome, Refused) else Done(True)


def panel_seals(session: Session, round_id: str, *, at: datetime) -> list[PanelSeal]:
    """How far the seal of every panel of a round is, by name."""
    panels = session.scalars(sa.select(Panel).where(Panel.round_id == round_id).order_by(Panel.name)).all()
    ids = [panel.id for panel in panels]
    officers, words = _officers(session, ids), _words(session, ids)
    rows, verdicts = _rows(session, round_id), sealed_part(session, round_id)
    return [
        _seal(
            panel, rows.get(panel.id, []), verdicts, officers.get(panel.id, {}), words.get(panel.id, []), at
        )
        for panel in panels
    ]


def seal_sheets(session: Session, judge_id: str, *, at: datetime) -> list[SealSheet]:
    """What this judge may confirm, panel by panel; nothing before the figures are computed."""
    round_id = session.scalars(sa.select(Judge.round_id).where(Judge.id == judge_id)).one()
    rows, verdicts = _rows(session, round_id), sealed_part(session, round_id)
    return [
        SealSheet(seal, tuple(rows[seal.panel_id]), _digest(rows[seal.panel_id], verdicts, seal.name))
        for seal in panel_seals(session, round_id, at=at)
        if seal.pieces and judge_id in {officer.judge_id for officer in seal.officers}
    ]


def may_seal(session: Session, judge_id: str) -> bool:
    """Whether there are figures that this judge, an officer of a panel or a substitute, may confirm."""
    leads = sa.exists().where(Seat.judge_id == Judge.id, Seat.role.in_(OFFICERS))
    stands_in = sa.exists().where(Substitute.judge_id == Judge.id)
    query = sa.select(Judge.id).join(Round, Round.id == Judge.round_id).where(Judge.id == judge_id)
    return session.scalar(query.where(Round.computed_at.is_not(None), sa.or_(leads, stands_in))) is not None


def name_substitute(
    session: Session, panel_id: str, judge_id: str, *, by: Actor, at: datetime
) -> Outcome[Substitute]:
    """Let a judge of the round do what is left to the chair or secretary of a panel: lead its meeting, and confirm.

    Any judge of the round: a small panel has nobody left where its chair or secretary is lost.
    """
    panel = session.get_one(Panel, panel_id)
    round_ = held(session, panel.round_id)
    seated = sa.select(Seat.role).where(Seat.panel_id == panel_id, Seat.judge_id == judge_id)
    if round_.stage is Stage.SEALED:
        return because(rules.SEALED)
    if not _at_work(session, round_, judge_id):
        return because(NO_JUDGE)
    if session.scalar(seated) in OFFICERS:
        return because(IS_OFFICER)
    made = Substitute(panel_id=panel_id, judge_id=judge_id, named_by=by.account_id, named_at=at)
    session.add(made)
    session.flush()
    body = {"panel": panel_id, "judge": judge_id, "by": by.account_id}
    ledger.append(session, panel.round_id, "substitute_named", body, at=at)
    return Done(made)


def _at_work(session: Session, round_: Round, judge_id: str) -> bool:
    """Whether a judge of the round comes to the desk; who has not declared by its close does not any more."""
    own = sa.select(Judge.declared_at).where(
        Judge.id == judge_id, Judge.round_id == round_.id, Judge.ended_at.is_(None)
    )
    found = session.execute(own).one_or_none()
    return found is not None and (round_.stage is Stage.OPEN or found.declared_at is not None)


def _seal(
    panel: Panel,
    rows: list[StandingRow],
    verdicts: list[list[Any]],
    officers: dict[str, tuple[int, SeatRole]],
    words: Sequence[rules.Word],
    at: datetime,
) -> PanelSeal:
    figures = _digest(rows, verdicts, panel.name)
    given = {word.judge_id: word.given_at for word in rules.standing(words, figures, at)}
    named = tuple(Officer(key, *officer, given.get(key)) for key, officer in officers.items())
    return PanelSeal(panel.id, panel.name, len(rows), named, rules.sealed(words, figures))


def _figures(session: Session, panel: Panel) -> str:
    rows = _rows(session, panel.round_id).get(panel.id, [])
    return _digest(rows, sealed_part(session, panel.round_id), panel.name)


def _digest(rows: list[StandingRow], verdicts: list[list[Any]], panel: str) -> str:
    own = sorted(rows, key=lambda row: row.code)
    lines = [[r.code, r.numerator, r.denominator, r.hundredths, r.rank, r.sheets] for r in own]
    return ledger.digest([lines, [line for line in verdicts if line[0] == panel]])


def _rows(session: Session, round_id: str) -> dict[str, list[StandingRow]]:
    panels = sa.select(Piece.id, Piece.panel_id).where(Piece.round_id == round_id)
    panel_of: dict[str, str] = {row.id: row.panel_id for row in session.execute(panels)}
    found: dict[str, list[StandingRow]] = {}
    for row in standings(session, round_id):
        found.setdefault(panel_of[row.piece_id], []).append(row)
    return found


def officer_ids(session: Session, panel_id: str) -> frozenset[str]:
    """The judges who may confirm a panel's figures: chair, secretary and substitutes, as far as they are still there."""
    return frozenset(_officers(session, [panel_id]).get(panel_id, {}))


def _officers(session: Session, panel_ids: Sequence[str]) -> dict[str, dict[str, tuple[int, SeatRole]]]:
    """By panel: judge id → number and role; chair, secretary, then substitutes; nobody whose appointment is over."""
    seated = sa.select(Seat.panel_id, Seat.judge_id, Seat.role.label("role")).where(Seat.role.in_(OFFICERS))
    member = sa.literal(SeatRole.MEMBER.value).label("role")
    places = sa.union_all(seated, sa.select(Substitute.panel_id, Substitute.judge_id, member)).subquery()
    query = (
        sa.select(places.c.panel_id, Judge.id, Judge.number, places.c.role)
        .join(Judge, Judge.id == places.c.judge_id)
        .where(places.c.panel_id.in_(panel_ids), Judge.ended_at.is_(None))
        .order_by(Judge.number)
    )
    rows = [(*row[:3], SeatRole(row.role)) for row in session.execute(query)]
    found: dict[str, dict[str, tuple[int, SeatRole]]] = {}
    for panel_id, judge_id, number, role in sorted(rows, key=lambda row: _PLACES.index(row[3])):
        found.setdefault(panel_id, {})[judge_id] = (number, role)
    return found


def _words(session: Session, panel_ids: Sequence[str]) -> dict[str, list[rules.Word]]:
    found: dict[str, list[rules.Word]] = {}
    for row in session.scalars(sa.select(SealWord).where(SealWord.panel_id.in_(panel_ids))):
        found.setdefault(row.panel_id, []).append(rules.Word(row.judge_id, row.figures, row.given_at))
    return found
