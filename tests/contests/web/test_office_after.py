"""The office's pages after the decision: publication, certificates, nomination, reports."""

import pytest

from contests.certificates import service as certificates
from contests.certificates.model import Certificate, Print
from contests.certificates.service import IssueFacts
from contests.certificates.terms import CertificateState
from contests.kernel import jobs
from contests.kernel.access import Role
from contests.kernel.sessions import value_of
from contests.kernel.settings import installation
from contests.nomination.model import Nomination, UpperResult
from contests.publication.service import notice_of
from tests.factories import NOON, make_account, make_entry
from tests.factories_awards import make_decided, make_judged, make_published
from tests.web_client import send, sign_in_as
from workers.tasks import FUNCTIONS

LETTER = {
    "symbol": "07/CV-LHH",
    "issued_on": "21/11/2026",
    "signer_name": "Hoàng Văn Thụ",
    "signer_title": "Chủ tịch",
    "about": "",
}


@pytest.fixture
def config(sqlite_config):
    return sqlite_config


def signed_in(client, runtime, judged, role=Role.SECRETARY):
    sign_in_as(client, runtime, runtime.main.do(lambda s: make_account(s, role, judged.organiser)))
    return judged


def of(judged, place: str) -> str:
    return f"/office/seasons/{judged.season.id}/{place}"


@pytest.fixture
def decided(runtime, client):
    return signed_in(client, runtime, runtime.main.do(make_decided))


@pytest.fixture
def published(runtime, client):
    return signed_in(client, runtime, runtime.main.do(make_published))


def issue(runtime, judged):
    facts = IssueFacts("Tuyên Quang", NOON.date())
    return value_of(
        runtime.main.act(lambda s: certificates.issue(s, judged.season, facts, **judged.by_office))
    )


@pytest.mark.parametrize(
    "place",
    [
        "awards", "awards/propose", "publication", "publication/publish", "certificates", "certificates/issue",
        "nomination", "nomination/new", "report",
    ],
)  # fmt: skip
def test_every_page_opens_for_its_own_office_and_for_no_other(runtime, client, published, place):
    other = runtime.main.do(make_published)
    assert client.get(of(published, place)).status_code == 200
    assert client.get(of(other, place)).status_code == 404


def test_publishing_is_asked_and_then_done(runtime, client, decided):
    assert "Chưa công bố" in client.get(of(decided, "publication")).text
    assert send(client, of(decided, "publication/publish")).status_code == 303
    assert "Đã công bố" in client.get(of(decided, "publication")).text


def test_an_undecided_list_is_not_published_by_its_page_either(runtime, client):
    judged = signed_in(client, runtime, runtime.main.do(make_judged))
    send(client, of(judged, "publication/publish"))
    assert "Chưa có quyết định trao giải nên chưa công bố được." in client.get(of(judged, "publication")).text
    with runtime.main.reading() as session:
        assert notice_of(session, judged.season.id) is None


def test_publishing_twice_is_told(runtime, client, published):
    send(client, of(published, "publication/publish"))
    assert "đã được công bố" in client.get(of(published, "publication")).text


ISSUE = {"place": "Tuyên Quang", "issued_on": "22/11/2026"}


def test_certificates_are_issued_by_a_form_and_listed(runtime, client, published):
    assert send(client, of(published, "certificates/issue"), **ISSUE).status_code == 303
    text = client.get(of(published, "certificates")).text
    assert "TTNND-2026-0001" in text
    assert "Một tệp PDF: 10 giấy" in text


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"place": ""}, "Đề nghị nhập mục này."),
        ({"place": "x" * 61}, "tối đa là 60"),
        ({"issued_on": "hôm nay"}, "Đề nghị nhập ngày/tháng/năm"),
        ({"issued_on": "20/11/2026"}, "Ngày cấp không được trước ngày của quyết định trao giải."),
    ],
)
def test_a_bad_issue_is_refused_beside_its_field(runtime, client, published, changed, message):
    answer = send(client, of(published, "certificates/issue"), **{**ISSUE, **changed})
    assert answer.status_code == 422
    assert message in answer.text


def test_nothing_is_issued_twice_or_without_an_address(runtime, client, published):
    send(client, of(published, "certificates/issue"), **ISSUE)
    again = send(client, of(published, "certificates/issue"), **ISSUE)
    assert "Mọi người, đơn vị đạt giải đều đã có loại giấy này." in again.text
    runtime.main.do(lambda s: setattr(installation(s), "public_address", ""))
    other = signed_in(client, runtime, runtime.main.do(make_decided))
    assert "Chưa đặt địa chỉ công khai" in send(client, of(other, "certificates/issue"), **ISSUE).text


