"""A draft: what it lacks by the look-back year, and how it is discarded, on both databases."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.discarding import discard
from contests.entries.facts import whole_of
from contests.entries.model import Author, DossierFile, Entry, Mentor
from contests.kernel.audit import deeds_of
from contests.kernel.errors import STALE, Outcome, Refused
from contests.kernel.sessions import value_of
from contests.kernel.storage import LocalStorage
from contests.people.model import Person
from contests.seasons.model import Setting
from tests.contests.entries.drawn import (
    PUPIL,
    Place,
    complete,
    draft,
    place,
    sent,
)
from tests.factories import NOON


@pytest.fixture
def at(session: Session) -> Place:
    return place(session)


@pytest.fixture
def storage(tmp_path: Path) -> LocalStorage:
    return LocalStorage(tmp_path / "files")


def refusal(outcome: Outcome[Any]) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


@pytest.mark.parametrize(
    ("since", "told"),
    [("", []), ("2026", []), ("2027", ["Chỉ nhận giải pháp tạo ra từ năm 2027."])],
)
def test_a_season_with_a_look_back_year_takes_nothing_older(
    session: Session, storage: LocalStorage, at: Place, since: str, told: list[str]
) -> None:
    entry = complete(session, storage, at)
    setting = session.scalars(sa.select(Setting).filter_by(season_id=at.season.id, key="made_since")).one()
    setting.value = since
    session.flush()
    assert [str(gap) for gap in whole_of(session, entry).gaps(NOON, declared=True)] == told


def test_a_draft_is_discarded_with_everything_in_it(
    session: Session, storage: LocalStorage, at: Place
) -> None:
    kept, entry = complete(session, storage, at), complete(session, storage, at)
    entry_id = value_of(discard(session, entry, version=entry.version, by=at.clerk, at=NOON))
    assert session.get(Entry, entry_id) is None
    for kind in (Author, Mentor, DossierFile):
        assert set(session.scalars(sa.select(kind.entry_id))) == {kept.id}
    assert session.scalars(sa.select(Person.full_name)).all() == [PUPIL.name]
    assert "entry.discard" in [deed.verb for deed in deeds_of(session, entry_id)]


def test_what_was_sent_is_not_discarded_and_an_older_page_discards_nothing(
    session: Session, storage: LocalStorage, at: Place
) -> None:
    entry, unsent = sent(session, storage, at), draft(session, at)
    again = discard(session, entry, version=entry.version, by=at.clerk, at=NOON)
    assert refusal(again) == ["Chỉ bỏ được hồ sơ đang soạn, chưa nộp lần nào. Hồ sơ đã nộp thì rút hồ sơ."]
    assert refusal(discard(session, unsent, version=99, by=at.clerk, at=NOON)) == [STALE]
    assert {entry.id, unsent.id} <= set(session.scalars(sa.select(Entry.id)))
