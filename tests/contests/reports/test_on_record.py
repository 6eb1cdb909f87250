"""The seasons that provincial unions printed, counted anew from generated data: each figure as it was published."""

import random
from importlib import import_module

import pytest
from sqlalchemy import event

from contests.entries.model import Entry
from contests.kernel.access import Role
from contests.kernel.sessions import value_of
from contests.reports import service
from contests.reports.figures import COUNTED, Counts
from contests.reports.grids import figures_of, season_grids
from contests.reports.queries import season_figures
from contests.reports.rules import ValueFacts
from contests.seasons.model import Season
from tests.factories import NOON, make_actor, make_organiser
from tests.factories_reports import (
    BAC_GIANG_AWARD,
    BAC_GIANG_FIRST_AWARD,
    BAC_GIANG_YOUTH,
    TUYEN_QUANG_YOUTH,
    make_printed,
    make_schools,
)

COMMUNES = {"Phường Bắc Giang": 3, "Xã Lạng Giang": 2, "Xã Yên Thế": 2}


@pytest.fixture
def union(session):
    return make_organiser(session, "Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh Bắc Giang")


def values(session, season):
    return {one.key: one.value for one in figures_of(season_figures(session, season))}


def test_the_youth_contest_of_bac_giang_2020(session, union):
    season = make_printed(session, union, BAC_GIANG_YOUTH)
    office = {"by": make_actor(session, Role.SECRETARY, union), "at": NOON}
    value_of(service.type_value(session, season, "base_received", ValueFacts(836), turn=0, **office))
    figures = season_figures(session, season)
    assert figures.counts == Counts(106, 106, 106, 30, 12)
    assert [(tier.name, tier.count) for tier in figures.tiers] == [
        ("Giải Nhất", 2), ("Giải Nhì", 4), ("Giải Ba", 6), ("Giải Khuyến khích", 18)
    ]  # fmt: skip
    assert figures.upper.tiers == (("Giải Nhì", 1), ("Giải Ba", 1), ("Giải Khuyến khích", 1))
    levels = season_grids(figures)["levels"]
    assert [row.values for row in levels.rows] == [(836, None, None), (106, 30, 12), (12, 3, None)]


def test_the_science_award_of_bac_giang_2020_by_field_and_tier(session, union):
    season = make_printed(session, union, BAC_GIANG_AWARD)
    figures = season_figures(session, season)
    assert [(line.label, line.counts.received) for line in figures.fields] == list(
        BAC_GIANG_AWARD.fields.items()
    )
    assert figures.counts.received == 64
    assert [tier.count for tier in figures.tiers] == [4, 4, 7, 9]
    assert figures.counts.prized == 24


def test_the_second_award_had_34_works_more_than_the_first(session, union):
    make_printed(session, union, BAC_GIANG_FIRST_AWARD)
    season = make_printed(session, union, BAC_GIANG_AWARD)
    editions = season_grids(season_figures(session, season))["editions"]
    assert [column.label for column in editions.columns[:2]] == ["Lần thứ 1 (2015)", "Lần thứ 2 (2020)"]
    assert editions.texts(editions.rows[0]) == ("30", "64", "+34")
    assert editions.texts(editions.rows[3]) == ("12", "24", "+12")


def test_other_contests_other_organisers_and_later_editions_are_no_earlier_edition(session, union):
    first = make_printed(session, union, BAC_GIANG_FIRST_AWARD)
    make_printed(session, union, BAC_GIANG_YOUTH)
    make_printed(session, make_organiser(session), BAC_GIANG_FIRST_AWARD)
    second = make_printed(session, union, BAC_GIANG_AWARD)
    assert [one.season_id for one in season_figures(session, second).earlier] == [first.id]
    assert season_figures(session, first).earlier == ()


def test_a_first_edition_is_compared_with_nothing(session, union):
    season = make_printed(session, union, BAC_GIANG_FIRST_AWARD)
    assert "editions" not in season_grids(season_figures(session, season))


