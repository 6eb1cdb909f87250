"""The pages on which works go up a level and come in from below."""

import io
import re

import pytest
import sqlalchemy as sa

from contests.kernel.access import Role
from contests.nomination.model import Nomination, SealedBundle, Sender
from contests.nomination.queries import nomination_rows
from contests.seasons.model import Season
from tests.factories import make_account, make_organiser, make_season, make_unit
from tests.factories_awards import make_decided
from tests.web_client import csrf_of, send, sign_in_as

LETTER = {
    "symbol": "07/CV-LHH",
    "issued_on": "21/11/2026",
    "signer_name": "Hoàng Văn Thụ",
    "signer_title": "Chủ tịch",
    "about": "",
}
FINGERPRINT = re.compile(r"\b(?:[0-9A-F]{4} ){9}[0-9A-F]{4}\b")


@pytest.fixture
def config(sqlite_config):
    return sqlite_config


@pytest.fixture
def office(runtime, client):
    """The lower office, signed in, with two works in a letter, one of them a substitute."""
    judged = runtime.main.do(make_decided)
    sign_in_as(client, runtime, runtime.main.do(lambda s: make_account(s, Role.SECRETARY, judged.organiser)))
    orders = {f"order-{judged.entries[0].id}": "1", f"order-{judged.entries[1].id}": "D1"}
    assert send(client, of(judged, "nomination/new"), **LETTER, **orders).status_code == 303
    return judged


def of(judged, place: str) -> str:
    return f"/office/seasons/{judged.season.id}/{place}"


def letter_url(runtime, judged, deed) -> str:
    with runtime.main.reading() as session:
        row = session.scalars(sa.select(Nomination).where(Nomination.season_id == judged.season.id)).first()
    return of(judged, f"nomination/letters/{row.letter_id}/{deed}")


def bundle_of(runtime, client, judged) -> bytes:
    send(client, letter_url(runtime, judged, "seal"), of(judged, "nomination"))
    return client.get(letter_url(runtime, judged, "bundle.zip")).data


class TestTheLowerOffice:
    def test_a_substitute_is_told_from_the_others(self, client, office):
        assert client.get(of(office, "nomination")).text.count("Dự khuyết") == 1

    def test_a_place_that_is_none_is_told(self, client, office):
        answer = send(
            client, of(office, "nomination/new"), **LETTER, **{f"order-{office.entries[2].id}": "thứ nhất"}
        )
        assert "Hồ sơ dự khuyết ghi D1, D2" in answer.text

    def test_the_bundle_is_sealed_with_the_fingerprint_for_the_letter(self, runtime, client, office):
        data = bundle_of(runtime, client, office)
        assert data.startswith(b"PK")
        text = client.get(of(office, "nomination")).text
        assert FINGERPRINT.search(text)
        assert "Niêm phong gói hồ sơ" not in text

    def test_before_it_is_sealed_there_is_no_file(self, runtime, client, office):
        assert client.get(letter_url(runtime, office, "bundle.zip")).status_code == 404

    def test_what_the_upper_level_asks_is_typed_and_lacking_items_are_said(self, runtime, client, office):
        asked = {
            "title": "Cuộc thi toàn quốc",
            "fields": "HT = LV1\nPM = LV2",
            "items": "VIDEO = Video giới thiệu",
        }
        assert send(client, of(office, "nomination/upper"), **asked).status_code == 303
        send(client, letter_url(runtime, office, "seal"), of(office, "nomination"))
        assert (
            "còn thiếu theo danh mục của cấp trên: Video giới thiệu"
            in client.get(of(office, "nomination")).text
        )

    def test_a_work_steps_back_and_the_substitute_goes(self, runtime, client, office):
        with runtime.main.reading() as session:
            first, second = nomination_rows(session, office.season.id)
        url = of(office, f"nomination/{first.id}/back")
        assert second.title in client.get(url).text
        assert "Đề nghị" in send(client, url, reason=" ").text
        assert send(client, url, reason="Tác giả xin rút.").status_code == 303
        text = client.get(of(office, "nomination")).text
        assert ("Đã rút" in text, "Dự khuyết" in text) == (True, False)

    def test_a_dossier_is_opened_for_improving(self, runtime, client, office):
        with runtime.main.reading() as session:
            first, _ = nomination_rows(session, office.season.id)
        url = of(office, f"nomination/{first.id}/improve")
        assert "phải ở trong tương lai" in send(client, url, until="20/11/2020 08:00").text
        assert send(client, url, until="20/11/2099 08:00").status_code == 303
        unit = client.application.test_client()
        sign_in_as(unit, runtime, runtime.main.do(lambda s: make_account(s, Role.UNIT, office.school)))
        assert 'type="file"' in unit.get(f"/unit/entries/{first.entry_id}/dossier").text
        assert 'type="file"' not in unit.get(f"/unit/entries/{office.entries[1].id}/dossier").text


