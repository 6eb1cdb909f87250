"""The panel's pages at the judge's desk: not there before the last sheet, then everything by number and code."""

import re
from functools import partial
from html import unescape

import pytest
from flask.testing import FlaskClient

from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from judging import service as judging
from judging.results import seal_results
from tests.factories import NOON
from tests.factories_deliberation import (
    CHAIR,
    SECRETARY,
    attend,
    draw,
    end_marking,
    make_panel,
    move_tier,
    vote,
)
from tests.factories_judging import OF, Made
from tests.judging.desk import post, sit_down

MEMBER = 3


@pytest.fixture
def made(runtime: Runtime) -> Made:
    return runtime.main.do(make_panel)


@pytest.fixture
def chair(client: FlaskClient, runtime: Runtime, made: Made) -> FlaskClient:
    sit_down(client, runtime, made.judges[CHAIR])
    return client


def url(made: Made, rest: str = "") -> str:
    return f"/judge/panels/{made.panel_id}{rest}"


def of_piece(made: Made, piece: int, rest: str = "") -> str:
    return url(made, f"/pieces/{made.pieces[piece].piece_id}{rest}")


def text_of(answer: object) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())  # type: ignore[attr-defined]


def pages(made: Made, motion: str) -> list[str]:
    return [
        url(made), url(made, "/motions/new"), url(made, f"/motions/{motion}"), of_piece(made, 2),
        of_piece(made, 2, "/call"), of_piece(made, 2, "/tier"), url(made, "/verdict"),
    ]  # fmt: skip


def test_nothing_is_there_before_the_last_sheet(client: FlaskClient, runtime: Runtime) -> None:
    made = runtime.main.do(lambda s: make_panel(s, filled=False))
    sit_down(client, runtime, made.judges[CHAIR])
    missing = client.get("/judge/panels/khongco")
    assert missing.status_code == 404
    for address in (*pages(made, "khongco"), of_piece(made, 2, "/again")):
        answer = client.get(address)
        assert (answer.status_code, len(answer.data)) == (404, len(missing.data)), address
    assert "Vào trang thảo luận" not in client.get("/judge/").text


def test_the_list_leads_to_the_panel(chair: FlaskClient, made: Made) -> None:
    assert url(made) in chair.get("/judge/").text
    shown = text_of(chair.get(url(made)))
    assert all(piece.code in shown for piece in made.pieces)
    assert "GK 1" in shown
    assert "GK 5" in shown


def test_a_stranger_meets_404_like_anyone(client: FlaskClient, runtime: Runtime, made: Made) -> None:
    other = runtime.main.do(make_panel)
    sit_down(client, runtime, other.judges[CHAIR])
    motion = "khongco"
    assert {client.get(address).status_code for address in pages(made, motion)} == {404}
    refused = post(client, url(made, "/attendance"), {"present": made.judges[0]})
    assert refused.status_code == 404


def test_a_member_has_no_pages_of_the_chair(client: FlaskClient, runtime: Runtime, made: Made) -> None:
    sit_down(client, runtime, made.judges[MEMBER])
    assert client.get(url(made)).status_code == 200
    for rest in ("/motions/new", "/verdict"):
        assert client.get(url(made, rest)).status_code == 404
    for rest in ("/call", "/tier", "/again"):
        assert client.get(of_piece(made, 2, rest)).status_code == 404
    assert "Ghi danh sách có mặt" not in client.get(url(made)).text


def test_a_panel_goes_from_attendance_to_a_vote(chair: FlaskClient, runtime: Runtime, made: Made) -> None:
    early = post(chair, of_piece(made, 2, "/tier"), {"tier": "KK", "text": "Có ích"})
    assert early.status_code == 422
    assert "Tổ chưa đủ số giám khảo có mặt" in text_of(early)
    noted = post(chair, url(made, "/attendance"), {"present": list(made.judges)}, follow_redirects=True)
    assert "Đã ghi danh sách có mặt." in text_of(noted)
    moved = post(chair, of_piece(made, 2, "/tier"), {"tier": "KK", "text": "Có ích"}, follow_redirects=True)
    assert f"Bài {made.pieces[2].code}: Giải Khuyến khích" in text_of(moved)
    (motion,) = set(re.findall(r"/motions/([0-9a-z]{16})", moved.text))
    empty = post(chair, url(made, f"/motions/{motion}/vote"), {})
    assert empty.status_code == 422
    voted = post(chair, url(made, f"/motions/{motion}/vote"), {"choice": "yes"}, follow_redirects=True)
    assert "Ý kiến của Quý vị: Tán thành." in text_of(voted)
    twice = post(chair, url(made, f"/motions/{motion}/vote"), {"choice": "no"}, follow_redirects=True)
    assert "Ý kiến của Quý vị: Tán thành." in text_of(twice)
    assert "Quý vị đã biểu quyết việc này." in text_of(twice)
    for judge in made.judges[1:4]:
        with_yes = partial(judging.cast_vote, choice=judging.Choice.YES, at=NOON)
        value_of(
            runtime.sealed.act(partial(with_yes, judge_id=judge, panel_id=made.panel_id, motion_id=motion))
        )
    assert "tán thành," not in text_of(chair.get(url(made)))
    ended = post(chair, url(made, f"/motions/{motion}/close"), follow_redirects=True)
    assert "Đã biểu quyết: thông qua." in text_of(ended)
    assert "4 tán thành, 0 không tán thành, 0 không có ý kiến, trên 5 giám khảo" in text_of(ended)


