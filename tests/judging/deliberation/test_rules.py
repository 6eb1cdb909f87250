"""Quorum, majority, spread and lines, for whatever a panel may come up with."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.deliberation import rules
from judging.deliberation.rules import Ballot, Ranked, TierTerm
from judging.deliberation.terms import Choice, MotionState, Share, VerdictUse
from tests.factories_deliberation import TERMS

TIERS = rules.terms(TERMS).tiers
votes = st.lists(st.sampled_from(Choice), max_size=15)


@pytest.mark.parametrize(
    ("share", "of_five", "of_six"), [(Share.HALF, 3, 4), (Share.TWO_THIRDS, 4, 4), (Share.ALL, 5, 6)]
)
def test_how_many_make_a_share(share: Share, of_five: int, of_six: int) -> None:
    assert (rules.needed(share, 5), rules.needed(share, 6)) == (of_five, of_six)


@given(st.integers(1, 60))
def test_a_share_is_the_least_number_that_reaches_it(count: int) -> None:
    two_thirds = rules.needed(Share.TWO_THIRDS, count)
    assert Fraction(two_thirds, count) >= Fraction(2, 3) > Fraction(two_thirds - 1, count)
    half = rules.needed(Share.HALF, count)
    assert Fraction(half, count) > Fraction(1, 2) >= Fraction(half - 1, count)


@given(votes, st.integers(0, 5), st.sampled_from(Share), st.sampled_from(Share))
def test_a_vote_passes_only_with_quorum_and_majority(
    choices: list[Choice], silent: int, quorum: Share, majority: Share
) -> None:
    ballot = rules.counted(len(choices) + silent, choices)
    assert ballot.cast == len(choices)
    state = rules.result(ballot, quorum, majority)
    enough = ballot.cast > 0 and ballot.cast >= rules.needed(quorum, ballot.eligible)
    assert (state is MotionState.INQUORATE) == (not enough)
    assert (state is MotionState.PASSED) == (enough and ballot.yes >= rules.needed(majority, ballot.cast))


def test_abstentions_keep_a_motion_from_passing() -> None:
    assert rules.result(Ballot(5, 2, 0, 2), Share.TWO_THIRDS, Share.HALF) is MotionState.FAILED
    assert rules.result(Ballot(5, 3, 1, 0), Share.TWO_THIRDS, Share.HALF) is MotionState.PASSED
    assert rules.result(Ballot(5, 3, 0, 0), Share.TWO_THIRDS, Share.HALF) is MotionState.INQUORATE
    assert rules.result(Ballot(0, 0, 0, 0), Share.TWO_THIRDS, Share.HALF) is MotionState.INQUORATE


def test_a_spread_is_wide_beyond_the_limit_and_not_at_it() -> None:
    assert rules.spread([141, 170, 139]) == 31
    assert rules.spread([]) == 0
    assert not rules.wide(30, 15, 2)
    assert rules.wide(31, 15, 2)
    assert not rules.wide(999, None, 2)


def test_terms_that_say_nothing_read_as_the_softwares_default() -> None:
    bare = rules.terms({})
    assert (bare.quorum, bare.majority, bare.verdict) == (Share.TWO_THIRDS, Share.HALF, VerdictUse.OFFERED)
    assert (bare.spread_limit, bare.proposes) == (None, False)
    assert rules.terms(TERMS).proposes
    assert not rules.terms({**TERMS, "verdict": "none"}).proposes


@given(
    st.lists(st.integers(0, 12000), max_size=20),
    st.dictionaries(st.sampled_from(["NHAT", "NHI", "KK"]), st.integers(0, 12000)),
)
def test_nobody_stands_above_a_better_mark(marks: list[int], cutoffs: dict[str, int]) -> None:
    in_order = not [reason for reason in rules.faults_of_cutoffs(TIERS, cutoffs) if "thấp hơn" in str(reason)]
    standings = [Ranked(str(place), mark) for place, mark in enumerate(marks)]
    drawn = {line.piece_id: line.tier for line in rules.lines(standings, TIERS, cutoffs, {})}
    places = {tier.code: place for place, tier in enumerate(TIERS)} | {"": len(TIERS)}
    for one in standings:
        assert drawn[one.piece_id] == "" or one.hundredths >= cutoffs[drawn[one.piece_id]]
        for other in standings if in_order else ():
            assert (
                one.hundredths <= other.hundredths
                or places[drawn[one.piece_id]] <= places[drawn[other.piece_id]]
            )


def test_a_vote_stands_above_the_cut_offs() -> None:
    standings = [Ranked("a", 8500), Ranked("b", 7000), Ranked("c", 5000)]
    cutoffs = {"NHAT": 8500, "NHI": 7000}
    voted = {"b": ("m1", "NHAT"), "a": ("m2", ""), "c": ("m3", "")}
    drawn = rules.lines(standings, TIERS, cutoffs, voted)
    assert [(line.piece_id, line.tier, line.motion_id) for line in drawn] == [
        ("a", "", "m2"), ("b", "NHAT", "m1"), ("c", "", None),
    ]  # fmt: skip


def test_cut_offs_descend_and_respect_the_structure() -> None:
    def said(cutoffs: dict[str, int]) -> list[str]:
        return [str(reason) for reason in rules.faults_of_cutoffs(TIERS, cutoffs)]

    assert said({"NHAT": 8500, "NHI": 7000, "KK": 6000}) == []
    assert said({"NHAT": 8500, "KK": 6000}) == []
    assert said({"NHAT": 8000, "NHI": 8000}) == [
        "Điểm sàn của “Giải Nhì” phải thấp hơn điểm sàn của “Giải Nhất”."
    ]
    assert said({"NHAT": 7950}) == ["Điểm sàn của “Giải Nhất” không được dưới 80,00 điểm theo cơ cấu giải."]
    assert said({"A": 1}) == [rules.NO_SUCH_TIER]


def test_a_panel_gives_no_tier_more_often_than_the_season() -> None:
    tiers = (TierTerm("NHAT", "Giải Nhất", 1), TierTerm("KK", "Giải Khuyến khích"))
    drawn = rules.lines([Ranked("a", 9000), Ranked("b", 9000)], tiers, {"NHAT": 9000}, {})
    assert [str(reason) for reason in rules.faults_of_lines(tiers, drawn)] == [
        "“Giải Nhất” có 2 bài, cơ cấu giải tối đa 1."
    ]
