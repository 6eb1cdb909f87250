"""Whom the honours that follow a prize are proposed for."""

from datetime import date

from contests.awards.honours.rules import (
    Laureate,
    eligible,
    objections_to_proposing,
    objections_to_result,
)
from contests.seasons.recognition.parts import HonourPart

TIERS = ("NHAT", "NHI", "BA", "KK")
DECIDED = date(2026, 11, 21)
LEAD = Laureate("p1", "e1", "BA", "lead", date(1991, 11, 21))
CO_LEAD = Laureate("p2", "e1", "BA", "co_lead", date(1991, 11, 22))
HELPER = Laureate("p3", "e1", "BA", "co_author", None)
BELOW = Laureate("p4", "e2", "KK", "lead", date(1999, 1, 1))
FIRST = Laureate("p5", "e3", "NHAT", "lead", date(1980, 1, 1))
ALL = (FIRST, LEAD, CO_LEAD, HELPER, BELOW)


def honoured(honour: HonourPart) -> list[str]:
    return [one.person_id for one in eligible(honour, ALL, TIERS, DECIDED).found]


def test_the_labour_federations_diploma_is_for_leads_from_third_prize_up() -> None:
    diploma = HonourPart("BLDST", "Bằng Lao động sáng tạo", "", "BA", roles=("lead", "co_lead"))
    assert honoured(diploma) == ["p5", "p1", "p2"]


def test_an_age_is_counted_on_the_day_of_the_decision_where_no_day_is_set() -> None:
    badge = HonourPart("HH", "Huy hiệu Tuổi trẻ sáng tạo", "", "BA", most_age=34)
    assert honoured(badge) == ["p2"]
    assert eligible(badge, ALL, TIERS, DECIDED).unknown == 1


def test_an_age_is_counted_on_the_day_that_the_season_sets() -> None:
    badge = HonourPart("HH", "Huy hiệu", "", "BA", most_age=34, age_on=date(2026, 11, 22))
    assert honoured(badge) == []


def test_the_golden_book_honours_each_work_once() -> None:
    book = HonourPart("SV", "Sách vàng Sáng tạo Việt Nam", "", "BA", to_works=True)
    assert [one.entry_id for one in eligible(book, ALL, TIERS, DECIDED).found] == ["e3", "e1"]


def test_a_tier_that_the_season_does_not_have_honours_nobody() -> None:
    assert honoured(HonourPart("X", "X", "", "A")) == []


def said(reasons) -> list[str]:
    return [str(reason) for reason in reasons]


def test_nobody_is_proposed_before_the_results_are_released() -> None:
    assert "Kết quả chưa được phép dùng" in said(objections_to_proposing(["p1"], ["p1"], released=False))[0]
    assert said(objections_to_proposing(["p1"], ["p1", "p2"], released=True)) == []


def test_only_who_is_on_the_list_is_proposed() -> None:
    assert said(objections_to_proposing([], ["p1"], released=True)) == [
        "Đề nghị chọn ít nhất một người hoặc giải pháp."
    ]
    assert said(objections_to_proposing(["p9"], ["p1"], released=True)) == [
        "Danh sách đã thay đổi. Đề nghị xem lại rồi chọn lại."
    ]


def test_a_result_has_a_day_and_a_source_and_comes_after_the_letter() -> None:
    today, letter = date(2026, 11, 22), date(2026, 11, 1)
    assert said(objections_to_result(date(2026, 11, 20), "QĐ 12/QĐ-TLĐ", today, letter)) == []
    assert said(objections_to_result(None, "", today, letter)) == [
        "Đề nghị ghi ngày của văn bản trả lời.", "Đề nghị ghi số văn bản hoặc nguồn."
    ]  # fmt: skip
    assert said(objections_to_result(date(2026, 11, 23), "x", today, letter)) == ["Ngày này chưa đến."]
    assert said(objections_to_result(date(2026, 10, 31), "x", today, letter)) == [
        "Kết quả không thể có trước ngày của văn bản đề nghị."
    ]
