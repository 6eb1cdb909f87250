"""The cut-off board: what moved lines come to is known before anything is written, and written with one reason."""

import pytest

from contests.awards import service as awards
from contests.awards.board import board
from contests.awards.cutoffs import cutoffs, standing_lines
from contests.kernel.audit import Deed
from contests.kernel.errors import STALE
from contests.kernel.sessions import value_of
from contests.seasons.model import Tier
from contests.web.office.line_strip import strip_of
from tests.contests.awards.test_service import give, reasons
from tests.factories_awards import make_decided, make_judged, submitted

WHY = "Hội đồng thống nhất lấy theo khoảng trống điểm"


@pytest.fixture
def judged(session):
    made = make_judged(session, fields=("HT", "PM"))
    value_of(awards.propose(session, made.season, **made.by_office))
    session.flush()
    return made


def tier_ids(session, judged) -> dict[str, str]:
    return {one.code: one.id for one in session.query(Tier).filter_by(season_id=judged.season.id)}


def lines(session, judged, **changed):
    ids, whole = tier_ids(session, judged), board(session, judged.season.id)
    return {**standing_lines(whole), **{ids[code]: mark for code, mark in changed.items()}}


def draw(session, judged, drawn, reason=WHY, *, version=0):
    version = version or board(session, judged.season.id).proposal.version
    return awards.draw_lines(session, judged.season, drawn, reason, version=version, **judged.by_office)


def test_the_lines_of_the_list_are_the_lowest_marks_of_its_tiers(session, judged):
    ids = tier_ids(session, judged)
    assert lines(session, judged) == {ids["NHAT"]: 9150, ids["NHI"]: 8800, ids["BA"]: 7900, ids["KK"]: 6500}


def test_what_a_moved_line_comes_to_is_seen_before_it_is_written(session, judged):
    effect = cutoffs(board(session, judged.season.id), lines(session, judged, KK=7000, BA=8000))
    third, encouragement = effect.tiers[2:]
    assert (third.count, third.before, third.money, third.gap.width) == (2, 3, 4_000_000, 100)
    assert (encouragement.count, encouragement.by_field) == (4, (2, 2))
    assert [(move.row.hundredths, move.after is None) for move in effect.moves] == [
        (7900, False),
        (6500, True),
    ]
    assert (effect.money, effect.before) == (18_000_000 + 1_000_000 - 1_000_000, 20_000_000)
    assert effect.breaches == ()


def test_a_line_beyond_the_quota_is_said_before_it_is_refused(session, judged):
    drawn = lines(session, judged, NHAT=8800)
    message = "Giải Nhất vượt cơ cấu: 3 giải, tối đa 1."
    assert [str(one) for one in cutoffs(board(session, judged.season.id), drawn).breaches] == [message]
    assert reasons(draw(session, judged, drawn)) == [message]


def test_works_at_the_line_are_counted(session, judged):
    effect = cutoffs(board(session, judged.season.id), lines(session, judged))
    assert [one.at_line for one in effect.tiers] == [1, 2, 1, 1]


def test_drawn_lines_give_every_work_its_tier_with_the_one_reason(session, judged):
    value_of(draw(session, judged, lines(session, judged, KK=7000)))
    session.flush()
    (changed,) = [row for row in board(session, judged.season.id).rows if row.changed]
    assert (changed.hundredths, changed.tier_id, changed.reason) == (6500, None, WHY)
    assert session.query(Deed).filter_by(verb="awards.lines").one().detail["works"] == 1


def test_without_a_reason_a_difference_is_refused(session, judged):
    assert reasons(draw(session, judged, lines(session, judged, KK=7000), "")) == [
        "Giải khác với đề xuất: đề nghị ghi lý do."
    ]


def test_lines_that_change_nothing_are_refused(session, judged):
    assert reasons(draw(session, judged, lines(session, judged))) == [
        "Các mức điểm này không làm thay đổi hạng giải nào."
    ]


def test_a_list_that_moved_on_is_stale_and_a_decided_one_closed(session, judged):
    seen = board(session, judged.season.id).proposal.version
    value_of(give(session, judged, 9, None, "Rút giải"))
    session.flush()
    assert reasons(draw(session, judged, lines(session, judged, KK=7000), version=seen)) == [STALE]
    decided = make_decided(session)
    assert reasons(draw(session, decided, lines(session, decided, KK=7000))) == [
        "Danh sách giải đã được quyết định, không thay đổi được nữa."
    ]


def test_a_moved_line_takes_the_first_word_back(session, judged):
    submitted(session, judged)
    value_of(draw(session, judged, lines(session, judged, KK=7000)))
    session.flush()
    assert board(session, judged.season.id).submitter == ""


def test_a_tier_filled_by_hand_keeps_its_works(session, judged):
    first = tier_ids(session, judged)["NHAT"]
    session.get(Tier, first).by_hand = True
    session.flush()
    drawn = {key: mark for key, mark in lines(session, judged, NHI=8000).items() if key != first}
    whole = board(session, judged.season.id)
    assert judged.entries[0].id not in awards.moved(whole, drawn)
    assert cutoffs(whole, drawn).tiers[0].count == 1


def test_without_a_list_there_are_no_lines_to_draw(session):
    judged = make_judged(session)
    assert reasons(draw(session, judged, {}, version=1)) == ["Chưa lập danh sách đề xuất giải."]


def test_the_strip_keeps_the_order_of_the_marks_and_stacks_equals(session, judged):
    strip = strip_of(cutoffs(board(session, judged.season.id), lines(session, judged)))
    places = [dot.x for dot in strip.dots]
    assert places == sorted(places, reverse=True)
    assert [dot.y for dot in strip.dots[1:3]] == [0, 9]
    assert (strip.least, strip.most) == (5900, 9150)
    assert [mark.name for mark in strip.marks] == ["Giải Nhất", "Giải Nhì", "Giải Ba", "Giải Khuyến khích"]
