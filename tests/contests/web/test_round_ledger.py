"""The ledger at the inspector's desk: whole or not, its heads, its file for the recount, and why a figure is what it is."""

import json

import pytest

from contests.kernel.access import Role
from contests.people.model import AccountRole
from judging import recount
from judging import service as judging
from judging.numbers.heads import head_now
from tests.contests.web.round_desk import read
from tests.factories import make_account
from tests.factories_envelopes import Scene, mark_all, results_sealed, round_id_of, sealed
from tests.web_client import send, sign_in_as


@pytest.fixture
def config(sqlite_config):
    return sqlite_config


def inspected(client, runtime, make) -> Scene:
    scene = runtime.main.do(make)
    sign_in_as(client, runtime, scene.inspector)
    return scene


def address(scene: Scene, path: str) -> str:
    return f"/inspector/seasons/{scene.season.id}/{path}"


def test_the_inspector_saves_the_ledger_and_recounts_the_same_standings(client, runtime):
    scene = inspected(client, runtime, results_sealed)
    page = client.get(address(scene, "ledger")).text
    assert "Sổ nguyên vẹn" in page
    saved = send(client, address(scene, "ledger/file"), address(scene, "ledger"))
    wrong, _, text = recount.judged(json.loads(saved.data), set())
    assert (wrong, text) == ([], read(runtime, lambda s: judging.standings_text(s, round_id_of(s, scene))))
    assert "Tải tệp" in client.get(address(scene, "ledger")).text
    program = client.get("/inspector/recount.py")
    assert b"def judged(" in program.data
    assert program.headers["Content-Disposition"].startswith("attachment")


def test_a_head_is_noted_and_one_from_a_paper_is_found_in_the_ledger(client, runtime):
    scene = inspected(client, runtime, sealed)
    assert "Chưa có mã băm nào ra ngoài" in client.get(address(scene, "ledger")).text
    send(client, address(scene, "ledger/head"), address(scene, "ledger"))
    assert "Từ đầu sổ đến dòng" in client.get(address(scene, "ledger")).text
    assert "chưa chứng minh được" not in client.get(address(scene, "ledger")).text
    now = read(runtime, lambda s: head_now(s, round_id_of(s, scene)))
    page = client.get(address(scene, "ledger"))
    assert now.spelled in page.text
    assert now.hash[:16] in page.text
    assert f"của dòng {now.seq} trong sổ" in client.get(address(scene, f"ledger?head={now.hash}")).text
    assert "Không dòng nào" in client.get(address(scene, f"ledger?head={'0' * 64}")).text


def test_before_the_results_are_sealed_there_is_no_file_and_no_figure(client, runtime):
    def marked(session):
        scene = sealed(session)
        mark_all(session, scene)
        return scene

    scene = inspected(client, runtime, marked)
    page = client.get(address(scene, "ledger"))
    assert "Tải sổ và quy tắc" not in page.text
    assert send(client, address(scene, "ledger/file"), address(scene, "ledger")).status_code == 404


def test_every_figure_says_why_down_to_the_marks(client, runtime):
    scene = inspected(client, runtime, results_sealed)
    rows = read(runtime, lambda s: judging.standings(s, round_id_of(s, scene)))
    assert rows[0].code in client.get(address(scene, "ledger")).text
    page = client.get(address(scene, f"standings/{rows[0].piece_id}")).text
    assert f"Vì sao bài {rows[0].code} được" in page
    assert ": 3 phiếu" in page
    assert "Giám khảo số" in page
    assert client.get(address(scene, "standings/khongcobainay000")).status_code == 404


def test_who_sits_in_the_office_too_sees_no_figure_by_code_before_the_opening(client, runtime):
    scene = inspected(client, runtime, results_sealed)
    both = runtime.main.do(lambda s: make_account(s, Role.SECRETARY, scene.organiser))
    rows = read(runtime, lambda s: judging.standings(s, round_id_of(s, scene)))

    def also(session):
        session.add(AccountRole(account_id=both.id, role=Role.INSPECTOR, unit_id=scene.organiser.id))

    runtime.main.do(also)
    sign_in_as(client, runtime, both)
    assert rows[0].code not in client.get(address(scene, "ledger")).text
    assert client.get(address(scene, f"standings/{rows[0].piece_id}")).status_code == 404


def test_another_organisers_ledger_is_not_found(client, runtime):
    inspected(client, runtime, sealed)
    other = runtime.main.do(sealed)
    for path in ("ledger", "standings/x"):
        assert client.get(address(other, path)).status_code == 404
