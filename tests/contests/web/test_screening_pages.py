"""The office's entries and pre-screening pages: lists, verdicts, what they refuse, and whose they are."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from contests.entries.model import DossierFile, Entry
from contests.entries.terms import EntryState
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.config import Config
from contests.kernel.web.display import day
from contests.kernel.web.runtime import Runtime
from contests.people.model import Unit
from contests.screening.model import EligibleList, Verdict
from contests.seasons.model import Season
from tests.contests.entries.drawn import Place, place, sent
from tests.factories import make_account, make_entry, make_organiser
from tests.web_client import csrf_of, sign_in_as

DECISION = {
    "symbol": "12/QĐ-BTC",
    "issued_on": "20/11/2026",
    "signer_name": "Đặng Trần Côn",
    "signer_title": "Trưởng Ban Tổ chức",
}


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    return sqlite_config


@dataclass
class Office:
    """A secretary's browser, a season, and an entry that waits."""

    client: FlaskClient
    runtime: Runtime
    place: Place
    entry: Entry

    def do(self, work: Callable[[Any], Any]) -> Any:
        return self.runtime.main.do(work)

    def url(self, rest: str = "") -> str:
        return f"/office/seasons/{self.place.season.id}/screening{rest}"

    def state(self) -> EntryState:
        found: EntryState = self.do(lambda s: s.get_one(Entry, self.entry.id).state)
        return found

    def judge(self, verdict: str, seen: Any = None, **fields: Any) -> TestResponse:
        seen = seen or self.client.get(self.url(f"/{self.entry.id}"))
        token = csrf_of(self.client.get(self.url("/close")))
        named = {f"{verdict}-{name}": value for name, value in fields.items()}
        version = {f"{verdict}-version": version_in(seen), f"{verdict}-csrf_token": token}
        return self.client.post(self.url(f"/{self.entry.id}/{verdict}"), data={**version, **named})


def version_in(answer: TestResponse) -> str:
    found = re.search(r'name="[a-z]+-version"[^>]*value="(\d+)"', answer.text)
    assert found
    return found[1]


@pytest.fixture
def office(client: FlaskClient, runtime: Runtime) -> Office:
    def build(session: Any) -> tuple[Place, Entry, Any]:
        at = place(session)
        return at, sent(session, runtime.storage, at), make_account(session, Role.SECRETARY, at.organiser)

    at, entry, account = runtime.main.do(build)
    sign_in_as(client, runtime, account)
    return Office(client, runtime, at, entry)


def entries_url(office: Office, rest: str = "") -> str:
    return f"/office/seasons/{office.place.season.id}/entries{rest}"


def test_the_list_finds_without_diacritics_and_filters(office: Office) -> None:
    assert office.entry.title in office.client.get(entries_url(office, "?q=tuoi+hen")).text
    assert "Không có hồ sơ nào khớp" in office.client.get(entries_url(office, "?state=rejected")).text
    assert "Không có hồ sơ nào khớp" in office.client.get(entries_url(office, "?q=kh%C3%B4ng+c%C3%B3")).text


@pytest.mark.parametrize(
    "query", ["?page=-1", "?page=x", "?sort=nothing", "?state=nothing", "?field=%00", "?unit=1"]
)
def test_nonsense_in_the_address_is_no_error(office: Office, query: str) -> None:
    assert office.client.get(entries_url(office, query)).status_code == 200


def test_the_entrys_page_holds_everything(office: Office) -> None:
    text = office.client.get(entries_url(office, f"/{office.entry.id}")).text
    for shown in (
        "H’Hen Niê",
        "01/05/2013",
        "Y Blăm",
        "Lò Văn Pánh",
        "Phiếu đăng ký dự thi.pdf",
        "Nộp hồ sơ",
    ):
        assert shown in text


def test_a_file_is_shown_in_place_under_a_policy_of_its_own(office: Office) -> None:
    file = office.do(lambda s: s.scalars(sa.select(DossierFile)).first())
    url = entries_url(office, f"/{office.entry.id}/files/{file.id}")
    shown, saved = office.client.get(url + "?show=1"), office.client.get(url)
    assert shown.headers["Content-Disposition"].startswith("inline")
    assert "script-src" not in shown.headers["Content-Security-Policy"]
    assert saved.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "rest", ["", "/screening", "/screening/close", "/entries", "/entries/{id}", "/screening/{id}"]
)
def test_another_organisers_entries_are_not_there(office: Office, rest: str) -> None:
    stranger = office.do(lambda s: make_account(s, Role.HEAD, make_organiser(s)))
    sign_in_as(office.client, office.runtime, stranger)
    url = f"/office/seasons/{office.place.season.id}{rest}".format(id=office.entry.id)
    assert office.client.get(url).status_code == 404


def test_an_entry_is_not_there_under_another_season_nor_as_a_draft(office: Office) -> None:
    def draft(session: Any) -> str:
        season, unit = (session.merge(one) for one in (office.place.season, office.place.unit))
        return make_entry(session, season, unit, state=EntryState.DRAFT).id

    assert office.client.get(entries_url(office, f"/{office.do(draft)}")).status_code == 404
    assert office.client.get(f"/office/seasons/khac/entries/{office.entry.id}").status_code == 404


def test_the_page_to_judge_on_shows_field_files_and_authors(office: Office) -> None:
    text = office.client.get(office.url(f"/{office.entry.id}")).text
    for shown in ("Đồ dùng dành cho học tập", "Bản thuyết minh.pdf", "H’Hen Niê", "01/05/2013"):
        assert shown in text


