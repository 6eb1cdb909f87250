"""The unit's forms for authors and files: what they refuse, and that nothing typed is lost."""

import pytest
import sqlalchemy as sa

from contests.entries.model import Author, DossierFile, Entry
from contests.people.model import Consent, Person
from contests.seasons.queries import items_of
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
from tests.factories import make_season
from tests.web_client import csrf_of

__all__ = ["config", "desk", "ready"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"rows-0-name": ""}, "Đề nghị nhập mục này."),
        ({"rows-0-name": "x" * 81}, "tối đa là 80"),
        ({"rows-0-born_on": "31/02/2013"}, "Không có ngày 31/02/2013 trong lịch."),
        ({"rows-0-share": "0"}, "từ 1 đến 100"),
        ({"rows-0-share": "một nửa"}, "số nguyên"),
        ({"rows-0-role": "trùm"}, "không có trong danh sách"),
        ({"rows-0-guardian_phone": "12"}, "Số điện thoại"),
    ],
)
def test_an_author_is_refused_beside_the_field(
    desk: Desk, ready: Entry, changes: dict[str, str], told: str
) -> None:
    page = desk.client.get(of(ready, "/authors"))
    answer = desk.send(of(ready, "/authors"), version=version_in(page), **{**AUTHOR, **changes})
    assert answer.status_code == 422
    assert told in answer.text
    assert "Lớp 7A, Trường THCS Lê Quý Đôn" in answer.text


def test_rows_come_and_go_without_a_script_and_without_losing_anything(desk: Desk, ready: Entry) -> None:
    page = desk.client.get(of(ready, "/authors"))
    more = desk.send(of(ready, "/authors"), version=version_in(page), change="add", **AUTHOR)
    assert more.text.count('name="rows-1-name"') == 1
    assert "H’Hen Niê" in more.text
    two = {**AUTHOR, "rows-1-name": "Lò Văn Pánh"}
    less = desk.send(of(ready, "/authors"), version=version_in(page), change="remove-0", **two)
    assert "Lò Văn Pánh" in less.text
    assert 'name="rows-1-name"' not in less.text


def test_no_consent_is_ticked_beforehand(desk: Desk) -> None:
    desk.send(new_url(desk), **facts(desk))
    assert " checked" not in desk.client.get(of(only_entry(desk), "/authors")).text


def test_a_name_typed_on_a_mac_is_kept_composed(desk: Desk, ready: Entry) -> None:
    page = desk.client.get(of(ready, "/authors"))
    typed = {**AUTHOR, "rows-0-name": "Tra\u0302\u0300n Quo\u0302\u0301c Toa\u0309n"}
    desk.send(of(ready, "/authors"), version=version_in(page), **typed)
    assert desk.do(lambda s: s.scalars(sa.select(Person.full_name)).all()) == ["Trần Quốc Toản"]
    assert desk.count(Consent) == 2


def test_an_author_of_another_entry_cannot_be_named(desk: Desk, ready: Entry) -> None:
    desk.send(new_url(desk), **facts(desk, title="Hồ sơ khác"))
    other = desk.do(lambda s: s.scalars(sa.select(Entry).where(Entry.title == "Hồ sơ khác")).one())
    stranger = desk.do(lambda s: s.scalars(sa.select(Author.id).where(Author.entry_id == ready.id)).one())
    page = desk.client.get(of(other, "/authors"))
    answer = desk.send(of(other, "/authors"), version=version_in(page), **{**AUTHOR, "rows-0-id": stranger})
    assert answer.status_code == 422


def test_of_several_files_each_fails_alone(desk: Desk) -> None:
    desk.send(new_url(desk), **facts(desk))
    entry, item = only_entry(desk), items(desk)[0]
    good, bad = (samples.pdf(), "phiếu.pdf"), (b"MZ\x90\x00", "virus.pdf")
    answer = upload(desk, entry, item, good, bad)
    assert answer.status_code == 422
    assert "“virus.pdf” mang đuôi của loại PDF nhưng bên trong không phải PDF" in answer.text
    assert "Đã nhận 1 tệp." in answer.text
    assert desk.count(DossierFile) == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "không có nội dung"),
        (samples.locked_pdf(), "mật khẩu"),
        (samples.pdf_with_attachment(), "đính kèm"),
    ],
)
def test_a_hostile_file_is_refused_with_what_to_do(desk: Desk, content: bytes, told: str) -> None:
    desk.send(new_url(desk), **facts(desk))
    answer = upload(desk, only_entry(desk), items(desk)[0], (content, "phiếu.pdf"))
    assert answer.status_code == 422
    assert told in answer.text


def test_sending_no_file_says_so(desk: Desk) -> None:
    desk.send(new_url(desk), **facts(desk))
    assert "Đề nghị chọn tệp." in upload(desk, only_entry(desk), items(desk)[0]).text


def test_the_address_of_an_upload_leads_back_to_its_item(desk: Desk, ready: Entry) -> None:
    item = items(desk)[0]
    answer = desk.client.get(of(ready, f"/dossier/{item.id}"))
    assert (answer.status_code, answer.location) == (303, of(ready, f"/dossier#item-{item.id}"))
    assert desk.client.get(of(ready, "/dossier/khong-co")).status_code == 404


def test_what_an_author_needs_is_not_called_optional_and_a_fault_names_the_author(
    desk: Desk, ready: Entry
) -> None:
    page = desk.client.get(of(ready, "/authors"))
    for name in ("born_on", "guardian_name"):
        label = page.text.split(f'for="rows-0-{name}"')[1].split("</label>")[0]
        assert "không bắt buộc" not in label
    typed = {**AUTHOR, "rows-0-name": "Lò Văn Pánh", "rows-0-born_on": "31/02/2012"}
    shown = desk.send(of(ready, "/authors"), version=version_in(page), **typed).text
    assert "Lò Văn Pánh, Ngày sinh</a>: Không có ngày 31/02/2012 trong lịch." in " ".join(shown.split())


def test_an_item_of_another_season_is_not_there(desk: Desk, ready: Entry) -> None:
    other = desk.do(lambda s: items_of(s, make_season(s, s.merge(desk.place.organiser)).id)[0])
    token = csrf_of(desk.client.get(of(ready, "/dossier")))
    answer = desk.client.post(of(ready, f"/dossier/{other.id}"), data={"csrf_token": token})
    assert answer.status_code == 404


def test_the_limits_are_said_before_choosing(desk: Desk, ready: Entry) -> None:
    text = desk.client.get(of(ready, "/dossier")).text
    assert "PDF; mỗi tệp tối đa 20 MB; tối đa 3 tệp" in text


def test_a_file_is_taken_out(desk: Desk, ready: Entry) -> None:
    file_id = desk.do(lambda s: s.scalars(sa.select(DossierFile.id)).first())
    url = of(ready, f"/files/{file_id}/remove")
    assert desk.send(url, of(ready, "/dossier")).status_code == 303
    assert desk.client.get(of(ready, f"/files/{file_id}")).status_code == 404
