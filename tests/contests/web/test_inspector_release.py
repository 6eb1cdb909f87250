"""The inspector's page that lets results out, and the pages that show nothing before it."""

import pytest

from contests.awards.board import board
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.publication.model import Notice
from contests.seasons.settings import BY_INSPECTOR, RELEASE
from tests.contests.web.test_office_awards import config, signed_in
from tests.factories import make_account
from tests.factories_awards import consent_to_names, make_decided, make_judged, with_setting
from tests.web_client import send, sign_in_as

__all__ = ["config"]
CHECKED = "Đã đối chiếu điểm với sổ của vòng chấm và từng thay đổi hạng giải."


def make_waiting(session):
    judged = make_decided(session)
    with_setting(session, judged.season, RELEASE, BY_INSPECTOR)
    for entry in judged.entries:
        consent_to_names(session, entry)
    return judged


@pytest.fixture
def judged(runtime):
    return runtime.main.do(make_waiting)


@pytest.fixture
def inspector(runtime, client, judged):
    account = runtime.main.do(lambda s: make_account(s, Role.INSPECTOR, judged.organiser, "Trần Thị Kiểm"))
    sign_in_as(client, runtime, account)


def url_of(judged) -> str:
    return f"/inspector/seasons/{judged.season.id}/release"


def release(client, runtime, judged, **changed):
    with runtime.main.reading() as session:
        version = board(session, judged.season.id).proposal.version
    return send(client, url_of(judged), **{"version": version, "checked": CHECKED, **changed})


def test_the_inspector_sees_the_decided_list_and_lets_it_out(client, runtime, judged, inspector):
    text = client.get(url_of(judged)).text
    assert judged.entries[0].title in text
    assert "101/QĐ-BTC" in text or "102/QĐ-BTC" in text
    assert "Kết quả đang chờ Quý vị" in text
    assert release(client, runtime, judged).status_code == 303
    assert CHECKED in client.get(url_of(judged)).text


@pytest.mark.parametrize(
    ("changed", "message"),
    [({"checked": ""}, "Đề nghị nhập mục này."), ({"version": "99"}, "đã được người khác thay đổi")],
)
def test_a_refusal_is_said_and_nothing_goes_out(client, runtime, judged, inspector, changed, message):
    answer = release(client, runtime, judged, **changed)
    assert answer.status_code == 422
    assert message in answer.text
    assert "Kết quả đang chờ Quý vị" in client.get(url_of(judged)).text


def test_before_the_decision_there_is_nothing_to_see(client, runtime):
    judged = runtime.main.do(make_judged)
    account = runtime.main.do(lambda s: make_account(s, Role.INSPECTOR, judged.organiser, "Trần Thị Kiểm"))
    sign_in_as(client, runtime, account)
    text = client.get(url_of(judged)).text
    assert "Chưa có quyết định trao giải" in text
    assert judged.entries[0].title not in text


def test_another_organisers_inspector_has_no_such_page(client, runtime, judged):
    other = runtime.main.do(make_judged)
    account = runtime.main.do(lambda s: make_account(s, Role.INSPECTOR, other.organiser))
    sign_in_as(client, runtime, account)
    assert client.get(url_of(judged)).status_code == 404


def test_where_nobody_is_asked_the_page_says_so(client, runtime):
    judged = runtime.main.do(make_decided)
    account = runtime.main.do(lambda s: make_account(s, Role.INSPECTOR, judged.organiser, "Trần Thị Kiểm"))
    sign_in_as(client, runtime, account)
    assert "không yêu cầu giám sát cho phép" in client.get(url_of(judged)).text


PAGES = ("publication", "publication/publish", "nomination/new", "certificates/issue", "report")


@pytest.mark.parametrize("path", PAGES)
def test_no_other_page_of_the_office_shows_a_prize_before_the_release(client, runtime, judged, path):
    """The control is the awards desk, which does."""
    signed_in(client, runtime, judged, Role.HEAD)
    desk = f"/office/seasons/{judged.season.id}"
    winner = judged.entries[0].title
    assert winner in client.get(f"{desk}/awards").text
    answer = client.get(f"{desk}/{path}")
    assert answer.status_code == 200
    assert winner not in answer.text


def test_the_publication_says_what_it_waits_for(client, runtime, judged):
    signed_in(client, runtime, judged, Role.HEAD)
    assert "Chờ giám sát cho phép" in client.get(f"/office/seasons/{judged.season.id}/publication").text
    page = client.get(f"/office/seasons/{judged.season.id}/publication/publish").text
    assert "Kết quả chờ giám sát cho phép nên chưa công bố được." in page


def test_the_public_reads_nothing_even_where_a_notice_stands(client, runtime, judged, inspector):
    """A notice cannot be made before the release; were there one, it would still show nothing."""
    notice = {"season_id": judged.season.id, "published_at": now(), "published_by": "tests"}
    runtime.main.do(lambda s: s.add(Notice(**notice)))
    winner, results = judged.entries[0].title, f"/results/{judged.season.id}"
    assert winner not in client.get("/results", follow_redirects=True).text
    assert client.get(results).status_code == 404
    assert release(client, runtime, judged).status_code == 303
    assert winner in client.get(results).text
