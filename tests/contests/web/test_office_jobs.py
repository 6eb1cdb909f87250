"""Long work as the office sees it, and what the lists of a season cost."""

import pytest

from contests.certificates import service as certificates
from contests.certificates.service import IssueFacts
from contests.kernel import jobs
from contests.kernel.access import Role
from contests.kernel.jobs import Job, JobState
from contests.kernel.sessions import value_of
from contests.seasons.model import Tier
from tests.factories import NOON, make_account, make_organiser, make_season
from tests.factories_awards import make_decided, make_published
from tests.web_client import csrf_of, sign_in_as
from workers.tasks import FUNCTIONS


@pytest.fixture
def config(sqlite_config):
    return sqlite_config


def signed_in(client, runtime, judged):
    account = runtime.main.do(lambda s: make_account(s, Role.SECRETARY, judged.organiser))
    sign_in_as(client, runtime, account)
    return judged


def issue(runtime, judged):
    facts = IssueFacts("Tuyên Quang", NOON.date())
    return value_of(
        runtime.main.act(lambda s: certificates.issue(s, judged.season, facts, **judged.by_office))
    )


@pytest.fixture
def issued(runtime, client):
    judged = signed_in(client, runtime, runtime.main.do(make_published))
    issue(runtime, judged)
    return judged


def job_of(runtime) -> Job:
    with runtime.main.reading() as session:
        return session.query(Job).filter_by(kind="certificates").one()


def test_a_job_shows_its_progress_and_is_cancelled_and_run_again(runtime, client, issued):
    job = job_of(runtime)
    assert client.get(f"/office/jobs/{job.id}/progress").get_json()["state"] == "queued"
    page = client.get(f"/office/jobs/{job.id}")
    token = {"csrf_token": csrf_of(page)}
    assert client.post(f"/office/jobs/{job.id}/retry", data=token).status_code == 303
    assert job_of(runtime).state is JobState.QUEUED
    assert client.post(f"/office/jobs/{job.id}/cancel", data=token).status_code == 303
    assert job_of(runtime).state is JobState.CANCELLED
    assert "Chạy lại" in client.get(f"/office/jobs/{job.id}").text
    assert client.post(f"/office/jobs/{job.id}/retry", data=token).status_code == 303
    jobs.run(job.id, FUNCTIONS, runtime.main, runtime.storage)
    assert client.get(f"/office/jobs/{job.id}/progress").get_json() == {
        "state": "done", "done": 10, "total": 10, "text": "10/10", "url": None
    }  # fmt: skip
    assert "In giấy chứng nhận" in client.get("/office/jobs").text
    onto = f'href="/office/seasons/{issued.season.id}/certificates"'
    assert onto in client.get(f"/office/jobs/{job.id}").text


def test_another_organisers_job_is_not_there(runtime, client, issued):
    job = job_of(runtime)
    token = {"csrf_token": csrf_of(client.get(f"/office/jobs/{job.id}"))}
    signed_in(client, runtime, runtime.main.do(make_decided))
    assert client.get(f"/office/jobs/{job.id}").status_code == 404
    assert client.get(f"/office/jobs/{job.id}/progress").status_code == 404
    for deed in ("cancel", "retry"):
        assert client.post(f"/office/jobs/{job.id}/{deed}", data=token).status_code == 404
    assert "In giấy chứng nhận" not in client.get("/office/jobs").text
    assert job_of(runtime).state is JobState.QUEUED


@pytest.mark.parametrize("count", [1, 50])
@pytest.mark.parametrize(("place", "most"), [("publication", 7), ("certificates", 6), ("nomination", 6)])
def test_the_lists_ask_no_more_questions_whatever_their_size(
    runtime, client, count_queries, place, most, count
):
    judged = runtime.main.do(lambda s: _uncapped(s, count))
    signed_in(client, runtime, judged)
    issue(runtime, judged)
    count_queries.clear()
    assert client.get(f"/office/seasons/{judged.season.id}/{place}").status_code == 200
    assert len([one for one in count_queries if one.lstrip().upper().startswith("SELECT")]) <= most


def _uncapped(session, count):
    organiser = make_organiser(session)
    season = make_season(session, organiser)
    session.query(Tier).filter_by(season_id=season.id, code="KK").one().quota = None
    session.flush()
    marks = [9900 - at for at in range(count)]
    return make_published(session, marks, organiser=organiser, season=season)
