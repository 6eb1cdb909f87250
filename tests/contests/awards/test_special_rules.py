"""Whom special prizes are proposed for: from the data, equals never parted, with what it rests on."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contests.awards.special.rules import (
    Outcome,
    PersonFacts,
    Standing,
    WorkFacts,
    objections_to_choosing,
    objections_to_deciding,
    objections_to_submitting,
    outcome,
)
from contests.seasons.recognition.parts import SpecialPart
from contests.seasons.recognition.terms import Pool, SpecialKind, SpecialRule

TIERS = {"NHAT": "Giải Nhất", "NHI": "Giải Nhì"}
ANH = PersonFacts("p1", "Nguyễn Thị Ngọc Ánh", date(2013, 5, 1))
HHEN = PersonFacts("p2", "H’Hen Niê", date(2016, 2, 29))
TWIN = PersonFacts("p3", "H’Bia Niê", date(2016, 2, 29))
UNDATED = PersonFacts("p4", "Y Blăm", None)
OLD = PersonFacts("p5", "Đặng Trần Côn", date(1948, 1, 2))


def theme(rule: SpecialRule, among: Pool = Pool.ELIGIBLE) -> SpecialPart:
    return SpecialPart("X", "Giải chuyên đề", SpecialKind.THEME, rule, among, money=3_000_000)


def work(*people: PersonFacts, unit: str = "u1", eligible: bool = True, tier: str | None = None) -> WorkFacts:
    return WorkFacts(unit, f"Trường {unit}", eligible, tier, people)


def proposed(prize: SpecialPart, *works: WorkFacts, places: int = 1) -> list[tuple[str, str]]:
    return [(one.id, one.ground) for one in outcome(prize, works, TIERS, places).proposed]


def test_the_youngest_author_rests_on_a_birth_date() -> None:
    assert proposed(theme(SpecialRule.YOUNGEST), work(ANH, OLD), work(HHEN)) == [
        ("p2", "sinh ngày 29/02/2016")
    ]


def test_the_oldest_author_too() -> None:
    assert proposed(theme(SpecialRule.OLDEST), work(ANH, OLD), work(HHEN)) == [("p5", "sinh ngày 02/01/1948")]


def test_of_two_born_on_one_day_none_is_proposed_for_one_place_and_both_for_two() -> None:
    found = outcome(theme(SpecialRule.YOUNGEST), [work(HHEN), work(TWIN), work(ANH)], TIERS, 1)
    assert (found.proposed, [one.id for one in found.tied]) == ((), ["p2", "p3"])
    assert [
        key for key, _ in proposed(theme(SpecialRule.YOUNGEST), work(HHEN, TWIN), work(ANH), places=2)
    ] == ["p2", "p3"]


def test_who_has_no_birth_date_is_counted_and_never_proposed() -> None:
    found = outcome(theme(SpecialRule.YOUNGEST), [work(UNDATED), work(ANH)], TIERS, 5)
    assert ([one.id for one in found.proposed], found.unknown) == (["p1"], 1)


@pytest.mark.parametrize(
    ("pool", "expected"), [(Pool.RECEIVED, "p2"), (Pool.ELIGIBLE, "p1"), (Pool.PRIZED, "p5")]
)
def test_whose_works_count_is_the_seasons_word(pool: Pool, expected: str) -> None:
    works = (work(HHEN, eligible=False), work(ANH), work(OLD, tier="NHI"))
    assert [key for key, _ in proposed(theme(SpecialRule.YOUNGEST, pool), *works)] == [expected]


def test_one_human_in_two_dossiers_is_one_author_and_a_namesake_is_another() -> None:
    again = PersonFacts("p9", ANH.name, ANH.born_on)
    namesake = PersonFacts("p8", ANH.name, date(1990, 1, 1))
    works = (work(ANH), work(again, again), work(namesake))
    assert proposed(theme(SpecialRule.MOST_ENTRIES), *works) == [("p1", "2 hồ sơ")]


def test_units_are_weighed_by_what_they_sent_and_what_was_prized() -> None:
    prize = SpecialPart(
        "TT", "Giải tập thể", SpecialKind.COLLECTIVE, SpecialRule.POINTS,
        per_received=1, per_eligible=2, per_tier=("NHAT=10", "NHI=7"),
    )  # fmt: skip
    works = [work(ANH, tier="NHI"), work(ANH, eligible=False), work(HHEN, unit="u2", tier="NHAT")]
    assert proposed(prize, *works, places=2) == [
        ("u2", "1 hồ sơ nhận × 1 + 1 hồ sơ đủ điều kiện × 2 + 1 Giải Nhất × 10 = 13 điểm"),
        ("u1", "2 hồ sơ nhận × 1 + 1 hồ sơ đủ điều kiện × 2 + 1 Giải Nhì × 7 = 11 điểm"),
    ]


def test_a_unit_without_points_is_not_proposed() -> None:
    prize = SpecialPart(
        "TT", "Giải tập thể", SpecialKind.COLLECTIVE, SpecialRule.POINTS, per_tier=("NHAT=10",)
    )
    assert proposed(prize, work(ANH), work(HHEN, unit="u2", tier="NHI"), places=3) == []


@pytest.mark.parametrize("rule", [SpecialRule.CHOSEN, SpecialRule.CHOSEN_WORK])
def test_a_prize_by_choice_proposes_nobody(rule: SpecialRule) -> None:
    assert outcome(theme(rule), [work(ANH)], TIERS, 3) == Outcome()


PEOPLE = st.builds(
    lambda number, day: PersonFacts(f"p{number}", f"Người số {number}", date.fromordinal(735_000 + day)),
    st.integers(0, 30), st.integers(0, 5),
)  # fmt: skip
WORKS = st.lists(
    st.builds(
        lambda people, unit, tier: WorkFacts(f"u{unit}", f"Trường {unit}", True, tier, tuple(people)),
        st.lists(PEOPLE, min_size=1, max_size=3), st.integers(0, 4), st.sampled_from([None, "NHAT", "NHI"]),
    ),
    max_size=12,
)  # fmt: skip
RULED = st.sampled_from(
    [SpecialRule.YOUNGEST, SpecialRule.OLDEST, SpecialRule.MOST_ENTRIES, SpecialRule.POINTS]
)


@given(RULED, WORKS, st.integers(0, 6), st.randoms(use_true_random=False))
def test_never_beyond_the_places_never_past_an_equal_and_whatever_the_order(
    rule, works, places, random
) -> None:
    kind = SpecialKind.MOVEMENT if rule is SpecialRule.POINTS else SpecialKind.THEME
    prize = SpecialPart("X", "Giải", kind, rule, per_received=1, per_tier=("NHAT=5",))
    found = outcome(prize, works, TIERS, places)
    assert len(found.proposed) <= places
    assert not {one.figure for one in found.proposed} & {one.figure for one in found.tied}
    assert len(found.proposed) + len(found.tied) > places or not found.tied
    mixed = list(works)
    random.shuffle(mixed)
    again = outcome(prize, mixed, TIERS, places)
    assert sorted(one.figure for one in again.proposed) == sorted(one.figure for one in found.proposed)
    assert len(again.tied) == len(found.tied)


def said(reasons) -> list[str]:
    return [str(reason) for reason in reasons]


def test_a_choice_needs_a_recipient_a_reason_and_a_place() -> None:
    prize = theme(SpecialRule.CHOSEN)
    assert said(objections_to_choosing(prize, "Tác giả dân tộc thiểu số", 0, fit=True, decided=False)) == []
    assert said(objections_to_choosing(prize, "", 1, fit=False, decided=True)) == [
        "Danh sách giải chuyên đề, tập thể, phong trào đã được quyết định, không thay đổi được nữa.",
        "Đề nghị chọn người, giải pháp hoặc đơn vị nhận giải trong danh sách.",
        "Đề nghị ghi lý do chọn.",
        "Giải chuyên đề đã đủ 1 giải. Bỏ bớt một dòng trước khi chọn người khác.",
    ]


def test_an_empty_list_is_not_submitted() -> None:
    assert said(objections_to_submitting(Standing(head=False), 0)) == ["Danh sách chưa có dòng nào."]
    assert said(objections_to_submitting(Standing(head=False), 1)) == []


def deciding(prize: SpecialPart, given: int = 1, *, founded: bool = True, **more: bool) -> list[str]:
    standing = Standing(**{"head": True, "submitted": True, **more})
    return said(objections_to_deciding(standing, [prize], {"X": given}, founded=founded))


def test_a_list_is_decided_by_a_head_who_did_not_submit_it() -> None:
    prize = theme(SpecialRule.CHOSEN)
    assert deciding(prize) == []
    assert deciding(prize, head=False) == ["Chỉ lãnh đạo Ban Tổ chức được ghi quyết định."]
    assert deciding(prize, submitted=False) == [
        "Danh sách chưa được trình, hoặc đã thay đổi sau khi trình. Đề nghị trình lại."
    ]
    assert deciding(prize, same_human=True) == [
        "Người quyết định phải là người khác với người trình danh sách."
    ]


def test_a_list_is_decided_with_money_within_its_counts_and_on_a_document() -> None:
    unset = SpecialPart("X", "Giải nữ", SpecialKind.THEME, SpecialRule.CHOSEN)
    assert deciding(unset, 2, founded=False) == [
        "Giải thưởng chưa có quyết định. Đề nghị ghi quyết định riêng cho danh sách này.",
        "Giải nữ vượt số lượng: 2 giải, tối đa 1.",
        "Giải nữ chưa có mức tiền thưởng.",
    ]
