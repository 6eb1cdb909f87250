"""The office's and the author's pages around publication: stages, the static site, names taken back."""

import io
import zipfile

import pytest
import sqlalchemy as sa

from contests.entries.model import Author
from contests.kernel import jobs
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.people.model import Consent
from contests.people.outside_model import HandedOut
from contests.publication.service import notice_of
from tests.factories import make_account
from tests.factories_awards import consent_to_names, make_decided, make_published
from tests.web_client import send, sign_in_as
from workers.tasks import FUNCTIONS

NAME = "Nguyễn Thị Ngọc Ánh"


@pytest.fixture
def config(sqlite_config):
    return sqlite_config


def named(session):
    judged = make_published(session)
    consent_to_names(session, judged.entries[0])
    return judged


@pytest.fixture
def published(runtime, client):
    judged = runtime.main.do(named)
    sign_in_as(client, runtime, runtime.main.do(lambda s: make_account(s, Role.SECRETARY, judged.organiser)))
    return judged


def of(judged, place: str) -> str:
    return f"/office/seasons/{judged.season.id}/{place}"


def work(runtime):
    with runtime.main.reading() as session:
        waiting = jobs.waiting(session, now())
    for job_id in waiting:
        jobs.run(job_id, FUNCTIONS, runtime.main, runtime.storage)


class TestStages:
    @pytest.fixture
    def decided(self, runtime, client):
        judged = runtime.main.do(make_decided)
        account = runtime.main.do(lambda s: make_account(s, Role.SECRETARY, judged.organiser))
        sign_in_as(client, runtime, account)
        return judged

    def test_results_wait_for_the_moment_that_was_typed(self, runtime, client, decided):
        url = of(decided, "publication/publish")
        answer = send(client, url, list_from="20/11/2099 08:00", works_from="20/11/2099 10:00")
        assert answer.status_code == 303
        assert "chờ đến 20/11/2099 08:00" in client.get(of(decided, "publication")).text
        anyone = client.application.test_client()
        assert anyone.get(f"/results/{decided.season.id}").status_code == 404
        assert decided.season.title not in anyone.get("/results").text
        assert "Đã công bố kết quả" not in anyone.get("/").text

    def test_a_moment_that_cannot_be_is_told_beside_its_field_and_what_was_typed_stays(self, client, decided):
        url = of(decided, "publication/publish")
        answer = send(client, url, list_from="20/11/2099 08:00", works_from="19/11/2099 08:00")
        assert answer.status_code == 422
        assert "Trang từng giải pháp không được ra trước danh sách giải." in answer.text
        assert 'value="20/11/2099 08:00"' in answer.text

    def test_moments_are_moved_while_they_lie_ahead(self, runtime, client, decided):
        send(client, of(decided, "publication/publish"), list_from="20/11/2099 08:00")
        send(
            client,
            of(decided, "publication/stages"),
            list_from="21/11/2099 08:00",
            works_from="22/11/2099 08:00",
        )
        with runtime.main.reading() as session:
            notice = notice_of(session, decided.season.id)
        assert (notice.list_from.day, notice.works_from.day) == (21, 22)

    def test_units_and_authors_read_nothing_under_embargo(self, runtime, client, decided):
        send(client, of(decided, "publication/publish"), list_from="20/11/2099 08:00")
        unit = client.application.test_client()
        sign_in_as(unit, runtime, runtime.main.do(lambda s: make_account(s, Role.UNIT, decided.school)))
        entry = decided.entries[0]
        text = unit.get(f"/unit/entries/{entry.id}/certificates").text
        assert entry.title in text
        assert "Giải Nhất" not in text


class TestTheStaticSite:
    def test_it_is_taken_as_one_file_and_that_is_noted(self, runtime, client, published):
        work(runtime)
        page = of(published, "publication")
        answer = send(client, f"{page}/site.zip", page)
        with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
            assert NAME in archive.read(f"seasons/{published.season.id}/prizes.html").decode()
        with runtime.main.reading() as session:
            assert len(session.scalars(sa.select(HandedOut)).all()) == 1
        assert "Trang tĩnh, bản lập" in client.get(of(published, "publication/names")).text

    def test_it_can_be_built_anew(self, runtime, client, published):
        work(runtime)
        send(client, of(published, "publication/site"), of(published, "publication"))
        with runtime.main.reading() as session:
            assert [job.state for job in session.scalars(sa.select(jobs.Job).order_by(jobs.Job.created_at))] == [
                "done", "queued"
            ]  # fmt: skip

    def test_before_the_first_build_there_is_no_file(self, client, published):
        page = of(published, "publication")
        assert "site.zip" not in client.get(page).text
        assert send(client, f"{page}/site.zip", page).status_code == 404


class TestNames:
    def author(self, runtime, judged):
        with runtime.main.reading() as session:
            return session.scalars(sa.select(Author).where(Author.entry_id == judged.entries[0].id)).one()

    def test_a_consent_taken_back_at_the_office_takes_the_name_away_everywhere(
        self, runtime, client, published
    ):
        work(runtime)
        public = f"/results/{published.season.id}"
        assert NAME in client.get(public).text
        author = self.author(runtime, published)
        page = client.get(of(published, f"publication/names/{author.id}"))
        assert NAME in page.text
        send(client, of(published, f"publication/names/{author.id}"))
        assert NAME not in client.get(public).text
        assert "Đã rút lại đồng ý" in client.get(of(published, "publication/names")).text
        work(runtime)
        answer = send(client, of(published, "publication/site.zip"), of(published, "publication"))
        assert NAME.encode() not in answer.data

    def test_who_never_agreed_has_nothing_to_take_back(self, runtime, client, published):
        with runtime.main.reading() as session:
            other = sa.select(Author).where(Author.entry_id == published.entries[1].id)
            author = session.scalars(other).first()
        answer = send(client, of(published, f"publication/names/{author.id}"))
        assert "Không có sự đồng ý công bố tên nào đang có hiệu lực để rút lại." in answer.text

    def test_an_author_takes_the_own_consent_back(self, runtime, client, published):
        author = self.author(runtime, published)

        def signed_up(session):
            account = make_account(session, Role.AUTHOR, published.organiser)
            session.get_one(Author, author.id).account_id = account.id
            return account

        mine = client.application.test_client()
        sign_in_as(mine, runtime, runtime.main.do(signed_up))
        entry = f"/author/entries/{published.entries[0].id}"
        assert f"{entry}/name" in mine.get(entry).text
        assert send(mine, f"{entry}/name").status_code == 303
        with runtime.main.reading() as session:
            assert None not in session.scalars(sa.select(Consent.withdrawn_at)).all()
