import dataclasses
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Role
from contests.kernel.audit import deeds_of
from contests.kernel.errors import STALE, Outcome, Refused
from contests.kernel.sessions import Transactions, value_of
from contests.seasons import changes, service
from contests.seasons.changes import Change, General
from contests.seasons.model import Field, Season, Setting
from contests.seasons.parts import CriterionPart, DivisionPart, FieldPart, TierPart
from contests.seasons.queries import definition_of, values
from contests.seasons.rules import Dates, Milestones, dates_of
from contests.seasons.terms import Level, Origin
from tests.contests.seasons.sample import ALL_KEYS, WHOLE
from tests.factories import NOON, make_actor, make_organiser

GENERAL = General("Tên mới lần thứ 17", "2026", 17, Level.PROVINCE, "", "Điều 1.")


@pytest.fixture
def season(session: Session) -> Season:
    organiser = make_organiser(session)
    head = make_actor(session, Role.HEAD, organiser)
    made = value_of(service.create(session, organiser.id, WHOLE, by=head, at=NOON))
    session.info["head"] = head
    session.flush()
    return made


@pytest.fixture
def opened(session: Session, season: Season) -> Season:
    head = session.info["head"]
    value_of(service.confirm(session, season, ALL_KEYS, by=head, at=NOON))
    value_of(service.open_season(session, season, by=head, at=NOON))
    session.flush()
    return season


def change(session: Session, season: Season, *, in_use: bool = False, version: int | None = None) -> Change:
    return Change(session.info["head"], NOON, version or season.version, in_use)


