"""The unit's desk: an entry from nothing to a receipt, what its forms refuse, and what is another unit's."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from contests.entries.model import Author, DossierFile, Entry
from contests.entries.service import hold
from contests.entries.terms import EntryState
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.settings import installation
from contests.people.model import Person, Unit
from contests.seasons.model import Season
from tests.contests.entries import samples
from tests.contests.web.unit_desk import (
    AUTHOR,
    Desk,
    config,
    desk,
    facts,
    items,
    new_url,
    of,
    only_entry,
    ready,
    upload,
    version_in,
)
from tests.factories import make_account, make_entry, make_organiser, make_season, make_unit
from tests.web_client import csrf_of, sign_in_as

__all__ = ["config", "desk", "ready"]


def test_an_entry_goes_from_nothing_to_a_receipt(desk: Desk) -> None:
    desk.do(lambda s: setattr(installation(s), "public_address", "https://sangtao.example.vn"))
    texts = {"summary": "a", "novelty": "b", "application": "c", "effect": "d", "made_in": "2026"}
    assert desk.send(new_url(desk), **facts(desk), **texts).status_code == 303
    entry = only_entry(desk)
    page = desk.client.get(of(entry, "/authors"))
    assert desk.send(of(entry, "/authors"), version=version_in(page), **AUTHOR).status_code == 303
    for item in items(desk):
        assert (
            upload(desk, entry, item, (samples.pdf(text=item.code), "Phiếu đăng ký.pdf")).status_code == 303
        )
    page = desk.client.get(of(entry, "/submit"))
    answer = desk.send(of(entry, "/submit"), version=version_in(page), declared="y")
    assert answer.status_code == 303
    assert only_entry(desk).state is EntryState.SUBMITTED
    paper = desk.client.get(of(entry, "/receipt.pdf"))
    assert (paper.mimetype, paper.data[:5]) == ("application/pdf", b"%PDF-")


def test_the_first_page_offers_open_seasons_and_says_what_is_missing(desk: Desk) -> None:
    desk.send(new_url(desk), **facts(desk))
    text = desk.client.get("/unit/").text
    assert desk.place.season.title in text
    assert "Còn thiếu: thông tin, tác giả, 2 mục hồ sơ" in text


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"title": ""}, "Đề nghị nhập mục này."),
        ({"title": "x" * 301}, "tối đa là 300"),
        ({"field_id": "khongcothat"}, "không có trong danh sách"),
        ({"applicant": ""}, "Đề nghị nhập mục này."),
        ({"made_in": "hai nghìn"}, "số nguyên"),
        ({"made_in": "1800"}, "từ 1950"),
        ({"contact_phone": "không có"}, "Số điện thoại"),
        ({"summary": "x" * 4001}, "tối đa là 4000"),
    ],
)
def test_a_new_entry_is_refused_beside_the_field_and_nothing_typed_is_lost(
    desk: Desk, changes: dict[str, str], told: str
) -> None:
    answer = desk.send(new_url(desk), **facts(desk, **{"novelty": "Cảm biến tự chế", **changes}))
    assert answer.status_code == 422
    assert told in answer.text
    assert "Cảm biến tự chế" in answer.text
    assert desk.count(Entry) == 0


def test_there_is_no_form_for_a_season_that_takes_no_entries(desk: Desk) -> None:
    desk.do(lambda s: _close(s, desk.place.season.id))
    assert desk.client.get(new_url(desk)).status_code == 404


def _close(session: Any, season_id: str) -> None:
    session.get_one(Season, season_id).registration_until = now() - timedelta(hours=1)


def test_a_season_of_another_organiser_is_not_there(desk: Desk) -> None:
    other = desk.do(lambda s: make_season(s, make_organiser(s)).id)
    assert desk.client.get(f"/unit/seasons/{other}/entries/new").status_code == 404


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "/facts",
        "/authors",
        "/mentors",
        "/dossier",
        "/submit",
        "/withdraw",
        "/discard",
        "/receipt.pdf",
        "/slips",
    ],
)
def test_another_units_entry_is_not_there(desk: Desk, rest: str) -> None:
    def foreign(session: Any) -> str:
        neighbour = make_unit(session, organiser=session.merge(desk.place.organiser))
        return make_entry(session, session.merge(desk.place.season), neighbour).id

    entry_id = desk.do(foreign)
    assert desk.client.get(f"/unit/entries/{entry_id}{rest}").status_code == 404


def test_another_units_file_is_not_there(desk: Desk, ready: Entry) -> None:
    file_id = desk.do(lambda s: s.scalars(sa.select(DossierFile.id)).first())
    assert desk.client.get(of(ready, f"/files/{file_id}")).status_code == 200
    neighbour = desk.do(
        lambda s: make_account(s, Role.UNIT, make_unit(s, organiser=s.get_one(Unit, desk.place.organiser.id)))
    )
    sign_in_as(desk.client, desk.runtime, neighbour)
    assert desk.client.get(of(ready, f"/files/{file_id}")).status_code == 404


def test_a_file_comes_back_as_it_was_sent_and_never_as_a_page(desk: Desk, ready: Entry) -> None:
    file = desk.do(lambda s: s.scalars(sa.select(DossierFile)).first())
    answer = desk.client.get(of(ready, f"/files/{file.id}"))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(answer.data) == file.size


def test_who_saves_an_older_page_is_told_and_keeps_the_typing(desk: Desk, ready: Entry) -> None:
    seen = version_in(desk.client.get(of(ready, "/facts")))
    desk.send(of(ready, "/facts"), version=seen, **facts(desk, title="Máy tưới mới"))
    answer = desk.send(of(ready, "/facts"), version=seen, **facts(desk, summary="Bản của tôi"))
    assert answer.status_code == 422
    assert "đã được người khác thay đổi" in answer.text
    assert "Bản của tôi" in answer.text


def test_without_the_declaration_nothing_is_sent(desk: Desk, ready: Entry) -> None:
    page = desk.client.get(of(ready, "/submit"))
    answer = desk.send(of(ready, "/submit"), version=version_in(page))
    assert answer.status_code == 422
    assert "Còn thiếu cam đoan" in answer.text


def test_sending_twice_sends_once(desk: Desk, ready: Entry) -> None:
    page = desk.client.get(of(ready, "/submit"))
    fields = {"csrf_token": csrf_of(page), "version": version_in(page), "declared": "y"}
    assert desk.client.post(of(ready, "/submit"), data=fields).status_code == 303
    assert desk.client.post(of(ready, "/submit"), data=fields).status_code == 422
    assert only_entry(desk).number == 1


def test_after_the_deadline_the_page_says_so(desk: Desk, ready: Entry) -> None:
    page = desk.client.get(of(ready, "/submit"))
    fields = {"csrf_token": csrf_of(page), "version": version_in(page), "declared": "y"}
    desk.do(lambda s: _close(s, desk.place.season.id))
    answer = desk.client.post(of(ready, "/submit"), data=fields)
    assert answer.status_code == 422
    assert "không trong thời gian nhận hồ sơ" in answer.text
    assert "không trong thời gian nhận hồ sơ" in desk.client.get(of(ready)).text


def test_a_sent_entrys_parts_are_shut(desk: Desk, ready: Entry) -> None:
    desk.do(lambda s: _send(s, ready.id))
    for rest in ("/facts", "/authors", "/mentors"):
        assert "không mở để sửa" in desk.client.get(of(ready, rest)).text
    assert "nên không sửa được" in upload(desk, ready, items(desk)[0], (samples.pdf(2), "mới.pdf")).text


def _send(session: Any, entry_id: str, state: EntryState = EntryState.SUBMITTED) -> None:
    entry = session.get_one(Entry, entry_id)
    hold(session, entry)
    entry.state, entry.submitted_at, entry.number = state, now(), 1
    entry.receipt_code = "22222222222"


def test_papers_with_a_code_are_refused_without_a_public_address(desk: Desk, ready: Entry) -> None:
    desk.do(lambda s: setattr(installation(s), "public_address", ""))
    page = desk.client.get(of(ready, "/submit"))
    desk.send(of(ready, "/submit"), version=version_in(page), declared="y")
    assert desk.client.get(of(ready, "/receipt.pdf")).status_code == 303
    assert "địa chỉ công khai" in desk.client.get(of(ready)).text
    assert desk.send(of(ready, "/slips")).status_code == 303
    assert desk.do(lambda s: s.scalars(sa.select(Author.account_id)).all()) == [None]


def test_slips_are_printed_for_each_author(desk: Desk, ready: Entry) -> None:
    desk.do(lambda s: setattr(installation(s), "public_address", "https://sangtao.example.vn"))
    page = desk.client.get(of(ready, "/submit"))
    desk.send(of(ready, "/submit"), version=version_in(page), declared="y")
    assert desk.send(of(ready, "/slips")).data[:5] == b"%PDF-"


def test_a_sent_entry_is_taken_back(desk: Desk, ready: Entry) -> None:
    page = desk.client.get(of(ready, "/submit"))
    desk.send(of(ready, "/submit"), version=version_in(page), declared="y")
    page = desk.client.get(of(ready, "/withdraw"))
    assert desk.send(of(ready, "/withdraw"), version=version_in(page)).status_code == 303
    assert only_entry(desk).state is EntryState.WITHDRAWN


def test_a_draft_is_discarded_after_a_question_and_only_once(desk: Desk, ready: Entry) -> None:
    page = desk.client.get(of(ready, "/discard"))
    assert of(ready, "/discard") in desk.client.get(of(ready)).text
    assert "Việc này không thể hoàn tác." in page.text
    sent = {"csrf_token": csrf_of(page), "version": version_in(page)}
    answer = desk.client.post(of(ready, "/discard"), data=sent)
    assert "Đã bỏ hồ sơ đang soạn." in desk.client.get(answer.location).text
    assert desk.client.post(of(ready, "/discard"), data=sent).status_code == 404
    assert (desk.count(Entry), desk.count(Person), desk.count(DossierFile)) == (0, 0, 0)


def test_a_sent_entry_is_not_discarded(desk: Desk, ready: Entry) -> None:
    page = desk.client.get(of(ready, "/discard"))
    desk.do(lambda s: _send(s, ready.id))
    assert of(ready, "/discard") not in desk.client.get(of(ready)).text
    sent = {"csrf_token": csrf_of(page), "version": version_in(desk.client.get(of(ready, "/withdraw")))}
    refused = desk.client.post(of(ready, "/discard"), data=sent)
    assert refused.status_code == 422
    assert "Chỉ bỏ được hồ sơ đang soạn" in refused.text
    assert only_entry(desk).state is EntryState.SUBMITTED


@pytest.mark.parametrize("many", [1, 50, pytest.param(1000, marks=pytest.mark.slow)])
def test_the_list_asks_as_often_for_a_thousand_as_for_one(
    desk: Desk, count_queries: list[str], many: int
) -> None:
    def fill(session: Any) -> None:
        season, unit = (
            session.get_one(Season, desk.place.season.id),
            session.get_one(Unit, desk.place.unit.id),
        )
        for _ in range(many):
            make_entry(session, season, unit)

    desk.do(fill)
    count_queries.clear()
    assert desk.client.get("/unit/").status_code == 200
    assert len([one for one in count_queries if one.startswith("SELECT")]) <= 5


def test_the_receipts_code_tells_the_state_to_anybody(desk: Desk, ready: Entry) -> None:
    page = desk.client.get(of(ready, "/submit"))
    desk.send(of(ready, "/submit"), version=version_in(page), declared="y")
    anybody = desk.client.application.test_client()
    told = anybody.get("/receipt", query_string={"code": only_entry(desk).receipt_code}).text
    assert "Đã nộp, chờ sơ loại" in told
    assert "H’Hen Niê" not in told
    assert ready.title not in told


@pytest.mark.parametrize("code", ["2222222222", "x", "'; DROP TABLE entry", "", "9" * 41])
def test_a_wrong_code_learns_nothing(client: FlaskClient, code: str) -> None:
    answer = client.get("/receipt", query_string={"code": code})
    assert answer.status_code == 422
    assert "Tình trạng hồ sơ" not in answer.text
