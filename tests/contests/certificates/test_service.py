import dataclasses
import io
import threading
from datetime import date, timedelta

import pypdf
import pytest
import sqlalchemy as sa

from contests.certificates import service as certificates
from contests.certificates.holders import holders_without
from contests.certificates.model import Batch, Certificate, Print
from contests.certificates.printing import area_of, draw_batch, grant_of, pdf_of, shared_of
from contests.certificates.queries import (
    certificates_of_entry,
    checked,
    checked_seal,
    register_page,
    state_of_number,
)
from contests.certificates.service import IssueFacts
from contests.certificates.terms import CertificateState, Per, PrintForm
from contests.entries.model import Author
from contests.kernel import jobs
from contests.kernel.clock import now
from contests.kernel.errors import Done, Refused
from contests.kernel.jobs import Job, JobState
from contests.kernel.sessions import value_of
from contests.kernel.settings import installation
from contests.people import service as people
from contests.people.units.rules import EventFacts
from tests.contests.kernel.documents.reading import text
from tests.factories_awards import ADDRESS, consent_to_names, make_decided, make_published
from workers.tasks import FUNCTIONS

FACTS = IssueFacts("Tuyên Quang", date(2026, 11, 22))
TODAY = date(2026, 11, 22)
ALL_GIVEN = "Mọi người, đơn vị đạt giải đều đã có loại giấy này."


NOWHERE = None
"""The store, which a design without pictures never asks."""


