import dataclasses
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.decisions.model import Decision
from contests.decisions.service import DecisionFacts, record_decision
from contests.decisions.terms import DecisionKind
from contests.kernel.access import Actor, Role
from contests.kernel.audit import deeds_of
from contests.kernel.errors import STALE, Done, Outcome, Refused
from contests.kernel.sessions import Transactions, value_of
from contests.people.model import Unit
from contests.seasons import service
from contests.seasons.definition import dump, load
from contests.seasons.model import Contest, Season
from contests.seasons.parts import Definition
from contests.seasons.presets import presets
from contests.seasons.queries import definition_of, public_rows, public_season, season_rows, values
from contests.seasons.rules import Milestones, dates_of
from contests.seasons.settings import MADE_SINCE
from contests.seasons.terms import ContestKind, Origin
from tests.contests.seasons.sample import ALL_KEYS, UNTIL, WHOLE
from tests.factories import NOON, make_actor, make_organiser

DAY = timedelta(days=1)


@pytest.fixture
def organiser(session: Session) -> Unit:
    return make_organiser(session)


@pytest.fixture
def head(session: Session, organiser: Unit) -> Actor:
    return make_actor(session, Role.HEAD, organiser)


def made(session: Session, organiser: Unit, by: Actor, definition: Definition = WHOLE) -> Season:
    return value_of(service.create(session, organiser.id, definition, by=by, at=NOON))


def opened(session: Session, organiser: Unit, by: Actor) -> Season:
    season = made(session, organiser, by)
    value_of(service.confirm(session, season, ALL_KEYS, by=by, at=NOON))
    return value_of(service.open_season(session, season, by=by, at=NOON))


