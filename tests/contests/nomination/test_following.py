"""What is noted of prized works after the ceremony, and the figures made of it."""

import dataclasses
from datetime import date

import pytest

from contests.kernel.audit import deeds_of
from contests.kernel.errors import Refused
from contests.kernel.sessions import value_of
from contests.nomination import following
from contests.nomination.following import FollowUpFacts, FollowUpTotal, follow_up_rows, follow_up_totals
from contests.nomination.terms import FollowUpKind
from tests.factories_awards import make_decided, make_judged

SPONSORED = FollowUpKind.SPONSOR


@pytest.fixture
def judged(session):
    return make_decided(session)


def facts(judged, at=0, **more):
    made = FollowUpFacts(
        judged.entries[at].id, SPONSORED, "Quỹ Vifotec", 20_000_000, date(2026, 11, 20), "Hợp đồng 12/HĐ-TT"
    )
    return dataclasses.replace(made, **more)


def note(session, judged, **more):
    return following.follow_up(session, judged.season, facts(judged, **more), **judged.by_office)


def reasons(outcome):
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


def test_what_followed_is_listed_latest_first_with_sums(session, judged):
    value_of(note(session, judged))
    value_of(note(session, judged, amount=5_500_000, happened_on=date(2026, 11, 21)))
    value_of(note(session, judged, at=1, amount=None))
    value_of(note(session, judged, at=1, kind=FollowUpKind.ORDER, amount=0))
    rows = follow_up_rows(session, judged.season.id)
    assert [row.happened_on.day for row in rows] == [21, 20, 20, 20]
    assert follow_up_totals(session, judged.season.id) == [
        FollowUpTotal(SPONSORED, 3, 2, 25_500_000),
        FollowUpTotal(FollowUpKind.ORDER, 1, 1, 0),
    ]


def test_everything_wrong_is_said_at_once(session, judged):
    wrong = note(
        session, judged, partner=" ", source="", happened_on=date(2027, 1, 1), entry_id=judged.entries[11].id
    )
    assert reasons(wrong) == [
        "Đề nghị chọn một giải pháp đạt giải của mùa thi này.",
        "Đề nghị ghi đơn vị tài trợ, đặt hàng hoặc sản xuất.",
        "Đề nghị ghi nguồn: hợp đồng, văn bản, bài báo hoặc người cho biết.",
        "Ngày này chưa tới. Đề nghị kiểm tra lại.",
    ]


def test_nothing_follows_before_there_are_prizes(session):
    assert reasons(note(session, make_judged(session))) == [
        "Đề nghị chọn một giải pháp đạt giải của mùa thi này."
    ]


def test_what_was_noted_by_mistake_goes_and_the_log_keeps_it(session, judged):
    row = value_of(note(session, judged))
    value_of(following.forget_follow_up(session, row, **judged.by_office))
    assert follow_up_rows(session, judged.season.id) == []
    verbs = {deed.verb for deed in deeds_of(session, judged.entries[0].id)}
    assert {"follow_up.note", "follow_up.forget"} <= verbs
