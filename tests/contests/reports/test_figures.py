from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contests.awards import service as awards
from contests.decisions.terms import DecisionKind
from contests.entries.model import Author
from contests.entries.terms import EntryState
from contests.kernel.sessions import value_of
from contests.nomination import service as nomination
from contests.nomination.model import Nomination
from contests.people.model import Person
from contests.people.terms import Gender, UnitKind
from contests.reports.figures import (
    Counts,
    Money,
    SeasonLine,
    Upper,
    added,
    closing_year,
    latest_reported,
    summed,
)
from contests.reports.queries import season_figures, year_figures, years_of
from contests.seasons.model import Season, Tier
from contests.seasons.terms import ContestKind
from tests.factories import make_entry, make_organiser, make_season, make_unit
from tests.factories_awards import decision, make_decided, make_judged

MILLION = 1_000_000


def make_contest(
    session, organiser, kind, years, *, received, eligible, prized, nominated, money
) -> tuple[Season, list[Nomination], dict]:
    """A season with exactly these figures, through the services where one stands behind the figure."""
    season = make_season(session, organiser, kind=kind)
    season.title, season.years = f"{kind} {years}", years
    season.budget_allocated, season.budget_used = money
    (last, *others) = reversed(
        session.query(Tier).filter_by(season_id=season.id).order_by(Tier.position).all()
    )
    last.quota = prized - sum(tier.quota for tier in others)
    session.flush()
    judged = make_decided(
        session, [9900 - 10 * at for at in range(eligible)], organiser=organiser, season=season
    )
    for _ in range(received - eligible):
        make_entry(session, season, judged.school, state=EntryState.REJECTED)
    make_entry(session, season, judged.school, state=EntryState.DRAFT)
    make_entry(session, season, judged.school, state=EntryState.WITHDRAWN)
    letter = decision(f"{session.query(Season).count()}/CV-LHH", DecisionKind.LETTER)
    chosen = [entry.id for entry in judged.entries[:nominated]]
    sent = value_of(nomination.nominate(session, season, chosen, letter, **judged.by_office))
    return season, sent, judged.by_office


@pytest.fixture
def tuyen_quang(session):
    """The two contests of seasons on record, part A, with the national results that came back."""
    organiser = make_organiser(session, "Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh Tuyên Quang")
    youth, nominations, office = make_contest(
        session, organiser, ContestKind.YOUTH, "2021",
        received=102, eligible=89, prized=24, nominated=10, money=(180 * MILLION, 156_900_000),
    )  # fmt: skip
    technical, *_ = make_contest(
        session, organiser, ContestKind.TECHNICAL, "2020-2021",
        received=39, eligible=39, prized=11, nominated=4, money=(350 * MILLION, 236_900_000),
    )  # fmt: skip
    for sent, tier in zip(nominations, ("Giải Ba", "Giải Khuyến khích", *[""] * 8), strict=True):
        value_of(nomination.record_result(session, sent, tier, date(2021, 12, 1), "Quyết định", **office))
    return organiser, youth, technical


def test_the_report_of_2021_prints_the_row_of_the_youth_contest(session, tuyen_quang):
    organiser, youth, _ = tuyen_quang
    line = next(one for one in year_figures(session, [organiser.id], 2021).lines if one.season_id == youth.id)
    assert line.counts == Counts(102, 89, 89, 24, 10)
    assert line.upper == Upper((("Giải Ba", 1), ("Giải Khuyến khích", 1)), without=8)


def test_the_report_of_2021_prints_the_row_of_the_technical_contest(session, tuyen_quang):
    organiser, _, technical = tuyen_quang
    line = next(
        one for one in year_figures(session, [organiser.id], 2021).lines if one.season_id == technical.id
    )
    assert line.counts == Counts(39, 39, 39, 11, 4)
    assert line.upper == Upper(waiting=4)


def test_what_was_returned_is_computed_and_the_sums_are_right(session, tuyen_quang):
    organiser, youth, technical = tuyen_quang
    year = year_figures(session, [organiser.id], 2021)
    returned = {line.season_id: line.money.returned for line in year.lines}
    assert returned == {youth.id: 23_100_000, technical.id: 113_100_000}
    assert (year.money.allocated, year.money.used, year.money.returned) == (
        530_000_000,
        393_800_000,
        136_200_000,
    )
    assert year.counts == Counts(141, 128, 128, 35, 14)
    assert not year.incomplete


def test_the_report_of_a_season_and_of_its_year_say_the_same(session, tuyen_quang):
    _, youth, _ = tuyen_quang
    figures = season_figures(session, youth)
    assert figures.counts == Counts(102, 89, 89, 24, 10)
    assert sum(tier.count for tier in figures.tiers) == 24
    for lines in (figures.fields, figures.units, figures.kinds):
        assert summed([line.counts for line in lines]) == figures.counts