def said(outcome: Outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


def test_a_season_holds_the_definition_it_was_made_from(session, organiser, head) -> None:
    assert definition_of(session, made(session, organiser, head)) == WHOLE


@pytest.mark.parametrize("preset", presets(), ids=lambda one: one.key)
def test_a_season_made_from_a_preset_exports_the_presets_own_bytes(session, organiser, head, preset) -> None:
    season = made(session, organiser, head, dataclasses.replace(preset.definition, edition=3))
    exported = dump(definition_of(session, season))
    assert exported == dump(dataclasses.replace(preset.definition, edition=3))
    assert load(exported) == Done(definition_of(session, season))


def test_a_definition_goes_from_one_organiser_to_another_byte_for_byte(session, organiser, head) -> None:
    exported = dump(definition_of(session, made(session, organiser, head)))
    other = make_organiser(session)
    again = made(session, other, head, value_of(load(exported)))
    assert dump(definition_of(session, again)) == exported


def test_without_a_number_a_season_is_the_contests_next(session, organiser, head) -> None:
    made(session, organiser, head)
    unnumbered = dataclasses.replace(WHOLE, edition=None)
    assert made(session, organiser, head, unnumbered).edition == 18
    other_name = dataclasses.replace(unnumbered, contest="Hội thi khác")
    assert made(session, organiser, head, other_name).edition == 1


def test_an_edition_there_already_is_is_refused(session, organiser, head) -> None:
    made(session, organiser, head)
    again = service.create(session, organiser.id, WHOLE, by=head, at=NOON)
    assert said(again) == ["Cuộc thi đã có lần thứ này."]
    assert session.scalar(sa.select(sa.func.count()).select_from(Season)) == 1


def test_a_contest_keeps_its_kind(session, organiser, head) -> None:
    made(session, organiser, head)
    other = dataclasses.replace(WHOLE, kind=ContestKind.TECHNICAL, edition=18)
    assert said(service.create(session, organiser.id, other, by=head, at=NOON)) == [
        "Cuộc thi mang tên này thuộc loại khác."
    ]


def test_a_definition_whose_windows_cross_is_refused_before_anything_is_made(
    transactions: Transactions,
) -> None:
    def verb(session: Session) -> Outcome[Season]:
        organiser = make_organiser(session)
        crossed = dataclasses.replace(WHOLE, registration_until=WHOLE.registration_from)
        by = make_actor(session, Role.HEAD, organiser)
        return service.create(session, organiser.id, crossed, by=by, at=NOON)

    assert "Hạn nộp hồ sơ phải sau ngày bắt đầu nhận hồ sơ." in said(transactions.act(verb))
    with transactions.reading() as session:
        assert session.scalars(sa.select(Contest)).all() == []


def test_a_maximum_that_is_no_whole_number_of_steps_is_refused(session, organiser, head) -> None:
    odd = dataclasses.replace(WHOLE.criteria[0], most_quarters=41)
    outcome = service.create(
        session, organiser.id, dataclasses.replace(WHOLE, criteria=(odd,)), by=head, at=NOON
    )
    assert len(said(outcome)) == 1


def test_nothing_is_confirmed_at_the_start(session, organiser, head) -> None:
    season = made(session, organiser, head)
    assert service.confirmed_keys(session, season) == frozenset()
    refused = said(service.open_season(session, season, by=head, at=NOON))
    assert len(refused) == len(ALL_KEYS)
    assert season.opened_at is None


def test_a_confirmation_says_who_and_when_and_of_which_value(session, organiser, head) -> None:
    season = made(session, organiser, head)
    value_of(service.confirm(session, season, ["team_max"], by=head, at=NOON))
    value_of(service.confirm(session, season, ALL_KEYS, by=head, at=NOON + DAY))
    session.flush()
    said_first = [d for d in deeds_of(session, season.id) if d.detail.get("key") == "team_max"]
    assert [(d.verb, d.at, d.detail["value"]) for d in said_first] == [("season.confirm", NOON, "5")]
    assert service.confirmed_keys(session, season) == ALL_KEYS


def test_only_values_that_exist_can_be_confirmed(session, organiser, head) -> None:
    season = made(session, organiser, head)
    for keys in ([], ["khong_co"], ["team_max", "khong_co"]):
        assert said(service.confirm(session, season, keys, by=head, at=NOON))
    assert service.confirmed_keys(session, season) == frozenset()


def test_a_whole_season_opens_once(session, organiser, head) -> None:
    season = opened(session, organiser, head)
    assert season.opened_at == NOON
    assert said(service.open_season(session, season, by=head, at=NOON)) == ["Mùa thi đã được phát động."]


def test_one_unconfirmed_value_keeps_a_season_shut(session, organiser, head) -> None:
    season = made(session, organiser, head)
    value_of(service.confirm(session, season, ALL_KEYS - {"rounding"}, by=head, at=NOON))
    assert said(service.open_season(session, season, by=head, at=NOON)) == ["Chưa xác nhận: Cách làm tròn."]


def decision(session: Session, organiser: Unit, by: Actor) -> Decision:
    facts = DecisionFacts(
        DecisionKind.EXTENSION, "12/QĐ-BTC", NOON.date(), "Đặng Trần Côn", "Trưởng Ban", "Gia hạn"
    )
    return value_of(record_decision(session, organiser.id, facts, by=by, at=NOON))


def test_an_extension_keeps_the_old_deadline_beside_its_decision(session, organiser, head) -> None:
    season = opened(session, organiser, head)
    session.flush()
    dates = dataclasses.replace(dates_of(WHOLE), registration_until=UNTIL + DAY)
    paper = decision(session, organiser, head)
    value_of(
        service.extend(
            session, season, dates, paper, version=season.version, screened=False, by=head, at=NOON
        )
    )
    session.flush()
    assert season.registration_until == UNTIL + DAY
    deed = next(d for d in deeds_of(session, season.id) if d.verb == "season.extend")
    assert deed.detail["decision"] == "12/QĐ-BTC"
    assert deed.detail["registration_until"] == str(WHOLE.registration_until)


def test_an_extension_that_shortens_or_is_stale_is_refused(session, organiser, head) -> None:
    season = opened(session, organiser, head)
    session.flush()
    paper, old = decision(session, organiser, head), dates_of(WHOLE)
    shorter = dataclasses.replace(old, registration_until=UNTIL - DAY)
    at = {"by": head, "at": NOON}
    assert said(
        service.extend(session, season, shorter, paper, version=season.version, screened=False, **at)
    ) == ["Hạn nộp hồ sơ mới không được sớm hơn hạn đã công bố."]
    later = dataclasses.replace(old, registration_until=UNTIL + DAY)
    refused = said(service.extend(session, season, later, paper, version=season.version, screened=True, **at))
    assert "đã chốt" in refused[0]
    assert said(service.extend(session, season, old, paper, version=99, screened=False, **at)) == [STALE]
    draft = made(session, organiser, head, dataclasses.replace(WHOLE, edition=18))
    assert (
        "chưa phát động"
        in said(service.extend(session, draft, old, paper, version=1, screened=False, **at))[0]
    )


def test_the_budget_is_kept_until_the_season_is_archived(session, organiser, head) -> None:
    season = opened(session, organiser, head)
    session.flush()
    at = {"by": head, "at": NOON}
    value_of(service.set_budget(session, season, 180_000_000, 156_900_000, version=season.version, **at))
    session.flush()
    assert (season.budget_allocated, season.budget_used) == (180_000_000, 156_900_000)
    assert said(service.set_budget(session, season, 1, 1, version=season.version - 1, **at)) == [STALE]
    done = Milestones(opened_at=NOON, published=True)
    value_of(service.archive(session, season, done, awaits_results=True, **at))
    session.flush()
    archived = "Mùa thi đã được đưa vào lưu trữ, không thay đổi được nữa."
    assert said(service.set_budget(session, season, 1, 1, version=season.version, **at)) == [archived]
    again = dataclasses.replace(done, archived_at=NOON)
    assert said(service.archive(session, season, again, awaits_results=True, **at)) == [archived]
    assert said(service.confirm(session, season, ALL_KEYS, **at)) == [archived]


def test_a_season_that_was_never_opened_has_no_archive(session, organiser, head) -> None:
    season = made(session, organiser, head)
    refused = service.archive(session, season, Milestones(), awaits_results=False, by=head, at=NOON)
    assert "chưa phát động" in said(refused)[0]


def test_a_copy_is_the_next_edition(session, organiser, head) -> None:
    copied = service.copy_of(session, made(session, organiser, head))
    again = made(session, organiser, head, copied)
    assert (again.edition, again.registration_until, again.legal_bases) == (18, None, [])
    assert service.confirmed_keys(session, again) == frozenset()
    origins = {one.origin for one in definition_of(session, again).settings if one.key != MADE_SINCE}
    assert origins == {Origin.ORGANISER}


def test_scoring_reads_its_values_as_numbers(session, organiser, head) -> None:
    found = values(session, made(session, organiser, head).id)
    assert (found.steps_per_point, found.judges_per_panel, found.least_sheets, found.team_max) == (2, 5, 3, 5)
    assert (found.assignment, found.aggregation) == ("all", "mean")
    assert (found.rounding, found.ranking) == ("half_up_2", "rounded")
    assert found.made_since is None


def test_the_public_sees_opened_seasons_only(session, organiser, head) -> None:
    draft = made(session, organiser, head, dataclasses.replace(WHOLE, edition=18))
    shown = opened(session, organiser, head)
    session.flush()
    assert [row.id for row in public_rows(session)] == [shown.id]
    assert public_season(session, draft.id) is None
    found = public_season(session, shown.id)
    assert found
    assert found[0] is shown
    assert {row.id for row in season_rows(session, {organiser.id})} == {draft.id, shown.id}
    assert season_rows(session, {make_organiser(session).id}) == []
