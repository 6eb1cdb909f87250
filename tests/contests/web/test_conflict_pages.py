"""The pages of conflicts: who may open which, what is kept when refused, and a declared word that nobody else meets."""

from datetime import timedelta
from html import unescape

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from contests.envelopes import service
from contests.envelopes.conflicts.model import Conflict, ConflictOfficer
from contests.envelopes.conflicts.terms import Ruling
from contests.envelopes.model import Appointment
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.sessions import value_of
from contests.kernel.text import fold
from contests.kernel.web.runtime import Runtime
from contests.people.model import Account
from judging import service as judging
from judging.model import Piece
from judging.service import DeclaredFacts, DeclaredKind
from tests.contests.web.round_desk import enter, press, read, url
from tests.contests.web.test_round_leaks import combinations, ids
from tests.factories import make_account
from tests.factories_envelopes import Scene, ready, round_id_of, sealed
from tests.web_client import send, sign_in_as
from workers.tables import metadata

CANARY = "Tra\u0302\u0300n Ngo\u0323c Kanari"
PLACE = "Trường THCS Vành Khuyên"
ROWS = (
    DeclaredFacts(DeclaredKind.KIN, "Nguyen Thi Ngoc Anh", "cháu họ bên ngoại"),
    DeclaredFacts(DeclaredKind.KIN, CANARY, "em họ", PLACE),
)


@pytest.fixture
def config(sqlite_config):
    """What a page shows does not depend on the database."""
    return sqlite_config


def declared(session: Session, make=ready) -> Scene:
    """A season one of whose judges declared the canary, and somebody who may be an author."""
    scene = make(session, None, judges=4)
    value_of(judging.declare(session, scene.judges[3].judge_id, ROWS, at=now()))
    value_of(service.match_conflicts(session, scene.season, **scene.by()))
    return scene


@pytest.fixture
def scene(client: FlaskClient, runtime: Runtime) -> Scene:
    return enter(client, runtime, declared)


def conflict_id(runtime: Runtime) -> str:
    return read(runtime, lambda s: s.scalars(sa.select(Conflict.id)).one())


# who may open it


def test_the_officer_reads_what_was_declared_by_entry(client, scene):
    text = unescape(client.get(url(scene, "conflicts/declared")).text)
    for word in (
        "Trần Ngọc Kanari",
        PLACE,
        "cháu họ bên ngoại",
        scene.entries[0].title,
        "Người thân đã khai",
    ):
        assert word in text
    assert "Bản khai và đối chiếu" in client.get(url(scene, "conflicts")).text


@pytest.mark.parametrize("path", ["conflicts/declared", "conflicts/match"])
def test_for_everyone_else_of_the_office_it_is_not_there(client, runtime, scene, path):
    other = runtime.main.do(lambda s: make_account(s, Role.SECRETARY, scene.organiser, "Bế Văn Đàn"))
    for account in (scene.head, other):
        sign_in_as(client, runtime, account)
        page = client.get(url(scene, "conflicts"))
        assert "Bản khai và đối chiếu" not in page.text
        assert client.get(url(scene, "conflicts/declared")).status_code == 404
        assert send(client, url(scene, path), url(scene, "conflicts/new"), reason="x").status_code == 404


def test_the_head_names_the_officer_and_nobody_else_does(client, runtime, scene):
    assert client.get(url(scene, "conflicts/officer")).status_code == 404
    sign_in_as(client, runtime, scene.head)
    wrong = {"account_id": scene.head.id, "substitute_id": scene.head.id}
    assert (
        "Người thay thế phải là một người khác."
        in send(client, url(scene, "conflicts/officer"), **wrong).text
    )
    shown = press(client, scene, "conflicts/officer", account_id=scene.head.id, substitute_id="")
    assert "Đã chỉ định người phụ trách." in shown.text
    assert client.get(url(scene, "conflicts/declared")).status_code == 200
    sign_in_as(client, runtime, scene.secretary)
    assert client.get(url(scene, "conflicts/declared")).status_code == 404


def test_before_there_is_an_officer_the_page_says_who_names_one(client, runtime, scene):
    runtime.main.do(lambda s: s.execute(sa.delete(ConflictOfficer)))
    assert "Chưa chỉ định" in client.get(url(scene, "conflicts")).text
    board = client.get(url(scene, "board")).text
    assert "Chưa chỉ định người phụ trách xung đột lợi ích của mùa thi." in board


# what the officer does


def test_a_ruling_without_a_reason_keeps_what_was_chosen(client, runtime, scene):
    chosen = conflict_id(runtime)
    page = url(scene, "conflicts/declared")
    answer = send(client, page, page, conflict=chosen, ruling="bar", reason=" ")
    assert answer.status_code == 422
    assert "Đề nghị ghi lý do." in answer.text
    assert f'value="{chosen}" checked' in " ".join(answer.text.split())
    long = send(client, page, page, conflict=chosen, ruling="bar", reason="ơ" * 501)
    assert long.status_code == 422
    assert "ơ" * 501 in long.text


@pytest.mark.parametrize(
    ("sent", "kept"), [("bar", Ruling.BAR), ("clear", Ruling.CLEAR), ("x", Ruling.CLEAR)]
)
def test_a_ruling_is_kept_with_its_reason(client, runtime, scene, sent, kept):
    fields = {"conflict": conflict_id(runtime), "ruling": sent, "reason": "Đã hỏi gia đình."}
    shown = press(client, scene, "conflicts/declared", **fields)
    assert "Đã ghi quyết định." in shown.text
    assert "Đã hỏi gia đình." in shown.text
    assert "Không có trường hợp nào chờ xem xét." in shown.text
    assert read(runtime, lambda s: s.scalars(sa.select(Conflict.ruling)).one()) is kept