def test_years_and_seasons_of_others_are_not_counted(session, tuyen_quang):
    organiser, *_ = tuyen_quang
    other = make_decided(session)
    assert years_of(session, [organiser.id]) == {2021: True}
    assert year_figures(session, [organiser.id], 2020).lines == ()
    assert {line.season_id for line in year_figures(session, [other.organiser.id], 2026).lines} == {
        other.season.id
    }


def test_a_year_without_decided_prizes_is_not_the_one_to_report(session, tuyen_quang):
    organiser, *_ = tuyen_quang
    make_season(session, organiser).years = "2027"
    session.flush()
    years = years_of(session, [organiser.id])
    assert list(years.items()) == [(2027, False), (2021, True)]
    assert latest_reported(years) == 2021
    assert latest_reported({2027: False, 2026: False}) == 2027
    assert latest_reported({}) is None


def test_prizes_that_are_only_proposed_are_missing_and_not_nought(session):
    judged = make_judged(session)
    value_of(awards.propose(session, judged.season, **judged.by_office))
    session.flush()
    figures = season_figures(session, judged.season)
    assert (figures.counts.prized, figures.counts.nominated, figures.prize_money) == (None, None, None)
    assert {tier.count for tier in figures.tiers} == {None}


def test_money_and_tiers_add_up(session):
    figures = season_figures(session, make_decided(session).season)
    assert [(tier.name, tier.count, tier.money) for tier in figures.tiers] == [
        ("Giải Nhất", 1, 4 * MILLION),
        ("Giải Nhì", 2, 6 * MILLION),
        ("Giải Ba", 3, 6 * MILLION),
        ("Giải Khuyến khích", 4, 4 * MILLION),
    ]
    assert figures.prize_money == 20 * MILLION


def test_an_author_of_two_entries_is_counted_once(session):
    judged = make_decided(session, (9100, 8200))
    first, second = (session.query(Author).filter_by(entry_id=entry.id).one() for entry in judged.entries)
    second.person_id = first.person_id
    session.flush()
    figures = season_figures(session, judged.season)
    assert (figures.authors, figures.genders[0].authors, figures.genders[0].prized) == (1, 1, 1)


def test_authors_are_told_by_gender_and_those_of_whom_it_is_unknown_apart(session):
    judged = make_decided(session, (9100, 8200, 5000))
    people = session.query(Person).filter_by(organiser_id=judged.organiser.id).order_by(Person.sorted).all()
    people[0].gender, people[1].gender = Gender.MALE, None
    session.flush()
    assert [(share.label, share.authors) for share in season_figures(session, judged.season).genders] == [
        ("Nữ", 1), ("Nam", 1), ("Không khai", 1)
    ]  # fmt: skip


def test_units_are_told_by_kind(session):
    judged = make_decided(session)
    works = make_unit(session, organiser=judged.organiser, kind=UnitKind.ENTERPRISE)
    make_entry(session, judged.season, works)
    figures = season_figures(session, judged.season)
    assert [(line.label, line.counts.received) for line in figures.kinds] == [
        ("Trường học", 12), ("Doanh nghiệp", 1)
    ]  # fmt: skip
    assert figures.unit_count == 2


def test_a_field_without_entries_is_told_with_nought(session):
    figures = season_figures(session, make_decided(session).season)
    assert [(line.counts.received, line.counts.prized) for line in figures.fields] == [
        (12, 10),
        (0, 0),
        (0, 0),
    ]


def test_a_season_of_no_entries_has_received_none_and_knows_nothing_else(session):
    season = make_season(session, make_organiser(session))
    figures = season_figures(session, season)
    assert figures.counts == Counts(0, None, None, None, None)
    assert (figures.units, figures.authors, figures.money.returned) == ((), 0, None)


def line(money: Money) -> SeasonLine:
    return SeasonLine("", "", "", Counts(1, 1), Upper(), money)


@given(st.lists(st.tuples(st.integers(0, 10**12), st.integers(0, 10**12)), max_size=8))
def test_the_columns_of_a_year_add_up_across_and_down(budgets):
    year = added([line(Money(*budget)) for budget in budgets])
    if budgets:
        assert year.money.returned == sum(allocated - used for allocated, used in budgets)


def test_a_season_without_a_whole_budget_is_left_out_of_the_sums_and_said_to_be():
    year = added([line(Money(180, 150)), line(Money(350, None))])
    assert (year.money, year.incomplete) == (Money(180, 150), True)


@pytest.mark.parametrize(
    ("years", "year"),
    [("2021", 2021), ("2020-2021", 2021), ("2020–2021", 2021), ("", None), ("thứ 17", None)],
)
def test_a_season_stands_in_the_report_of_the_year_in_which_it_ends(years, year):
    assert closing_year(years) == year