def test_a_missing_figure_makes_no_difference_up_or_down(session, union):
    make_printed(session, union, BAC_GIANG_FIRST_AWARD, decided=False)
    season = make_printed(session, union, BAC_GIANG_AWARD)
    editions = season_grids(season_figures(session, season))["editions"]
    prized = next(row for row in editions.rows if row.label == "Đạt giải")
    assert prized.values == (None, 24, None)


def test_every_breakdown_adds_up_to_the_season(session, union):
    season = make_printed(session, union, TUYEN_QUANG_YOUTH, schools=make_schools(session, union, COMMUNES))
    grids = season_grids(season_figures(session, season))
    for key in ("fields", "kinds", "regions", "units"):
        grid = grids[key]
        for place in range(len(grid.columns)):
            column = [row.values[place] for row in grid.rows]
            assert sum(column) == grid.foot.values[place], (key, grid.columns[place].label)
    assert grids["fields"].foot.values == (102, 1000, 89, 89, 24, 1000, 10)


def test_regions_are_the_communes_of_the_units(session, union):
    season = make_printed(session, union, BAC_GIANG_AWARD, schools=make_schools(session, union, COMMUNES))
    found = {line.label: line.counts.received for line in season_figures(session, season).regions}
    assert found == {"Phường Bắc Giang": 28, "Xã Lạng Giang": 18, "Xã Yên Thế": 18}


def test_tiers_by_field_add_up_both_ways(session, union):
    grid = season_grids(season_figures(session, make_printed(session, union, BAC_GIANG_AWARD)))["tier_fields"]
    for row in grid.lines:
        assert sum(row.values[:-1]) == row.values[-1]
    assert grid.foot.values == (4, 4, 7, 9, 24)


def test_no_result_is_in_a_report_before_the_release_and_counts_are(session, union):
    season = make_printed(session, union, BAC_GIANG_YOUTH, decided=False)
    found = values(session, season)
    assert (found["received"], found["eligible"], found["final"]) == (106, 106, 106)
    hidden = ("prized", "nominated", "upper", "prized_authors", "prize_money")
    assert {key: found[key] for key in hidden} == dict.fromkeys(hidden)
    assert "tier_fields" not in season_grids(season_figures(session, season))


def test_the_order_in_which_works_were_filed_changes_no_figure(session, union):
    season = make_printed(session, union, BAC_GIANG_AWARD, schools=make_schools(session, union, COMMUNES))
    before = season_grids(season_figures(session, season))
    entries = session.query(Entry).filter_by(season_id=season.id).filter(Entry.number.is_not(None)).all()
    numbers = [entry.number for entry in entries]
    for entry in entries:
        entry.number += 100_000
    session.flush()
    random.Random(7).shuffle(numbers)
    for entry, number in zip(entries, numbers, strict=True):
        entry.number = number
    session.flush()
    assert season_grids(season_figures(session, season)) == before


def test_a_report_asks_as_often_for_many_editions_as_for_one(session, union):
    first = make_printed(session, union, BAC_GIANG_FIRST_AWARD)
    alone = statements(session, first)
    second = make_printed(session, union, BAC_GIANG_AWARD, schools=make_schools(session, union, COMMUNES))
    assert statements(session, second) == alone <= 13


def statements(session, season: Season) -> int:
    sent: list[str] = []
    engine = session.get_bind()

    def note(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    session.flush()
    event.listen(engine, "before_cursor_execute", note)
    season_figures(session, season)
    event.remove(engine, "before_cursor_execute", note)
    return len(sent)


def test_every_figure_names_the_query_that_counts_it(session, union):
    for one in figures_of(season_figures(session, make_printed(session, union, BAC_GIANG_FIRST_AWARD))):
        module, _, name = one.source.partition(":")
        assert callable(getattr(import_module(module), name)), one.key
        assert one.label
        assert one.definition


def test_the_counts_are_printed_in_the_order_of_a_works_way():
    assert COUNTED == ("received", "eligible", "final", "prized", "nominated")
