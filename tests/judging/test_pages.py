"""The judge's pages: the door, the appointment, the list, a piece and its sheet, and every way they refuse."""

from html import unescape

import pytest
from flask.testing import FlaskClient

from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from judging import service as judging
from tests.factories_judging import OF, PIXELS, Made, exhibit, make_round, stored_page, typed
from tests.judging.desk import HOME, fields_of, post, sit_down
from tests.judging.sheet import FULL, judge, made, url

__all__ = ["judge", "made", "url"]


@pytest.mark.parametrize(
    "path", ["", "/", "/appointment", "/pieces/x", "/pieces/x/pages/1", "/pieces/x/submit"]
)
def test_nobody_goes_to_the_judges_sign_in(client: FlaskClient, path: str) -> None:
    answer = client.get("/judge" + path, follow_redirects=path == "")
    assert path == "" or (answer.status_code, answer.location) == (303, "/sign-in?desk=judge")


def test_an_unknown_or_expired_secret_is_nobody(client: FlaskClient, runtime: Runtime, made: Made) -> None:
    client.set_cookie("bv_judge", "bịa đặt", path="/judge")
    assert client.get(HOME).status_code == 303
    sit_down(client, runtime, made.judges[0], hours=-1)
    assert client.get(HOME).status_code == 303


def test_a_newcomer_sees_the_appointment_only(client: FlaskClient, runtime: Runtime) -> None:
    fresh = runtime.main.do(lambda s: make_round(s, ready=False))
    sit_down(client, runtime, fresh.judges[0])
    for path in (HOME, f"/judge/pieces/{fresh.pieces[0].piece_id}"):
        assert client.get(path).location == "/judge/appointment"
    page = client.get("/judge/appointment")
    assert "Tôi nhận nhiệm vụ chấm" in page.text
    assert "Máy tưới rau" not in page.text


def test_the_list_shows_code_title_field_and_own_state(judge: FlaskClient, made: Made) -> None:
    page = judge.get(HOME).text
    for piece in made.pieces:
        assert piece.code in page
    assert "Đã nộp 0/3 phiếu" in page
    assert "Giám khảo số 1" in page


@pytest.mark.parametrize("count", [1, 50, 1000])
def test_the_list_takes_the_same_few_queries(
    client: FlaskClient, runtime: Runtime, count_queries: list[str], sealed_queries: list[str], count: int
) -> None:
    big = runtime.main.do(lambda s: make_round(s, exhibits=[exhibit(n) for n in range(count)]))
    sit_down(client, runtime, big.judges[0])
    count_queries.clear()
    sealed_queries.clear()
    assert client.get(HOME).status_code == 200
    assert len(sealed_queries) == 4
    assert count_queries == sealed_queries


def test_a_piece_is_shown_beside_its_sheet(judge: FlaskClient, made: Made, url: str) -> None:
    page = judge.get(url)
    assert page.status_code == 200
    text = unescape(page.text)
    assert "Dùng cảm biến tự chế từ vật liệu tái chế." in text
    assert f'src="{url}/pages/2"' in text
    assert f'<a href="{url}/pages/2" target="_blank" rel="noopener">Xem cỡ lớn' in text
    assert [f'name="mark-{key}"' in text for key in made.criteria] == [True] * 3
    assert "Hướng dẫn cho điểm" in text


def test_a_page_is_a_bare_picture_under_a_neutral_name(judge: FlaskClient, url: str) -> None:
    answer = judge.get(f"{url}/pages/1")
    assert (answer.status_code, answer.mimetype, answer.data) == (200, "image/jpeg", PIXELS)
    assert answer.headers["Content-Disposition"] == 'inline; filename="trang-01.jpg"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert not {"ETag", "Last-Modified"} & set(answer.headers.keys())


def without_id(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if "mã yêu cầu" not in line)


def test_missing_foreign_barred_and_waived_pieces_answer_with_the_same_bytes(
    judge: FlaskClient, runtime: Runtime, made: Made, sealed_queries: list[str]
) -> None:
    other = runtime.main.do(
        lambda s: make_round(s, exhibits=[exhibit(9, pages=[stored_page(runtime.storage)])])
    )
    barred, waived = made.pieces[1].piece_id, made.pieces[2].piece_id
    runtime.main.do(lambda s: value_of(judging.bar(s, {(made.judges[0], barred)}, **OF)))
    runtime.main.do(lambda s: value_of(judging.waive(s, waived, made.judges[0], "Ốm", **OF)))
    for tail in ("", "/pages/1", "/submit", "/recuse"):
        seen = set()
        for piece_id in ("khongcobainay", other.pieces[0].piece_id, barred, waived):
            sealed_queries.clear()
            answer = judge.get(f"/judge/pieces/{piece_id}{tail}")
            seen.add((answer.status_code, without_id(answer.text), tuple(sealed_queries)))
        assert len(seen) == 1, tail
        assert seen.pop()[0] == 404


@pytest.mark.parametrize("verb", ["sheet", "submit", "recuse"])
def test_deeds_on_a_foreign_piece_are_404(
    judge: FlaskClient, runtime: Runtime, made: Made, verb: str
) -> None:
    other = runtime.main.do(make_round)
    for piece_id in ("khongcobainay", other.pieces[0].piece_id):
        answer = post(judge, f"/judge/pieces/{piece_id}/{verb}", fields_of(typed(made, *FULL)))
        assert answer.status_code == 404


def test_the_error_page_wears_the_judges_frame(judge: FlaskClient) -> None:
    answer = judge.get("/judge/khong-co/trang-nay")
    assert answer.status_code == 404
    assert "Bàn chấm" in answer.text


def test_signing_out_ends_the_session_for_every_copy_of_the_cookie(
    judge: FlaskClient, runtime: Runtime, made: Made
) -> None:
    cookie = judge.get_cookie("bv_judge", path="/judge")
    assert cookie is not None
    assert post(judge, "/judge/sign-out").location == "/sign-in?desk=judge"
    judge.set_cookie("bv_judge", cookie.value, path="/judge")
    assert judge.get(HOME).status_code == 303


def test_a_form_without_its_token_is_refused_in_the_judges_frame(judge: FlaskClient, url: str) -> None:
    answer = judge.post(f"{url}/sheet", data={})
    assert answer.status_code == 400
    assert "Bàn chấm" in answer.text


def test_forms_and_messages_of_the_two_sides_use_two_cookies(judge: FlaskClient) -> None:
    judge.get("/judge/appointment")
    assert judge.get_cookie("bv_form_judge", path="/judge") is not None
    assert judge.get_cookie("bv_form") is None