def test_a_piece_is_marked_again_on_its_page(chair: FlaskClient, made: Made) -> None:
    assert "GK 1" in text_of(chair.get(of_piece(made, 2)))
    post(chair, of_piece(made, 2, "/call"), {"reason": "Điểm chênh lệch lớn"})
    form = chair.get(of_piece(made, 2, "/again"))
    assert 'value="12,5"' not in form.text
    assert 'value="15"' in form.text
    marks = {f"mark-{key}": text for key, text in zip(made.criteria, ("16", "x", "26"), strict=True)}
    wrong = post(chair, of_piece(made, 2, "/again"), {**marks, "reason": ""})
    assert wrong.status_code == 422
    assert 'value="x"' in wrong.text
    assert "Đề nghị ghi lý do chấm lại." in text_of(wrong)
    marks[f"mark-{made.criteria[1]}"] = "16,5"
    right = post(chair, of_piece(made, 2, "/again"), {**marks, "reason": "Đã xem lại"}, follow_redirects=True)
    assert "Đã nộp phiếu chấm lại" in text_of(right)
    assert "58,5" in text_of(right)
    assert "Đã xem lại" in text_of(right)
    assert chair.get(of_piece(made, 2, "/again")).status_code == 404
    ended = post(chair, of_piece(made, 2, "/call/end"), follow_redirects=True)
    assert "Đã kết thúc lượt chấm lại." in text_of(ended)


def test_the_secretary_draws_the_lines_by_code(client: FlaskClient, runtime: Runtime, made: Made) -> None:
    sit_down(client, runtime, made.judges[SECRETARY])
    assert client.get(url(made, "/verdict")).status_code == 404
    runtime.main.do(lambda s: attend(s, made))
    runtime.main.do(lambda s: vote(s, made, move_tier(s, made, 2, "KK"), ["yes"] * 5))
    runtime.main.do(lambda s: end_marking(s, made))
    assert url(made, "/verdict") in client.get(url(made)).text
    wrong = post(client, url(made, "/verdict"), {"cutoff-NHAT": "70", "cutoff-NHI": "abc", "version": "0"})
    assert wrong.status_code == 422
    assert 'value="abc"' in wrong.text
    right = post(
        client,
        url(made, "/verdict"),
        {"cutoff-NHAT": "85", "cutoff-NHI": "70,5", "version": "0"},
        follow_redirects=True,
    )
    shown = text_of(right)
    assert "Đã ghi đề xuất giải của tổ." in shown
    assert re.search(rf"{made.pieces[1].code} 85,00 Giải Nhất", shown)
    assert re.search(rf"{made.pieces[2].code} 55,00 Giải Khuyến khích theo biểu quyết", shown)
    stale = post(client, url(made, "/verdict"), {"cutoff-NHAT": "85", "version": "0"})
    assert stale.status_code == 422


def test_the_pages_of_a_panel_need_few_queries(
    chair: FlaskClient, runtime: Runtime, made: Made, count_queries: list[str]
) -> None:
    runtime.main.do(lambda s: attend(s, made))
    count_queries.clear()
    chair.get(url(made))
    assert len(count_queries) <= 8


def test_a_barred_judge_is_shown_nothing_of_the_piece(
    client: FlaskClient, runtime: Runtime, made: Made
) -> None:
    what = made.pieces[0]
    runtime.main.do(lambda s: value_of(judging.bar(s, {(made.judges[MEMBER], what.piece_id)}, **OF)))
    runtime.main.do(lambda s: attend(s, made))
    motion = runtime.main.do(lambda s: move_tier(s, made, 0, "NHAT"))
    sit_down(client, runtime, made.judges[MEMBER])
    assert what.code not in client.get(url(made)).text
    assert client.get(of_piece(made, 0)).status_code == 404
    assert client.get(url(made, f"/motions/{motion}")).status_code == 404
    answer = post(client, url(made, f"/motions/{motion}/vote"), {"choice": "yes"})
    assert answer.status_code == 404


def test_after_the_sealing_the_panel_is_gone(chair: FlaskClient, runtime: Runtime, made: Made) -> None:
    runtime.main.do(lambda s: end_marking(s, made))
    runtime.main.do(lambda s: value_of(draw(s, made, {"NHAT": 8500})))
    assert chair.get(url(made)).status_code == 200
    runtime.main.do(lambda s: value_of(seal_results(s, made.round_id, **OF)))
    assert {chair.get(address).status_code for address in pages(made, "khongco")} == {404}
