"""The tiers are filled by the season's data: ranks until quotas, bands, fields, votes, one prize an author, or by hand."""

from dataclasses import replace

from contests.awards.engine.facts import Ballot, Held, Order, Ranked, Structure, TierFacts, Why
from contests.awards.engine.filling import proposed

FIRST = TierFacts("nhat", "Giải Nhất", quota=1, least_hundredths=9000, money=12_000_000)
SECOND = TierFacts("nhi", "Giải Nhì", quota=2, least_hundredths=8000, money=8_000_000)
THIRD = TierFacts("ba", "Giải Ba", quota=3, least_hundredths=7000, money=6_000_000)
TIERS = (FIRST, SECOND, THIRD)


def standings(*marks: int) -> list[Ranked]:
    return [Ranked(f"e{at}", mark, 1 + sum(other > mark for other in marks)) for at, mark in enumerate(marks)]


def tiers_of(*marks: int, tiers=TIERS) -> list[str | None]:
    found = proposed(standings(*marks), Structure(tiers)).tiers
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
    found = proposed(standings(9500, 9500, 8100), Structure(TIERS))
    assert list(found.tiers.values()) == ["nhi", "nhi", "ba"]
    (tie,) = found.ties
    assert (tie.tier_id, tie.room, tie.rank, tie.entry_ids) == ("nhat", 1, 1, ("e0", "e1"))


def test_a_tie_that_fits_is_no_matter_for_people():
    assert proposed(standings(9500, 8500, 8500), Structure(TIERS)).ties == ()


def test_a_tie_larger_than_every_tier_gets_no_prize_and_every_tier_it_passed_is_reported():
    found = proposed(standings(*[9500] * 4), Structure(TIERS))
    assert set(found.tiers.values()) == {None}
    assert [tie.tier_id for tie in found.ties] == ["nhat", "nhi", "ba"]


def test_a_tier_without_a_quota_takes_all_who_reach_it():
    open_tier = TierFacts("kk", "Giải Khuyến khích", least_hundredths=6000)
    assert tiers_of(6500, 6400, 6000, 5999, tiers=(open_tier,)) == ["kk", "kk", "kk", None]


def test_a_quota_of_nought_takes_nobody_and_is_no_tie():
    found = proposed(standings(9500), Structure((TierFacts("db", "Giải Đặc biệt", quota=0), FIRST)))
    assert found.tiers == {"e0": "nhat"}
    assert found.ties == ()


FIELDS = {"nn": "Khoa học nông nghiệp", "yd": "Khoa học y, dược"}


def works(*rows: tuple[int, str], authors=()) -> list[Ranked]:
    """Works by mark and field; `authors` by place."""
    ranked = standings(*(mark for mark, _ in rows))
    people = {**dict.fromkeys(range(len(rows)), frozenset()), **dict(authors)}
    return [replace(one, field=rows[at][1], authors=people[at]) for at, one in enumerate(ranked)]


def in_order(found, ranked) -> list[str | None]:
    return [found.tiers[one.entry_id] for one in ranked]


class TestAFieldHasItsOwnQuota:
    TIERS = (
        TierFacts("nhat", "Giải Nhất", quota=2, field_quota=1),
        TierFacts("nhi", "Giải Nhì", field_quota=2),
    )

    def test_the_better_works_of_each_field_take_its_places(self):
        ranked = works((9500, "nn"), (9400, "nn"), (9300, "yd"), (9200, "nn"), (9100, "nn"))
        found = proposed(ranked, Structure(self.TIERS))
        assert in_order(found, ranked) == ["nhat", "nhi", "nhat", "nhi", None]
        assert found.held["e1"] == Held("nhat", Why.FIELD)

    def test_equals_of_one_field_go_down_together_and_those_of_another_do_not(self):
        ranked = works((9500, "nn"), (9500, "nn"), (9500, "yd"))
        found = proposed(ranked, Structure(self.TIERS))
        assert in_order(found, ranked) == ["nhi", "nhi", "nhat"]
        assert [tie.entry_ids for tie in found.ties] == [("e0", "e1")]

    def test_nobody_of_the_field_goes_back_to_the_tier_that_a_tie_passed(self):
        ranked = works((9500, "nn"), (9500, "nn"), (9400, "nn"), (9300, "yd"))
        found = proposed(ranked, Structure(self.TIERS))
        assert in_order(found, ranked) == ["nhi", "nhi", None, "nhat"]


class TestTheWholeListHasALimit:
    TIERS = (
        TierFacts("nhat", "Giải Nhất", quota=1),
        TierFacts("kk", "Giải Khuyến khích", least_hundredths=5000),
    )

    def test_of_all_prizes(self):
        assert list(
            proposed(
                standings(9, 8, 7, 6), Structure((FIRST, replace(SECOND, least_hundredths=0)))
            ).tiers.values()
        )
        ranked = standings(9000, 8000, 7000, 6000)
        assert in_order(proposed(ranked, Structure(self.TIERS, most=3)), ranked) == ["nhat", "kk", "kk", None]

    def test_of_a_field(self):
        ranked = works((9000, "nn"), (8000, "nn"), (7000, "nn"), (6000, "yd"))
        found = proposed(ranked, Structure(self.TIERS, most_per_field=2))
        assert in_order(found, ranked) == ["nhat", "kk", None, "kk"]

    def test_equals_at_the_end_stay_out_together_and_nobody_below_slips_in(self):
        ranked = standings(9000, 8000, 8000, 7000)
        found = proposed(ranked, Structure(self.TIERS, most=2))
        assert in_order(found, ranked) == ["nhat", None, None, None]
        assert found.ties


