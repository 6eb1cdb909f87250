"""The office's pages of official papers: drafted, downloaded, numbered, scanned; each for its own office only."""

from io import BytesIO

import pytest
from docx import Document

from contests.decisions.model import Decision, Draft, Scan
from contests.decisions.service import record_decision
from contests.decisions.terms import DecisionKind
from contests.kernel.access import Role
from contests.kernel.sessions import value_of
from contests.people.model import Person
from tests.contests.entries.samples import pdf
from tests.contests.kernel.documents.reading import text
from tests.factories import make_account
from tests.factories_awards import decision, make_decided, make_judged, make_published
from tests.factories_decisions import make_draft
from tests.web_client import csrf_of, send, sign_in_as

WORDS = {
    "subject": "Về việc trao giải cuộc thi",
    "agency": "Ban Tổ chức Cuộc thi Sáng tạo",
    "superior": "Liên hiệp các Hội KH&KT",
    "symbol": "QĐ-BTC",
    "place": "Tuyên Quang",
    "addressees": "Chủ tịch Ủy ban nhân dân tỉnh",
    "details": "",
    "signer_title": "TM. BAN TỔ CHỨC\nTRƯỞNG BAN",
    "signer_name": "Hoàng Văn Thụ",
    "recipients": "Như Điều 3\nLưu: VT",
}
NUMBER = {
    "symbol": "12/TTr-BTC",
    "issued_on": "20/11/2026",
    "signer_name": "Hoàng Văn Thụ",
    "signer_title": "Trưởng Ban",
}


@pytest.fixture
def config(sqlite_config):
    return sqlite_config


def office(runtime, client, judged, role=Role.SECRETARY):
    sign_in_as(client, runtime, runtime.main.do(lambda s: make_account(s, role, judged.organiser)))
    return judged


@pytest.fixture
def judged(runtime, client):
    return office(runtime, client, runtime.main.do(make_decided))


def of(judged, place: str = "documents") -> str:
    return f"/office/seasons/{judged.season.id}/{place}"


def drafted(runtime, judged, kind=DecisionKind.SUBMISSION) -> str:
    return runtime.main.do(lambda s: make_draft(s, judged.season, kind=kind, storage=runtime.storage)).id


def upload(client, url: str, name: str, content: bytes):
    fields = {"csrf_token": csrf_of(client.get(url)), "file": (BytesIO(content), name)}
    return client.post(url, data=fields, content_type="multipart/form-data")


def test_the_page_says_of_every_kind_how_far_it_is(runtime, client, judged):
    drafted(runtime, judged)
    page = client.get(of(judged)).text
    assert "Tờ trình kết quả" in page
    assert "Dự thảo, chờ ký và lấy số" in page
    assert "102/QĐ-BTC" in page
    assert "Đã có số, chưa có bản quét" in page


def test_a_draft_is_composed_from_the_data_and_downloaded_as_word_and_pdf(runtime, client, judged):
    answer = send(client, of(judged, "documents/new/awards"), **WORDS)
    assert answer.status_code == 303
    here = answer.location
    word = client.get(f"{here}.docx")
    assert word.headers["Content-Disposition"].startswith("attachment")
    document = Document(BytesIO(word.data))
    listed = " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    with runtime.main.reading() as session:
        names = [session.query(Person).filter_by(full_name=name).count() for name in ("H’Hen Niê", "Y Blăm")]
    assert min(names) > 0
    assert "H’Hen Niê" in listed
    assert "Y Blăm" in listed
    read = text(client.get(f"{here}.pdf").data)
    assert "DỰ THẢO" in read
    assert "Số: /QĐ-BTC" in read
    assert "H’Hen Niê" in read


def test_words_that_lack_something_come_back_as_they_were_typed(runtime, client, judged):
    answer = send(client, of(judged, "documents/new/submission"), **{**WORDS, "addressees": "", "place": ""})
    assert answer.status_code == 422
    assert 'id="place-error"' in answer.text
    assert "Về việc trao giải cuộc thi" in answer.text
    with runtime.main.reading() as session:
        assert session.query(Draft).count() == 0


def test_nothing_is_drafted_of_what_is_not_there(runtime, client):
    fresh = office(runtime, client, runtime.main.do(make_judged))
    answer = send(client, of(fresh, "documents/new/awards"), **WORDS)
    assert answer.status_code == 422
    assert "Chưa có giải pháp nào được xếp giải" in answer.text


@pytest.mark.parametrize("kind", ["invitation", "letter"])
def test_what_goes_outside_waits_for_the_results_to_be_out(runtime, client, kind):
    fresh = office(runtime, client, runtime.main.do(make_judged))
    words = {**WORDS, "details": "Thời gian: 8 giờ"}
    assert send(client, of(fresh, f"documents/new/{kind}"), **words).status_code == 422
    assert client.get(of(fresh, "ceremony/script.pdf")).status_code == 404
    assert client.get(of(fresh, "booklet.pdf")).status_code == 404
    done = office(runtime, client, runtime.main.do(make_published))
    assert send(client, of(done, f"documents/new/{kind}"), **words).status_code == 303
    assert "H’Hen Niê" in text(client.get(of(done, "ceremony/script.pdf")).data)


