"""The office's juries, exhibits and conflicts: what the pages show, and what they refuse."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.decisions.model import Decision
from contests.envelopes import service
from contests.envelopes.model import Appointment, Bar
from contests.kernel import jobs
from contests.kernel.access import Role
from contests.kernel.errors import STALE
from judging.model import Piece
from tests.contests.web.round_desk import enter, pages_of, press, read, url
from tests.factories import make_account, make_organiser
from tests.factories_envelopes import (
    Scene,
    draw,
    make_scene,
    prepare,
    ready,
    results_sealed,
    sealed,
)
from tests.web_client import csrf_of, send
from workers.tasks import FUNCTIONS


@pytest.fixture
def config(sqlite_config):
    """What pages show does not depend on the database; their services are tried on both."""
    return sqlite_config


# the round and its juries


def test_before_the_round_the_page_shows_what_will_bind_it_and_prepares_it_once(client, runtime):
    scene = enter(client, runtime, make_scene)
    answer = client.get(url(scene, "panels"))
    for text in ("Tính mới, tính sáng tạo", "0,5 điểm", "Trung bình cộng", "Điểm đã làm tròn"):
        assert text in answer.text
    token = csrf_of(answer)
    shown = press(client, scene, "panels/round", "panels")
    assert "Đã lập vòng chấm." in shown.text
    again = client.post(url(scene, "panels/round"), data={"csrf_token": token})
    assert "Mùa thi này đã có vòng chấm." in client.get(again.location).text


@pytest.mark.parametrize(
    ("name", "fields", "message"),
    [
        ("", ["HT"], "Đề nghị nhập mục này."),
        ("x" * 121, ["HT"], "tối đa là 120"),
        ("Tổ 1", [], "Đề nghị chọn ít nhất một lĩnh vực."),
        ("Tổ 1", ["XX"], "Lựa chọn này không có trong danh sách."),
    ],
)
def test_a_panel_form_refuses_beside_its_field_and_keeps_what_was_typed(
    client, runtime, name, fields, message
):
    scene = enter(client, runtime, make_scene)
    press(client, scene, "panels/round", "panels")
    answer = send(client, url(scene, "panels/new"), name=name, fields=fields)
    assert answer.status_code == 422
    assert message in answer.text
    assert name in answer.text


def test_a_panel_takes_several_fields_and_a_taken_field_is_refused(client, runtime):
    scene = enter(client, runtime, make_scene)
    press(client, scene, "panels/round", "panels")
    shown = press(client, scene, "panels/new", name="Tổ 1", fields=["HT", "PM"])
    assert "Đã lập tổ giám khảo." in shown.text
    assert "Sản phẩm thân thiện với môi trường" in shown.text, "the field that has no panel yet is named"
    answer = send(client, url(scene, "panels/new"), name="Tổ 2", fields=["HT"])
    assert "Lĩnh vực đã có tổ giám khảo: HT." in answer.text
    answer = send(client, url(scene, "panels/new"), name="Tổ 1", fields=["MT"])
    assert (answer.status_code, "Đã có tổ giám khảo mang tên này." in answer.text) == (422, True)


def test_a_judge_is_appointed_by_a_decision_and_seated(client, runtime):
    scene = enter(client, runtime, lambda s: prepare(s, make_scene(s), judges=0))
    judge = runtime.main.do(lambda s: make_account(s, Role.JUDGE, scene.organiser, "H’Hen Niê"))
    assert "Chưa có quyết định" in client.get(url(scene, "panels/judges/new")).text
    decided = {"symbol": "15/QĐ-BTC", "issued_on": "01/10/2026", "signer_name": "Hoàng Văn Thụ"}
    press(client, scene, "panels/decision", signer_title="Trưởng ban", **decided)
    decision_id = read(runtime, lambda s: s.scalar(sa.select(Decision.id)))
    shown = press(client, scene, "panels/judges/new", account_id=judge.id, decision_id=decision_id)
    assert "15/QĐ-BTC" in shown.text
    assert "Chưa xếp vào tổ nào:" in shown.text
    panel_id, appointment_id = (
        next(iter(scene.panels.values())),
        read(runtime, lambda s: s.scalar(sa.select(Appointment.id))),
    )
    seat = f"panels/{panel_id}/seats/new"
    shown = press(client, scene, seat, appointment_id=appointment_id, role="chair")
    assert "Tổ trưởng" in shown.text
    assert "Chưa nhận" in shown.text
    again = send(client, url(scene, seat), appointment_id=appointment_id, role="member")
    assert again.status_code == 422, "who sits on the panel is not offered again"


def test_an_appointment_without_account_or_decision_is_refused(client, runtime):
    scene = enter(client, runtime, lambda s: prepare(s, make_scene(s), judges=0))
    foreign = runtime.main.do(lambda s: make_account(s, Role.JUDGE, make_organiser(s)))
    answer = send(client, url(scene, "panels/judges/new"), account_id=foreign.id, decision_id="")
    assert answer.status_code == 422
    assert answer.text.count('class="field-error"') == 2


def test_the_panels_show_who_accepted_and_no_mark(client, runtime):
    scene = enter(client, runtime, results_sealed)
    text = client.get(url(scene, "panels")).text
    assert "Phạm Thị Ngọc Diệp" in text
    codes = read(runtime, lambda s: s.scalars(sa.select(Piece.code)).all())
    assert not any(code in text for code in codes)


# exhibits


def exhibit_scene(session: Session, storage) -> Scene:
    scene = prepare(session, make_scene(session, count=3))
    for entry in scene.entries[:2]:
        draw(session, storage, entry, pages=2)
    return scene


@pytest.fixture
def drawn(client, runtime) -> Scene:
    return enter(client, runtime, lambda s: exhibit_scene(s, runtime.storage))


def test_the_list_shows_the_state_of_each_entry_and_filters_by_it(client, drawn):
    text = client.get(url(drawn, "exhibits")).text
    assert (text.count("Chờ xem</span>"), text.count("Chưa lập</span>")) == (2, 1)
    missing = client.get(url(drawn, "exhibits?state=missing")).text
    assert drawn.entries[2].title in missing
    assert drawn.entries[0].title not in missing
    assert client.get(url(drawn, "exhibits?state=nonsense&page=x")).status_code == 200


def test_the_pages_of_an_exhibit_are_served_to_the_own_office_only(client, runtime, drawn):
    page = pages_of(runtime, drawn, 0)[0]
    picture = client.get(url(drawn, f"exhibits/{drawn.entries[0].id}/pages/{page.id}"))
    assert (picture.mimetype, picture.data[:2]) == ("image/jpeg", b"\xff\xd8")
    assert picture.headers["Cache-Control"] == "no-store"
    assert "Content-Disposition" not in picture.headers
    assert client.get(url(drawn, f"exhibits/{drawn.entries[1].id}/pages/{page.id}")).status_code == 404


def test_a_page_is_dropped_and_kept_and_the_look_begins_again(client, runtime, drawn):
    entry, page = drawn.entries[0], pages_of(runtime, drawn, 0)[0]
    here = f"exhibits/{entry.id}"
    seen = {"seen": read(runtime, lambda s: service.stamp(s, entry))}
    press(client, drawn, f"{here}/looked", here, **seen)
    assert "Đã xem, không lộ danh tính: Lê Thị Hồng Gấm" in client.get(url(drawn, here)).text
    shown = press(client, drawn, f"{here}/pages/{page.id}/drop", here)
    assert "Giữ lại trang 1" in shown.text
    assert "Đã xem, không lộ danh tính: " not in shown.text
    shown = press(client, drawn, f"{here}/pages/{page.id}/keep", here)
    assert "Giữ lại trang 1" not in shown.text


def test_the_look_leads_to_the_next_one_that_waits(client, runtime, drawn):
    here = f"exhibits/{drawn.entries[0].id}"
    seen = read(runtime, lambda s: service.stamp(s, drawn.entries[0]))
    answer = send(client, url(drawn, f"{here}/looked"), url(drawn, here), seen=seen)
    assert answer.location == url(drawn, f"exhibits/{drawn.entries[1].id}")


@pytest.mark.parametrize("seen", ["", "0" * 64])
def test_a_stale_look_is_refused(client, drawn, seen):
    here = f"exhibits/{drawn.entries[0].id}"
    assert STALE in press(client, drawn, f"{here}/looked", here, seen=seen).text


def test_drawing_is_asked_for_once_and_tells_what_could_not_be_drawn(client, runtime, drawn):
    page = csrf_of(client.get(url(drawn, "exhibits")))
    for _ in range(2):
        assert client.post(url(drawn, "exhibits/render"), data={"csrf_token": page}).status_code == 303
    ids = read(runtime, lambda s: s.scalars(sa.select(jobs.Job.id)).all())
    assert len(ids) == 1
    assert "Đang lập bản chấm" in client.get(url(drawn, "exhibits")).text
    jobs.run(ids[0], FUNCTIONS, runtime.main, runtime.storage)
    assert "Chưa lập</span>" not in client.get(url(drawn, "exhibits")).text


def test_in_a_sealed_round_no_exhibit_can_be_changed(client, runtime):
    scene = enter(client, runtime, sealed)
    text = client.get(url(scene, f"exhibits/{scene.entries[0].id}")).text
    assert "Bỏ trang" not in text
    assert "Lập bản chấm</span>" not in client.get(url(scene, "exhibits")).text


# conflicts


def test_a_conflict_is_noted_by_entry_and_taken_back(client, runtime):
    scene = enter(client, runtime, ready, judges=4)
    fields = {"entry": scene.entries[0].id, "judge": scene.judges[0].id, "source": "kin"}
    shown = press(client, scene, "conflicts/new", **fields)
    assert "Quan hệ gia đình" in shown.text
    assert scene.entries[0].title in shown.text
    press(client, scene, "conflicts/new", **fields)
    bars = read(runtime, lambda s: s.scalars(sa.select(Bar.id)).all())
    assert len(bars) == 1, "twice is once"
    shown = press(client, scene, f"conflicts/{bars[0]}/lift", "conflicts")
    assert "Chưa ghi thêm xung đột lợi ích nào" in shown.text
    assert "đã được rút lại" in press(client, scene, f"conflicts/{bars[0]}/lift", "conflicts/new").text


def test_a_conflict_needs_an_entry_a_judge_and_a_source_of_the_season(client, runtime):
    scene = enter(client, runtime, ready)
    other = runtime.main.do(ready)
    empty = send(client, url(scene, "conflicts/new"), entry="", judge="", source="")
    assert (empty.status_code, empty.text.count('class="field-error"')) == (422, 3)
    foreign = {"entry": other.entries[0].id, "judge": other.judges[0].id, "source": "hatred"}
    answer = send(client, url(scene, "conflicts/new"), **foreign)
    assert (answer.status_code, answer.text.count('class="field-error"')) == (422, 3)
    assert read(runtime, lambda s: s.scalar(sa.select(Bar.id))) is None


def test_a_late_conflict_is_marked_late(client, runtime):
    scene = enter(client, runtime, sealed, judges=4)
    fields = {"entry": scene.entries[0].id, "judge": scene.judges[0].id, "source": "declared"}
    assert "Vòng chấm đã đánh phách" in client.get(url(scene, "conflicts/new")).text
    shown = press(client, scene, "conflicts/new", **fields)
    assert "Ghi sau đánh phách" in shown.text
