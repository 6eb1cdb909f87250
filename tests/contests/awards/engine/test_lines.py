"""Lines between tiers: proposed in the widest gaps near the quotas, moved mark by mark, never parting equals."""

from hypothesis import given
from hypothesis import strategies as st

from contests.awards.engine.facts import Structure, TierFacts
from contests.awards.engine.lines import Gap, by_lines, gap_at, lines_of, lowered, raised, steps, suggested
from tests.contests.awards.engine.test_filling import standings
from tests.contests.awards.engine.test_properties import BY_RANK, any_structure, any_works

SIX = Structure((TierFacts("nhat", "Giải Nhất", 1), TierFacts("kk", "Giải Khuyến khích", 6)))


def test_the_line_lies_in_the_widest_gap_within_the_last_third_of_the_places():
    found = suggested(standings(9500, 9000, 8900, 8800, 8700, 8300, 8250, 8200), SIX)
    assert found == {"nhat": 9500, "kk": 8700}


def test_a_wider_gap_farther_up_is_no_reason_to_give_up_more_than_a_third():
    found = suggested(standings(9500, 9000, 8900, 7000, 6990, 6980, 6970, 6960), SIX)
    assert found["kk"] == 6970


def test_equals_at_the_quota_stay_out_together():
    found = suggested(standings(9500, 9000, 8900, 8800, 8700, 8600, 8500, 8500), SIX)
    assert found["kk"] == 8600


def test_a_least_mark_holds_whatever_the_gaps():
    tiers = Structure((TierFacts("nhat", "Giải Nhất", 3, 9000),))
    assert suggested(standings(9500, 8999), tiers) == {"nhat": 9500}
    assert suggested(standings(8999), tiers) == {"nhat": None}


def test_a_band_without_a_quota_takes_all_who_reach_it():
    tiers = Structure((TierFacts("a", "Giải A", None, 9000), TierFacts("b", "Giải B", None, 8000)))
    assert suggested(standings(9500, 9000, 8999, 8000, 7999), tiers) == {"a": 9000, "b": 8000}


def test_a_gap_is_what_lies_around_a_line():
    found = steps(standings(9500, 9000, 9000, 8250))
    assert gap_at(9000, found) == Gap(9000, 8250)
    assert gap_at(8900, found) == Gap(9000, 8250)
    assert gap_at(8900, found).width == 750
    assert gap_at(9600, found) == Gap(None, 9500)
    assert gap_at(8000, found).width is None
    assert gap_at(None, found) == Gap(None, None)


def test_a_line_is_moved_by_one_mark_up_and_down():
    found = steps(standings(9500, 9000, 9000, 8250))
    assert (raised(9000, found), lowered(9000, found)) == (9500, 8250)
    assert (raised(9500, found), lowered(8250, found)) == (None, 8250)
    assert (raised(None, found), lowered(None, found)) == (None, 9500)


def test_a_tier_filled_by_hand_has_no_line():
    tiers = Structure((TierFacts("db", "Giải Đặc biệt", 1, by_hand=True), TierFacts("nhat", "Giải Nhất", 1)))
    assert suggested(standings(9500), tiers) == {"nhat": 9500}
    assert by_lines(standings(9500), tiers, {"db": 0, "nhat": 9000}) == {"e0": "nhat"}


PLAIN = BY_RANK.map(lambda tier: TierFacts(tier.id, tier.name, tier.quota, tier.least_hundredths, tier.money))


@given(any_works(), any_structure(PLAIN))
def test_suggested_lines_never_go_beyond_a_quota_or_below_a_least_mark(works, structure):
    tiers = by_lines(works, structure, suggested(works, structure))
    for tier in structure.tiers:
        own = [one for one in works if tiers[one.entry_id] == tier.id]
        assert tier.quota is None or len(own) <= tier.quota
        assert all(tier.least_hundredths is None or one.hundredths >= tier.least_hundredths for one in own)


LINES = st.dictionaries(st.sampled_from([f"t{at}" for at in range(5)]), st.none() | st.integers(0, 10_000))


@given(any_works(), any_structure(), LINES)
def test_lines_part_no_equals_and_give_no_lower_mark_a_higher_tier(works, structure, lines):
    tiers = by_lines(works, structure, lines)
    place = {tier.id: at for at, tier in enumerate(structure.tiers)} | {None: len(structure.tiers)}
    in_order = sorted(works, key=lambda one: -one.hundredths)
    by_mark: dict[int, set[str | None]] = {}
    for one in in_order:
        by_mark.setdefault(one.hundredths, set()).add(tiers[one.entry_id])
    assert all(len(together) == 1 for together in by_mark.values())
    drawn = [line for line in (lines.get(tier.id) for tier in structure.tiers) if line is not None]
    if drawn == sorted(drawn, reverse=True):
        places = [place[tiers[one.entry_id]] for one in in_order]
        assert places == sorted(places)


@given(any_works(), any_structure(PLAIN))
def test_the_lines_of_a_list_drawn_by_lines_draw_it_again(works, structure):
    tiers = by_lines(works, structure, suggested(works, structure))
    assert by_lines(works, structure, lines_of(works, structure, tiers)) == tiers
