"""Components on the office's pages: by entry and without a code, the other's numbers only where both differ."""

import pytest
from flask.testing import FlaskClient

from contests.envelopes import service
from contests.kernel.access import Role
from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from contests.people.model import Account
from judging.model import Piece, Round
from tests.contests.web.round_desk import enter, press, read, url
from tests.factories import make_account, make_organiser
from tests.factories_envelopes import Scene, make_scene, mark_all, round_id_of, sealed
from tests.web_client import csrf_of, sign_in_as

SOURCE = "Biên bản kiểm phiếu số 05/BB ngày 20/11/2026"
VOTE = {"key": "binhchon", "title": "Bình chọn của công chúng", "weight": 1}


@pytest.fixture
def config(sqlite_config):
    """What pages show does not depend on the database; their services are tried on both."""
    return sqlite_config


@pytest.fixture
def scene(client: FlaskClient, runtime: Runtime) -> Scene:
    def make(session):
        made = sealed(session)
        round_ = session.get_one(Round, round_id_of(session, made))
        round_.rules = {**round_.rules, "components": [VOTE]}
        return made

    return enter(client, runtime, make)


def typed(scene: Scene, *votes: str) -> dict[str, str]:
    lines = [f"{entry.number} {vote}" for entry, vote in zip(scene.entries, votes, strict=False)]
    return {"formula": "share", "source": SOURCE, "numbers": "\n".join(lines)}


def test_two_persons_enter_compare_and_hand_over(client: FlaskClient, runtime: Runtime, scene: Scene) -> None:
    assert "Bình chọn của công chúng" in client.get(url(scene, "outside")).text
    press(client, scene, "outside/binhchon", **typed(scene, "1.200", "77", "0"))
    other = runtime.main.do(lambda s: make_account(s, Role.SECRETARY, scene.organiser, "Y Blăm"))
    sign_in_as(client, runtime, other)
    assert "1200" not in client.get(url(scene, "outside/binhchon")).text
    shown = press(client, scene, "outside/binhchon", **typed(scene, "1200", "78", "0")).text
    assert '<td class="num">77</td>' in shown
    assert '<td class="num">78</td>' in shown
    press(client, scene, "outside/binhchon", **typed(scene, "1200", "77", "0"))
    assert "Hai lần nhập khớp" in client.get(url(scene, "outside")).text

    def close(session):
        mark_all(session, scene)
        value_of(service.close_round(session, scene.season, **scene.by()))

    runtime.main.do(close)
    assert "Đã đưa vào bảng tính" in press(client, scene, "outside/binhchon/hand-over", "outside").text
    assert "không sửa được nữa" in client.get(url(scene, "outside/binhchon")).text


def test_no_page_shows_a_code(client: FlaskClient, runtime: Runtime, scene: Scene) -> None:
    codes = read(runtime, lambda s: list(s.scalars(s.query(Piece.code).statement)))
    assert codes
    press(client, scene, "outside/binhchon", **typed(scene, "1", "2", "3"))
    for path in ("outside", "outside/binhchon"):
        text = client.get(url(scene, path)).text
        assert not any(code in text for code in codes)


def test_what_cannot_be_read_stays_typed(client: FlaskClient, scene: Scene) -> None:
    answer = press(client, scene, "outside/binhchon", **typed(scene, "1", "nhiều", "3"))
    assert answer.status_code == 422
    assert "Dòng 2 không đọc được" in answer.text
    assert "nhiều" in answer.text


def test_another_office_finds_nothing(client: FlaskClient, runtime: Runtime, scene: Scene) -> None:
    def foreign(session):
        return make_account(session, Role.SECRETARY, make_organiser(session, "Liên hiệp hội tỉnh khác"))

    sign_in_as(client, runtime, runtime.main.do(foreign))
    for path in ("outside", "outside/binhchon"):
        assert client.get(url(scene, path)).status_code == 404


def test_there_is_nothing_to_enter_before_the_envelopes(client: FlaskClient, runtime: Runtime) -> None:
    early = enter(client, runtime, make_scene)
    assert "Chưa đánh phách" in client.get(url(early, "outside")).text
    assert client.get(url(early, "outside/binhchon")).status_code == 404


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"formula": ""}, "Đề nghị nhập mục này."),
        ({"formula": "đoán"}, "Lựa chọn này không có trong danh sách."),
        ({"source": "  "}, "Đề nghị nhập mục này."),
        ({"source": "v" * 301}, "tối đa là 300"),
        ({"numbers": ""}, "Đề nghị nhập mục này."),
        ({"numbers": "999 5"}, "không có hồ sơ số 999 trong vòng chấm."),
    ],
)
def test_every_refusal_stands_beside_its_field(
    client: FlaskClient, scene: Scene, change: dict[str, str], message: str
) -> None:
    answer = press(client, scene, "outside/binhchon", **{**typed(scene, "1", "2", "3"), **change})
    assert answer.status_code == 422
    assert 'class="field-error"' in answer.text
    assert message in answer.text


