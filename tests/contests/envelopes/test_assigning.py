"""Who marks what, through the one door: chosen, tried on entries, put in force on pieces, mended when a judge leaves."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes import service as envelopes
from contests.envelopes.terms import BarSource
from contests.kernel.audit import deeds_of
from contests.kernel.errors import Refused
from contests.kernel.sessions import value_of
from judging import ledger
from judging import service as judging
from judging.design.model import Assigned, Design, Plan
from judging.design.reading import assigned_pairs
from judging.model import Judge, Piece
from tests.factories_envelopes import Scene, mark_all, ready, round_id_of

SOME = judging.DesignFacts(judging.Kind.SOME, 3, 0, 30, "Xổ số Vĩnh Phúc ngày 20/11/2026")


def said(outcome: object) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


def some(session: Session, *, judges: int = 5, count: int = 5) -> Scene:
    """A season that may be sealed, in which three judges mark each piece."""
    scene = ready(session, judges=judges, count=count)
    value_of(envelopes.set_design(session, scene.season, SOME, **scene.by()))
    return scene


def sealed(session: Session, **wanted: int) -> Scene:
    scene = some(session, **wanted)
    value_of(envelopes.seal_round(session, scene.season, **scene.by()))
    return scene


def pairs(session: Session, scene: Scene) -> frozenset[tuple[str, str]]:
    return assigned_pairs(session, round_id_of(session, scene))


def bar(session: Session, scene: Scene, entry: int, judge: int) -> None:
    own = (scene.entries[entry].id, scene.judges[judge].id, BarSource.OWN_UNIT)
    value_of(envelopes.bar(session, scene.season, *own, **scene.by()))


def checked(session: Session, scene: Scene) -> dict[str, int]:
    value_of(envelopes.check_assignment(session, scene.season, **scene.by()))
    faults: dict[str, int] = session.get_one(Design, round_id_of(session, scene)).checked["faults"]
    return faults


def test_the_design_takes_hold_at_the_sealing_and_is_on_record(session: Session) -> None:
    scene = sealed(session)
    assert len(pairs(session, scene)) == 15
    deeds = [row.deed for row in ledger.rows(session, round_id_of(session, scene))]
    assert deeds.index("designed") < deeds.index("admitted") < deeds.index("assigned")
    assert "round.design" in [row.verb for row in deeds_of(session, scene.season.id)]


def test_a_round_by_default_writes_no_list(session: Session) -> None:
    scene = ready(session)
    value_of(envelopes.seal_round(session, scene.season, **scene.by()))
    assert session.scalars(sa.select(Assigned)).all() == []
    assert {len(judging.my_pieces(session, one.judge_id)) for one in scene.judges} == {3}


def test_a_conflict_noted_before_the_sealing_is_kept_to(session: Session) -> None:
    scene = some(session)
    bar(session, scene, 0, 0)
    bar(session, scene, 0, 1)
    value_of(envelopes.seal_round(session, scene.season, **scene.by()))
    judges = {judge for judge, piece in pairs(session, scene)}
    assert judges == {one.judge_id for one in scene.judges}
    assert {len(judging.my_pieces(session, one.judge_id)) for one in scene.judges} == {3}


def test_what_lacks_keeps_the_round_from_being_sealed(session: Session) -> None:
    scene = some(session, judges=4)
    bar(session, scene, 0, 0)
    value_of(envelopes.equip(session, scene.season, scene.judges[1].id, 29, (), **scene.by()))
    refused = said(envelopes.seal_round(session, scene.season, **scene.by()))
    assert len(refused) == 1
    assert "Cần thêm ít nhất 1 giám khảo cho lĩnh vực này" in refused[0]


def test_a_trial_on_entries_keeps_no_entry(session: Session) -> None:
    scene = some(session)
    bar(session, scene, 0, 0)
    value_of(envelopes.plan_assignment(session, scene.season, **scene.by()))
    plan = session.scalars(sa.select(Plan)).one()
    kept = str([plan.summary, plan.inputs, plan.pairs])
    assert not any(entry.id in kept or entry.title in kept for entry in scene.entries)
    assert plan.summary["fields"][0]["sheets"] == 15


def test_the_design_is_shut_by_the_sealing(session: Session) -> None:
    scene = sealed(session)
    assert said(envelopes.set_design(session, scene.season, SOME, **scene.by())) == [
        "Vòng chấm đã đánh phách nên cách giao bài không thay đổi được nữa."
    ]


def test_nothing_is_put_in_force_before_the_sealing(session: Session) -> None:
    scene = some(session)
    value_of(envelopes.plan_assignment(session, scene.season, **scene.by()))
    assert said(envelopes.apply_assignment(session, scene.season, **scene.by())) == [
        "Vòng chấm chưa đánh phách nên chưa có bài để phân công."
    ]


def test_who_leaves_hands_on_what_was_not_submitted_and_nothing_else_moves(session: Session) -> None:
    scene = sealed(session)
    mark_all(session, scene, but=[scene.judges[4].judge_id])
    before = pairs(session, scene)
    leaver = scene.judges[4]
    own = {pair for pair in before if pair[0] == leaver.judge_id}
    moved = envelopes.end_appointment(session, scene.season, leaver.id, "Nghỉ ốm dài ngày", **scene.by())
    assert value_of(moved) == len(own) > 0
    after = pairs(session, scene)
    assert before - after == own
    assert len(after) == 15
    assert checked(session, scene) == {}
    assert judging.my_pieces(session, leaver.judge_id) == []


def test_who_leaves_where_nobody_is_left_is_replaced_first(session: Session) -> None:
    scene = sealed(session, judges=3)
    leaver = scene.judges[2]
    refused = envelopes.end_appointment(session, scene.season, leaver.id, "Nghỉ ốm dài ngày", **scene.by())
    assert "Cần thêm ít nhất 1 giám khảo" in said(refused)[0]


def test_the_verifier_looks_after_every_change_by_hand(session: Session) -> None:
    scene = sealed(session)
    kept = session.get_one(Design, round_id_of(session, scene))
    before = kept.checked["seq"]
    for entry in range(5):
        bar(session, scene, entry, 0)
    assert kept.checked["faults"] == {"barred": 3}
    assert kept.checked["seq"] > before
    panel, judge = next(iter(scene.panels.values())), scene.judges[1].judge_id
    value_of(envelopes.waive_judge(session, scene.season, panel, judge, "Bận đột xuất", **scene.by()))
    assert kept.checked["faults"] == {"barred": 3}


def test_a_late_conflict_is_seen_and_mended_by_a_plan(session: Session) -> None:
    scene = sealed(session)
    piece = session.scalars(sa.select(Piece.id)).first()
    judge = next(judge for judge, own in pairs(session, scene) if own == piece)
    value_of(judging.bar(session, {(judge, str(piece))}, **scene.by()))
    assert checked(session, scene) == {"barred": 1}
    value_of(envelopes.plan_assignment(session, scene.season, **scene.by()))
    value_of(envelopes.apply_assignment(session, scene.season, **scene.by()))
    assert checked(session, scene) == {}
    assert (judge, piece) not in pairs(session, scene)
    assert session.scalars(sa.select(Judge.ended_at).distinct()).all() == [None]