class TestACouncilVotes:
    """An Giang 2021: A one from 90 %, B two from 80 %, C three from 70 %, khuyến khích four from 65 % of all members."""

    TIERS = (
        TierFacts("A", "Giải A", 1, least_share=9000),
        TierFacts("B", "Giải B", 2, least_share=8000),
        TierFacts("C", "Giải C", 3, least_share=7000),
        TierFacts("KK", "Giải Khuyến khích", 4, least_share=6500),
    )
    COUNCIL = 20

    def voted(self, *yes: int | None) -> list[Ranked]:
        ballots = [None if one is None else Ballot(one, self.COUNCIL) for one in yes]
        ranked = standings(*range(len(yes), 0, -1))
        return [replace(one, ballot=ballot) for one, ballot in zip(ranked, ballots, strict=True)]

    def test_the_highest_share_comes_first_whatever_the_marks(self):
        ranked = self.voted(18, 20, 16, 13, 12)
        found = proposed(ranked, Structure(self.TIERS, order=Order.VOTES))
        assert in_order(found, ranked) == ["B", "A", "B", "KK", None]

    def test_a_share_is_compared_exactly(self):
        """Thirteen of twenty are 65 per cent, and two of three are less than 66.67."""
        assert Ballot(13, 20).reaches(6500)
        assert not Ballot(2, 3).reaches(6667)
        assert Ballot(2, 3).reaches(6666)

    def test_without_a_vote_there_is_no_prize_where_votes_are_asked_for(self):
        ranked = self.voted(20, None)
        found = proposed(ranked, Structure(self.TIERS, order=Order.VOTES))
        assert in_order(found, ranked) == ["A", None]
        assert found.held["e1"] == Held("B", Why.VOTES)

    def test_equal_shares_are_equals(self):
        ranked = self.voted(19, 19)
        found = proposed(ranked, Structure(self.TIERS, order=Order.VOTES))
        assert in_order(found, ranked) == ["B", "B"]
        assert found.ties[0].entry_ids == ("e0", "e1")

    def test_votes_may_be_asked_for_beside_marks(self):
        """Ranked by marks, and two thirds of the committee agree."""
        tiers = (TierFacts("nhat", "Giải Nhất", 1, least_share=6667), TierFacts("nhi", "Giải Nhì", 2))
        ranked = self.voted(12, 14)
        found = proposed(ranked, Structure(tiers))
        assert in_order(found, ranked) == ["nhi", "nhat"]
        assert found.held["e0"] == Held("nhat", Why.VOTES)


class TestAnAuthorHasOneTopPrize:
    TIERS = (
        TierFacts("nhat", "Giải Nhất", 1, once=True),
        TierFacts("nhi", "Giải Nhì", 2, once=True),
        TierFacts("ba", "Giải Ba", 3),
    )
    LAN, MINH = frozenset({"lan"}), frozenset({"lan", "minh"})

    def test_the_lower_work_takes_the_next_tier_allowed_and_it_is_said_why(self):
        ranked = works((9500, ""), (9400, ""), (9300, ""), authors={0: self.LAN, 1: self.MINH})
        found = proposed(ranked, Structure(self.TIERS))
        assert in_order(found, ranked) == ["nhat", "ba", "nhi"]
        assert found.held["e1"] == Held("nhi", Why.ONCE)

    def test_of_two_equal_works_of_one_author_people_choose(self):
        ranked = works((9500, ""), (9500, ""), authors={0: self.LAN, 1: self.MINH})
        found = proposed(ranked, Structure((replace(self.TIERS[0], quota=2), self.TIERS[2])))
        assert in_order(found, ranked) == ["ba", "ba"]
        assert (found.ties[0].room, found.ties[0].entry_ids) == (1, ("e0", "e1"))

    def test_a_prize_that_the_jury_gave_counts(self):
        ranked = works((9500, ""), (9400, ""), authors={0: self.LAN, 1: self.LAN})
        found = proposed(ranked, Structure(self.TIERS), {"e1": "nhat"})
        assert in_order(found, ranked) == ["ba", "nhat"]


def test_a_tier_filled_by_hand_is_left_to_people():
    tiers = (TierFacts("db", "Giải Đặc biệt", 1, by_hand=True), FIRST)
    found = proposed(standings(9500, 9400), Structure(tiers))
    assert list(found.tiers.values()) == ["nhat", None]
    assert not found.ties


def test_bands_alone_make_a_list():
    """Hậu Giang 2014: from 90 first, from 80 second, from 70 third, from 60 encouragement; special from 100."""
    bands = [("db", 10000), ("nhat", 9000), ("nhi", 8000), ("ba", 7000), ("kk", 6000)]
    tiers = tuple(TierFacts(code, code, least_hundredths=least) for code, least in bands)
    assert tiers_of(9950, 9000, 8999, 7000, 6000, 5999, tiers=tiers) == [
        "nhat",
        "nhat",
        "nhi",
        "ba",
        "kk",
        None,
    ]