@pytest.fixture
def issued(runtime, published) -> Certificate:
    issue(runtime, published)
    with runtime.main.reading() as session:
        return session.query(Certificate).filter_by(number=1).one()


def test_the_file_of_a_batch_is_there_once_it_is_drawn(runtime, client, published, issued):
    with runtime.main.reading() as session:
        drawn = session.query(Print).one()
    place = f"certificates/batches/{drawn.batch_id}/merged"
    url = of(published, place)
    assert client.get(url).status_code == 404
    jobs.run(drawn.job_id, FUNCTIONS, runtime.main, runtime.storage)
    answer = client.get(url)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    other = signed_in(client, runtime, runtime.main.do(make_published))
    assert client.get(url).status_code == 404
    assert client.get(of(other, place)).status_code == 404


def test_a_certificate_prints_alone_for_its_own_office(runtime, client, published, issued):
    url = of(published, f"certificates/{issued.id}.pdf")
    assert client.get(url).data[:5] == b"%PDF-"
    assert client.get(of(published, f"certificates/{issued.id}")).status_code == 200
    other = signed_in(client, runtime, runtime.main.do(make_published))
    for page in (issued.id, f"{issued.id}.pdf", f"{issued.id}/replace", f"{issued.id}/revoke"):
        assert client.get(of(other, f"certificates/{page}")).status_code == 404


def state(runtime, issued) -> CertificateState:
    with runtime.main.reading() as session:
        return session.get_one(Certificate, issued.id).state


def test_a_certificate_is_replaced_by_a_form_that_starts_with_its_words(runtime, client, published, issued):
    url = of(published, f"certificates/{issued.id}/replace")
    assert issued.recipient in client.get(url).text
    assert send(client, url, recipient="Y Blăm", affiliation="Lớp 8B", reason="Sai tên").status_code == 303
    assert state(runtime, issued) is CertificateState.REPLACED
    assert "TTNND-2026-0011" in client.get(of(published, "certificates")).text
    assert "TTNND-2026-0011" in client.get(of(published, f"certificates/{issued.id}")).text


@pytest.mark.parametrize(
    "changed", [{"recipient": ""}, {"reason": ""}, {"recipient": "x" * 81}, {"affiliation": "x" * 201}]
)
def test_a_bad_replacement_is_refused_and_keeps_what_was_typed(runtime, client, published, issued, changed):
    fields = {"recipient": "Y Blăm", "affiliation": "Lớp 8B", "reason": "Sai họ tên", **changed}
    answer = send(client, of(published, f"certificates/{issued.id}/replace"), **fields)
    assert answer.status_code == 422
    assert all(value[:60] in answer.text for value in fields.values())
    assert state(runtime, issued) is CertificateState.VALID


def test_a_certificate_is_revoked_once_and_with_a_reason(runtime, client, published, issued):
    url = of(published, f"certificates/{issued.id}/revoke")
    assert send(client, url, reason="").status_code == 422
    assert send(client, url, reason="Sao chép").status_code == 303
    assert state(runtime, issued) is CertificateState.REVOKED
    assert "Chỉ thu hồi được giấy còn hiệu lực." in send(client, url, reason="Sao chép").text


def test_the_register_is_searched_and_filtered(runtime, client, published, issued):
    assert "TTNND-2026-0002" not in client.get(of(published, "certificates?q=0001")).text
    assert (
        "Không tìm thấy giấy chứng nhận nào" in client.get(of(published, "certificates?state=revoked")).text
    )


def nominate(client, judged, orders, **changed):
    fields = {f"order-{judged.entries[place].id}": order for place, order in orders.items()}
    return send(client, of(judged, "nomination/new"), **{**LETTER, **fields, **changed})


def test_entries_are_nominated_in_the_order_that_was_typed(runtime, client, decided):
    assert nominate(client, decided, {0: "2", 3: "1", 4: ""}).status_code == 303
    with runtime.main.reading() as session:
        rows = session.query(Nomination).order_by(Nomination.position).all()
    assert [row.entry_id for row in rows] == [decided.entries[3].id, decided.entries[0].id]
    assert "Chờ kết quả" in client.get(of(decided, "nomination")).text


