"""The office's pages of redaction: what they show, what a press does, whose they are."""

import io

import pytest
import sqlalchemy as sa

from contests.envelopes import service
from contests.envelopes.exhibit_state import PIECES
from contests.envelopes.redaction_model import ExhibitVideo
from contests.kernel.access import Role
from contests.kernel.errors import STALE
from tests.contests.entries import samples
from tests.contests.envelopes.redactions import (
    AUTHOR,
    findings,
    page_of,
    paper,
    put,
    run_job,
    settled,
    telling,
)
from tests.contests.web.round_desk import press, read, url
from tests.factories import make_account, make_organiser
from tests.factories_envelopes import Scene, make_scene
from tests.web_client import csrf_of, send, sign_in_as

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def config(sqlite_config):
    """What pages show does not depend on the database."""
    return sqlite_config


@pytest.fixture
def told(client, runtime) -> Scene:
    """A dossier whose page and summary name its author; the secretary looks at it."""
    scene = telling(runtime, count=2, text=f"Em {AUTHOR} làm máy tưới.")
    sign_in_as(client, runtime, scene.secretary)
    return scene


def here(scene: Scene, at: int = 0) -> str:
    return f"exhibits/{scene.entries[at].id}"


def stamp(runtime, scene: Scene) -> str:
    return read(runtime, lambda s: service.stamp(s, scene.entries[0]))


def page_id(runtime, scene: Scene) -> str:
    return read(runtime, lambda s: page_of(s, scene).id)


def found_ids(runtime, scene: Scene) -> list[str]:
    return read(runtime, lambda s: [one.id for one in findings(s, scene)])


def test_the_exhibit_shows_what_shuts_the_gate_and_offers_no_word_for_it(client, told):
    text = client.get(url(told, here(told))).text
    assert "Có 3 chỗ có thể lộ danh tính" in text
    assert text.count(f"<mark>{AUTHOR}</mark>") == 2
    assert "số điện thoại" in text
    assert 'class="mark-shut"' in text
    assert "/looked" not in text
    assert "3 chỗ phải che" in client.get(url(told, "exhibits")).text
    other = client.get(url(told, here(told, 1))).text
    assert "chỗ có thể lộ danh tính" not in other


def test_every_finding_covered_or_cleared_opens_the_gate(client, runtime, told):
    seen = {"seen": stamp(runtime, told)}
    in_text = read(runtime, lambda s: next(one.id for one in findings(s, told) if one.place))
    shown = press(client, told, f"{here(told)}/findings/{in_text}/cover", here(told), **seen)
    assert "Em […] làm máy tưới." in shown.text
    left = read(runtime, lambda s: [(one.id, one.kind.value) for one in findings(s, told)])
    name, phone = (next(key for key, kind in left if kind == wanted) for wanted in ("full_name", "phone"))
    former = read(runtime, lambda s: page_of(s, told).sha256)
    press(client, told, f"{here(told)}/findings/{name}/cover", here(told), seen=stamp(runtime, told))
    assert not runtime.storage.exists(former, area=PIECES), "the old derivative is gone"
    phone = read(runtime, lambda s: next(one.id for one in findings(s, told)))
    reason = {"reason": "Đường dây nóng của hãng bơm", "seen": stamp(runtime, told)}
    shown = press(client, told, f"{here(told)}/findings/{phone}/clear", here(told), **reason)
    assert "Đường dây nóng của hãng bơm" in shown.text
    assert "Lê Thị Hồng Gấm: Bôi đen trên trang của bản chấm" in shown.text
    press(client, told, f"{here(told)}/looked", here(told), seen=stamp(runtime, told))
    assert "Đã xem, không lộ danh tính: Lê Thị Hồng Gấm" in client.get(url(told, here(told))).text


@pytest.mark.parametrize("deed", ["cover", "clear"])
def test_a_stale_page_covers_and_clears_nothing(client, runtime, told, deed):
    for finding in found_ids(runtime, told):
        fields = {"seen": "0" * 64, "reason": "Tên một nhân vật"}
        assert (
            STALE in press(client, told, f"{here(told)}/findings/{finding}/{deed}", here(told), **fields).text
        )
    assert len(found_ids(runtime, told)) == 3


def test_a_box_is_typed_drawn_and_taken_off_again(client, runtime, told):
    there = f"{here(told)}/pages/{page_id(runtime, told)}/redact"
    assert "Ô bôi đen" in client.get(url(told, there)).text
    fields = {"x": "50", "y": "40", "width": "900", "height": "200", "seen": stamp(runtime, told)}
    shown = press(client, told, there, **fields)
    assert "Ô 1: từ mép trái 50‰, từ mép trên 40‰" in shown.text
    remove = f"{here(told)}/pages/{page_id(runtime, told)}/boxes/1/remove"
    shown = press(client, told, remove, there, seen=stamp(runtime, told))
    assert "Ô 1:" not in shown.text


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"width": "0"}, "Số này phải từ 2 đến 1.000."),
        ({"x": "1001"}, "Số này phải từ 0 đến 1.000."),
        ({"y": "abc"}, "field-error"),
        ({"seen": "0" * 64}, STALE),
        ({"x": "999"}, "Ô bôi đen quá nhỏ hoặc nằm ngoài trang."),
    ],
)
def test_a_box_that_cannot_be_drawn_is_refused_and_stays_typed(client, runtime, told, change, message):
    there = f"{here(told)}/pages/{page_id(runtime, told)}/redact"
    fields = {"x": "50", "y": "40", "width": "900", "height": "77", "seen": stamp(runtime, told)}
    answer = send(client, url(told, there), **{**fields, **change})
    assert answer.status_code == 422
    assert message.replace("1.000", "1000") in answer.text.replace("1.000", "1000")
    assert 'value="77"' in answer.text


