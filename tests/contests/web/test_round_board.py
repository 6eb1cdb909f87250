"""The office's board, standings and envelopes: what the pages show, refuse, and whose they are."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes import service
from contests.envelopes.terms import BarSource, RoundState
from contests.kernel import jobs
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.sessions import value_of
from judging import service as judging
from judging.model import Piece, Waiver
from tests.contests.web.round_desk import enter, pages_of, press, read, url
from tests.factories import make_account, make_organiser, make_season
from tests.factories_envelopes import (
    Scene,
    make_scene,
    mark_all,
    opened,
    prepare,
    ready,
    results_sealed,
    round_id_of,
    seal_results,
    sealed,
)
from tests.web_client import csrf_of, send, sign_in_as
from workers.tasks import FUNCTIONS


@pytest.fixture
def config(sqlite_config):
    """What pages show does not depend on the database; their services are tried on both."""
    return sqlite_config


# the board


def test_the_board_lists_every_gap_with_where_it_is_put_right(client, runtime):
    scene = enter(client, runtime, lambda s: prepare(s, make_scene(s), judges=0))
    text = client.get(url(scene, "board")).text
    assert f'href="{url(scene, "exhibits")}"' in text
    assert "Còn 3 hồ sơ chưa lập bản chấm." in text
    assert "“Tổ HT, PM, MT” chưa có giám khảo." in text
    assert "Đánh phách</span>" not in text


def test_sealing_asks_first_and_happens_once(client, runtime):
    scene = enter(client, runtime, ready)
    asked = client.get(url(scene, "board/seal"))
    assert "Việc này không thể hoàn tác." in asked.text
    assert read(runtime, lambda s: s.scalar(sa.select(Piece.id))) is None
    assert "Đã đánh phách." in press(client, scene, "board/seal").text
    again = client.post(url(scene, "board/seal"), data={"csrf_token": csrf_of(asked)})
    assert "Vòng chấm này đã đánh phách." in client.get(again.location).text


def test_the_board_counts_and_shows_no_mark_and_no_code(client, runtime):
    def fill(session: Session) -> Scene:
        scene = sealed(session)
        mark_all(session, scene, but=[scene.judges[0].judge_id])
        return scene

    scene = enter(client, runtime, fill)
    text = client.get(url(scene, "board")).text
    assert "6/9" in text
    assert "Phạm Thị Ngọc Diệp" in text
    for code in read(runtime, lambda s: s.scalars(sa.select(Piece.code)).all()):
        assert code not in text


def test_a_waiver_asks_for_a_reason_and_is_given_once(client, runtime):
    def fill(session: Session) -> Scene:
        scene = sealed(session, judges=4)
        mark_all(session, scene, but=[scene.judges[0].judge_id])
        return scene

    scene = enter(client, runtime, fill)
    path = f"board/{next(iter(scene.panels.values()))}/{scene.judges[0].judge_id}/waive"
    answer = send(client, url(scene, path), reason="  ")
    assert (answer.status_code, "Đề nghị nhập mục này." in answer.text) == (422, True)
    token = csrf_of(answer)
    assert "Đã miễn phiếu chấm." in press(client, scene, path, reason="Nghỉ ốm dài ngày").text
    again = client.post(url(scene, path), data={"csrf_token": token, "reason": "Nghỉ ốm"})
    assert "không còn phiếu nào chưa nộp" in client.get(again.location).text
    assert read(runtime, lambda s: s.scalar(sa.select(sa.func.count()).select_from(Waiver))) == 3
    assert (
        client.get(url(scene, f"board/{next(iter(scene.panels.values()))}/nobody/waive")).status_code == 404
    )


def test_the_round_is_closed_computed_and_its_results_sealed_from_the_board(client, runtime):
    def fill(session: Session) -> Scene:
        scene = sealed(session)
        mark_all(session, scene)
        return scene

    scene = enter(client, runtime, fill)
    assert "Đã kết thúc chấm." in press(client, scene, "board/close").text
    assert client.get(url(scene, "standings")).text.count("Chưa có bảng điểm") == 1
    press(client, scene, "board/aggregate", "board")
    job_id = read(runtime, lambda s: s.scalar(sa.select(jobs.Job.id).where(jobs.Job.kind == "aggregate")))
    assert "Đang tổng hợp điểm" in client.get(url(scene, "board")).text
    jobs.run(job_id, FUNCTIONS, runtime.main, runtime.storage)
    assert "Niêm phong kết quả" in client.get(url(scene, "board")).text
    shown = client.get(url(scene, "board")).text
    assert "Tổ trưởng: Phạm Thị Ngọc Diệp" in shown
    assert client.post(url(scene, "board/results")).status_code == 404


def test_a_close_that_comes_too_early_is_refused_in_counts(client, runtime):
    scene = enter(client, runtime, sealed)
    assert "còn thiếu 9 phiếu chấm." in press(client, scene, "board/close").text


# standings


def test_sheets_and_their_sums_show_after_the_results_are_sealed(client, runtime):
    def fill(session: Session) -> Scene:
        scene = sealed(session)
        mark_all(session, scene)
        value_of(service.close_round(session, scene.season, **scene.by()))
        value_of(judging.compute_standings(session, round_id_of(session, scene), **scene.by()))
        return scene

    scene = enter(client, runtime, fill)
    piece_id = read(runtime, lambda s: s.scalars(sa.select(Piece.id)).first())
    text = client.get(url(scene, "standings")).text
    assert "Số phiếu" not in text
    assert client.get(url(scene, f"standings/{piece_id}")).status_code == 404
    runtime.main.do(lambda s: seal_results(s, scene))
    assert "Số phiếu" in client.get(url(scene, "standings")).text
    explained = client.get(url(scene, f"standings/{piece_id}")).text
    assert ": 3 phiếu =" in explained
    assert "Giám khảo số" not in explained


def test_where_one_piece_has_fewer_sheets_the_numbers_wait_for_the_opening(client, runtime):
    def fill(session: Session) -> Scene:
        scene = sealed(session, judges=4)
        mark_all(session, scene)
        entry, judge = scene.entries[0], scene.judges[0]
        value_of(service.bar(session, scene.season, entry.id, judge.id, BarSource.KIN, **scene.by()))
        value_of(service.close_round(session, scene.season, **scene.by()))
        value_of(judging.compute_standings(session, round_id_of(session, scene), **scene.by()))
        seal_results(session, scene)
        return scene

    scene = enter(client, runtime, fill)
    piece_id = read(runtime, lambda s: s.scalar(sa.select(Piece.id).filter_by(title=scene.entries[0].title)))
    assert "Số phiếu" not in client.get(url(scene, "standings")).text
    assert client.get(url(scene, f"standings/{piece_id}")).status_code == 404
    for role in (Role.SECRETARY, Role.HEAD):
        runtime.main.act(lambda s, role=role: service.give_opening(s, scene.season, **scene.by(role)))
    assert "Số phiếu" in client.get(url(scene, "standings")).text
    assert "Không, do xung đột lợi ích" in client.get(url(scene, f"standings/{piece_id}")).text


def test_the_standings_of_one_field(client, runtime):
    scene = enter(client, runtime, results_sealed, count=4, fields=("HT", "PM"))
    whole, part = (client.get(url(scene, path)).text for path in ("standings", "standings?field=PM"))
    assert (whole.count('scope="row"'), part.count('scope="row"')) == (4, 2)


def test_a_piece_of_another_season_is_not_explained(client, runtime):
    scene = enter(client, runtime, results_sealed)
    other = runtime.main.do(results_sealed)
    own = sa.select(Piece.id).where(Piece.round_id == read(runtime, lambda s: round_id_of(s, other)))
    piece_id = read(runtime, lambda s: s.scalars(own).first())
    assert client.get(url(scene, f"standings/{piece_id}")).status_code == 404


# envelopes


def test_two_persons_open_on_their_own_pages(client, app, runtime):
    scene = enter(client, runtime, results_sealed)
    asked = client.get(url(scene, "envelopes/open"))
    shown = press(client, scene, "envelopes/open")
    assert "Lê Thị Hồng Gấm xác nhận ghép phách" in shown.text
    assert "Đang chờ một người khác." in shown.text
    again = client.post(url(scene, "envelopes/open"), data={"csrf_token": csrf_of(asked)})
    assert "Quý vị đã xác nhận." in client.get(again.location).text
    second = app.test_client()
    sign_in_as(second, runtime, scene.inspector)
    there = f"/inspector/seasons/{scene.season.id}/envelopes"
    assert "Lê Thị Hồng Gấm" in second.get(there).text
    answer = send(second, f"{there}/open")
    shown = second.get(answer.location).text
    assert "Đã ghép phách." in shown
    for entry in scene.entries:
        assert entry.title in shown
        assert entry.title in client.get(url(scene, "envelopes")).text


def test_a_word_that_has_lapsed_is_not_shown(client, runtime):
    def fill(session: Session) -> Scene:
        scene = results_sealed(session)
        value_of(
            service.give_opening(session, scene.season, **scene.by(Role.HEAD, now() - timedelta(hours=25)))
        )
        return scene

    scene = enter(client, runtime, fill)
    assert "Hoàng Văn Thụ" not in client.get(url(scene, "envelopes")).text
    press(client, scene, "envelopes/open")
    assert read(runtime, lambda s: service.round_of(s, scene.season.id).state) is RoundState.SEALED


# whose pages these are


GETS = ("panels", "panels/new", "panels/judges/new", "panels/decision", "exhibits", "conflicts", "conflicts/new",
        "board", "board/seal", "board/close", "board/results", "standings", "envelopes", "envelopes/open")  # fmt: skip


def test_another_organisers_round_is_not_there(client, runtime):
    enter(client, runtime, ready)
    foreign = runtime.main.do(opened)
    entry, panel = foreign.entries[0].id, next(iter(foreign.panels.values()))
    page = pages_of(runtime, foreign, 0)[0].id
    deeper = (f"exhibits/{entry}", f"exhibits/{entry}/pages/{page}", f"panels/{panel}/seats/new",
              f"board/{panel}/{foreign.judges[0].judge_id}/waive")  # fmt: skip
    for path in (*GETS, *deeper):
        assert client.get(url(foreign, path)).status_code == 404, path
    token = csrf_of(client.get("/office/"))
    posts = ("panels/round", "exhibits/render", f"exhibits/{entry}/looked", f"exhibits/{entry}/pages/{page}/drop",
             "conflicts/x/lift", "board/seal", "board/close", "board/results", "board/aggregate", "envelopes/open")  # fmt: skip
    for path in posts:
        assert client.post(url(foreign, path), data={"csrf_token": token}).status_code == 404, path
    assert client.get(f"/inspector/seasons/{foreign.season.id}/envelopes").status_code == 404


def test_an_entry_of_another_season_of_the_same_organiser_is_not_under_this_one(client, runtime):
    scene = enter(client, runtime, ready)
    other = runtime.main.do(ready)
    path = f"exhibits/{other.entries[0].id}"
    assert client.get(url(scene, path)).status_code == 404


def test_the_inspectors_home_leads_to_envelopes_where_there_are_some(client, runtime):
    scene = runtime.main.do(sealed)
    waiting = runtime.main.do(lambda s: make_season(s, s.merge(scene.organiser)))
    sign_in_as(client, runtime, scene.inspector)
    page = client.get("/inspector/").text
    assert f"/inspector/seasons/{scene.season.id}/envelopes" in page
    assert f"/inspector/seasons/{waiting.id}/envelopes" not in page
    assert "Chưa đánh phách" in page


def test_an_inspector_of_another_organiser_finds_no_envelopes(client, runtime):
    scene = runtime.main.do(results_sealed)
    stranger = runtime.main.do(lambda s: make_account(s, Role.INSPECTOR, make_organiser(s)))
    sign_in_as(client, runtime, stranger)
    there = f"/inspector/seasons/{scene.season.id}/envelopes"
    assert client.get(there).status_code == 404
    token = csrf_of(client.get("/inspector/"))
    assert client.post(f"{there}/open", data={"csrf_token": token}).status_code == 404


def figured(session: Session, **wanted) -> Scene:
    """A season whose figures wait for their seal."""
    scene = sealed(session, **wanted)
    mark_all(session, scene)
    value_of(service.close_round(session, scene.season, **scene.by()))
    value_of(judging.compute_standings(session, round_id_of(session, scene), **scene.by()))
    return scene


@pytest.mark.parametrize(("path", "make"), [("exhibits", ready), ("conflicts", ready), ("standings", results_sealed), ("envelopes", opened), ("panels", ready), ("board", sealed), ("board", ready), ("board", figured)])  # fmt: skip
def test_a_page_asks_as_many_queries_for_many_rows_as_for_one(client, runtime, count_queries, path, make):
    asked = []
    for count in (1, 30):
        scene = enter(client, runtime, make, count=count)
        count_queries.clear()
        assert client.get(url(scene, path)).status_code == 200
        asked.append(len([one for one in count_queries if not one.startswith(("BEGIN", "PRAGMA"))]))
    assert asked[0] == asked[1]
    assert asked[1] <= (12 if path == "board" else 6 if path == "panels" else 5)


def test_the_list_of_exhibits_asks_as_many_queries_for_a_thousand(client, runtime, count_queries):
    scene = enter(client, runtime, lambda s: prepare(s, make_scene(s, count=1000)))
    count_queries.clear()
    assert client.get(url(scene, "exhibits")).status_code == 200
    assert len(count_queries) <= 5
