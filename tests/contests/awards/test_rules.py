from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contests.awards.rules import (
    Ranked,
    TierFacts,
    counted,
    money_lines,
    objections_to_deciding,
    objections_to_tier,
    proposed,
)

FIRST = TierFacts("nhat", "Giải Nhất", quota=1, least_hundredths=9000, money=12_000_000)
SECOND = TierFacts("nhi", "Giải Nhì", quota=2, least_hundredths=8000, money=8_000_000)
THIRD = TierFacts("ba", "Giải Ba", quota=3, least_hundredths=7000, money=6_000_000)
TIERS = (FIRST, SECOND, THIRD)


def standings(*marks: int) -> list[Ranked]:
    return [Ranked(f"e{at}", mark, 1 + sum(other > mark for other in marks)) for at, mark in enumerate(marks)]


def tiers_of(*marks: int, tiers=TIERS) -> list[str | None]:
    found = proposed(standings(*marks), tiers).tiers
    return [found[f"e{at}"] for at in range(len(marks))]


def test_tiers_are_filled_by_rank_until_their_quotas():
    assert tiers_of(9500, 9400, 9300, 9200, 9100, 9050, 9010) == [
        "nhat",
        "nhi",
        "nhi",
        "ba",
        "ba",
        "ba",
        None,
    ]


def test_a_tier_whose_cut_off_nobody_reaches_stays_empty():
    assert tiers_of(8500, 7500) == ["nhi", "ba"]


def test_nobody_below_the_last_cut_off_is_proposed():
    assert tiers_of(9500, 6999) == ["nhat", None]


def test_a_mark_exactly_at_the_cut_off_reaches_it():
    assert tiers_of(9000, 8000, 7000) == ["nhat", "nhi", "ba"]


def test_two_first_ranks_with_one_first_prize_go_down_together_and_are_reported():
    found = proposed(standings(9500, 9500, 8100), TIERS)
    assert list(found.tiers.values()) == ["nhi", "nhi", "ba"]
    (tie,) = found.ties
    assert (tie.tier_id, tie.room, tie.rank, tie.entry_ids) == ("nhat", 1, 1, ("e0", "e1"))


def test_a_tie_that_fits_is_no_matter_for_people():
    assert proposed(standings(9500, 8500, 8500), TIERS).ties == ()


def test_a_tie_larger_than_every_tier_gets_no_prize_and_every_tier_it_passed_is_reported():
    found = proposed(standings(*[9500] * 4), TIERS)
    assert set(found.tiers.values()) == {None}
    assert [tie.tier_id for tie in found.ties] == ["nhat", "nhi", "ba"]


def test_a_tier_without_a_quota_takes_all_who_reach_it():
    open_tier = TierFacts("kk", "Giải Khuyến khích", least_hundredths=6000)
    assert tiers_of(6500, 6400, 6000, 5999, tiers=(open_tier,)) == ["kk", "kk", "kk", None]


def test_a_quota_of_nought_takes_nobody_and_is_no_tie():
    found = proposed(standings(9500), (TierFacts("db", "Giải Đặc biệt", quota=0), FIRST))
    assert found.tiers == {"e0": "nhat"}
    assert found.ties == ()


marks = st.lists(st.integers(0, 100).map(lambda points: points * 100), max_size=40)
one_tier = st.tuples(st.none() | st.integers(0, 6), st.none() | st.integers(0, 100).map(lambda p: p * 100))
structures = st.lists(one_tier, max_size=5).map(
    lambda found: [TierFacts(f"t{at}", f"Giải {at}", quota, least) for at, (quota, least) in enumerate(found)]
)


