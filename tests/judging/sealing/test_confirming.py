"""Two officers of every panel seal the round's results, at the judge's desk, and there is no way around them."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.errors import Done, Refused
from contests.kernel.sessions import value_of
from judging import ledger
from judging import service as judging
from judging.marking import NOT_YOURS
from judging.model import Judge, Round, Seat
from tests.factories import NOON
from tests.factories_judging import OF, Made, exhibit, fill_all, make_ready, make_round
from tests.judging.test_rounds import said


def officers(session: Session, *, compute: bool = True) -> Made:
    """A closed round whose first two judges are chair and secretary."""
    made = make_round(session, judges=0, exhibits=[])
    roles = (judging.SeatRole.CHAIR, judging.SeatRole.SECRETARY, judging.SeatRole.MEMBER)
    own = []
    for role in roles:
        judge_id = value_of(judging.add_judge(session, made.round_id, **OF))
        value_of(judging.seat(session, made.panel_id, judge_id, role, **OF))
        make_ready(session, judge_id)
        own.append(judge_id)
    pieces = value_of(judging.admit(session, made.round_id, [exhibit(1), exhibit(2)], **OF))
    made = Made(made.round_id, made.panel_id, tuple(own), tuple(pieces), made.criteria)
    fill_all(session, made)
    value_of(judging.close_round(session, made.round_id, **OF))
    if compute:
        value_of(judging.compute_standings(session, made.round_id, **OF))
    return made


def give(session: Session, made: Made, judge: int, hours: float = 0, figures: str | None = None):
    at, judge_id = NOON + timedelta(hours=hours), made.judges[judge]
    sheets = judging.seal_sheets(session, judge_id, at=at)
    shown = figures or (sheets[0].figures if sheets else "")
    return judging.confirm_results(session, judge_id, made.panel_id, shown, at=at)


def stage(session: Session, made: Made) -> judging.Stage:
    return session.get_one(Round, made.round_id).stage


def test_the_second_officer_seals_the_round(session: Session) -> None:
    made = officers(session)
    assert give(session, made, 0) == Done(False)
    assert stage(session, made) is judging.Stage.CLOSED
    assert give(session, made, 1, 23) == Done(True)
    assert stage(session, made) is judging.Stage.SEALED
    deeds = [(row.deed, row.body.get("judge")) for row in ledger.rows(session, made.round_id)]
    assert deeds[-3:-1] == [("seal_given", made.judges[0]), ("seal_given", made.judges[1])]
    assert deeds[-1][0] == "results_sealed"


def test_an_ordinary_member_seals_nothing(session: Session) -> None:
    made = officers(session)
    assert said(give(session, made, 2)) == [NOT_YOURS]
    assert judging.seal_sheets(session, made.judges[2], at=NOON) == []


def test_one_officer_alone_does_not_seal_however_often(session: Session) -> None:
    made = officers(session)
    give(session, made, 0)
    assert isinstance(give(session, made, 0, 1), Refused)
    assert give(session, made, 0, 25) == Done(False)
    assert stage(session, made) is judging.Stage.CLOSED


def test_a_second_word_after_a_day_only_begins_anew(session: Session) -> None:
    made = officers(session)
    give(session, made, 0)
    assert give(session, made, 1, 25) == Done(False)
    assert stage(session, made) is judging.Stage.CLOSED


def test_what_was_shown_must_still_be_the_figures(session: Session) -> None:
    made = officers(session)
    assert "tổng hợp lại" in said(give(session, made, 0, figures="0" * 64))[0]


def test_nothing_is_sealed_before_the_figures_are_there(session: Session) -> None:
    made = officers(session, compute=False)
    assert judging.seal_sheets(session, made.judges[0], at=NOON) == []
    assert isinstance(give(session, made, 0), Refused)


def test_every_panel_has_to_be_sealed(session: Session) -> None:
    made = make_round(session, judges=0, exhibits=[])
    second = value_of(judging.add_panel(session, made.round_id, "Tổ Tin học", ("PM",), **OF)).id
    heads: dict[str, list[str]] = {}
    for panel_id in (made.panel_id, second):
        for role in (judging.SeatRole.CHAIR, judging.SeatRole.SECRETARY):
            judge_id = value_of(judging.add_judge(session, made.round_id, **OF))
            value_of(judging.seat(session, panel_id, judge_id, role, **OF))
            make_ready(session, judge_id)
            heads.setdefault(panel_id, []).append(judge_id)
    pieces = value_of(judging.admit(session, made.round_id, [exhibit(1), exhibit(2, "PM")], **OF))
    assert len(pieces) == 2
    for judge_id in (judge for judges in heads.values() for judge in judges):
        for own in judging.my_pieces(session, judge_id):
            marks = dict(zip(made.criteria, ("20", "20", "30"), strict=True))
            saved = value_of(judging.save_marks(session, judge_id, own.piece_id, marks, "", 0, at=NOON))
            value_of(judging.submit_sheet(session, judge_id, own.piece_id, saved.version, at=NOON))
    value_of(judging.close_round(session, made.round_id, **OF))
    value_of(judging.compute_standings(session, made.round_id, **OF))
    done = []
    for panel_id, judges in heads.items():
        for judge_id in judges:
            (sheet,) = judging.seal_sheets(session, judge_id, at=NOON)
            done.append(
                value_of(judging.confirm_results(session, judge_id, panel_id, sheet.figures, at=NOON))
            )
    assert done == [False, False, False, True]


def test_a_substitute_confirms_in_an_officers_place(session: Session) -> None:
    made = officers(session)
    value_of(judging.name_substitute(session, made.panel_id, made.judges[2], **OF))
    assert give(session, made, 2) == Done(False)
    assert give(session, made, 1) == Done(True)


@pytest.mark.parametrize(("judge", "words"), [(0, "không cần làm người thay thế"), (None, "của vòng chấm")])
def test_only_an_ordinary_judge_of_the_round_becomes_a_substitute(
    session: Session, judge: int | None, words: str
) -> None:
    made, other = officers(session), officers(session)
    who = made.judges[judge] if judge is not None else other.judges[2]
    assert words in said(judging.name_substitute(session, made.panel_id, who, **OF))[0]


def two_panels(session: Session) -> tuple[Made, str]:
    """A panel of chair and secretary alone, closed and computed, with the chair's appointment ended by then; a judge
    of the other panel."""
    made = make_round(session, judges=2, exhibits=[])
    for judge, role in zip(made.judges, (judging.SeatRole.CHAIR, judging.SeatRole.SECRETARY), strict=True):
        session.execute(sa.update(Seat).where(Seat.judge_id == judge).values(role=role))
    second = value_of(judging.add_panel(session, made.round_id, "Tổ Tin học", ("PM",), **OF)).id
    elsewhere = value_of(judging.add_judge(session, made.round_id, **OF))
    value_of(judging.seat(session, second, elsewhere, judging.SeatRole.MEMBER, **OF))
    make_ready(session, elsewhere)
    pieces = value_of(judging.admit(session, made.round_id, [exhibit(1)], **OF))
    made = Made(made.round_id, made.panel_id, made.judges, tuple(pieces), made.criteria)
    fill_all(session, made)
    value_of(judging.end_judge(session, made.judges[0], "Chuyển công tác", **OF))
    value_of(judging.close_round(session, made.round_id, **OF))
    value_of(judging.compute_standings(session, made.round_id, **OF))
    return made, elsewhere


def test_a_panel_of_two_that_lost_its_chair_is_sealed_with_a_judge_of_another(session: Session) -> None:
    made, elsewhere = two_panels(session)
    assert judging.officer_ids(session, made.panel_id) == {made.judges[1]}
    assert said(give(session, made, 0, figures="0" * 64)) == [NOT_YOURS]
    assert judging.sitting(session, elsewhere, made.panel_id) is None
    value_of(judging.name_substitute(session, made.panel_id, elsewhere, **OF))
    seat = judging.sitting(session, elsewhere, made.panel_id)
    assert seat is not None
    assert (seat.leads, seat.here) == (True, False)
    (sheet,) = judging.seal_sheets(session, elsewhere, at=NOON)
    assert [one.role for one in sheet.seal.officers] == [judging.SeatRole.SECRETARY, judging.SeatRole.MEMBER]
    assert give(session, made, 1) == Done(False)
    assert value_of(judging.confirm_results(session, elsewhere, made.panel_id, sheet.figures, at=NOON))


def test_who_left_or_never_declared_stands_in_for_nobody_after_the_close(session: Session) -> None:
    made, elsewhere = two_panels(session)
    assert (
        "còn làm nhiệm vụ" in said(judging.name_substitute(session, made.panel_id, made.judges[0], **OF))[0]
    )
    session.execute(sa.update(Judge).where(Judge.id == elsewhere).values(declared_at=None))
    assert "đã khai báo" in said(judging.name_substitute(session, made.panel_id, elsewhere, **OF))[0]
