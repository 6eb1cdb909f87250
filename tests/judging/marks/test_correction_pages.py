"""A correction on its pages: asked for below the submitted sheet, answered at the desk of whoever leads the panel."""

from html import unescape

import pytest
from flask.testing import FlaskClient

from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from judging import service as judging
from judging.model import Seat
from judging.terms import SeatRole
from tests.factories_judging import OF, Made, fill_all, typed
from tests.judging.desk import HOME, fields_of, post, sit_down
from tests.judging.sheet import judge, made, url

__all__ = ["judge", "made", "url"]
WHY = "Cộng nhầm điểm tiêu chí thứ hai."
CHAIR = 1


@pytest.fixture
def submitted(runtime: Runtime, made: Made) -> None:
    def make(session):
        fill_all(session, made)
        session.query(Seat).filter_by(judge_id=made.judges[CHAIR]).one().role = SeatRole.CHAIR

    runtime.main.do(make)


def ask(judge: FlaskClient, made: Made, url: str, *marks: str, reason: str = WHY):
    return post(judge, f"{url}/correction", fields_of(typed(made, *marks), reason=reason))


@pytest.mark.usefixtures("submitted")
def test_a_judge_asks_and_the_chair_agrees(
    judge: FlaskClient, runtime: Runtime, made: Made, url: str
) -> None:
    assert "Đề nghị sửa điểm đã nộp" in judge.get(url).text
    assert 'value="20,5"' in judge.get(f"{url}/correction").text
    assert ask(judge, made, url, "20", "25", "30").location == url
    page = unescape(judge.get(url).text)
    assert "Chờ đồng ý" in page
    assert WHY in page
    assert "Xem và trả lời" not in judge.get(HOME).text
    sit_down(judge, runtime, made.judges[CHAIR])
    assert "Xem và trả lời" in judge.get(HOME).text
    shown = unescape(judge.get("/judge/corrections").text)
    assert "70,5 → 75" in shown
    address = shown.split('action="/judge/corrections/')[1].split("/consent")[0]
    assert post(judge, f"/judge/corrections/{address}/consent").location == "/judge/corrections"
    sit_down(judge, runtime, made.judges[0])
    again = judge.get(url).text
    assert "Đã đồng ý" in again
    assert "<strong>75</strong>" in again


@pytest.mark.usefixtures("submitted")
def test_what_is_wrong_stands_beside_its_box_and_is_still_typed(
    judge: FlaskClient, made: Made, url: str
) -> None:
    answer = ask(judge, made, url, "31", "", "30", reason="Gõ nhầm")
    text = unescape(answer.text)
    assert answer.status_code == 422
    assert "vượt mức tối đa 30" in text
    assert 'value="31"' in text
    assert "Gõ nhầm" in text


@pytest.mark.usefixtures("submitted")
def test_nobody_else_finds_the_request(judge: FlaskClient, runtime: Runtime, made: Made, url: str) -> None:
    ask(judge, made, url, "20", "25", "30")
    with runtime.sealed.reading() as session:
        asked = judging.waiting_for(session, made.judges[CHAIR])[0].correction_id
    sit_down(judge, runtime, made.judges[2])
    assert post(judge, f"/judge/corrections/{asked}/consent").status_code == 404
    assert post(judge, "/judge/corrections/khongco/refuse").status_code == 404
    assert made.pieces[0].code not in judge.get("/judge/corrections").text


@pytest.mark.usefixtures("submitted")
def test_a_closed_round_takes_no_request(judge: FlaskClient, runtime: Runtime, made: Made, url: str) -> None:
    runtime.main.do(lambda s: value_of(judging.close_round(s, made.round_id, **OF)))
    assert "Đề nghị sửa điểm đã nộp" not in judge.get(url).text
    assert judge.get(f"{url}/correction").location == url


def test_a_draft_has_nothing_to_correct(judge: FlaskClient, url: str) -> None:
    assert judge.get(f"{url}/correction").location == url
