"""Choosing a design, working a plan out, putting it in force, and having it checked by who did not make it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.codes import new_id
from contests.kernel.errors import Done, Outcome, Reason, because, gathered
from contests.kernel.text import N_, one_line
from judging import ledger
from judging.design import summing, verifying
from judging.design.comparing import preview
from judging.design.composing import DesignFacts, Item, Sitting, State, anchor_ids, composed
from judging.design.lacking import reasons
from judging.design.model import Assigned, Design, Plan
from judging.design.problem import Pair, Problem, canonical, fingerprint
from judging.design.reading import assigned_pairs, benches, design_of, judges, sitting
from judging.design.solving import Solution, Stuck, solve
from judging.model import LedgerRow, Panel, Piece, Round
from judging.rounds import still_open

MOST_ANCHORS = 20
LONGEST = 24 * 60
SEALED = N_("Vòng chấm đã đánh phách nên cách giao bài không thay đổi được nữa.")
TOO_FEW = N_("Số giám khảo mỗi bài không được ít hơn số phiếu điểm tối thiểu (%(least)s).")
NO_ANCHORS = N_("Số bài neo mỗi tổ phải từ 0 đến %(most)s.")
NO_MINUTES = N_("Số phút chấm một bài phải từ 1 đến %(most)s.")
STRANGE_PANEL = N_("Có tổ giám khảo không thuộc vòng chấm này.")
NO_SEED = N_("Đề nghị ghi hạt giống: một con số hay dòng chữ được công bố trước khi đánh phách.")
NOTHING = N_("Chưa có phương án phân công nào để áp dụng.")
MOVED = N_("Dữ liệu đã thay đổi từ lúc tính phương án. Đề nghị tính lại rồi áp dụng.")


def set_design(
    session: Session, round_id: str, facts: DesignFacts, *, by: Actor, at: datetime
) -> Outcome[Design]:
    """Choose how pieces come to judges; until there are pieces."""
    shut = still_open(session, round_id)
    if refusal := gathered([shut, *_faults(session, round_id, facts)]):
        return refusal
    made = session.get(Design, round_id) or Design(round_id=round_id)
    made.kind, made.judges_per_piece, made.anchors = facts.kind, facts.judges_per_piece, facts.anchors
    made.minutes_per_piece, made.seed = facts.minutes_per_piece, one_line(facts.seed)
    made.linked, made.anchor_pieces = sorted(facts.linked), []
    session.add(made)
    body = {
        "kind": facts.kind.value, "judges_per_piece": facts.judges_per_piece, "anchors": facts.anchors,
        "minutes_per_piece": facts.minutes_per_piece, "seed": made.seed, "linked": made.linked, "by": by.account_id,
    }  # fmt: skip
    ledger.append(session, round_id, "designed", body, at=at)
    return Done(made)


def _faults(session: Session, round_id: str, facts: DesignFacts) -> Iterable[Reason | None]:
    least = session.get_one(Round, round_id).least_sheets
    known = set(session.scalars(sa.select(Panel.id).where(Panel.round_id == round_id)))
    return [
        Reason(SEALED) if _has_pieces(session, round_id) else None,
        Reason(TOO_FEW, "judges_per_piece", None, {"least": least}) if facts.judges_per_piece < least else None,
        None if 0 <= facts.anchors <= MOST_ANCHORS else Reason(NO_ANCHORS, "anchors", None, {"most": MOST_ANCHORS}),
        None if 1 <= facts.minutes_per_piece <= LONGEST
        else Reason(NO_MINUTES, "minutes_per_piece", None, {"most": LONGEST}),
        Reason(STRANGE_PANEL, "linked") if not set(facts.linked) <= known else None,
        None if one_line(facts.seed) else Reason(NO_SEED, "seed"),
    ]  # fmt: skip


def _has_pieces(session: Session, round_id: str) -> bool:
    return session.scalar(sa.select(Piece.id).where(Piece.round_id == round_id).limit(1)) is not None


def try_out(
    session: Session, round_id: str, works: Sequence[tuple[str, Collection[str]]], names: Mapping[str, str],
    *, at: datetime,
) -> Outcome[Plan]:  # fmt: skip
    """A plan before sealing: of each work only its field and the judges barred from it. Its summary alone is kept."""
    if refusal := gathered([Reason(SEALED) if _has_pieces(session, round_id) else None]):
        return refusal
    own = benches(session, round_id)
    panel_of = {field: bench.id for bench in own for field in bench.fields}
    placed = sorted((field, sorted(barred)) for field, barred in works if field in panel_of)
    items = tuple(Item(f"{place:05}", panel_of[field], field) for place, (field, _) in enumerate(placed))
    barred = {(judge, item.id) for item, (_, shut) in zip(items, placed, strict=True) for judge in shut}
    whole = Sitting(
        design_of(session, round_id), own, judges(session, round_id), items, State(frozenset(barred))
    )
    problem = composed(whole)
    found = solve(problem)
    return Done(_kept(session, round_id, at, summary=_summed(whole, problem, found, names)))


def _summed(
    whole: Sitting, problem: Problem, found: Solution | Stuck, names: Mapping[str, str]
) -> summing.Summary:
    if isinstance(found, Stuck):
        return summing.stuck_summary(problem, reasons(problem, found, names), names)
    told = {bench.id: bench.name for bench in whole.benches}
    compared = preview(
        found.pairs, {item.id: told[item.panel] for item in whole.items}, list(told.values()),
        {judge.id: judge.number for judge in whole.judges},
    )  # fmt: skip
    inputs = canonical(problem)
    faults = verifying.proof_faults(inputs, found.pairs, _proof(found, fingerprint(inputs)))
    return summing.summary(whole, problem, found.pairs, compared, found.cost, faults, names)


def _proof(found: Solution, inputs_hash: str) -> dict[str, Any]:
    return {
        "inputs": inputs_hash, "cost": found.cost, "judges": found.judge_prices, "pieces": found.piece_prices,
    }  # fmt: skip


def _kept(session: Session, round_id: str, at: datetime, **values: Any) -> Plan:
    """The plan on record; one that was worked out before and not put in force is forgotten."""
    session.execute(sa.delete(Plan).where(Plan.round_id == round_id, Plan.applied_at.is_(None)))
    last = session.scalar(sa.select(sa.func.max(Plan.position)).where(Plan.round_id == round_id)) or 0
    empty: dict[str, Any] = {"inputs": {}, "pairs": {}, "judge_prices": {}, "piece_prices": {}}
    made = Plan(id=new_id(), round_id=round_id, position=last + 1, made_at=at, **(empty | values))
    session.add(made)
    session.flush()
    return made


def plan_assignment(
    session: Session, round_id: str, names: Mapping[str, str], *, at: datetime
) -> Outcome[Plan]:
    """Work out the assignment of a sealed round as it stands now; as little as can be is changed of what is assigned.

    The proof is checked before anything is kept: a plan that the verifier refuses is a bug and is not kept.
    """
    if refusal := gathered([still_open(session, round_id)]):
        return refusal
    whole = sitting(session, round_id)
    problem = composed(whole)
    found = solve(problem)
    told = _summed(whole, problem, found, names)
    if isinstance(found, Stuck):
        return Done(_kept(session, round_id, at, summary=told))
    if not whole.design.listed:
        return Done(_kept(session, round_id, at, summary=told))
    if told["faults"]:
        raise AssertionError(f"the verifier refuses the optimum of round {round_id}")
    inputs = canonical(problem)
    return Done(
        _kept(
            session, round_id, at, summary=told, inputs=inputs, inputs_hash=fingerprint(inputs),
            pairs=_by_judge(found.pairs), judge_prices=dict(found.judge_prices),
            piece_prices=dict(found.piece_prices), cost=str(found.cost),
        )
    )  # fmt: skip


def _by_judge(pairs: Iterable[Pair]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for judge, piece in sorted(pairs):
        found.setdefault(judge, []).append(piece)
    return found


def latest_plan(session: Session, round_id: str) -> Plan | None:
    """The plan that was worked out last."""
    return design_seen(session, round_id)[1]


CHANGES = ("barred", "recused", "waived", "judge_ended", "seated", "late", "capacity")
"""Deeds that an assignment in force may not fit any more."""


def last_change(round_id: str) -> sa.ScalarSelect[int]:
    """The number of the last such deed in a round."""
    own = (LedgerRow.round_id == round_id, LedgerRow.deed.in_(CHANGES))
    return sa.select(sa.func.coalesce(sa.func.max(LedgerRow.seq), 0)).where(*own).scalar_subquery()


def design_seen(session: Session, round_id: str) -> tuple[Design | None, Plan | None, int]:
    """The design that was chosen, the plan that was worked out last, the number of the last change; one query."""
    last = sa.select(sa.func.max(Plan.position)).where(Plan.round_id == round_id).scalar_subquery()
    query = (
        sa.select(Design, Plan, last_change(round_id))
        .select_from(Round)
        .outerjoin(Design, Design.round_id == Round.id)
        .outerjoin(Plan, sa.and_(Plan.round_id == Round.id, Plan.position == last))
        .where(Round.id == round_id)
    )
    design, made, changed = session.execute(query).one()
    return design, made, changed


def put_in_force(session: Session, round_id: str, *, by: Actor, at: datetime) -> Outcome[Plan]:
    """Put the latest plan in force, exactly as it was shown: refused once what it was made from has changed."""
    if refusal := gathered([still_open(session, round_id)]):
        return refusal
    made = latest_plan(session, round_id)
    if made is None or not made.pairs or made.applied_at is not None:
        return because(NOTHING)
    whole = sitting(session, round_id)
    if fingerprint(canonical(composed(whole))) != made.inputs_hash:
        return because(MOVED)
    _write(session, round_id, pairs_of(made), by, at, made)
    _listed(session, round_id, whole)
    made.applied_at = at
    return Done(made)


def pairs_of(made: Plan) -> frozenset[Pair]:
    """The pairs of a plan."""
    return frozenset((judge, piece) for judge, pieces in made.pairs.items() for piece in pieces)


def _write(
    session: Session, round_id: str, wanted: frozenset[Pair], by: Actor, at: datetime, made: Plan
) -> None:
    standing = assigned_pairs(session, round_id)
    added, removed = wanted - standing, standing - wanted
    table: Any = Assigned.__table__
    for judge, pieces in _by_judge(removed).items():
        gone = sa.delete(table).where(table.c.judge_id == judge, table.c.piece_id.in_(pieces))
        session.connection().execute(gone)
    rows = [{"judge_id": judge, "piece_id": piece} for judge, piece in sorted(added)]
    if rows:
        session.connection().execute(sa.insert(table), rows)
    body = {
        "plan": made.id, "inputs": made.inputs_hash, "cost": made.cost, "seed": made.inputs["seed"],
        "added": _by_judge(added), "removed": _by_judge(removed), "by": by.account_id,
    }  # fmt: skip
    ledger.append(session, round_id, "assigned", body, at=at)


def _listed(session: Session, round_id: str, whole: Sitting) -> None:
    """From now on the list says who marks what, and the anchors stay the same."""
    session.execute(sa.update(Panel).where(Panel.round_id == round_id).values(listed=True))
    own, facts = session.get(Design, round_id), whole.design
    if own is None:
        own = Design(
            round_id=round_id, kind=facts.kind, judges_per_piece=facts.judges_per_piece, anchors=facts.anchors,
            minutes_per_piece=facts.minutes_per_piece, seed=facts.seed, linked=list(facts.linked),
        )  # fmt: skip
        session.add(own)
    own.anchor_pieces = anchor_ids(whole)
