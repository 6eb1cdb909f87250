"""What a committee may do to a list, who may say the two words on it, and what stands in the way of a later change."""

import pytest

from contests.awards.engine import breaking
from contests.awards.engine.breaking import breaches
from contests.awards.engine.facts import Structure, TierFacts
from contests.awards.rules import (
    Words,
    objections_to_deciding,
    objections_to_list,
    objections_to_revoking,
    objections_to_submitting,
    objections_to_tier,
    worsened,
)
from tests.contests.awards.engine.test_filling import FIELDS, FIRST, TIERS, standings, works

STRUCTURE = Structure(TIERS)


def said(reasons) -> list[str]:
    return [str(reason) for reason in reasons]


def placed(*tiers: str | None):
    return list(zip(standings(*range(len(tiers), 0, -1)), tiers, strict=True))


def to_tier(before, after, reason="", *, differs=True, decided=False, structure=STRUCTURE):
    broken = [breaches(structure, placed(*tiers)) for tiers in (before, after)]
    return list(objections_to_tier(*broken, reason, differs=differs, decided=decided))


def test_another_tier_than_the_proposed_one_needs_a_reason():
    (reason,) = to_tier(["nhat"], ["nhi"])
    assert (reason.field, str(reason)) == ("reason", "Giải khác với đề xuất: đề nghị ghi lý do.")
    assert not to_tier(["nhat"], ["nhi"], "Trùng ý tưởng với giải pháp năm 2019")


def test_going_back_to_the_proposed_tier_needs_none():
    assert not to_tier(["nhi"], ["nhat"], differs=False)


def test_a_full_tier_takes_nobody_more():
    (reason,) = to_tier(["nhat", "nhi"], ["nhat", "nhat"], "Đặc cách")
    assert (reason.field, str(reason)) == ("tier", "Giải Nhất vượt cơ cấu: 2 giải, tối đa 1.")


def test_a_list_that_was_over_its_quota_may_get_better_step_by_step():
    assert not to_tier(["nhat", "nhat", "nhat"], ["nhat", "nhat", "nhi"], "Bớt một giải")
    assert to_tier(["nhat", "nhat"], ["nhat", "nhat", "nhat"], "Thêm một giải")


def test_a_decided_list_is_closed():
    assert said(to_tier(["nhat"], ["nhat"], differs=False, decided=True)) == [
        "Danh sách giải đã được quyết định, không thay đổi được nữa."
    ]


def test_every_limit_is_said_at_once():
    structure = Structure(
        (TierFacts("nhat", "Giải Nhất", field_quota=1, once=True), TierFacts("nhi", "Giải Nhì", 1)),
        most=2, most_per_field=1, fields=FIELDS,
    )  # fmt: skip
    people = {0: frozenset({"lan"}), 1: frozenset({"lan"})}
    own = works((9, "nn"), (8, "nn"), (7, "yd"), authors=people)
    assert said(breaches(structure, zip(own, ["nhat", "nhat", "nhi"], strict=True))) == [
        "Giải Nhất, lĩnh vực Khoa học nông nghiệp vượt cơ cấu: 2 giải, tối đa 1.",
        "Tổng số giải vượt cơ cấu: 3 giải, tối đa 2.",
        "Lĩnh vực Khoa học nông nghiệp vượt cơ cấu: 2 giải, tối đa 1.",
        breaking.TWICE % {"count": 1},
    ]


def test_only_what_is_graver_than_before_is_held_against_a_change():
    over = breaches(STRUCTURE, placed("nhat", "nhat"))
    assert said(worsened([], over)) == ["Giải Nhất vượt cơ cấu: 2 giải, tối đa 1."]
    assert not list(worsened(over, over))


@pytest.mark.parametrize(
    ("tiers", "message"),
    [
        ((None, None), "Chưa có hồ sơ nào được xếp giải."),
        (("nhat", "nhat"), "Giải Nhất vượt cơ cấu: 2 giải, tối đa 1."),
    ],
)
def test_what_keeps_a_list_at_the_desk(tiers, message):
    assert said(objections_to_list(STRUCTURE, placed(*tiers))) == [message]


def test_a_given_tier_without_an_amount_keeps_the_list_at_the_desk():
    structure = Structure((FIRST, TierFacts("kk", "Giải Khuyến khích")))
    assert said(objections_to_list(structure, placed("kk"))) == ["Giải Khuyến khích chưa có mức tiền thưởng."]
    assert not list(objections_to_list(structure, placed("nhat")))


SUBMITTED = Words(may=True, submitted=True)
DECIDED = "Danh sách giải đã được quyết định, không thay đổi được nữa."


@pytest.mark.parametrize(
    ("words", "start"),
    [
        (Words(may=True, decided=True, submitted=True), DECIDED),
        (Words(may=False, submitted=True), "Chỉ lãnh đạo Ban Tổ chức, hoặc người được phân công"),
        (Words(may=True), "Danh sách chưa được trình"),
        (Words(may=True, submitted=True, same_human=True), "Tài khoản này là của người đã trình"),
    ],
)
def test_what_keeps_the_second_person_from_deciding(words, start):
    (message,) = said(objections_to_deciding(words))
    assert message.startswith(start)
    assert not list(objections_to_deciding(SUBMITTED))


@pytest.mark.parametrize(
    ("words", "start"),
    [
        (Words(may=False), "Mùa thi này đã phân công người trình"),
        (Words(may=True, submitted=True), "Danh sách này đã được trình."),
        (Words(may=True, decided=True), DECIDED),
    ],
)
def test_what_keeps_the_first_person_from_submitting(words, start):
    (message,) = said(objections_to_submitting(words))
    assert message.startswith(start)
    assert not list(objections_to_submitting(Words(may=True)))


@pytest.mark.parametrize(
    ("facts", "start"),
    [
        ({"decided": False}, "Danh sách giải chưa có quyết định"),
        ({"held": False}, "Hồ sơ này hiện không có giải"),
        ({"head": False}, "Chỉ lãnh đạo Ban Tổ chức"),
        ({"reason": ""}, "Đề nghị ghi lý do"),
    ],
)
def test_what_keeps_a_prize_from_being_taken_back(facts, start):
    whole = {"reason": "Sao chép", "held": True, "decided": True, "head": True}
    reason = {**whole, **facts}.pop("reason")
    more = {key: value for key, value in {**whole, **facts}.items() if key != "reason"}
    (message,) = said(objections_to_revoking(reason, **more))
    assert message.startswith(start)
    assert not list(objections_to_revoking("Sao chép", held=True, decided=True, head=True))