@given(marks, structures)
def test_no_structure_is_broken_and_no_rank_is_passed_over(marks, tiers):
    ranked = standings(*marks)
    found = proposed(ranked, tiers)
    place = {tier.id: at for at, tier in enumerate(tiers)} | {None: len(tiers)}
    given_ = Counter(found.tiers.values())
    by_rank = sorted(ranked, key=lambda one: one.rank)
    places = [place[found.tiers[one.entry_id]] for one in by_rank]
    assert all(tier.quota is None or given_[tier.id] <= tier.quota for tier in tiers)
    assert places == sorted(places)
    for one in ranked:
        tier = next((tier for tier in tiers if tier.id == found.tiers[one.entry_id]), None)
        assert tier is None or tier.least_hundredths is None or one.hundredths >= tier.least_hundredths


@given(marks, structures)
def test_equal_ranks_are_never_parted(marks, tiers):
    ranked = standings(*marks)
    found = proposed(ranked, tiers).tiers
    by_rank: dict[int, set[str | None]] = {}
    for one in ranked:
        by_rank.setdefault(one.rank, set()).add(found[one.entry_id])
    assert all(len(together) == 1 for together in by_rank.values())


@given(marks, structures)
def test_a_reported_tie_had_room_for_some_of_its_entries_only(marks, tiers):
    for tie in proposed(standings(*marks), tiers).ties:
        assert 0 < tie.room < len(tie.entry_ids)


@given(marks, structures)
def test_the_money_of_the_tiers_adds_up_to_the_money_of_the_entries(marks, tiers):
    priced = [TierFacts(one.id, one.name, one.quota, one.least_hundredths, 500_000) for one in tiers]
    found = proposed(standings(*marks), priced).tiers
    total = sum(line.total for line in money_lines(priced, counted(found.values())))
    assert total == 500_000 * sum(tier_id is not None for tier_id in found.values())


def said(reasons) -> list[str]:
    return [str(reason) for reason in reasons]


def test_another_tier_than_the_computed_one_needs_a_reason():
    (reason,) = objections_to_tier(SECOND, "nhat", "", 0, decided=False)
    assert reason.field == "reason"
    assert not list(
        objections_to_tier(SECOND, "nhat", "Trùng ý tưởng với giải pháp năm 2019", 0, decided=False)
    )


def test_going_back_to_the_computed_tier_needs_none():
    assert not list(objections_to_tier(FIRST, "nhat", "", 0, decided=False))


def test_taking_a_prize_away_needs_a_reason():
    assert said(objections_to_tier(None, "nhat", "", 0, decided=False)) == [
        "Giải khác với đề xuất: đề nghị ghi lý do."
    ]


def test_a_full_tier_takes_nobody_more():
    assert said(objections_to_tier(FIRST, "nhat", "", 1, decided=False)) == [
        "Giải Nhất đã đủ 1 giải theo cơ cấu."
    ]


def test_a_decided_list_is_closed():
    assert said(objections_to_tier(FIRST, "nhat", "", 0, decided=True)) == [
        "Danh sách giải đã được quyết định, không thay đổi được nữa."
    ]


@pytest.mark.parametrize(
    ("given_", "decided", "head", "message"),
    [
        ({"nhat": 1}, True, True, "Danh sách giải đã được quyết định, không thay đổi được nữa."),
        ({"nhat": 1}, False, False, "Chỉ lãnh đạo Ban Tổ chức được ghi quyết định trao giải."),
        ({}, False, True, "Chưa có hồ sơ nào được xếp giải."),
        ({"nhat": 2}, False, True, "Giải Nhất vượt cơ cấu: 2 giải, tối đa 1."),
    ],
)
def test_what_keeps_a_list_from_being_decided(given_, decided, head, message):
    assert said(objections_to_deciding(TIERS, given_, decided=decided, head=head)) == [message]


def test_a_given_tier_without_an_amount_keeps_the_list_from_being_decided():
    tier = TierFacts("kk", "Giải Khuyến khích")
    assert said(objections_to_deciding([tier], {"kk": 1}, decided=False, head=True)) == [
        "Giải Khuyến khích chưa có mức tiền thưởng."
    ]
    assert not list(objections_to_deciding([tier, FIRST], {"nhat": 1}, decided=False, head=True))
