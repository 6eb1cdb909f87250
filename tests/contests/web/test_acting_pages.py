"""Naming who opens the envelopes and who stands in where a panel seals: the head's pages, what they refuse, whose they are."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from contests.envelopes import service
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.config import Config
from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from contests.people.model import Account
from judging import service as judging
from tests.contests.web.round_desk import enter, press, read, url
from tests.contests.web.test_scoring_rules import computed
from tests.factories import make_account, make_organiser
from tests.factories_envelopes import Scene, make_scene, results_sealed
from tests.web_client import csrf_of, send, sign_in_as

OPENER = "envelopes/persons/new"


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    """What pages show does not depend on the database; their services are tried on both."""
    return sqlite_config


@pytest.fixture
def sealed(client: FlaskClient, runtime: Runtime) -> Scene:
    """The head before sealed results."""
    return as_head(client, runtime, enter(client, runtime, results_sealed))


@pytest.fixture
def scene(client: FlaskClient, runtime: Runtime) -> Scene:
    """The head before figures that two officers of the panel are to seal."""
    return as_head(client, runtime, enter(client, runtime, computed))


def as_head(client: FlaskClient, runtime: Runtime, scene: Scene) -> Scene:
    sign_in_as(client, runtime, scene.head)
    return scene


def stand_in_page(scene: Scene) -> str:
    return f"board/{next(iter(scene.panels.values()))}/substitute"


def name(client: FlaskClient, scene: Scene, account: Account, place: str = "person"):
    return press(client, scene, OPENER, account_id=account.id, place=place)


# who opens the envelopes


def test_the_head_names_and_drops_and_only_who_is_named_is_asked(
    client: FlaskClient, runtime: Runtime, sealed: Scene
) -> None:
    assert "Chưa phân công riêng" in client.get(url(sealed, "envelopes")).text
    shown = name(client, sealed, sealed.secretary).text
    assert "Đã phân công." in shown
    assert "Cần hai người trong danh sách phân công xác nhận." in shown
    assert "Quý vị không có trong danh sách phân công ghép phách." in shown
    assert "(thay thế)" in name(client, sealed, sealed.inspector, "substitute").text
    sign_in_as(client, runtime, sealed.secretary)
    own = client.get(url(sealed, "envelopes")).text
    assert "Xác nhận ghép phách" in own
    assert "Bỏ khỏi danh sách" not in own
    assert OPENER not in own
    sign_in_as(client, runtime, sealed.head)
    rows = re.findall(r"persons/(\w+)/end", client.get(url(sealed, "envelopes")).text)
    for row in rows:
        shown = press(client, sealed, f"envelopes/persons/{row}/end", "envelopes").text
        assert "Đã bỏ khỏi danh sách." in shown
    assert "Chưa phân công riêng" in shown
    gone = press(client, sealed, f"envelopes/persons/{rows[0]}/end", OPENER).text
    assert "Người này không còn trong danh sách." in gone


def test_who_is_not_named_is_refused_in_words(client: FlaskClient, runtime: Runtime, sealed: Scene) -> None:
    name(client, sealed, sealed.secretary)
    refused = press(client, sealed, "envelopes/open").text
    assert "Quý vị không có trong danh sách. Lãnh đạo Ban Tổ chức có thể bổ sung" in refused
    sign_in_as(client, runtime, sealed.inspector)
    there = f"/inspector/seasons/{sealed.season.id}/envelopes"
    assert "Quý vị không có trong danh sách phân công" in client.get(there).text
    answer = client.get(send(client, f"{there}/open").location)
    assert "bổ sung người thay thế" in answer.text


def test_two_accounts_of_one_human_do_not_open_on_their_pages(
    client: FlaskClient, runtime: Runtime, sealed: Scene
) -> None:
    double = runtime.main.do(
        lambda s: make_account(s, Role.SECRETARY, sealed.organiser, sealed.head.name.upper())
    )
    press(client, sealed, "envelopes/open")
    sign_in_as(client, runtime, double)
    shown = press(client, sealed, "envelopes/open").text
    assert "Việc ghép phách cần hai người khác nhau." in shown
    assert "Đã ghép phách" not in shown


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"account_id": "", "place": "person"}, "Đề nghị nhập mục này."),
        ({"account_id": "khongconguoinay", "place": "person"}, "Lựa chọn này không có trong danh sách."),
        ({"place": "chủ tọa"}, "Lựa chọn này không có trong danh sách."),
    ],
)
def test_a_wrong_choice_is_refused_beside_its_field(
    client: FlaskClient, sealed: Scene, fields: dict[str, str], message: str
) -> None:
    answer = press(client, sealed, OPENER, **{"account_id": sealed.secretary.id, **fields})
    assert answer.status_code == 422
    assert 'class="field-error"' in answer.text
    assert message in answer.text


def test_a_second_naming_is_refused_and_stays_chosen(client: FlaskClient, sealed: Scene) -> None:
    name(client, sealed, sealed.secretary)
    answer = name(client, sealed, sealed.secretary, "substitute")
    assert (answer.status_code, "Người này đã có trong danh sách." in answer.text) == (422, True)
    assert f'<option selected value="{sealed.secretary.id}">' in answer.text


def test_an_account_that_lost_its_role_meanwhile_is_refused(
    client: FlaskClient, runtime: Runtime, sealed: Scene
) -> None:
    token = csrf_of(client.get(url(sealed, OPENER)))
    runtime.main.do(lambda s: setattr(s.get_one(Account, sealed.secretary.id), "blocked_at", now()))
    fields = {"csrf_token": token, "account_id": sealed.secretary.id, "place": "person"}
    assert client.post(url(sealed, OPENER), data=fields).status_code == 422
    assert read(runtime, lambda s: service.opening_persons(s, sealed.season.id)) == []


# who stands in where a panel seals


def test_the_head_lets_a_judge_stand_in_who_then_finds_the_page_of_the_seal(
    client: FlaskClient, runtime: Runtime, scene: Scene
) -> None:
    assert url(scene, stand_in_page(scene)) in client.get(url(scene, "board")).text
    member = scene.judges[2]
    page = client.get(url(scene, stand_in_page(scene))).text
    assert "Y Moan Êban" in page
    assert "Phạm Thị Ngọc Diệp" not in page, "a chair needs nobody's leave"
    shown = press(client, scene, stand_in_page(scene), appointment_id=member.id).text
    assert "Đã cử người thay thế." in shown
    assert "Người thay thế: Y Moan Êban" in shown
    again = press(client, scene, stand_in_page(scene), appointment_id=member.id)
    assert (again.status_code, "Lựa chọn này không có trong danh sách." in again.text) == (422, True)
    sit_down(client, runtime, member.judge_id)
    assert "Tôi xác nhận kết quả của tổ" in client.get("/judge/results").text


def sit_down(client: FlaskClient, runtime: Runtime, judge_id: str) -> None:
    end = now() + timedelta(hours=1)
    token = runtime.main.do(lambda s: judging.open_session(s, judge_id, expires_at=end))
    client.set_cookie("bv_judge", token, path="/judge")


def test_nobody_chosen_is_refused_beside_the_field(client: FlaskClient, scene: Scene) -> None:
    answer = press(client, scene, stand_in_page(scene), appointment_id="")
    assert (answer.status_code, 'class="field-error"' in answer.text) == (422, True)


def test_an_officer_s_second_account_is_refused_beside_the_field(
    client: FlaskClient, runtime: Runtime, scene: Scene
) -> None:
    chair, member = scene.judges[0], scene.judges[2]

    def alike(session) -> None:
        one, double = (session.get_one(Account, row.account_id) for row in (chair, member))
        one.phone = double.phone = "0912345678"

    runtime.main.do(alike)
    answer = press(client, scene, stand_in_page(scene), appointment_id=member.id)
    assert answer.status_code == 422
    assert "Việc niêm phong kết quả cần hai người khác nhau." in answer.text
    assert f'<option selected value="{member.id}">' in answer.text


def test_who_is_no_judge_any_more_is_not_offered(client: FlaskClient, runtime: Runtime, scene: Scene) -> None:
    member = scene.judges[2]
    runtime.main.do(lambda s: setattr(s.get_one(type(member), member.id), "ended_at", now()))
    assert "Y Moan Êban" not in client.get(url(scene, stand_in_page(scene))).text


# whose pages these are


def test_the_secretariat_watches_and_finds_neither_page(
    client: FlaskClient, runtime: Runtime, scene: Scene
) -> None:
    token = csrf_of(client.get(url(scene, OPENER)))
    sign_in_as(client, runtime, scene.secretary)
    board = client.get(url(scene, "board")).text
    assert "Chờ các tổ niêm phong kết quả" in board
    assert "Cử người thay thế" not in board
    for path in (OPENER, stand_in_page(scene)):
        assert client.get(url(scene, path)).status_code == 404
        assert client.post(url(scene, path), data={"csrf_token": token}).status_code == 404


def test_another_organiser_s_head_finds_nothing(client: FlaskClient, runtime: Runtime, scene: Scene) -> None:
    token = csrf_of(client.get(url(scene, OPENER)))
    row = runtime.main.do(
        lambda s: value_of(
            service.name_opener(s, scene.season, scene.secretary.id, substitute=False, **scene.by(Role.HEAD))
        )
    )
    stranger = runtime.main.do(lambda s: make_account(s, Role.HEAD, make_organiser(s), "Giàng A Páo"))
    sign_in_as(client, runtime, stranger)
    for path in (OPENER, stand_in_page(scene)):
        assert client.get(url(scene, path)).status_code == 404
    gone = client.post(url(scene, f"envelopes/persons/{row.id}/end"), data={"csrf_token": token})
    assert gone.status_code == 404
    assert len(read(runtime, lambda s: service.opening_persons(s, scene.season.id))) == 1


def test_before_the_round_or_for_another_s_panel_there_is_no_substitute(
    client: FlaskClient, runtime: Runtime, scene: Scene
) -> None:
    other = runtime.main.do(computed)
    assert client.get(url(scene, stand_in_page(other))).status_code == 404
    early = as_head(client, runtime, runtime.main.do(make_scene))
    assert client.get(url(early, stand_in_page(scene))).status_code == 404