def test_words_are_replaced_beside_what_judges_read_and_given_back(client, runtime, told):
    there = f"{here(told)}/words"
    fields = {"place": "summary", "words": AUTHOR, "instead": "tác giả", "seen": stamp(runtime, told)}
    shown = press(client, told, there, **fields)
    assert "Em tác giả làm máy tưới." in shown.text
    answer = send(client, url(told, there), **{**fields, "seen": stamp(runtime, told)})
    assert (answer.status_code, "Cụm từ này không có trong mục đã chọn." in answer.text) == (422, True)
    shown = press(client, told, f"{there}/summary/restore", there, seen=stamp(runtime, told))
    assert f"Em {AUTHOR} làm máy tưới." in shown.text


def test_another_organiser_finds_none_of_it(client, runtime, told):
    stranger = runtime.main.do(lambda s: make_account(s, Role.SECRETARY, make_organiser(s)))
    finding, page = found_ids(runtime, told)[0], page_id(runtime, told)
    sign_in_as(client, runtime, stranger)
    token = csrf_of(client.get("/office/"))
    for path in (f"pages/{page}/redact", "words"):
        assert client.get(url(told, f"{here(told)}/{path}")).status_code == 404
    for path in (f"findings/{finding}/cover", f"findings/{finding}/clear", f"pages/{page}/boxes/1/remove"):
        answer = client.post(url(told, f"{here(told)}/{path}"), data={"csrf_token": token})
        assert answer.status_code == 404


def test_a_finding_of_one_entry_is_not_there_on_another(client, runtime, told):
    finding = found_ids(runtime, told)[0]
    token = csrf_of(client.get(url(told, here(told))))
    answer = client.post(url(told, f"{here(told, 1)}/findings/{finding}/cover"), data={"csrf_token": token})
    assert answer.status_code == 404


def test_a_page_that_no_machine_read_says_that_it_wants_eyes(client, runtime):
    scene = runtime.main.do(lambda s: make_scene(s, count=1))
    runtime.main.do(lambda s: put(s, runtime, scene, samples.picture("JPEG"), "image/jpeg"))
    run_job(runtime, scene)
    sign_in_as(client, runtime, scene.secretary)
    assert "cần xem kỹ" in client.get(url(scene, here(scene))).text


def test_a_video_is_kept_back_until_a_person_releases_it(client, runtime):
    scene = runtime.main.do(settled)
    runtime.main.do(lambda s: put(s, runtime, scene, b"\0\0\0\x18ftypmp42 film", "video/mp4"))
    run_job(runtime, scene)
    sign_in_as(client, runtime, scene.secretary)
    assert "Giữ lại</span>" in client.get(url(scene, here(scene))).text
    video = read(runtime, lambda s: s.scalars(sa.select(ExhibitVideo.id)).one())
    path = f"{here(scene)}/videos/{video}/release"
    assert STALE in press(client, scene, path, here(scene), seen="0" * 64).text
    shown = press(client, scene, path, here(scene), seen=stamp(runtime, scene))
    assert "Đã xem, không lộ danh tính: Lê Thị Hồng Gấm" in shown.text
    shown = press(
        client, scene, f"{here(scene)}/videos/{video}/withhold", here(scene), seen=stamp(runtime, scene)
    )
    assert "Đã xem, không lộ danh tính: " not in shown.text


def test_a_docx_without_libreoffice_is_asked_for_as_pdf_and_drawn_from_it(
    client, runtime, monkeypatch, tmp_path
):
    monkeypatch.setenv("PATH", str(tmp_path))
    scene = runtime.main.do(settled)
    file = runtime.main.do(lambda s: put(s, runtime, scene, b"PK\x03\x04 docx", DOCX))
    job = run_job(runtime, scene)
    (fault,) = job.result["faults"].values()
    assert "chưa cài LibreOffice" in fault
    sign_in_as(client, runtime, scene.secretary)
    assert "chưa cài LibreOffice" in client.get(url(scene, "exhibits")).text
    there = f"{here(scene)}/files/{file.id}/pdf"
    assert "Đề nghị chọn một tệp PDF." in press(client, scene, there, here(scene)).text
    wrong = press(client, scene, there, here(scene), file=(io.BytesIO(b"no pdf"), "a.pdf"))
    assert "Đã nhận bản PDF" not in wrong.text
    good = press(client, scene, there, here(scene), file=(io.BytesIO(paper()), "bản.pdf"))
    assert "Đã nhận bản PDF và đang lập bản chấm." in good.text
    assert run_job(runtime, scene).result["failed"] == 0
    assert read(runtime, lambda s: page_of(s, scene).source_area) == "converted"