def test_composing_again_takes_the_newer_words(runtime, client, judged):
    draft_id = drafted(runtime, judged)
    here = of(judged, f"documents/{draft_id}")
    page = client.get(f"{here}/edit").text
    version = page.split('name="version"')[1].split('value="')[1].split('"')[0]
    assert (
        send(client, f"{here}/edit", **{**WORDS, "signer_name": "Y Blăm", "version": version}).status_code
        == 303
    )
    assert "Y Blăm" in text(client.get(f"{here}.pdf").data)
    again = send(client, f"{here}/edit", **{**WORDS, "version": version})
    assert again.status_code == 422
    assert "người khác thay đổi" in again.text


def test_a_draft_tells_when_its_data_have_changed_since(runtime, client, judged):
    answer = send(client, of(judged, "documents/new/awards"), **WORDS)
    warned = "Dữ liệu đã thay đổi sau khi soạn"
    assert warned not in client.get(answer.location).text

    def rename(session):
        for person in session.query(Person).filter_by(full_name="H’Hen Niê"):
            person.full_name = "H’Hen Niê Kđăm"

    runtime.main.do(rename)
    assert warned in client.get(answer.location).text


def test_number_and_date_are_typed_in_and_a_number_that_is_taken_is_refused(runtime, client, judged):
    draft_id = drafted(runtime, judged)
    here = of(judged, f"documents/{draft_id}/number")
    taken = send(client, here, draft=draft_id, **{**NUMBER, "symbol": "0102/qđ-btc"})
    assert taken.status_code == 422
    assert "Số, ký hiệu này đã có trong sổ" in taken.text
    assert 'value="0102/qđ-btc"' in taken.text
    assert send(client, here, draft=draft_id, **NUMBER).status_code == 303
    with runtime.main.reading() as session:
        named = session.get_one(Draft, draft_id).decision_id
        assert session.get_one(Decision, named).symbol == "12/TTr-BTC"
    assert client.get(here).status_code == 404


def test_a_gap_in_the_register_is_pointed_out(runtime, client, judged):
    facts = decision("105/QĐ-BTC", DecisionKind.EXTENSION)
    runtime.main.do(lambda s: value_of(record_decision(s, judged.organiser.id, facts, **judged.by_office)))
    assert "Số 102 và 105 có, chưa thấy các số từ 103 đến 104 (/QĐ-BTC)." in client.get(of(judged)).text
    facts = decision("104/QĐ-BTC", DecisionKind.EXTENSION)
    runtime.main.do(lambda s: value_of(record_decision(s, judged.organiser.id, facts, **judged.by_office)))
    assert "Số 102 và 104 có, chưa thấy số 103 (/QĐ-BTC)." in client.get(of(judged)).text


def test_the_signed_scan_is_looked_at_and_read_by_its_own_office_only(runtime, client, app, judged):
    with runtime.main.reading() as session:
        own = session.query(Decision).filter_by(organiser_id=judged.organiser.id).one().id
    here = of(judged, f"decisions/{own}")
    refused = upload(client, here, "quét.pdf", b"MZ no pdf at all")
    assert refused.status_code == 422
    assert client.get(f"{here}.pdf").status_code == 404
    signed = pdf()
    assert upload(client, here, "quyết định đã ký.pdf", signed).status_code == 303
    assert client.get(f"{here}.pdf").data == signed
    other = app.test_client()
    office(runtime, other, runtime.main.do(make_decided), Role.HEAD)
    assert other.get(f"{here}.pdf").status_code == 404
    assert other.get(here).status_code == 404
    inspector = app.test_client()
    office(runtime, inspector, judged, Role.INSPECTOR)
    assert inspector.get(f"{here}.pdf").status_code == 404
    assert app.test_client().get(f"{here}.pdf").status_code == 303


def test_a_file_that_is_no_plain_pdf_binds_nothing(runtime, client, judged):
    with runtime.main.reading() as session:
        own = session.query(Decision).filter_by(organiser_id=judged.organiser.id).one().id
    upload(client, of(judged, f"decisions/{own}"), "a.pdf", pdf() + b"<script>")
    with runtime.main.reading() as session:
        assert session.query(Scan).count() == 0


def test_a_waiting_draft_is_offered_where_its_step_is_decided(runtime, client, judged):
    draft_id = drafted(runtime, judged, DecisionKind.LETTER)
    page = client.get(of(judged, f"nomination/new?draft={draft_id}")).text
    assert f'<option selected value="{draft_id}"' in page
    assert 'value="Về việc trao giải cuộc thi"' in page


def test_a_dropped_draft_is_gone_from_every_page(runtime, client, judged):
    draft_id = drafted(runtime, judged)
    here = of(judged, f"documents/{draft_id}")
    version = client.get(here).text.split('name="version" value="')[1].split('"')[0]
    assert send(client, f"{here}/drop", here, version=version).status_code == 303
    assert client.get(here).status_code == 404
    assert client.get(f"{here}.pdf").status_code == 404
