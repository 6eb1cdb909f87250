"""The verdict: lines from cut-offs and votes, entered by chair or secretary, sealed with the figures."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.errors import STALE
from contests.kernel.sessions import Transactions, value_of
from judging import service as judging
from judging.deliberation.model import VerdictLine
from judging.results import seal_results
from tests.factories import NOON
from tests.factories_deliberation import (
    CHAIR,
    SECRETARY,
    attend,
    draw,
    end_marking,
    make_panel,
    move_tier,
    vote,
)
from tests.factories_judging import OF, Made
from tests.judging.deliberation.test_meeting import GONE, THIRD, deeds, seen
from tests.judging.test_rounds import said

CUTOFFS: Mapping[str, int] = {"NHAT": 8500, "NHI": 7000}


def ended(session: Session, **terms: object) -> Made:
    made = make_panel(session, **terms)  # type: ignore[arg-type]
    attend(session, made)
    end_marking(session, made)
    return made


def tiers(session: Session, made: Made) -> dict[str, str]:
    """The proposed tier by the order of the pieces."""
    seat = seen(session, made)
    assert seat is not None
    drawn = {line.code: line.tier for line in judging.verdict_of(session, seat).lines}
    return {str(place): drawn[piece.code] for place, piece in enumerate(made.pieces)}


def test_cut_offs_draw_the_lines_by_code(session: Session) -> None:
    made = ended(session)
    assert tiers(session, made) == {"0": "", "1": "", "2": ""}
    value_of(draw(session, made, CUTOFFS))
    assert tiers(session, made) == {"0": "NHI", "1": "NHAT", "2": ""}
    value_of(draw(session, made, {"NHAT": 8500, "KK": 5000}, version=1))
    assert tiers(session, made) == {"0": "KK", "1": "NHAT", "2": "KK"}
    assert [row.deed for row in deeds(session, made)[-2:]] == ["verdict", "verdict"]
    assert deeds(session, made)[-1].body["cutoffs"] == {"NHAT": 8500, "KK": 5000}


def test_what_was_voted_stands_above_the_cut_offs_and_only_what_passed(session: Session) -> None:
    made = ended(session)
    for piece, tier, votes in ((2, "KK", "yes"), (0, "", "no")):
        vote(session, made, move_tier(session, made, piece, tier), [votes] * 5)
    value_of(draw(session, made, CUTOFFS))
    assert tiers(session, made) == {"0": "NHI", "1": "NHAT", "2": "KK"}


def test_there_are_no_lines_before_the_figures_nor_by_members(session: Session) -> None:
    made = make_panel(session)
    assert said(draw(session, made, CUTOFFS)) == GONE
    end_marking(session, made)
    who = made.judges[THIRD]
    refused = judging.enter_verdict(session, who, made.panel_id, CUTOFFS, version=0, at=NOON)
    assert said(refused) == ["Việc này do tổ trưởng hoặc thư ký của tổ thực hiện."]


def test_a_season_without_tiers_or_without_the_wish_has_no_verdict(session: Session) -> None:
    options: tuple[dict[str, object], ...] = ({"tiers": []}, {"verdict": "none"})
    for terms in options:
        assert said(draw(session, ended(session, **terms), {})) == GONE


def test_the_structure_binds_the_panel(session: Session) -> None:
    made = ended(session)
    assert said(draw(session, made, {"NHAT": 7000})) == [
        "Điểm sàn của “Giải Nhất” không được dưới 80,00 điểm theo cơ cấu giải.",
        "“Giải Nhất” có 2 bài, cơ cấu giải tối đa 1.",
    ]


def test_who_saw_an_older_verdict_is_told(session: Session) -> None:
    made = ended(session)
    value_of(draw(session, made, CUTOFFS))
    assert said(draw(session, made, CUTOFFS)) == [STALE]


def test_an_open_vote_keeps_verdict_and_seal_waiting(session: Session) -> None:
    made = ended(session)
    motion = move_tier(session, made, 2, "KK")
    assert said(draw(session, made, CUTOFFS)) == [
        "Tổ còn việc chưa biểu quyết xong nên chưa lập đề xuất giải được."
    ]
    assert said(seal_results(session, made.round_id, **OF)) == [
        "“Tổ Học tập” còn 1 việc chưa biểu quyết xong."
    ]
    vote(session, made, motion, ["yes"] * 5)
    value_of(seal_results(session, made.round_id, **OF))


def test_a_verdict_of_other_votes_is_not_sealed(session: Session) -> None:
    made = ended(session)
    value_of(draw(session, made, CUTOFFS))
    vote(session, made, move_tier(session, made, 2, "KK"), ["yes"] * 5)
    seat = seen(session, made)
    assert seat is not None
    assert judging.verdict_of(session, seat).stale
    assert said(seal_results(session, made.round_id, **OF)) == [
        "“Tổ Học tập” cần lập lại đề xuất giải: điểm hoặc biểu quyết đã thay đổi sau khi lập."
    ]
    value_of(draw(session, made, CUTOFFS, version=1))
    assert not judging.verdict_of(session, seat).stale
    value_of(seal_results(session, made.round_id, **OF))


def test_where_a_verdict_is_required_nothing_is_sealed_without_it(session: Session) -> None:
    made = ended(session, verdict="required")
    assert said(seal_results(session, made.round_id, **OF)) == ["“Tổ Học tập” chưa lập đề xuất giải."]
    value_of(draw(session, made, CUTOFFS))
    value_of(seal_results(session, made.round_id, **OF))


def test_the_seal_covers_the_verdict(session: Session) -> None:
    made = ended(session)
    value_of(draw(session, made, CUTOFFS))
    sealed = value_of(seal_results(session, made.round_id, **OF)).results_hash
    assert judging.results_hash(session, made.round_id) == sealed
    line = session.scalars(
        sa.select(VerdictLine).where(VerdictLine.piece_id == made.pieces[2].piece_id)
    ).one()
    line.tier = "NHAT"
    session.flush()
    assert judging.results_hash(session, made.round_id) != sealed


def test_nobody_outside_learns_of_it_before_the_sealing(session: Session) -> None:
    made = ended(session)
    vote(session, made, move_tier(session, made, 2, "KK"), ["yes"] * 5)
    value_of(draw(session, made, CUTOFFS))
    assert judging.verdicts(session, made.round_id) == []
    value_of(seal_results(session, made.round_id, **OF))
    rows = {
        row.piece_id: (row.panel, row.tier, row.voted) for row in judging.verdicts(session, made.round_id)
    }
    ids = [piece.piece_id for piece in made.pieces]
    assert [rows[one] for one in ids] == [
        ("Tổ Học tập", "NHI", False), ("Tổ Học tập", "NHAT", False), ("Tổ Học tập", "KK", True),
    ]  # fmt: skip


def test_a_judge_writes_it_all_on_the_sealed_connection(runtime: object, transactions: Transactions) -> None:
    made = transactions.do(make_panel)
    sealed: Transactions = runtime.sealed  # type: ignore[attr-defined]
    sealed.do(lambda s: attend(s, made))
    what = made.pieces[0].piece_id
    who = made.judges[CHAIR]
    sealed.do(lambda s: value_of(judging.call_remark(s, who, made.panel_id, what, "Chênh lệch", at=NOON)))
    marks = dict(zip(made.criteria, ("21", "21", "31"), strict=True))
    sealed.do(
        lambda s: value_of(judging.give_again(s, who, made.panel_id, what, marks, "", "Xem lại", at=NOON))
    )
    sealed.do(lambda s: value_of(judging.end_remark(s, who, made.panel_id, what, at=NOON)))
    transactions.do(lambda s: end_marking(s, made))
    motion = sealed.do(lambda s: move_tier(s, made, 2, "KK"))
    sealed.do(lambda s: vote(s, made, motion, ["yes"] * 5))
    drawn = sealed.act(lambda s: draw(s, made, CUTOFFS))
    assert value_of(drawn).version == 1
    assert made.judges[SECRETARY] == value_of(drawn).entered_by