@pytest.mark.parametrize(
    ("votes", "message"), [(("0", "0", "0"), "Tất cả số liệu bằng 0"), (("1", "2"), "Còn 1 hồ sơ")]
)
def test_a_list_that_gives_no_points_is_refused(
    client: FlaskClient, scene: Scene, votes: tuple[str, ...], message: str
) -> None:
    answer = press(client, scene, "outside/binhchon", **typed(scene, *votes))
    assert (answer.status_code, message in answer.text) == (422, True)


def test_points_above_the_rubric_are_refused(client: FlaskClient, scene: Scene) -> None:
    fields = typed(scene, "101", "2", "3") | {"formula": "points"}
    answer = press(client, scene, "outside/binhchon", **fields)
    assert (answer.status_code, "vượt mức tối đa 100" in answer.text) == (422, True)


def secretary_called(runtime: Runtime, scene: Scene, name: str) -> Account:
    return runtime.main.do(lambda s: make_account(s, Role.SECRETARY, scene.organiser, name))


def test_two_accounts_of_one_human_are_one_person_and_a_third_is_none(
    client: FlaskClient, runtime: Runtime, scene: Scene
) -> None:
    press(client, scene, "outside/binhchon", **typed(scene, "1", "2", "3"))
    for name, message in (
        (scene.secretary.name.upper(), "hai tài khoản này là của cùng một người."),
        ("Y Blăm", ""),
        ("H’Hen Niê", "Số liệu này đã có hai người nhập."),
    ):
        sign_in_as(client, runtime, secretary_called(runtime, scene, name))
        answer = press(client, scene, "outside/binhchon", **typed(scene, "1", "2", "3"))
        assert (answer.status_code, message in answer.text) == (422 if message else 200, True)


def test_what_two_have_not_both_entered_or_an_open_round_is_not_handed_over(
    client: FlaskClient, runtime: Runtime, scene: Scene
) -> None:
    press(client, scene, "outside/binhchon", **typed(scene, "1", "2", "3"))
    handed = "outside/binhchon/hand-over"
    assert "hai lần nhập phải khớp nhau" in press(client, scene, handed, "outside/binhchon").text
    other = runtime.main.do(lambda s: make_account(s, Role.SECRETARY, scene.organiser, "Y Blăm"))
    sign_in_as(client, runtime, other)
    press(client, scene, "outside/binhchon", **typed(scene, "1", "2", "3"))
    assert "Đã đưa vào bảng tính" not in press(client, scene, handed, "outside/binhchon").text


def test_what_was_handed_over_is_not_changed_and_not_handed_over_again(
    client: FlaskClient, runtime: Runtime, scene: Scene
) -> None:
    fields = typed(scene, "1", "2", "3")
    press(client, scene, "outside/binhchon", **fields)
    token = csrf_of(client.get(url(scene, "outside/binhchon")))
    other = runtime.main.do(lambda s: make_account(s, Role.SECRETARY, scene.organiser, "Y Blăm"))
    sign_in_as(client, runtime, other)
    press(client, scene, "outside/binhchon", **fields)

    def close(session):
        mark_all(session, scene)
        value_of(service.close_round(session, scene.season, **scene.by()))
        value_of(service.hand_over(session, scene.season, "binhchon", **scene.by()))

    runtime.main.do(close)
    late = client.post(url(scene, "outside/binhchon"), data={"csrf_token": token, **fields})
    assert (late.status_code, "không sửa được nữa" in late.text) == (422, True)
    again = client.post(url(scene, "outside/binhchon/hand-over"), data={"csrf_token": token})
    assert "đã được đưa vào bảng tính điểm nên không sửa được nữa." in client.get(again.location).text


def test_a_component_that_the_rules_do_not_know_is_not_there(client: FlaskClient, scene: Scene) -> None:
    for kind in ("thamdinh", "binh-chon", "%20"):
        assert client.get(url(scene, f"outside/{kind}")).status_code == 404