def reasons(outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


def issue(session, judged, facts=FACTS):
    return certificates.issue(session, judged.season, facts, **judged.by_office)


def register(session) -> list[Certificate]:
    return session.query(Certificate).order_by(Certificate.year, Certificate.number).all()


@pytest.fixture
def judged(session):
    return make_published(session, team=2)


@pytest.fixture
def issued(session, judged) -> list[Certificate]:
    value_of(issue(session, judged))
    return register(session)


def test_every_author_of_every_prize_gets_one_and_nobody_else(session, judged, issued):
    prized = {entry.id for entry in judged.entries[:10]}
    assert len(issued) == 20
    assert {one.id for entry in prized for one in certificates_of_entry(session, entry)} == {
        one.id for one in issued
    }
    assert certificates_of_entry(session, judged.entries[11].id) == []


def test_a_school_is_called_as_on_the_day_the_paper_bears(session, judged):
    former, law = judged.school.name, EventFacts(FACTS.issued_on, "1684/NQ-UBTVQH15")
    by = judged.by_office
    session.execute(sa.update(Author).values(occupation=""))
    value_of(
        people.rename_unit(
            session, judged.school, "Trường THCS Tân Trào", law, version=judged.school.version, **by
        )
    )
    assert value_of(issue(session, judged)).issued_on == FACTS.issued_on
    assert {one.affiliation for one in register(session)} == {"Trường THCS Tân Trào"}
    before = dataclasses.replace(FACTS, issued_on=FACTS.issued_on - timedelta(days=1))
    holders = holders_without(
        session, judged.season.id, Per.AUTHOR, "khác", before.issued_on, before.issued_on
    )
    assert {one.affiliation for one in holders} == {former}


def test_numbers_run_in_the_order_of_the_ceremony(issued):
    assert [one.register for one in issued[:2]] == ["TTNND-2026-0001", "TTNND-2026-0002"]
    assert [one.number for one in issued] == list(range(1, 21))
    assert (issued[0].prize, issued[-1].prize) == ("Giải Khuyến khích", "Giải Nhất")


def test_issuing_twice_gives_nothing_twice(session, judged, issued):
    assert reasons(issue(session, judged)) == [ALL_GIVEN]
    assert len(register(session)) == 20


def test_nothing_is_issued_before_publication(session):
    assert "Chỉ cấp giấy chứng nhận sau khi đã công bố kết quả." in reasons(
        issue(session, make_decided(session))
    )


def test_nothing_is_issued_without_a_public_address(session, judged):
    installation(session).public_address = ""
    session.flush()
    assert reasons(issue(session, judged))[0].startswith("Chưa đặt địa chỉ công khai")
    assert register(session) == []


def test_numbers_run_on_over_the_contests_of_a_year_and_start_anew_with_the_next(session, judged, issued):
    second = make_published(session, (9100,), organiser=judged.organiser)
    value_of(issue(session, second))
    third = make_published(session, (9100,), organiser=judged.organiser)
    value_of(issue(session, third, dataclasses.replace(FACTS, issued_on=date(2027, 1, 2))))
    assert [one.register for one in register(session)[20:]] == ["TTNND-2026-0021", "TTNND-2027-0001"]


def test_another_organisers_numbers_are_its_own(session, judged, issued):
    other = make_published(session, (9100,))
    value_of(issue(session, other))
    (own,) = session.query(Certificate).filter_by(organiser_id=other.organiser.id)
    assert (own.number, own.register) == (1, "TTNND2-2026-0001")


def test_a_replacement_has_a_new_number_and_the_old_one_says_so(session, judged, issued):
    old = issued[3]
    made = value_of(
        certificates.replace(session, old, "Đặng Trần Côn", "Lớp 8B", "In sai tên", **judged.by_office)
    )
    assert (old.state, old.replaced_by, old.reason) == (CertificateState.REPLACED, made.id, "In sai tên")
    assert (made.register, made.recipient, made.affiliation) == ("TTNND-2026-0021", "Đặng Trần Côn", "Lớp 8B")
    assert (made.work, made.prize, made.author_id) == (old.work, old.prize, old.author_id)
    assert reasons(certificates.replace(session, old, "Ánh", "", "Lại", **judged.by_office)) == [
        "Giấy này đã được thay thế. Đề nghị mở giấy mới nhất."
    ]


def test_a_revoked_certificate_is_not_issued_again_by_the_next_bulk_issue(session, judged, issued):
    value_of(certificates.revoke(session, issued[0], "Sao chép giải pháp", **judged.by_office))
    assert issued[0].state is CertificateState.REVOKED
    assert reasons(issue(session, judged)) == [ALL_GIVEN]


def test_a_revoked_certificate_can_be_mended_by_a_new_one_and_stays_revoked(session, judged, issued):
    value_of(certificates.revoke(session, issued[0], "Nhầm người", **judged.by_office))
    made = value_of(certificates.replace(session, issued[0], "Ánh", "", "Thu hồi nhầm", **judged.by_office))
    assert (issued[0].state, made.state) == (CertificateState.REVOKED, CertificateState.VALID)
    assert reasons(certificates.revoke(session, issued[0], "Lại", **judged.by_office)) == [
        "Chỉ thu hồi được giấy còn hiệu lực."
    ]


def test_a_check_by_number_says_whether_it_holds_and_with_the_code_whose_it_is(session, judged, issued):
    one = issued[0]
    assert state_of_number(session, one.register) is CertificateState.VALID
    assert checked(session, one.register, one.code, TODAY).names is None
    for entry in judged.entries:
        consent_to_names(session, entry)
    found = checked(session, one.register, one.code, TODAY)
    assert (found.names, found.prize, found.work) == ((one.recipient,), one.prize, one.work)
    assert checked_seal(session, one.seal, TODAY) == found
    assert (
        found.decision == "Quyết định số 103/QĐ-BTC ngày 21 tháng 11 năm 2026"
        or found.decision.startswith("Quyết định số ")
    )
    assert checked(session, one.register, issued[1].code, TODAY) is None
    assert state_of_number(session, "TTNND-2026-9999") is None


def test_the_register_is_searched_without_accents(session, judged, issued):
    value_of(certificates.revoke(session, issued[0], "Nhầm", **judged.by_office))
    assert register_page(session, judged.season.id, search="dang tran con").total > 0
    assert register_page(session, judged.season.id, search="0007").rows[0].register == "TTNND-2026-0007"
    assert register_page(session, judged.season.id, state=CertificateState.REVOKED).total == 1
    assert register_page(session, judged.season.id, search="không có ai tên này").total == 0


def test_the_paper_is_the_same_bytes_whatever_changes_afterwards(session, judged, issued):
    before = pdf_of(session, NOWHERE, issued[0])
    judged.season.title = "Tên khác"
    installation(session).public_address = "https://khac.example"
    session.flush()
    assert pdf_of(session, NOWHERE, issued[0]) == before


def test_the_paper_says_who_what_and_where_to_check(session, judged, issued):
    one = next(each for each in issued if each.recipient == "Công Tằng Tôn Nữ Hoàng Thị Phương Nghi Ánh")
    read = text(pdf_of(session, NOWHERE, one))
    assert "Công Tằng Tôn Nữ Hoàng Thị Phương Nghi Ánh" in " ".join(read.split())
    assert one.register in read
    grant = grant_of(one, session.get_one(Batch, one.batch_id))
    assert grant.check_url == f"{ADDRESS}/certificates/?{one.seal}"
    assert (
        shared_of(session.get_one(Batch, one.batch_id)).place_and_date
        == "Tuyên Quang, ngày 22 tháng 11 năm 2026"
    )


def drawn(runtime, judged, form=PrintForm.MERGED):
    """A print's job, run as a worker runs it."""
    with runtime.main.reading() as session:
        job_id = session.query(Print).filter_by(form=form).one().job_id
    assert jobs.run(job_id, FUNCTIONS, runtime.main, runtime.storage)
    with runtime.main.reading() as session:
        return session.query(Print).filter_by(form=form).one(), session.get_one(Job, job_id)


@pytest.fixture
def committed(runtime):
    judged = runtime.main.do(lambda s: make_published(s, team=2))
    value_of(runtime.main.act(lambda s: issue(s, judged)))
    return judged


def test_the_job_draws_one_file_with_a_page_for_each_in_order(runtime, committed):
    batch, job = drawn(runtime, committed)
    assert (job.state, job.done, job.total) == (JobState.DONE, 20, 20)
    content = runtime.storage.read(batch.sha256, area=area_of(committed.organiser.id))
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    assert len(pages) == 20
    with runtime.main.reading() as session:
        registers = [one.register for one in register(session)]
    texts = [page.extract_text() for page in pages]
    assert all(number in words for number, words in zip(registers, texts, strict=True))


def test_drawing_twice_has_the_effect_of_once(runtime, committed):
    batch, job = drawn(runtime, committed)

    def lost(session):
        again = session.get_one(Job, job.id)
        again.state, again.lease_until = JobState.RUNNING, now() - timedelta(minutes=5)

    runtime.main.do(lost)
    assert jobs.run(job.id, FUNCTIONS, runtime.main, runtime.storage)
    with runtime.main.reading() as session:
        assert session.query(Print).one().sha256 == batch.sha256
    assert list(runtime.storage.keys(area_of(committed.organiser.id))) == [batch.sha256]


def test_a_cancelled_job_leaves_no_file(runtime, committed):
    with runtime.main.reading() as session:
        job_id = session.query(Print).one().job_id
    taken = runtime.main.do(lambda s: jobs.take(s, job_id, now()))
    runtime.main.act(lambda s: jobs.cancel(s.get_one(Job, job_id), at=now()))
    work = jobs.Work(job_id, taken.args, runtime.main, runtime.storage, committed.secretary, taken.attempts)
    with pytest.raises(jobs.Cancelled):
        draw_batch(work)
    assert list(runtime.storage.keys(area_of(committed.organiser.id))) == []


def in_threads(*deeds):
    ready, outcomes = threading.Barrier(len(deeds)), []

    def run(deed):
        ready.wait()
        outcomes.append(deed())

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_of_two_issues_at_once_one_gives_and_the_other_is_told(transactions):
    judged = transactions.do(make_published)
    outcomes = in_threads(*[lambda: transactions.act(lambda s: issue(s, judged))] * 2)
    assert sum(isinstance(one, Done) for one in outcomes) == 1
    assert [reasons(one) for one in outcomes if isinstance(one, Refused)] == [[ALL_GIVEN]]


def test_two_contests_at_once_never_get_one_number_twice(transactions):
    first = transactions.do(make_published)
    second = transactions.do(lambda s: make_published(s, organiser=first.organiser))
    outcomes = in_threads(
        lambda: transactions.act(lambda s: issue(s, first)),
        lambda: transactions.act(lambda s: issue(s, second)),
    )
    assert all(isinstance(one, Done) for one in outcomes)
    with transactions.reading() as session:
        assert [one.number for one in register(session)] == list(range(1, 21))
