"""A unit's and an author's way to the result and the certificate."""

import pytest

from contests.certificates import service as certificates
from contests.certificates.model import Certificate
from contests.certificates.service import IssueFacts
from contests.entries.model import Author
from contests.kernel.access import Role
from contests.kernel.sessions import value_of
from contests.kernel.web.display import day
from contests.publication import service as publication
from tests.factories import NOON, make_account, make_unit
from tests.factories_awards import make_decided, make_published
from tests.web_client import sign_in_as


@pytest.fixture
def config(sqlite_config):
    return sqlite_config


@pytest.fixture
def judged(runtime):
    made = runtime.main.do(lambda s: make_published(s, team=2))
    facts = IssueFacts("Tuyên Quang", NOON.date())
    value_of(runtime.main.act(lambda s: certificates.issue(s, made.season, facts, **made.by_office)))
    return made


def certificates_at(runtime, judged, place) -> list[Certificate]:
    with runtime.main.reading() as session:
        rows = session.query(Certificate).join(Author, Author.id == Certificate.author_id)
        return rows.filter(Author.entry_id == judged.entries[place].id).order_by(Author.position).all()


def as_clerk(runtime, client, unit):
    sign_in_as(client, runtime, runtime.main.do(lambda s: make_account(s, Role.UNIT, unit)))


def as_author(runtime, client, judged, place, position):
    def joined(session):
        account = make_account(session, Role.AUTHOR, judged.organiser, "Ánh")
        author = session.query(Author).filter_by(entry_id=judged.entries[place].id, position=position).one()
        author.account_id = account.id
        return account

    sign_in_as(client, runtime, runtime.main.do(joined))


def of(desk, judged, place=0) -> str:
    return f"/{desk}/entries/{judged.entries[place].id}/certificates"


def test_a_unit_sees_the_prize_and_fetches_every_certificate_of_its_entry(runtime, client, judged):
    as_clerk(runtime, client, judged.school)
    text = client.get(of("unit", judged)).text
    assert "Giải Nhất" in text
    for one in certificates_at(runtime, judged, 0):
        assert one.register in text
        assert client.get(f"{of('unit', judged)}/{one.id}.pdf").data[:5] == b"%PDF-"


def test_another_unit_sees_and_fetches_nothing(runtime, client, judged):
    other = runtime.main.do(lambda s: make_unit(s, organiser=s.merge(judged.organiser)))
    as_clerk(runtime, client, other)
    one = certificates_at(runtime, judged, 0)[0]
    assert client.get(of("unit", judged)).status_code == 404
    assert client.get(f"{of('unit', judged)}/{one.id}.pdf").status_code == 404


def test_a_certificate_of_another_entry_is_not_under_this_one(runtime, client, judged):
    as_clerk(runtime, client, judged.school)
    other = certificates_at(runtime, judged, 1)[0]
    assert client.get(f"{of('unit', judged)}/{other.id}.pdf").status_code == 404
    assert client.get(f"{of('unit', judged, 1)}/{other.id}.pdf").status_code == 200


def test_an_author_fetches_the_own_certificate_and_not_the_partners(runtime, client, judged):
    as_author(runtime, client, judged, 0, 1)
    partner, own = certificates_at(runtime, judged, 0)
    text = client.get(of("author", judged)).text
    assert own.register in text
    assert partner.register not in text
    assert client.get(f"{of('author', judged)}/{own.id}.pdf").status_code == 200
    assert client.get(f"{of('author', judged)}/{partner.id}.pdf").status_code == 404


def test_an_author_of_another_entry_sees_nothing(runtime, client, judged):
    as_author(runtime, client, judged, 1, 0)
    assert client.get(of("author", judged)).status_code == 404
    assert client.get(of("author", judged, 1)).status_code == 200


def test_before_publication_neither_desk_tells_the_result(runtime, client):
    judged = runtime.main.do(make_decided)
    as_clerk(runtime, client, judged.school)
    assert "Giải Nhất" not in client.get(of("unit", judged)).text
    assert "Kết quả chưa được công bố" in client.get(of("unit", judged)).text
    runtime.main.act(lambda s: publication.publish(s, judged.season, **judged.by_head))
    assert "Giải Nhất" in client.get(of("unit", judged)).text


def test_an_entry_without_a_prize_is_thanked(runtime, client, judged):
    as_clerk(runtime, client, judged.school)
    assert "Cảm ơn tác giả và đơn vị" in client.get(of("unit", judged, 11)).text


def pages_of_author(client, judged, place=0) -> list[str]:
    return [client.get(path).text for path in ("/author/", f"/author/entries/{judged.entries[place].id}")]


def test_a_winner_reads_the_prize_on_the_own_pages_from_publication_on(runtime, client):
    judged = runtime.main.do(make_decided)
    as_author(runtime, client, judged, 0, 0)
    assert [text for text in pages_of_author(client, judged) if "Giải Nhất" in text or "Đạt " in text] == []
    runtime.main.act(lambda s: publication.publish(s, judged.season, **judged.by_head))
    home, entry = pages_of_author(client, judged)
    assert "Giải Nhất" in home
    assert "status-gold" in home
    assert f"Đạt Giải Nhất, công bố ngày {day(judged.by_head['at'])}" in entry


def test_an_author_without_a_prize_reads_of_none(runtime, client, judged):
    as_author(runtime, client, judged, 11, 0)
    assert [
        text for text in pages_of_author(client, judged, 11) if "status-gold" in text or "Đạt " in text
    ] == []