@pytest.mark.parametrize(
    ("orders", "changed", "message"),
    [
        ({}, {}, "Đề nghị chọn ít nhất một hồ sơ"),
        ({0: "1", 1: "1"}, {}, "Mỗi hồ sơ đề cử cần một thứ tự riêng"),
        ({0: "nhất"}, {}, "Thứ tự đề cử phải là số nguyên."),
        ({0: "0"}, {}, "Mỗi hồ sơ đề cử cần một thứ tự riêng, từ 1."),
        ({11: "1"}, {}, "Chỉ đề cử hồ sơ đạt giải của mùa thi này."),
        ({0: "1"}, {"symbol": ""}, "Đề nghị nhập mục này."),
        ({0: "1"}, {"signer_title": "x" * 121}, "tối đa là 120"),
    ],
)
def test_a_bad_nomination_is_refused_and_keeps_what_was_typed(
    runtime, client, decided, orders, changed, message
):
    answer = nominate(client, decided, orders, **changed)
    assert answer.status_code == 422
    assert message in answer.text
    assert all(f'value="{order}"' in answer.text for place, order in orders.items() if place < 10)
    with runtime.main.reading() as session:
        assert session.query(Nomination).count() == 0


def test_another_offices_entry_is_no_entry_here(runtime, client, decided):
    other = runtime.main.do(make_decided)
    answer = send(client, of(decided, "nomination/new"), **LETTER, **{f"order-{other.entries[0].id}": "1"})
    assert "Chỉ đề cử hồ sơ đạt giải của mùa thi này." in answer.text


@pytest.fixture
def nominated(runtime, client, decided) -> Nomination:
    nominate(client, decided, {0: "1"})
    with runtime.main.reading() as session:
        return session.query(Nomination).one()


RESULT = {"tier": "Giải Ba", "announced_on": "20/11/2026", "source": "Quyết định 12/QĐ-BTC"}


def test_the_national_result_is_recorded_and_may_be_corrected(runtime, client, decided, nominated):
    url = of(decided, f"nomination/{nominated.id}")
    assert send(client, url, **RESULT).status_code == 303
    assert "Giải Ba" in client.get(of(decided, "nomination")).text
    assert send(client, url, **{**RESULT, "tier": ""}).status_code == 303
    assert "Không đạt giải" in client.get(of(decided, "nomination")).text


@pytest.mark.parametrize(
    "changed",
    [{"source": ""}, {"announced_on": "20/13/2026"}, {"announced_on": "01/01/2099"}, {"tier": "x" * 81}],
)
def test_a_bad_result_is_refused(runtime, client, decided, nominated, changed):
    answer = send(client, of(decided, f"nomination/{nominated.id}"), **{**RESULT, **changed})
    assert answer.status_code == 422
    with runtime.main.reading() as session:
        assert session.query(UpperResult).count() == 0


def test_another_offices_nomination_is_not_there(runtime, client, decided, nominated):
    other = signed_in(client, runtime, runtime.main.do(make_decided))
    assert client.get(of(decided, f"nomination/{nominated.id}")).status_code == 404
    assert client.get(of(other, f"nomination/{nominated.id}")).status_code == 404


def test_the_report_prints_each_figure_with_its_definition(runtime, client, decided):
    text = client.get(of(decided, "report")).text
    assert "Hồ sơ có hạng giải trong danh sách đã có quyết định trao giải và được phép công bố." in text
    assert "20.000.000</td>" in text


def test_the_report_of_a_year_adds_up_millions(runtime, client):
    def two(session):
        first = make_decided(session)
        second = make_decided(session, (9100,), organiser=first.organiser)
        first.season.budget_allocated, first.season.budget_used = 180_000_000, 156_900_000
        second.season.budget_allocated, second.season.budget_used = 350_000_000, 236_900_000
        return first

    signed_in(client, runtime, runtime.main.do(two))
    text = client.get("/office/reports").text
    assert all(figure in text for figure in ("23,1", "113,1", "136,2"))
    assert client.get("/office/reports?year=1999").status_code == 404


def test_a_season_with_names_that_are_markup_is_only_text(runtime, client, decided):
    runtime.main.do(
        lambda s: make_entry(s, s.merge(decided.season), decided.school, title="<b>Máy</b> & <script>")
    )
    assert "<script>" not in client.get(of(decided, "report")).text
