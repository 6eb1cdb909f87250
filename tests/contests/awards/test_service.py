import pytest

from contests.awards import service as awards
from contests.awards.board import board
from contests.awards.model import Award, Proposal
from contests.kernel.audit import deeds_of
from contests.kernel.errors import STALE, Refused
from contests.kernel.sessions import value_of
from contests.seasons.model import Tier
from tests.factories_awards import make_decided, make_judged


def reasons(outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


@pytest.fixture
def judged(session):
    return make_judged(session)


@pytest.fixture
def proposal(session, judged) -> Proposal:
    return value_of(awards.propose(session, judged.season, **judged.by_office))


def award_at(session, judged, place: int) -> Award:
    return session.query(Award).filter_by(entry_id=judged.entries[place].id).one()


def tier(session, judged, code: str) -> Tier:
    return session.query(Tier).filter_by(season_id=judged.season.id, code=code).one()


def give(session, judged, place, tier_id, reason="", **more):
    award = award_at(session, judged, place)
    more = {"version": award.version, **judged.by_office, **more}
    return awards.assign_tier(session, judged.season, award, tier_id, reason, **more)


def test_nothing_is_proposed_before_the_envelopes_are_open(session):
    judged = make_judged(session, opened=False)
    assert reasons(awards.propose(session, judged.season, **judged.by_office)) == [
        "Chưa có kết quả để xét giải. Đề nghị ghép phách trước."
    ]


def test_the_proposal_names_tiers_by_the_structure(session, judged, proposal):
    rows = board(session, judged.season.id).rows
    names = {one.id: one.code for one in session.query(Tier).filter_by(season_id=judged.season.id)}
    assert [names.get(row.tier_id) for row in rows] == [
        "NHAT", "NHI", "NHI", "BA", "BA", "BA", "KK", "KK", "KK", "KK", None, None
    ]  # fmt: skip


def test_the_board_knows_code_people_and_unit(session, judged, proposal):
    row = board(session, judged.season.id).rows[0]
    assert (row.title, row.unit) == (judged.entries[0].title, judged.school.name)
    assert row.authors == ("Nguyễn Thị Ngọc Ánh",)
    assert len(row.code) == 6


def test_proposing_again_forgets_what_was_changed_by_hand(session, judged, proposal):
    value_of(give(session, judged, 9, None, "Trùng giải pháp đã đạt giải"))
    value_of(awards.propose(session, judged.season, **judged.by_office))
    assert not any(row.changed for row in board(session, judged.season.id).rows)
    assert session.query(Award).count() == 12


def test_a_changed_tier_keeps_its_reason_and_who_gave_it(session, judged, proposal):
    value_of(give(session, judged, 9, None, "Trùng giải pháp đã đạt giải"))
    award = award_at(session, judged, 9)
    assert (award.tier_id, award.reason) == (None, "Trùng giải pháp đã đạt giải")
    assert [deed.verb for deed in deeds_of(session, award.entry_id)] == ["awards.assign"]


def test_a_reason_is_forgotten_when_the_computed_tier_is_given_back(session, judged, proposal):
    value_of(give(session, judged, 9, None, "Trùng giải pháp đã đạt giải"))
    value_of(give(session, judged, 9, tier(session, judged, "KK").id, "không cần nữa"))
    assert award_at(session, judged, 9).reason == ""


def test_a_full_tier_and_a_missing_reason_are_said_at_once(session, judged, proposal):
    assert reasons(give(session, judged, 1, tier(session, judged, "NHAT").id)) == [
        "Giải khác với đề xuất: đề nghị ghi lý do.",
        "Giải Nhất vượt cơ cấu: 2 giải, tối đa 1.",
    ]


def test_a_tier_of_another_season_is_no_tier(session, judged, proposal):
    other = make_judged(session, (9000,))
    assert reasons(give(session, judged, 1, tier(session, other, "NHAT").id, "Đặc cách")) == [
        "Hạng giải này không thuộc mùa thi."
    ]


def test_a_line_that_someone_else_changed_is_stale(session, judged, proposal):
    seen = award_at(session, judged, 9).version
    value_of(give(session, judged, 9, None, "Trùng giải pháp"))
    assert reasons(give(session, judged, 9, None, "Rút giải", version=seen)) == [STALE]


def test_the_money_of_the_board_adds_up(session, judged, proposal):
    found = board(session, judged.season.id)
    assert [line.total for line in found.money] == [4_000_000, 6_000_000, 6_000_000, 4_000_000]
    assert (found.total, found.given) == (20_000_000, 10)


def test_nothing_changes_after_the_decision(session):
    judged = make_decided(session)
    closed = ["Danh sách giải đã được quyết định, không thay đổi được nữa."]
    assert reasons(give(session, judged, 9, None, "Rút giải")) == closed
    assert reasons(awards.propose(session, judged.season, **judged.by_office)) == closed
