"""What holds of every list that any structure makes of any works."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from contests.awards.engine.breaking import breaches
from contests.awards.engine.facts import Ballot, Order, Ranked, Structure, TierFacts
from contests.awards.engine.filling import proposed
from contests.awards.rules import counted, money_lines
from tests.contests.awards.engine.test_filling import FIELDS, standings

marks = st.lists(st.integers(0, 100).map(lambda points: points * 100), max_size=40)
one_tier = st.tuples(st.none() | st.integers(0, 6), st.none() | st.integers(0, 100).map(lambda p: p * 100))
structures = st.lists(one_tier, max_size=5).map(
    lambda found: [TierFacts(f"t{at}", f"Giải {at}", quota, least) for at, (quota, least) in enumerate(found)]
)


@given(marks, structures)
def test_no_structure_is_broken_and_no_rank_is_passed_over(marks, tiers):
    ranked = standings(*marks)
    found = proposed(ranked, Structure(tiers))
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
    found = proposed(ranked, Structure(tiers)).tiers
    by_rank: dict[int, set[str | None]] = {}
    for one in ranked:
        by_rank.setdefault(one.rank, set()).add(found[one.entry_id])
    assert all(len(together) == 1 for together in by_rank.values())


@given(marks, structures)
def test_a_reported_tie_had_room_for_some_of_its_entries_only(marks, tiers):
    for tie in proposed(standings(*marks), Structure(tiers)).ties:
        assert 0 < tie.room < len(tie.entry_ids)


@given(marks, structures)
def test_the_money_of_the_tiers_adds_up_to_the_money_of_the_entries(marks, tiers):
    priced = [TierFacts(one.id, one.name, one.quota, one.least_hundredths, 500_000) for one in tiers]
    found = proposed(standings(*marks), Structure(priced)).tiers
    total = sum(line.total for line in money_lines(priced, counted(found.values())))
    assert total == 500_000 * sum(tier_id is not None for tier_id in found.values())


PEOPLE = st.frozensets(st.sampled_from(["lan", "minh", "hoa", "tú"]), max_size=2)
BALLOTS = st.none() | st.integers(0, 9).map(lambda yes: Ballot(yes, 9))
MARKED = st.integers(0, 20).map(lambda points: points * 500)


@st.composite
def any_works(draw, ballots=BALLOTS) -> list[Ranked]:
    rows = draw(st.lists(st.tuples(MARKED, st.sampled_from(sorted(FIELDS)), PEOPLE, ballots), max_size=25))
    ranked = standings(*(row[0] for row in rows))
    return [
        replace(one, field=field, authors=people, ballot=ballot)
        for one, (_, field, people, ballot) in zip(ranked, rows, strict=True)
    ]


LIMIT = st.none() | st.integers(0, 5)
TIER = st.builds(
    TierFacts,
    id=st.just(""),
    name=st.just("Giải"),
    quota=LIMIT,
    least_hundredths=st.none() | MARKED,
    money=st.just(1_000_000),
    field_quota=LIMIT,
    least_share=st.none() | st.integers(0, 10_000),
    by_hand=st.booleans(),
    once=st.booleans(),
)


def any_structure(tier=TIER):
    tiers = st.lists(tier, max_size=5).map(
        lambda found: [replace(one, id=f"t{at}") for at, one in enumerate(found)]
    )
    orders = st.sampled_from(Order)
    return st.builds(Structure, tiers, LIMIT, LIMIT, orders, st.just(FIELDS))


@given(any_works(), any_structure())
def test_no_limit_of_any_structure_is_ever_broken(ranked, structure):
    found = proposed(ranked, structure).tiers
    assert breaches(structure, [(one, found[one.entry_id]) for one in ranked]) == []
    assert set(found) == {one.entry_id for one in ranked}


@given(any_works(), any_structure())
def test_whoever_gets_a_tier_fulfils_it(ranked, structure):
    found = proposed(ranked, structure).tiers
    for one in ranked:
        tier = structure.tier(found[one.entry_id])
        if tier is not None:
            assert not tier.by_hand
            assert tier.least_hundredths is None or one.hundredths >= tier.least_hundredths
            assert tier.least_share is None or one.ballot.reaches(tier.least_share)


BY_RANK = TIER.map(lambda tier: replace(tier, least_share=None, by_hand=False, once=False))


@given(any_works(), any_structure(BY_RANK))
def test_within_a_field_a_higher_mark_never_gets_a_lower_tier(ranked, structure):
    structure = replace(structure, order=Order.MARKS)
    found = proposed(ranked, structure).tiers
    place = {tier.id: at for at, tier in enumerate(structure.tiers)} | {None: len(structure.tiers)}
    for name in FIELDS:
        own = sorted((one for one in ranked if one.field == name), key=lambda one: one.rank)
        places = [place[found[one.entry_id]] for one in own]
        assert places == sorted(places)


@given(any_works(), any_structure(), st.randoms(use_true_random=False))
def test_the_order_in_which_works_are_given_is_of_no_account(ranked, structure, random):
    shuffled = random.sample(ranked, len(ranked))
    one, other = proposed(ranked, structure), proposed(shuffled, structure)
    assert one.tiers == other.tiers
    assert one.held == other.held
    assert {(tie.tier_id, frozenset(tie.entry_ids)) for tie in one.ties} == {
        (tie.tier_id, frozenset(tie.entry_ids)) for tie in other.ties
    }


@given(any_works(st.just(None)), any_structure(BY_RANK.map(lambda tier: replace(tier, field_quota=None))))
def test_equals_that_compete_for_the_same_places_are_never_parted(ranked, structure):
    structure = replace(structure, most_per_field=None, order=Order.MARKS)
    found = proposed(ranked, structure).tiers
    by_rank: dict[int, set[str | None]] = {}
    for one in ranked:
        by_rank.setdefault(one.rank, set()).add(found[one.entry_id])
    assert all(len(together) == 1 for together in by_rank.values())


@given(any_works(), any_structure(), st.data())
def test_what_a_jury_gave_stands_and_the_rest_keeps_to_what_it_left(ranked, structure, data):
    tiers = st.sampled_from([*(tier.id for tier in structure.tiers), None])
    entries = st.sampled_from([one.entry_id for one in ranked]) if ranked else st.nothing()
    jury = data.draw(st.dictionaries(entries, tiers)) if ranked else {}
    found = proposed(ranked, structure, jury).tiers
    assert {entry: found[entry] for entry in jury} == jury
    for tier in structure.tiers:
        by_jury = sum(one == tier.id for one in jury.values())
        others = sum(found[one.entry_id] == tier.id for one in ranked if one.entry_id not in jury)
        assert tier.quota is None or others <= max(0, tier.quota - by_jury)
