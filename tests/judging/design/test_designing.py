"""The design of a round: anchors between panels, what may be chosen, and a plan before there are pieces."""

import dataclasses
from collections import Counter
from typing import Any

import pytest
from sqlalchemy.orm import Session

from contests.kernel.sessions import value_of
from judging import service as judging
from judging.design.model import Design
from judging.design.reading import assigned_pairs
from tests.factories import NOON
from tests.factories_judging import FIELDS, OF, Made, exhibit, make_ready, make_round
from tests.judging.design.test_planning import RULES, SOME, some
from tests.judging.test_rounds import said


def two_panels(session: Session, **rules: str) -> tuple[Made, str]:
    """A round with a panel for each of two fields, three judges each."""
    facts = dataclasses.replace(SOME, rules=RULES | rules)
    made = make_round(session, judges=3, exhibits=(), facts=facts)
    other = value_of(judging.add_panel(session, made.round_id, "Tổ Tin học", ("PM",), **OF))
    session.flush()
    more = [value_of(judging.add_judge(session, made.round_id, **OF)) for _ in range(3)]
    for judge in more:
        value_of(judging.seat(session, other.id, judge, judging.SeatRole.MEMBER, **OF))
        make_ready(session, judge)
    return dataclasses.replace(made, judges=(*made.judges, *more)), other.id


def admitted(session: Session, made: Made, each: int = 12) -> None:
    exhibits = [exhibit(n, field) for field in ("HT", "PM") for n in range(each)]
    value_of(judging.admit(session, made.round_id, exhibits, **OF))


DESIGN = judging.DesignFacts(judging.Kind.SOME, 2, 2, 30, "Xổ số Vĩnh Phúc ngày 20/11/2026")


@pytest.mark.parametrize("kind", list(judging.Kind))
def test_anchors_of_linked_panels_are_marked_by_all_their_judges(
    session: Session, kind: judging.Kind
) -> None:
    made, other = two_panels(session)
    facts = dataclasses.replace(DESIGN, kind=kind, linked=(made.panel_id, other))
    value_of(judging.set_design(session, made.round_id, facts, **OF))
    admitted(session, made)
    plan = value_of(judging.assign(session, made.round_id, FIELDS, **OF))
    usual = 2 if kind is judging.Kind.SOME else 3
    counts = Counter(piece for _, piece in assigned_pairs(session, made.round_id))
    assert Counter(counts.values()) == {6: 4, usual: 20}
    anchors = session.get_one(Design, made.round_id).anchor_pieces
    assert sorted(anchors) == sorted(piece for piece, count in counts.items() if count == 6)
    assert plan
    assert [row["anchors"] for row in plan.summary["judges"]] == [4] * 6


def test_panels_without_a_tie_are_told_apart_and_how_many_anchors_would_tie_them(session: Session) -> None:
    made, _other = two_panels(session)
    admitted(session, made)
    plan = value_of(judging.assign(session, made.round_id, FIELDS, **OF))
    assert plan
    words = [str(reason) for reason in judging.reasons_of(plan.summary["compared"])]
    assert any("không có bài nào chấm chung" in one and "thì so sánh được" in one for one in words)
    assert ["Tổ Học tập", "Tổ Tin học"] not in plan.summary["groups"]


def test_enough_anchors_make_the_panels_comparable(session: Session) -> None:
    made, other = two_panels(session)
    facts = dataclasses.replace(DESIGN, anchors=6, linked=(made.panel_id, other))
    value_of(judging.set_design(session, made.round_id, facts, **OF))
    admitted(session, made)
    plan = value_of(judging.assign(session, made.round_id, FIELDS, **OF))
    assert plan
    assert plan.summary["groups"] == [["Tổ Học tập", "Tổ Tin học"]]
    assert plan.summary["compared"] == []


def test_a_design_is_chosen_before_the_pieces_come(session: Session) -> None:
    made = some(session)
    assert "Vòng chấm đã đánh phách nên cách giao bài không thay đổi được nữa." in said(
        judging.set_design(session, made.round_id, DESIGN, **OF)
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"judges_per_piece": 1}, "Số giám khảo mỗi bài không được ít hơn số phiếu điểm tối thiểu (2)."),
        ({"anchors": 21}, "Số bài neo mỗi tổ phải từ 0 đến 20."),
        ({"minutes_per_piece": 0}, "Số phút chấm một bài phải từ 1 đến 1440."),
        ({"linked": ("khong-co",)}, "Có tổ giám khảo không thuộc vòng chấm này."),
        ({"seed": "  "}, "Đề nghị ghi hạt giống: một con số hay dòng chữ được công bố trước khi đánh phách."),
    ],
)
def test_a_design_that_cannot_be_is_refused(session: Session, change: dict[str, Any], words: str) -> None:
    made = make_round(session, exhibits=(), facts=SOME)
    wrong = dataclasses.replace(DESIGN, **change)
    assert said(judging.set_design(session, made.round_id, wrong, **OF)) == [words]


def test_before_sealing_a_plan_is_its_counts_only(session: Session) -> None:
    made = make_round(session, exhibits=(), facts=SOME)
    works = [("HT", {made.judges[0]})] + [("HT", set())] * 3
    plan = value_of(judging.try_out(session, made.round_id, works, FIELDS, at=NOON))
    assert [row["pieces"] for row in plan.summary["judges"]] in ([2, 3, 3], [3, 3, 2], [3, 2, 3])
    assert plan.summary["faults"] == 0
    assert (plan.inputs, plan.pairs) == ({}, {})
    assert judging.latest_plan(session, made.round_id) is plan


def test_the_best_value_before_sealing_is_the_best_value_after(session: Session) -> None:
    made = make_round(session, judges=4, exhibits=(), facts=SOME)
    tried = value_of(judging.try_out(session, made.round_id, [("HT", set())] * 7, FIELDS, at=NOON))
    cost = tried.summary["cost"]
    value_of(judging.admit(session, made.round_id, [exhibit(n) for n in range(7)], **OF))
    plan = value_of(judging.assign(session, made.round_id, FIELDS, **OF))
    assert plan
    assert plan.cost == cost
