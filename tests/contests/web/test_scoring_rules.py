"""The rules of scoring at the office's desk: proposed by one, looked at with what they change, confirmed by another."""

import re
from datetime import timedelta

import pytest

from contests.envelopes import service as envelopes
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.errors import Done
from contests.kernel.figures import hundredths
from contests.kernel.sessions import value_of
from judging import service as judging
from judging.model import Round
from tests.contests.web.round_desk import enter, press, read, url
from tests.factories_envelopes import Scene, mark_all, round_id_of, sealed
from tests.judging.test_rounds import said
from tests.web_client import sign_in_as

RULES = "scoring-rules"


@pytest.fixture
def config(sqlite_config):
    return sqlite_config


def computed(session, **wanted) -> Scene:
    scene = sealed(session, **wanted)
    mark_all(session, scene)
    value_of(envelopes.close_round(session, scene.season, **scene.by()))
    value_of(judging.compute_standings(session, round_id_of(session, scene), **scene.by()))
    return scene


FIELDS = {
    "aggregation": "median", "pass_points": "", "least_sheets": "2", "ranked_by": "exact", "step_1": "criterion:1",
    "step_2": "people", "step_3": "", "step_4": "", "sheets_weight": "1", "components": "", "benches": "",
    "reason": "Theo Thể lệ sửa đổi",
}  # fmt: skip


def propose(client, scene, **fields):
    return press(client, scene, f"{RULES}/new", **{**FIELDS, **fields})


def live(runtime, scene) -> judging.Rules:
    return read(runtime, lambda s: judging.rules_of(s.get_one(Round, round_id_of(s, scene))))


def test_a_change_is_shown_with_its_difference_and_goes_live_by_a_second_person(client, runtime):
    scene = enter(client, runtime, computed)
    first = client.get(url(scene, RULES)).text
    assert "Đang áp dụng (phiên bản 1)" in first
    asked = propose(client, scene).text
    assert "Đề nghị thay đổi chờ người thứ hai (phiên bản 2)" in asked
    assert "Trung vị của các phiếu" in asked
    assert "Điểm tiêu chí “" in asked
    assert "Xác nhận thay đổi" not in asked
    assert "Bảng điểm chưa theo" not in asked, "a mere proposal makes no figure old"
    assert live(runtime, scene).aggregation == "mean"
    refused = press(client, scene, f"{RULES}/2/confirm")
    assert "Người xác nhận phải là một người khác" in refused.text
    sign_in_as(client, runtime, scene.head)
    assert "Xác nhận thay đổi" in client.get(url(scene, RULES)).text
    done = press(client, scene, f"{RULES}/2/confirm").text
    assert "Đang áp dụng (phiên bản 2)" in done
    assert "Đề nghị tổng hợp điểm lại" in done
    own = live(runtime, scene)
    assert (own.aggregation, own.ties) == ("median", ("criterion:1", "people"))


def test_what_a_change_does_to_the_whole_is_shown_in_sums(client, runtime):
    scene = enter(client, runtime, computed)
    rows = read(runtime, lambda s: judging.standings(s, round_id_of(s, scene)))
    text = propose(client, scene, aggregation="vote_share", pass_points="1").text
    rise = max(10_000 - row.hundredths for row in rows)
    assert re.search(rf"Số bài thay đổi điểm</dt>\s*<dd>{len(rows)}</dd>", text)
    assert re.search(rf"Tăng nhiều nhất</dt>\s*<dd>{hundredths(rise)} điểm</dd>", text)
    assert re.search(r"Giảm nhiều nhất</dt>\s*<dd>0,00 điểm</dd>", text)