@pytest.fixture
def upper(runtime, client, office):
    """The upper office with two people, each with a browser."""

    def verb(session):
        organiser = make_organiser(session, "Ban Tổ chức toàn quốc")
        unit = make_unit(session, office.organiser.name, organiser=organiser)
        people = [make_account(session, Role.SECRETARY, organiser, name) for name in ("Lò Thị Mai", "Y Blăm")]
        return make_season(session, organiser), unit, people

    season, unit, people = runtime.main.do(verb)
    browsers = [client.application.test_client() for _ in people]
    for browser, account in zip(browsers, people, strict=True):
        sign_in_as(browser, runtime, account)
    return season, unit, browsers


def upload(browser, season, data):
    page = f"/office/seasons/{season.id}/received"
    fields = {"csrf_token": csrf_of(browser.get(page)), "file": (io.BytesIO(data), "goi.zip")}
    return browser.post(page, data=fields, content_type="multipart/form-data")


def hidden(text):
    return re.search(r'name="raw_key" value="([0-9a-f]{64})"', text)[1]


class TestTheUpperOffice:
    def test_two_people_compare_the_key_and_then_the_works_come_in(self, runtime, client, office, upper):
        season, unit, (first, second) = upper
        data = bundle_of(runtime, client, office)
        spelled = FINGERPRINT.search(client.get(of(office, "nomination")).text)[0]
        page = f"/office/seasons/{season.id}/received"
        shown = upload(first, season, data)
        assert "Khóa chưa biết" in shown.text
        typed = {"raw_key": hidden(shown.text), "unit": unit.id, "letter": "07/CV-LHH"}
        wrong = send(first, f"{page}/keys", page, **typed, typed="0000")
        assert "không khớp với khóa" in wrong.text
        assert send(first, f"{page}/keys", page, **typed, typed=spelled).status_code == 303
        assert "Chưa có hai người đối chiếu" in upload(first, season, data).text
        with runtime.main.reading() as session:
            sender = session.scalars(sa.select(Sender)).one()
        own = send(first, f"{page}/keys/{sender.id}", typed=spelled)
        assert "Cần một người khác" in own.text
        assert send(second, f"{page}/keys/{sender.id}", typed=spelled).status_code == 303
        assert upload(second, season, data).status_code == 303
        text = second.get(page).text
        assert (office.entries[0].title in text, office.entries[1].title in text) == (True, False)
        assert "Gói này đã được nhận" in upload(second, season, data).text

    def test_a_changed_bundle_is_refused_beside_the_form(self, runtime, client, office, upper):
        data = bytearray(bundle_of(runtime, client, office))
        data[len(data) // 2] ^= 1
        answer = upload(upper[2][0], upper[0], bytes(data))
        assert answer.status_code == 422
        assert "đã bị thay đổi" in answer.text

    def test_without_a_file_the_form_says_so(self, upper):
        season, _, (first, _) = upper
        assert "Đề nghị chọn tệp." in send(first, f"/office/seasons/{season.id}/received").text

    def test_within_one_installation_the_works_are_handed_up(self, runtime, client, office, upper):
        season, *_ = upper
        runtime.main.do(lambda s: setattr(s.get_one(Season, office.season.id), "parent_id", season.id))
        page = of(office, "nomination")
        assert "Chuyển sang mùa thi cấp trên" in client.get(page).text
        send(client, letter_url(runtime, office, "up"), page)
        assert office.entries[0].title in upper[2][0].get(f"/office/seasons/{season.id}/received").text
        with runtime.main.reading() as session:
            assert session.scalars(sa.select(SealedBundle)).all() == []