def test_finding_an_entry_eligible_leads_to_the_next(office: Office) -> None:
    second = office.do(lambda s: make_entry(s, s.merge(office.place.season), s.merge(office.place.unit)).id)
    answer = office.judge("pass")
    assert answer.status_code == 303
    assert second in (answer.location or "")
    assert office.state() is EntryState.ELIGIBLE


def test_a_rejection_without_a_reason_keeps_what_was_typed(office: Office) -> None:
    answer = office.judge("reject", reason="", note="Giống hồ sơ năm trước")
    assert answer.status_code == 422
    assert "Giống hồ sơ năm trước" in answer.text
    assert office.state() is EntryState.SUBMITTED


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Đề nghị nhập mục này."),
        ({}, "Đề nghị chọn ít nhất một mục cần bổ sung."),
        ({"items": "PHIEU", "note": "Thiếu chữ ký", "due_on": "ngày mai"}, "ngày/tháng/năm"),
        ({"items": "PHIEU", "note": "Thiếu chữ ký", "due_on": "01/01/2020"}, "ở sau thời điểm hiện tại"),
        ({"items": "KHONGCO", "note": "Thiếu", "due_on": "01/01/2020"}, "Có mục không thuộc hồ sơ"),
        ({"items": "PHIEU", "note": "x" * 2001, "due_on": "01/01/2020"}, "tối đa là 2000"),
    ],
)
def test_a_return_is_refused_beside_the_field(office: Office, fields: dict[str, str], told: str) -> None:
    answer = office.judge("return", **fields)
    assert answer.status_code == 422
    assert told in answer.text
    assert fields.get("note", "") in answer.text
    assert office.state() is EntryState.SUBMITTED


def test_a_return_reaches_the_unit_with_what_is_asked(office: Office) -> None:
    due = day(now() + timedelta(days=3))
    assert office.judge("return", items="PHIEU", note="Thiếu chữ ký", due_on=due).status_code == 303
    clerk = office.do(lambda s: make_account(s, Role.UNIT, s.get_one(Unit, office.place.unit.id)))
    sign_in_as(office.client, office.runtime, clerk)
    text = office.client.get(f"/unit/entries/{office.entry.id}").text
    assert f"bổ sung trước {due} 23:59" in text
    assert "Thiếu chữ ký" in text
    assert "không mở" in office.client.get(f"/unit/entries/{office.entry.id}/authors").text


def test_the_second_of_two_is_told(office: Office) -> None:
    seen = office.client.get(office.url(f"/{office.entry.id}"))
    office.judge("pass", seen)
    late = office.judge("reject", seen, reason="TRUNG")
    assert late.status_code == 422
    assert "vừa được người khác xử lý" in late.text
    assert office.state() is EntryState.ELIGIBLE


def test_a_verdict_is_taken_back_until_the_list_is_closed(office: Office) -> None:
    office.judge("pass")
    assert "Đã rút lại" not in office.client.get(office.url(f"/{office.entry.id}")).text
    office.judge("undo")
    assert office.state() is EntryState.SUBMITTED
    assert "Đã rút lại" in office.client.get(office.url(f"/{office.entry.id}")).text
    office.judge("pass")
    token = csrf_of(office.client.get(office.url("/close")))
    assert office.client.post(office.url("/close"), data={"csrf_token": token, **DECISION}).status_code == 303
    assert "12/QĐ-BTC" in office.client.get(office.url()).text
    assert "Hoàn tác kết luận" not in office.client.get(office.url(f"/{office.entry.id}")).text


def test_the_list_is_not_closed_while_an_entry_waits(office: Office) -> None:
    assert "Còn 1 hồ sơ chờ sơ loại." in office.client.get(office.url("/close")).text
    token = csrf_of(office.client.get(office.url("/close")))
    answer = office.client.post(office.url("/close"), data={"csrf_token": token, **DECISION})
    assert answer.status_code == 422
    assert office.do(lambda s: s.scalars(sa.select(EligibleList)).all()) == []
    assert "12/QĐ-BTC" in answer.text


def test_a_refused_decision_closes_nothing(office: Office) -> None:
    office.judge("pass")
    token = csrf_of(office.client.get(office.url("/close")))
    wrong = {**DECISION, "symbol": "không số"}
    answer = office.client.post(office.url("/close"), data={"csrf_token": token, **wrong})
    assert answer.status_code == 422
    assert "101/QĐ-BTC" in answer.text
    assert office.do(lambda s: s.scalars(sa.select(EligibleList)).all()) == []


def test_pressing_twice_judges_once(office: Office) -> None:
    seen = office.client.get(office.url(f"/{office.entry.id}"))
    office.judge("pass", seen)
    assert office.judge("pass", seen).status_code == 422
    assert office.do(lambda s: s.scalar(sa.select(sa.func.count()).select_from(Verdict))) == 1


@pytest.mark.parametrize("many", [1, 50, pytest.param(1000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("place_", ["entries", "screening"])
def test_the_lists_ask_as_often_for_a_thousand_as_for_one(
    office: Office, count_queries: list[str], many: int, place_: str
) -> None:
    def fill(session: Any) -> None:
        season, unit = (
            session.get_one(Season, office.place.season.id),
            session.get_one(Unit, office.place.unit.id),
        )
        for _ in range(many - 1):
            make_entry(session, season, unit)

    office.do(fill)
    count_queries.clear()
    assert office.client.get(f"/office/seasons/{office.place.season.id}/{place_}").status_code == 200
    assert len([one for one in count_queries if one.startswith("SELECT")]) <= 5
