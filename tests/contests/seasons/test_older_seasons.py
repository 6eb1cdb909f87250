"""Seasons made by a version of the software that did not know a working value yet."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor, Role
from contests.kernel.errors import STALE, Done, Reason, Refused, refuse
from contests.kernel.sessions import Transactions, value_of
from contests.people.model import Unit
from contests.seasons import changes, service
from contests.seasons.definition import dump, load
from contests.seasons.model import Season, Setting
from contests.seasons.queries import definition_of, settings_of, values
from contests.seasons.scoring import scoring_values
from contests.seasons.settings import CATALOGUE
from contests.seasons.terms import Origin
from tests.contests.seasons.sample import ALL_KEYS, WHOLE
from tests.factories import NOON, make_actor, make_organiser


@pytest.fixture
def organiser(session: Session) -> Unit:
    return make_organiser(session)


@pytest.fixture
def head(session: Session, organiser: Unit) -> Actor:
    return make_actor(session, Role.HEAD, organiser)


def made(session: Session, organiser: Unit, head: Actor) -> Season:
    return value_of(service.create(session, organiser.id, WHOLE, by=head, at=NOON))


def forget(session: Session, season: Season, key: str) -> None:
    """Leave the season as a version without this value would have."""
    session.flush()
    session.execute(sa.delete(Setting).filter_by(season_id=season.id, key=key))
    session.expire_all()


def kept(session: Session, season: Season, key: str) -> Setting | None:
    return session.scalars(sa.select(Setting).filter_by(season_id=season.id, key=key)).one_or_none()


@pytest.mark.parametrize("known", CATALOGUE, ids=lambda known: known.key)
def test_a_season_without_a_value_goes_by_the_default(session, organiser, head, known) -> None:
    season = made(session, organiser, head)
    forget(session, season, known.key)
    assert values(session, season.id) == scoring_values({one.key: one.start for one in CATALOGUE})
    assert definition_of(session, season) == WHOLE
    assert load(dump(definition_of(session, season))) == Done(WHOLE)
    (shown,) = [row for row in settings_of(session, season.id) if row.key == known.key]
    assert (shown.value, shown.origin, shown.confirmed_at) == (known.start, Origin.SOFTWARE, None)


def test_only_showing_a_missing_value_keeps_nothing(session, organiser, head) -> None:
    season = made(session, organiser, head)
    forget(session, season, "team_max")
    settings_of(session, season.id)
    session.flush()
    assert kept(session, season, "team_max") is None


def test_a_missing_value_keeps_a_season_shut_until_it_is_confirmed(session, organiser, head) -> None:
    season = made(session, organiser, head)
    value_of(service.confirm(session, season, ALL_KEYS, by=head, at=NOON))
    forget(session, season, "rounding")
    refused = service.open_season(session, season, by=head, at=NOON)
    assert isinstance(refused, Refused)
    assert [str(one) for one in refused.reasons] == ["Chưa xác nhận: Cách làm tròn."]
    value_of(service.confirm(session, season, ["rounding"], by=head, at=NOON))
    value_of(service.open_season(session, season, by=head, at=NOON))
    row: Any = kept(session, season, "rounding")
    assert (row.value, row.confirmed_by) == ("half_up_2", head.account_id)


def test_an_open_season_goes_on_with_the_default_that_it_went_by(session, organiser, head) -> None:
    season = made(session, organiser, head)
    value_of(service.confirm(session, season, ALL_KEYS, by=head, at=NOON))
    value_of(service.open_season(session, season, by=head, at=NOON))
    forget(session, season, "made_since")
    assert values(session, season.id).made_since is None
    assert service.confirmed_keys(session, season) == ALL_KEYS - {"made_since"}


def test_a_missing_value_can_be_set_and_is_then_the_organisers(session, organiser, head) -> None:
    season = made(session, organiser, head)
    forget(session, season, "team_max")
    change = changes.Change(head, NOON, season.version)
    value_of(changes.change_settings(session, season, {"team_max": "7"}, change))
    row: Any = kept(session, season, "team_max")
    assert (row.value, row.origin, row.confirmed_at) == ("7", Origin.ORGANISER, NOON)
    assert values(session, season.id).team_max == 7


def test_two_who_keep_a_missing_value_at_once_are_told(transactions: Transactions) -> None:
    def prepare(session: Session) -> str:
        organiser = make_organiser(session)
        head = make_actor(session, Role.HEAD, organiser)
        return made(session, organiser, head).id

    season_id = transactions.do(prepare)

    def again(session: Session) -> Any:
        session.add(Setting(season_id=season_id, key="team_max", value="5", origin=Origin.SOFTWARE))
        session.flush()

    assert transactions.act(again) == refuse(Reason(STALE))
