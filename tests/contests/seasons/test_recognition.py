"""Special prizes, honours and fees of a season: what may stand there, and the words that later stages share with it."""

import dataclasses

import pytest

from contests.entries.terms import AuthorRole
from contests.seasons.parts import TierPart
from contests.seasons.recognition.rules import special_faults, special_gaps, weights
from contests.seasons.recognition.terms import AUTHOR_ROLES, SEAT_ROLES, Recipient, SpecialKind, SpecialRule
from contests.seasons.rules import gaps_before_opening
from judging.terms import SeatRole
from tests.contests.seasons.sample import ALL_KEYS, WHOLE, changed

YOUNGEST, COLLECTIVE = WHOLE.special_prizes


def test_roles_are_those_of_entries_and_of_panels() -> None:
    assert tuple(role.value for role in AuthorRole) == AUTHOR_ROLES
    assert tuple(role.value for role in SeatRole) == SEAT_ROLES


@pytest.mark.parametrize(
    ("kind", "rule", "recipient"),
    [
        (SpecialKind.THEME, SpecialRule.OLDEST, Recipient.PERSON),
        (SpecialKind.THEME, SpecialRule.CHOSEN, Recipient.PERSON),
        (SpecialKind.THEME, SpecialRule.CHOSEN_WORK, Recipient.WORK),
        (SpecialKind.COLLECTIVE, SpecialRule.POINTS, Recipient.UNIT),
        (SpecialKind.MOVEMENT, SpecialRule.CHOSEN, Recipient.UNIT),
    ],
)
def test_kind_and_rule_say_who_receives(kind: SpecialKind, rule: SpecialRule, recipient: Recipient) -> None:
    assert dataclasses.replace(YOUNGEST, kind=kind, rule=rule).recipient is recipient


def test_points_are_read_by_tier_and_what_says_none_is_named() -> None:
    assert weights(("NHAT=10", "KK=3", "BA", "NHI=9999", "x=-1")) == {"NHAT": 10, "KK": 3}
    broken = dataclasses.replace(COLLECTIVE, per_tier=("NHAT",))
    assert [str(one) for one in special_faults([broken], ["NHAT"])] == [
        "Giải tập thể: điểm theo hạng giải ghi mỗi hạng một dòng, ví dụ NHAT=10."
    ]


def test_a_prize_by_points_has_points() -> None:
    none = dataclasses.replace(COLLECTIVE, per_received=0, per_eligible=0, per_tier=())
    assert [str(one) for one in special_faults([none], [])] == [
        "Giải tập thể: chưa có điểm cho hồ sơ hoặc hạng giải nào."
    ]


def test_no_money_is_an_amount_and_a_missing_amount_is_a_gap() -> None:
    assert list(special_gaps([COLLECTIVE], ["NHAT", "KK"])) == []
    unset = dataclasses.replace(YOUNGEST, money=None)
    assert [str(one) for one in special_gaps([unset], [])] == [
        "Tác giả nhỏ tuổi nhất chưa có mức tiền thưởng."
    ]


def test_a_tier_that_an_honour_rests_on_may_not_be_missing() -> None:
    season = changed(WHOLE, {"tiers": (TierPart("A", "Giải A", 1, None, 5),), "special_prizes": ()})
    assert [str(gap) for gap in gaps_before_opening(season, ALL_KEYS)] == [
        "Bằng Lao động sáng tạo: mùa thi không có hạng giải mã KK.",
        "Huy hiệu: mùa thi không có hạng giải mã NHAT.",
    ]
