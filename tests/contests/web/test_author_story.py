"""An author reads the own work's way through the levels, and nothing of it before the results are public."""

from datetime import date

import pytest

from contests.decisions.terms import DecisionKind
from contests.entries.model import Author
from contests.kernel.access import Role
from contests.kernel.sessions import value_of
from contests.nomination import sending
from contests.nomination import service as nomination
from contests.publication import service as publication
from tests.factories import make_account
from tests.factories_awards import decision, make_decided
from tests.web_client import sign_in_as


@pytest.fixture
def config(sqlite_config):
    return sqlite_config


@pytest.fixture
def story(runtime, client):
    """A nominated work whose upper level has answered, its author signed in; the results are not published yet."""

    def verb(session):
        judged = make_decided(session)
        ids = [judged.entries[0].id]
        (made,) = value_of(
            nomination.nominate(
                session, judged.season, ids, decision("07/CV-LHH", DecisionKind.LETTER), **judged.by_office
            )
        )
        value_of(
            sending.set_upper(
                session, judged.season, "Cuộc thi toàn quốc lần thứ 22", {}, {}, **judged.by_office
            )
        )
        value_of(
            nomination.record_result(
                session, made, "Giải Ba", date(2026, 11, 21), "Quyết định 12/QĐ-BTC", **judged.by_office
            )
        )
        account = make_account(session, Role.AUTHOR, judged.organiser)
        session.query(Author).filter_by(entry_id=ids[0]).one().account_id = account.id
        return judged, account

    judged, account = runtime.main.do(verb)
    sign_in_as(client, runtime, account)
    return judged


def test_the_way_through_the_levels_reads_as_a_story(runtime, client, story):
    page = f"/author/entries/{story.entries[0].id}"
    words = (
        "Được đề cử dự Cuộc thi toàn quốc lần thứ 22, công văn 07/CV-LHH",
        "Đạt Giải Ba tại Cuộc thi toàn quốc lần thứ 22",
    )
    assert not any(said in client.get(page).text for said in words)
    value_of(runtime.main.act(lambda s: publication.publish(s, story.season, **story.by_head)))
    assert all(said in client.get(page).text for said in words)