def test_a_change_may_be_withdrawn_and_a_wrong_one_is_refused_with_all_reasons(client, runtime):
    scene = enter(client, runtime, computed)
    least = str(live(runtime, scene).least_sheets)
    wrong = propose(
        client, scene, step_1="people", step_2="chair", benches="A; x; 1", aggregation="weighted_panels"
    )
    assert "phải là bước cuối" in wrong.text
    assert "ít nhất hai hội đồng" in wrong.text
    assert (
        "Quy tắc này không khác"
        in propose(
            client, scene, aggregation="mean", ranked_by="rounded", step_1="", step_2="", least_sheets=least
        ).text
    )
    propose(client, scene)
    assert "Đang có một đề nghị" in propose(client, scene, aggregation="trimmed").text
    gone = press(client, scene, f"{RULES}/2/withdraw", RULES).text
    assert "Đã rút" in gone
    assert "chờ người thứ hai" not in gone


def test_benches_and_components_are_written_in_lines(client, runtime):
    scene = enter(client, runtime, computed)
    text = propose(
        client, scene, aggregation="weighted_panels", benches="Chuyên môn; 7; 1, 2\nXã hội; 3; 3",
        components="binh-chon; Bình chọn; 2", sheets_weight="8",
    ).text  # fmt: skip
    assert "Chuyên môn (hệ số 7): giám khảo số 1, 2; Xã hội (hệ số 3): giám khảo số 3" in text
    assert "Bình chọn (hệ số 2)" in text
    assert "chưa tính được điểm" in text
    again = client.get(url(scene, f"{RULES}/new")).text
    assert "Quy tắc tính điểm" in again


def test_two_accounts_of_one_human_are_no_two_persons_and_a_day_is_the_limit(runtime):
    scene = runtime.main.do(computed)
    wanted = live(runtime, scene)
    changed = judging.Rules(per_point=wanted.per_point, least_sheets=2, aggregation="median")

    def ask(session):
        return envelopes.propose_rules(session, scene.season, changed, "Theo Thể lệ", **scene.by())

    assert isinstance(runtime.main.act(ask), Done)
    head = scene.by(Role.HEAD)

    def confirm(session, **late):
        return envelopes.confirm_rules(session, scene.season, 2, **{**head, **late})

    late = runtime.main.act(lambda s: confirm(s, at=now() + timedelta(hours=25)))
    assert said(late) == ["Đề nghị này đã quá 24 giờ nên hết hiệu lực. Đề nghị rút và lập lại."]

    def twin(session):
        session.get_one(type(scene.head), scene.head.id).name = scene.secretary.name.upper()
        session.flush()
        return confirm(session)

    assert said(runtime.main.act(twin)) == ["Người xác nhận phải là một người khác với người đề nghị."]
    assert isinstance(runtime.main.act(confirm), Done)


def test_another_organisers_rules_are_not_found(client, runtime):
    scene = enter(client, runtime, computed)
    other = runtime.main.do(computed)
    assert scene.season.id != other.season.id
    for path in (RULES, f"{RULES}/new", f"{RULES}/2/confirm"):
        assert client.get(url(other, path)).status_code == 404


def test_equals_are_put_in_order_by_people_when_the_rules_say_so(client, runtime):
    scene = enter(client, runtime, computed)
    assert client.get(url(scene, "standings/ties")).status_code == 404
    propose(client, scene, aggregation="vote_share", pass_points="1", step_1="people", step_2="")
    sign_in_as(client, runtime, scene.head)
    press(client, scene, f"{RULES}/2/confirm")

    def again(session):
        return judging.compute_standings(session, round_id_of(session, scene), **scene.by())

    value_of(runtime.main.act(again))
    codes = read(runtime, lambda s: judging.tied_pieces(s, round_id_of(s, scene)))[0]
    assert "Phân định bài đồng hạng" in client.get(url(scene, "standings")).text
    part = press(client, scene, "standings/ties", codes=codes[0], reason="Biên bản số 3")
    assert "trọn một nhóm" in part.text
    wanted = codes[::-1]
    done = press(client, scene, "standings/ties", codes=", ".join(wanted), reason="Biên bản số 3")
    assert "Đã ghi quyết định" in done.text
    value_of(runtime.main.act(again))
    rows = read(runtime, lambda s: judging.standings(s, round_id_of(s, scene)))
    assert [row.code for row in rows if row.code in wanted] == wanted
