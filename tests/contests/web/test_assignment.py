"""The office's page of who marks what: the design, a plan in counts, its proof; no code beside anything."""

import re

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes import service as envelopes
from contests.envelopes.terms import BarSource
from contests.kernel.access import Role
from contests.kernel.sessions import value_of
from contests.web.office.assignment import FAULTS
from judging import service as judging
from judging.design import verifying
from judging.design.reading import assigned_pairs
from judging.model import Piece
from tests.contests.web.round_desk import enter, press, read, url
from tests.factories import make_account, make_organiser
from tests.factories_envelopes import Scene, make_scene, ready, round_id_of
from tests.web_client import sign_in_as

SEED = "Xổ số Vĩnh Phúc ngày 20/11/2026"
CHOSEN = {"kind": "k", "judges_per_piece": "3", "minutes_per_piece": "40", "anchors": "0", "seed": SEED}
SOME = judging.DesignFacts(judging.Kind.SOME, 3, 0, 30, SEED)


@pytest.fixture
def config(sqlite_config):
    """What pages show does not depend on the database; their services are tried on both."""
    return sqlite_config


def some(session: Session, *, judges: int = 5, count: int = 4) -> Scene:
    """A season that may be sealed, in which three judges mark each piece."""
    scene = ready(session, judges=judges, count=count)
    value_of(envelopes.set_design(session, scene.season, SOME, **scene.by()))
    return scene


def sealed(session: Session, **wanted: int) -> Scene:
    scene = some(session, **wanted)
    value_of(envelopes.seal_round(session, scene.season, **scene.by()))
    return scene


def words(client, scene: Scene) -> str:
    return client.get(url(scene, "assignment")).text


def test_without_a_round_the_page_says_what_comes_first(client, runtime):
    scene = enter(client, runtime, make_scene)
    assert "Chưa có vòng chấm" in words(client, scene)
    assert client.get(url(scene, "assignment/design")).status_code == 404


def test_the_default_is_that_all_mark_all(client, runtime):
    scene = enter(client, runtime, ready)
    assert "Mỗi giám khảo của tổ chấm tất cả bài của tổ" in words(client, scene)
    press(client, scene, "assignment/plan", "assignment")
    assert re.search(r"Nhiều nhất mỗi giám khảo</span>\s*<span class=\"tile-value\">3<", words(client, scene))


def test_a_design_is_chosen_tried_and_takes_hold_at_the_sealing(client, runtime):
    scene = enter(client, runtime, ready, judges=5, count=4)
    chosen = press(client, scene, "assignment/design", **CHOSEN)
    assert "Đã lưu cách giao bài." in chosen.text
    assert SEED in chosen.text
    tried = press(client, scene, "assignment/plan", "assignment")
    assert "Bộ kiểm tra độc lập đã xác nhận phương án này tối ưu." in tried.text
    assert "Phạm Thị Ngọc Diệp" in tried.text
    assert "Áp dụng phương án" not in tried.text
    press(client, scene, "board/seal")
    after = words(client, scene)
    assert "Phân công đang áp dụng tuân thủ mọi quy tắc và đã được chứng minh là tối ưu." in after
    assert len(read(runtime, lambda s: assigned_pairs(s, round_id_of(s, scene)))) == 12
    for path in ("assignment/design", "assignment/apply"):
        assert client.get(url(scene, path)).location == url(scene, "assignment")


def test_a_wrong_design_stays_on_the_form(client, runtime):
    scene = enter(client, runtime, ready)
    answer = press(client, scene, "assignment/design", **(CHOSEN | {"judges_per_piece": "2"}))
    assert answer.status_code == 422
    assert "Số giám khảo mỗi bài không được ít hơn số phiếu điểm tối thiểu (3)." in answer.text


def test_what_lacks_is_said_before_the_sealing_and_keeps_it_from_happening(client, runtime):
    def short(session: Session) -> Scene:
        scene = some(session, judges=3)
        entry, judge = scene.entries[0].id, scene.judges[2].id
        value_of(envelopes.bar(session, scene.season, entry, judge, BarSource.OWN_UNIT, **scene.by()))
        return scene

    scene = enter(client, runtime, short)
    told = press(client, scene, "assignment/plan", "assignment").text
    assert "Không phân công được" in told
    assert "1 bài còn thiếu tổng cộng 1 lượt chấm. Cần thêm ít nhất 1 giám khảo cho lĩnh vực này" in told
    assert "có 1 giám khảo không được chấm vì xung đột lợi ích" in told


def test_a_recusal_is_told_mended_and_put_in_force(client, runtime):
    scene = enter(client, runtime, sealed)
    judge, piece = read(runtime, lambda s: min(assigned_pairs(s, round_id_of(s, scene))))
    runtime.main.do(lambda s: value_of(judging.recuse(s, judge, piece, at=scene.by()["at"])))
    assert "Từ lần kiểm tra đã có thay đổi" in words(client, scene)
    seen = press(client, scene, "assignment/check", "assignment").text
    assert "Từ lần kiểm tra đã có thay đổi" not in seen
    assert "Lượt chấm nay vướng xung đột lợi ích hoặc giám khảo đã từ chối: 1" in seen
    planned = press(client, scene, "assignment/plan", "assignment").text
    assert "thêm 1 lượt chấm, bớt 1 lượt" in planned
    assert "Thêm 1 lượt chấm, bớt 1 lượt" in client.get(url(scene, "assignment/apply")).text
    done = press(client, scene, "assignment/apply").text
    assert "Đã áp dụng phương án phân công." in done
    assert "tuân thủ mọi quy tắc" in done
    assert (judge, piece) not in read(runtime, lambda s: assigned_pairs(s, round_id_of(s, scene)))


def test_no_code_and_no_entry_stands_on_the_page(client, runtime):
    scene = enter(client, runtime, sealed)
    press(client, scene, "assignment/plan", "assignment")
    text = words(client, scene) + client.get(url(scene, "assignment/apply")).text
    hidden = read(runtime, lambda s: s.execute(sa.select(Piece.code, Piece.id, Piece.title)).all())
    assert hidden
    assert not [one for row in hidden for one in row if one in text]


def test_another_organisers_assignment_is_not_there(client, runtime):
    scene = enter(client, runtime, sealed)

    account = runtime.main.do(lambda s: make_account(s, Role.SECRETARY, make_organiser(s), "Giàng A Páo"))
    sign_in_as(client, runtime, account)
    for path in ("assignment", "assignment/apply", "assignment/design"):
        assert client.get(url(scene, path)).status_code == 404


def test_every_fault_of_the_verifier_has_words():
    proofs = {verifying.INPUTS, verifying.WEIGHTS, verifying.COST, verifying.CHOICE, verifying.LOAD}
    kinds = {value for key, value in vars(verifying).items() if key.isupper() and isinstance(value, str)}
    assert set(FAULTS) == kinds - proofs
