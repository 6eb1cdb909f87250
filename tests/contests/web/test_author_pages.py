"""The author's desk: one's own entries and no other's."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from contests.entries.authors import issue_slips
from contests.entries.model import Author, Entry
from contests.kernel.config import Config
from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from contests.people.model import Account
from contests.screening import service as screening
from contests.screening.terms import ReasonCode
from tests.contests.entries.drawn import Place, place, sent
from tests.factories import NOON, make_entry
from tests.web_client import sign_in_as


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    return sqlite_config


@pytest.fixture
def at(runtime: Runtime) -> Place:
    return runtime.main.do(place)


@pytest.fixture
def entry(runtime: Runtime, client: FlaskClient, at: Place) -> Entry:
    """An entry whose author is signed in."""

    def build(session: Any) -> tuple[Entry, Account]:
        made = sent(session, runtime.storage, at)
        value_of(issue_slips(session, made, by=at.clerk, at=NOON))
        author = session.scalars(sa.select(Author).filter_by(entry_id=made.id)).one()
        return made, session.get_one(Account, author.account_id)

    made, account = runtime.main.do(build)
    sign_in_as(client, runtime, account)
    return made


def judged(runtime: Runtime, entry: Entry, verb: Callable[..., Any]) -> None:
    def work(session: Any) -> Any:
        own = session.get_one(Entry, entry.id)
        return value_of(verb(session, own, own.version))

    runtime.main.do(work)


def test_an_author_sees_the_entry_and_its_way(client: FlaskClient, entry: Entry) -> None:
    assert entry.title in client.get("/author/").text
    text = client.get(f"/author/entries/{entry.id}").text
    assert "Đơn vị nộp hồ sơ" in text
    assert "Đã nộp, chờ sơ loại" in text


def test_a_rejection_says_why_and_not_who(
    client: FlaskClient, runtime: Runtime, at: Place, entry: Entry
) -> None:
    judged(
        runtime,
        entry,
        lambda s, e, v: screening.reject(
            s, e, ReasonCode.DUPLICATE, "Giống giải pháp năm 2020", version=v, by=at.office, at=NOON
        ),
    )
    text = client.get(f"/author/entries/{entry.id}").text
    assert "Trùng với giải pháp đã đoạt giải" in text
    assert "Giống giải pháp năm 2020" in text
    assert at.office.name not in text


def test_another_authors_entry_is_not_there(
    client: FlaskClient, runtime: Runtime, at: Place, entry: Entry
) -> None:
    other = runtime.main.do(lambda s: make_entry(s, s.merge(at.season), s.merge(at.unit)).id)
    assert client.get(f"/author/entries/{other}").status_code == 404
    assert client.get(f"/author/entries/{entry.id}").status_code == 200


def test_an_author_has_no_other_desk(client: FlaskClient, entry: Entry) -> None:
    assert client.get(f"/unit/entries/{entry.id}").status_code == 404
    assert client.get(f"/office/seasons/{entry.season_id}/entries/{entry.id}").status_code == 404
