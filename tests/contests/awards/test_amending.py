"""A decided prize is taken back by a later decision: it stands nowhere any more, and what was stays on record."""

import pytest
import sqlalchemy as sa

from contests.awards import service as awards
from contests.awards.model import Amendment, Award
from contests.awards.queries import amended_rows, prized_rows, standing_prizes
from contests.kernel.audit import Deed
from contests.kernel.errors import STALE, Refused
from contests.kernel.sessions import value_of
from contests.nomination import service as nomination
from contests.publication.queries import prize_list, prize_of_entry
from contests.seasons.settings import BY_INSPECTOR, RELEASE
from tests.contests.awards.test_service import award_at, reasons
from tests.factories import NOON
from tests.factories_awards import decision, make_decided, make_judged, make_published, with_setting

WHY = "Sao chép giải pháp đã công bố năm 2019"


def revoke(session, judged, place=0, reason=WHY, symbol="150/QĐ-BTC", *, version=None, by=None):
    award = award_at(session, judged, place)
    return awards.revoke(
        session, judged.season, award, reason, decision(symbol),
        version=version or award.version, by=by or judged.head, at=NOON,
    )  # fmt: skip


@pytest.fixture
def judged(session):
    return make_published(session)


def test_a_revoked_prize_stands_nowhere_any_more(session, judged):
    winner = judged.entries[0].id
    assert prize_of_entry(session, winner, NOON)[1] == "Giải Nhất"
    value_of(revoke(session, judged))
    session.flush()
    assert winner not in {row.entry_id for row in prized_rows(session, judged.season.id)}
    assert prize_of_entry(session, winner, NOON) == (True, None)
    listed = [
        work.entry_id for tier in prize_list(session, judged.season.id, NOON).tiers for work in tier.works
    ]
    assert winner not in listed
    assert judged.entries[1].id in listed


def test_nobody_moves_up_by_it(session, judged):
    before = {row.entry_id: row.tier for row in prized_rows(session, judged.season.id)}
    value_of(revoke(session, judged))
    session.flush()
    after = {row.entry_id: row.tier for row in prized_rows(session, judged.season.id)}
    assert after == {entry: tier for entry, tier in before.items() if entry != judged.entries[0].id}


def test_what_was_stays_on_record_with_its_decision(session, judged):
    value_of(revoke(session, judged))
    session.flush()
    (row,) = amended_rows(session, judged.season.id)
    assert (row.before, row.after, row.reason, row.symbol) == ("Giải Nhất", "", WHY, "150/QĐ-BTC")
    (kept,) = awards.amendments_of(session, row.award_id)
    assert kept.before_money == 4_000_000
    assert session.query(Deed).filter_by(verb="awards.revoke").one().detail["symbol"] == "150/QĐ-BTC"


def test_the_standing_prizes_are_a_subquery_for_others(session, judged):
    asked = sa.select(sa.func.count()).select_from(Award).where(Award.id.in_(standing_prizes()))
    assert session.scalar(asked) == 10
    value_of(revoke(session, judged))
    session.flush()
    assert session.scalar(asked) == 9


def test_a_revoked_work_is_not_nominated(session, judged):
    value_of(revoke(session, judged))
    session.flush()
    letter = decision("45/CV-LHH")
    outcome = nomination.nominate(session, judged.season, [judged.entries[0].id], letter, **judged.by_head)
    assert "Chỉ đề cử hồ sơ đạt giải của mùa thi này." in reasons(outcome)


def test_before_the_release_only_the_desk_sees_what_was_amended(session):
    judged = make_decided(session)
    with_setting(session, judged.season, RELEASE, BY_INSPECTOR)
    value_of(revoke(session, judged))
    session.flush()
    assert amended_rows(session, judged.season.id) == []
    assert len(amended_rows(session, judged.season.id, desk=True)) == 1


def test_it_is_revoked_once(session, judged):
    value_of(revoke(session, judged))
    session.flush()
    assert reasons(revoke(session, judged, symbol="151/QĐ-BTC")) == [
        "Hồ sơ này hiện không có giải để thu hồi."
    ]


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"reason": " "}, "Đề nghị ghi lý do thu hồi giải."),
        ({"place": 11}, "Hồ sơ này hiện không có giải để thu hồi."),
        ({"symbol": "QĐ"}, "Đề nghị nhập số và ký hiệu như trên văn bản, ví dụ 101/QĐ-BTC."),
        ({"version": 99}, STALE),
    ],
)
def test_what_is_refused_changes_nothing(session, judged, more, message):
    assert reasons(revoke(session, judged, **more)) == [message]
    assert session.query(Amendment).count() == 0
    assert len(prized_rows(session, judged.season.id)) == 10


def test_only_the_head_revokes(session, judged):
    assert reasons(revoke(session, judged, by=judged.secretary)) == [
        "Chỉ lãnh đạo Ban Tổ chức được ghi quyết định thu hồi giải."
    ]


def test_before_the_decision_a_tier_is_changed_and_not_revoked(session):
    judged = make_judged(session)
    value_of(awards.propose(session, judged.season, **judged.by_office))
    session.flush()
    assert reasons(revoke(session, judged)) == [
        "Danh sách giải chưa có quyết định; đề nghị đổi giải ở trang xét giải."
    ]


def test_a_line_of_another_season_is_not_revoked_here(session, judged):
    other = make_published(session)
    award = award_at(session, other, 0)
    outcome = awards.revoke(
        session, judged.season, award, WHY, decision("150/QĐ-BTC"), version=award.version, **judged.by_head
    )
    assert isinstance(outcome, Refused)