def test_matching_says_how_many_are_new(client, runtime, scene):
    runtime.main.do(lambda s: s.execute(sa.delete(Conflict)))
    shown = press(client, scene, "conflicts/match", "conflicts/declared")
    assert "Đã đối chiếu: 1 trường hợp mới." in shown.text


def test_the_board_leads_to_what_waits(client, scene):
    board = client.get(url(scene, "board")).text
    assert "Còn 1 trường hợp xung đột lợi ích chờ người phụ trách xem xét." in board
    assert url(scene, "conflicts") in board


# one judge


def test_the_time_and_the_fields_of_a_judge_are_entered(client, runtime, scene):
    one = scene.judges[0]
    page = url(scene, f"panels/judges/{one.id}")
    assert send(client, page, page, minutes="0").status_code == 422
    answer = send(client, page, page, minutes="1.200", fields="PM")
    assert answer.status_code == 303
    known = read(runtime, lambda s: judging.capacities(s, round_id_of(s, scene)))[one.judge_id]
    assert (known.minutes, known.fields) == (1200, {"PM"})
    shown = client.get(page).text
    assert 'value="1200"' in shown
    assert "checked" in shown


def test_they_can_come_with_the_appointment(client, runtime, scene):
    account = runtime.main.do(lambda s: make_account(s, Role.JUDGE, scene.organiser, "Bế Văn Đàn"))
    assert "Lĩnh vực am hiểu" in client.get(url(scene, "panels/judges/new")).text
    made = runtime.main.do(
        lambda s: value_of(service.appoint(s, scene.season, account.id, decision_id=None, **scene.by()))
    )
    assert client.get(url(scene, f"panels/judges/{made.id}")).status_code == 200


def test_an_appointment_is_ended_with_a_reason(client, runtime):
    scene = enter(client, runtime, sealed, judges=4)
    one = scene.judges[3]
    page = url(scene, f"panels/judges/{one.id}/end")
    assert "mọi phiếu" in client.get(page).text or "Phiếu đã nộp giữ nguyên" in client.get(page).text
    assert send(client, page, page, reason="", owed="waived").status_code == 422
    shown = press(client, scene, f"panels/judges/{one.id}/end", reason="Nghỉ ốm dài ngày.", owed="waived")
    assert "Đã kết thúc nhiệm vụ của giám khảo." in shown.text
    assert "Đã kết thúc" in shown.text
    assert "Kết thúc nhiệm vụ</a>" not in client.get(url(scene, f"panels/judges/{one.id}")).text
    assert read(runtime, lambda s: s.get_one(Appointment, one.id).ended_at) is not None


@pytest.mark.parametrize("tail", ["", "/end"])
def test_a_judge_of_another_season_is_not_there(client, runtime, scene, tail):
    other = runtime.main.do(ready)
    for judge_id in (other.judges[0].id, "khongcogiamkhao"):
        assert client.get(url(scene, f"panels/judges/{judge_id}{tail}")).status_code == 404


# the canary


def everywhere(app: Flask, client: FlaskClient, runtime: Runtime, scene: Scene) -> dict[str, str]:
    """Every page that this browser can ask for by what is known of the season: text and headers by endpoint."""
    values = read(runtime, lambda s: ids(s, scene))
    values["account_id"] = [*read(runtime, lambda s: s.scalars(sa.select(Account.id)).all())]
    seen: dict[str, str] = {}
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or not set(rule.arguments) <= set(values):
            continue
        for chosen in combinations(sorted(rule.arguments), values):
            answer = client.get(adapter.build(rule.endpoint, chosen))
            text = answer.get_data().decode("utf-8", "replace") + str(answer.headers)
            seen[rule.endpoint] = seen.get(rule.endpoint, "") + text
    return seen


def sung(seen: dict[str, str]) -> set[str]:
    words = (fold(CANARY), fold(PLACE))
    return {name for name, text in seen.items() if any(word in fold(unescape(text)) for word in words)}


def test_the_canary_sings_on_the_officer_s_page_and_nowhere_else(app, client, runtime):
    scene = enter(client, runtime, lambda s: declared(s, sealed))
    other = runtime.main.do(lambda s: make_account(s, Role.SECRETARY, scene.organiser, "Bế Văn Đàn"))
    for account in (scene.secretary, scene.head, other, scene.inspector):
        sign_in_as(client, runtime, account)
        seen = everywhere(app, client, runtime, scene)
        assert len(seen) > 40
        assert sung(seen) == ({"office.declarations"} if account is scene.secretary else set())


def test_no_judge_reads_it_back_not_even_the_one_who_wrote_it(app, runtime):
    scene = runtime.main.do(lambda s: declared(s, sealed))
    pieces = read(runtime, lambda s: s.scalars(sa.select(Piece.id)).all())
    for one in scene.judges[2:]:
        client = app.test_client()
        end = now() + timedelta(hours=1)
        token = runtime.main.do(
            lambda s, who=one.judge_id, end=end: judging.open_session(s, who, expires_at=end)
        )
        client.set_cookie("bv_judge", token, path="/judge")
        paths = ["/judge/", "/judge/appointment", *(f"/judge/pieces/{piece}" for piece in pieces)]
        seen = {path: client.get(path).get_data().decode() for path in paths}
        assert "Đã khai báo" in seen["/judge/appointment"]
        assert sung(seen) == set()


def test_no_other_table_holds_it(runtime):
    runtime.main.do(lambda s: declared(s, sealed))
    with runtime.main.engine.connect() as connection:
        rows = {table.name: str(connection.execute(table.select()).all()) for table in metadata.sorted_tables}
    assert sung(rows) == {"judging_declared"}