def said(outcome: Outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


EVERY_CHANGE = [
    (changes.change_general, GENERAL),
    (changes.change_dates, dates_of(WHOLE)),
    (changes.change_legal_bases, WHOLE.legal_bases),
    (changes.change_fields, WHOLE.fields),
    (changes.change_divisions, WHOLE.divisions),
    (changes.change_items, WHOLE.items),
    (changes.change_criteria, WHOLE.criteria),
    (changes.change_tiers, WHOLE.tiers),
    (changes.change_specials, WHOLE.special_prizes),
    (changes.change_settings, {"team_max": "6"}),
    (changes.change_honours, WHOLE.honours),
    (changes.change_fees, WHOLE.fees),
]
FOLLOWING = 2
"""The last changes: what follows a prize may be set while there are entries."""


@pytest.mark.parametrize(("verb", "facts"), EVERY_CHANGE)
def test_every_change_counts_the_version_and_is_on_record(session, season, verb, facts) -> None:
    before = season.version
    value_of(verb(session, season, facts, change(session, season)))
    session.flush()
    assert season.version == before + 1
    assert any(deed.verb.startswith("season.change.") for deed in deeds_of(session, season.id))


@pytest.mark.parametrize(("verb", "facts"), EVERY_CHANGE)
def test_every_change_from_a_stale_page_is_refused(session, season, verb, facts) -> None:
    assert said(verb(session, season, facts, change(session, season, version=99))) == [STALE]


@pytest.mark.parametrize(("verb", "facts"), EVERY_CHANGE)
def test_an_archived_season_refuses_every_change(session, opened, verb, facts) -> None:
    done = Milestones(opened_at=NOON, published=True)
    value_of(service.archive(session, opened, done, awaits_results=True, by=session.info["head"], at=NOON))
    session.flush()
    assert "lưu trữ" in said(verb(session, opened, facts, change(session, opened)))[0]


@pytest.mark.parametrize(("verb", "facts"), EVERY_CHANGE[3:-FOLLOWING])
def test_a_season_with_entries_keeps_what_they_were_filed_under(session, opened, verb, facts) -> None:
    refused = said(verb(session, opened, facts, change(session, opened, in_use=True)))
    assert "đã có hồ sơ dự thi" in refused[0]


@pytest.mark.parametrize(("verb", "facts"), EVERY_CHANGE[-FOLLOWING:])
def test_what_follows_a_prize_is_set_while_there_are_entries(session, opened, verb, facts) -> None:
    value_of(verb(session, opened, facts[:1], change(session, opened, in_use=True)))
    kept = definition_of(session, opened)
    assert facts[:1] in (kept.honours, kept.fees)


def test_an_honour_for_which_people_were_proposed_is_not_taken_out(session, opened) -> None:
    held = dataclasses.replace(change(session, opened), kept=frozenset({"BLDST"}))
    assert said(changes.change_honours(session, opened, WHOLE.honours[1:], held)) == [
        "Mã BLDST đã có người được đề nghị nên không bỏ được."
    ]


def test_general_words_change(session, season) -> None:
    value_of(changes.change_general(session, season, GENERAL, change(session, season)))
    assert (season.title, season.rules, season.introduction) == ("Tên mới lần thứ 17", "Điều 1.", "")


def test_an_opened_season_keeps_its_number_and_its_words(session, opened) -> None:
    other = dataclasses.replace(GENERAL, edition=18)
    assert (
        "lần thứ không thay đổi được"
        in said(changes.change_general(session, opened, other, change(session, opened)))[0]
    )
    bare = dataclasses.replace(GENERAL, rules="")
    assert said(changes.change_general(session, opened, bare, change(session, opened)))
    assert said(changes.change_legal_bases(session, opened, [], change(session, opened)))
    assert said(changes.change_tiers(session, opened, [], change(session, opened)))


def test_a_number_of_another_season_is_refused_in_words(transactions: Transactions) -> None:
    def verb(session: Session) -> Outcome[Season]:
        organiser = make_organiser(session)
        head = make_actor(session, Role.HEAD, organiser)
        value_of(service.create(session, organiser.id, WHOLE, by=head, at=NOON))
        second = dataclasses.replace(WHOLE, edition=18)
        season = value_of(service.create(session, organiser.id, second, by=head, at=NOON))
        session.flush()
        return changes.change_general(session, season, GENERAL, Change(head, NOON, season.version))

    assert said(transactions.act(verb)) == ["Cuộc thi đã có lần thứ này."]


def test_dates_in_a_wrong_order_are_refused_beside_the_later_one(session, season) -> None:
    crossed = Dates(WHOLE.registration_until, WHOLE.registration_from)
    outcome = changes.change_dates(session, season, crossed, change(session, season))
    assert isinstance(outcome, Refused)
    assert [reason.field for reason in outcome.reasons] == ["registration_until"]


def test_dates_may_be_taken_out_before_opening(session, season) -> None:
    value_of(changes.change_dates(session, season, Dates(), change(session, season)))
    assert season.registration_until is None


def test_a_field_that_keeps_its_code_keeps_its_row(session, season) -> None:
    before = {row.code: row.id for row in session.scalars(sa.select(Field))}
    parts = (FieldPart("KH", "Khí hậu"), FieldPart("HT", "Đồ dùng học tập"))
    value_of(changes.change_fields(session, season, parts, change(session, season)))
    after = {row.code: row.id for row in session.scalars(sa.select(Field))}
    assert after.keys() == {"KH", "HT"}
    assert after["HT"] == before["HT"]
    assert definition_of(session, season).fields == parts


def test_two_rows_of_one_code_are_refused(session, season) -> None:
    parts = (FieldPart("HT", "Một"), FieldPart("HT", "Hai"))
    assert said(changes.change_fields(session, season, parts, change(session, season))) == [
        "Hai dòng cùng mang mã HT."
    ]


def test_birth_dates_the_wrong_way_round_are_refused(session, season) -> None:
    parts = (DivisionPart("A", "Bảng A", date(2020, 1, 1), date(2010, 1, 1)),)
    assert said(changes.change_divisions(session, season, parts, change(session, season))) == [
        "Bảng A: ngày sinh từ phải trước ngày sinh đến."
    ]


def test_a_rubric_that_the_organiser_writes_is_theirs_and_confirmed(session, season) -> None:
    parts = (CriterionPart("MOI", "Tính mới", "", 400),)
    value_of(changes.change_criteria(session, season, parts, change(session, season)))
    setting = session.scalars(sa.select(Setting).filter_by(key="rubric")).one()
    assert (setting.origin, setting.confirmed_at) == (Origin.ORGANISER, NOON)
    assert definition_of(session, season).criteria == parts


def test_a_maximum_between_two_steps_is_refused(session, season) -> None:
    parts = (CriterionPart("MOI", "Tính mới", "", 41),)
    assert said(changes.change_criteria(session, season, parts, change(session, season)))


def test_money_stays_whole(session, season) -> None:
    parts = (TierPart("NHAT", "Giải Nhất", 1, None, 50_000_000),)
    value_of(changes.change_tiers(session, season, parts, change(session, season)))
    assert definition_of(session, season).tiers == parts


def test_only_what_differs_becomes_the_organisers_own(session, season) -> None:
    value_of(
        changes.change_settings(
            session, season, {"team_max": "7", "least_sheets": "3"}, change(session, season)
        )
    )
    assert values(session, season.id).team_max == 7
    assert service.confirmed_keys(session, season) == {"team_max"}


def test_a_look_back_year_is_set_and_taken_away_again(session, season) -> None:
    for year, read in (("2019", 2019), ("", None)):
        value_of(changes.change_settings(session, season, {"made_since": year}, change(session, season)))
        assert values(session, season.id).made_since == read


@pytest.mark.parametrize(
    "wanted",
    [
        {"team_max": "0"},
        {"team_max": ""},
        {"made_since": "1899"},
        {"team_max": "năm"},
        {"rounding": "up"},
        {"khong_co": "1"},
        {"rubric": "x"},
    ],
)
def test_a_working_value_outside_its_bounds_is_refused_beside_itself(session, season, wanted) -> None:
    outcome = changes.change_settings(session, season, wanted, change(session, season))
    assert isinstance(outcome, Refused)
    assert [reason.field for reason in outcome.reasons] == list(wanted)


def test_more_sheets_than_judges_are_refused(session, season) -> None:
    assert said(changes.change_settings(session, season, {"least_sheets": "6"}, change(session, season)))


def test_another_step_leaves_the_maxima_as_they_are_in_points(session, season) -> None:
    value_of(changes.change_settings(session, season, {"steps_per_point": "4"}, change(session, season)))
    session.flush()
    assert definition_of(session, season).criteria == WHOLE.criteria
    assert values(session, season.id).steps_per_point == 4


def test_a_step_that_a_maximum_cannot_be_reached_in_is_refused(session, season) -> None:
    half = (CriterionPart("MOI", "Tính mới", "", 402),)
    value_of(changes.change_criteria(session, season, half, change(session, season)))
    session.flush()
    assert said(changes.change_settings(session, season, {"steps_per_point": "1"}, change(session, season)))
