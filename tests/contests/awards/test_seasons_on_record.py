"""Seasons that unions published end with their printed figures, from plausible marks and the season's data alone."""

from collections import Counter
from dataclasses import replace

import pytest

from contests.awards.engine.breaking import breaches
from contests.awards.engine.facts import Ballot, Order, Ranked, Structure, TierFacts
from contests.awards.engine.filling import proposed

GT_FIELDS = {
    "nn": ("Khoa học nông nghiệp", 12),
    "xh": ("Khoa học xã hội và nhân văn", 18),
    "yd": ("Khoa học y, dược", 30),
    "kt": ("Khoa học kỹ thuật và công nghệ", 3),
    "tn": ("Khoa học tự nhiên", 1),
}
"""Giải thưởng Khoa học và Công nghệ tỉnh Bắc Giang, lần thứ 2 (2020): works by field."""
GT_PRINTED = {"A": 4, "B": 4, "C": 7, "KK": 9}
NAMES = {code: name for code, (name, _) in GT_FIELDS.items()}


def ranked(marks: list[int], fields: list[str]) -> list[Ranked]:
    return [
        Ranked(f"w{at}", mark, 1 + sum(other > mark for other in marks), field)
        for at, (mark, field) in enumerate(zip(marks, fields, strict=True))
    ]


def gt_works() -> list[Ranked]:
    """64 works: four from 90, four from 85, seven from 75, nine from 65, the rest below; fields dealt in turn."""
    marks = [
        *(9650, 9400, 9225, 9050), *(8925, 8800, 8650, 8500),
        *(8375, 8250, 8100, 7975, 7850, 7700, 7550), *(7400, 7300, 7225, 7100, 7000, 6900, 6775, 6650, 6500),
        *(6475 - 25 * at for at in range(40)),
    ]  # fmt: skip
    dealt = ((at * 1000 // count, code) for code, (_, count) in GT_FIELDS.items() for at in range(count))
    fields = [code for _, code in sorted(dealt)]
    return ranked(marks, fields)


BANDS = tuple(
    TierFacts(code, f"Giải {code}", least_hundredths=least)
    for code, least in (("A", 9000), ("B", 8500), ("C", 7500), ("KK", 6500))
)
QUOTAS = tuple(TierFacts(code, f"Giải {code}", quota) for code, quota in GT_PRINTED.items())


@pytest.mark.parametrize("tiers", [BANDS, QUOTAS], ids=["by score bands", "by ranks until the quotas"])
def test_the_gt_of_2020_ends_with_24_of_64_works_in_five_fields(tiers):
    works, structure = gt_works(), Structure(tiers, fields=NAMES)
    assert Counter(one.field for one in works) == {code: count for code, (_, count) in GT_FIELDS.items()}
    found = proposed(works, structure)
    assert Counter(filter(None, found.tiers.values())) == GT_PRINTED
    assert sum(tier is not None for tier in found.tiers.values()) == 24
    assert not found.ties
    assert not breaches(structure, [(one, found.tiers[one.entry_id]) for one in works])


def test_the_gt_of_2020_ends_the_same_by_the_votes_of_a_council():
    """Shares of a council of twenty: 90, 80, 70 and 65 per cent of all members, as in An Giang's rules."""
    shares = [*[19, 18, 18, 18], *[17, 17, 16, 16], *[15, 15, 15, 14, 14, 14, 14], *[13] * 9, *[9] * 40]
    works = [replace(one, ballot=Ballot(yes, 20)) for one, yes in zip(gt_works(), shares, strict=True)]
    least = {"A": 9000, "B": 8000, "C": 7000, "KK": 6500}
    tiers = tuple(TierFacts(code, code, GT_PRINTED[code], least_share=share) for code, share in least.items())
    found = proposed(works, Structure(tiers, order=Order.VOTES))
    assert Counter(filter(None, found.tiers.values())) == GT_PRINTED


def by_quota(eligible: int, quotas: dict[str, int], least: int = 5000) -> Counter[str]:
    """The tiers of a season whose marks fall evenly from 96 points."""
    marks = [9600 - at * (9600 - least) // eligible for at in range(eligible)]
    tiers = tuple(TierFacts(code, code, quota, least) for code, quota in quotas.items())
    found = proposed(ranked(marks, [""] * eligible), Structure(tiers))
    assert not found.ties
    return Counter(filter(None, found.tiers.values()))


def test_bac_giang_2020_ends_with_30_of_106():
    printed = {"NHAT": 2, "NHI": 4, "BA": 6, "KK": 18}
    assert by_quota(106, printed) == printed
    assert sum(printed.values()) == 30


@pytest.mark.parametrize(("eligible", "prized"), [(89, 24), (39, 11)], ids=["TTNNĐ 2021", "STKT 2020-2021"])
def test_tuyen_quang_2021_ends_with_its_prizes(eligible, prized):
    """The tiers of the 24 and the 11 are not printed; any that sum to them do."""
    quotas = {"NHAT": 1, "NHI": 3, "BA": 5, "KK": prized - 9}
    assert by_quota(eligible, quotas) == quotas


def test_lang_son_2018_gives_no_prize_below_66_and_leaves_places_empty():
    printed = {"NHAT": 1, "NHI": 2, "BA": 3, "KK": 15}
    tiers = tuple(TierFacts(code, code, quota, 6600) for code, quota in printed.items())
    marks = [9000 - 120 * at for at in range(20)] + [6590 - 20 * at for at in range(84)]
    found = proposed(ranked(marks, [""] * 104), Structure(tiers))
    assert Counter(filter(None, found.tiers.values())) == {**printed, "KK": 14}


def test_hue_2020_has_quotas_in_each_field():
    """One first, two second, two third and three encouragement prizes in each of six fields."""
    quotas = {"NHAT": 1, "NHI": 2, "BA": 2, "KK": 3}
    tiers = tuple(TierFacts(code, code, field_quota=quota) for code, quota in quotas.items())
    fields = [f"f{at % 6}" for at in range(90)]
    found = proposed(ranked([9900 - 20 * at for at in range(90)], fields), Structure(tiers))
    assert Counter(filter(None, found.tiers.values())) == {code: 6 * quota for code, quota in quotas.items()}
