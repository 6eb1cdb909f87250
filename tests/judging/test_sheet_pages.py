"""A piece's sheet: saved with and without script, submitted, recused, and every way it refuses."""

import json
from html import unescape

import pytest
from flask.testing import FlaskClient

from contests.kernel.errors import STALE
from contests.kernel.web.runtime import Runtime
from judging import ledger
from judging import service as judging
from judging.terms import SheetState
from tests.factories_judging import Made, typed
from tests.judging.desk import HOME, fields_of, post
from tests.judging.sheet import FULL, JSON, close, judge, made, stored, url
from tests.web_client import csrf_of

__all__ = ["judge", "made", "url"]


def test_saving_without_script_comes_back_to_the_piece(
    judge: FlaskClient, runtime: Runtime, made: Made, url: str
) -> None:
    answer = post(judge, f"{url}/sheet", fields_of(typed(made, "16,5"), comment="Khá"))
    assert (answer.status_code, answer.location) == (303, url)
    sheet = stored(runtime, made)
    assert (sheet.state, dict(sheet.marks), sheet.comment) == (
        SheetState.DRAFT,
        {made.criteria[0]: 33},
        "Khá",
    )
    assert 'value="16,5"' in judge.get(url).text


def test_saving_by_script_answers_with_version_time_and_total(
    judge: FlaskClient, made: Made, url: str
) -> None:
    answer = post(judge, f"{url}/sheet", fields_of(typed(made, "16,5", "20")), headers=JSON)
    assert answer.status_code == 200
    saved = json.loads(answer.text)
    assert (saved["version"], saved["total"]) == (1, "36,5")
    assert saved["said"].startswith("Đã lưu lúc")


@pytest.mark.parametrize(
    ("marks", "sentence"),
    [
        (("abc",), "phải là một số từ 0 đến 30, bước 0,5 điểm"),
        (("30,5",), "vượt mức tối đa 30 (bước 0,5 điểm)"),
        (("16,3",), "phải là bội số của 0,5, tối đa 30"),
        (("-1",), "phải là một số từ 0 đến 30"),
    ],
)
def test_a_wrong_mark_is_said_beside_its_box_and_nothing_typed_is_lost(
    judge: FlaskClient, runtime: Runtime, made: Made, url: str, marks: tuple[str, ...], sentence: str
) -> None:
    fields = fields_of(typed(made, *marks, "20", "30"), comment="Nhận xét đang viết")
    answer = post(judge, f"{url}/sheet", fields)
    text = unescape(answer.text)
    assert answer.status_code == 422
    assert sentence in text.split(f'id="mark-{made.criteria[0]}-error"')[1].split("</p>")[0]
    assert f'value="{marks[0]}"' in text
    assert "Nhận xét đang viết" in text
    assert stored(runtime, made).version == 0
    by_script = json.loads(post(judge, f"{url}/sheet", fields, headers=JSON).text)
    assert sentence in by_script["errors"][f"mark-{made.criteria[0]}"]


def test_a_long_comment_is_refused_beside_its_box(judge: FlaskClient, made: Made, url: str) -> None:
    answer = post(judge, f"{url}/sheet", fields_of(typed(made, *FULL), comment="ơ" * 4001))
    assert answer.status_code == 422
    assert "Nội dung dài quá 4000 ký tự." in answer.text


def test_a_stale_page_is_told_both_versions_and_may_then_save(
    judge: FlaskClient, runtime: Runtime, made: Made, url: str
) -> None:
    post(judge, f"{url}/sheet", fields_of(typed(made, *FULL)))
    answer = post(judge, f"{url}/sheet", fields_of(typed(made, "1", "2", "3")))
    text = unescape(answer.text)
    assert answer.status_code == 422
    assert STALE in text
    assert 'value="1"' in text
    assert "Đang lưu: 20,5" in text
    assert 'name="version" value="1"' in text
    assert post(judge, f"{url}/sheet", fields_of(typed(made, "1", "2", "3"), version=1)).status_code == 303
    assert stored(runtime, made).marks[made.criteria[0]] == 2
    assert post(judge, f"{url}/sheet", fields_of({}), headers=JSON).status_code == 409


@pytest.mark.parametrize("version", ["", "abc", "-1", "1e3", "9" * 40])
def test_a_version_that_is_none_is_a_stale_page(
    judge: FlaskClient, made: Made, url: str, version: str
) -> None:
    post(judge, f"{url}/sheet", fields_of(typed(made, *FULL)))
    answer = post(judge, f"{url}/sheet", fields_of(typed(made, "1")) | {"version": version})
    assert answer.status_code == 422
    assert STALE in answer.text


def test_a_double_click_on_save_saves_once(
    judge: FlaskClient, runtime: Runtime, made: Made, url: str
) -> None:
    for _ in range(2):
        assert post(judge, f"{url}/sheet", fields_of(typed(made, *FULL))).status_code == 303
    assert stored(runtime, made).version == 1


def test_submitting_asks_first_and_then_locks(
    judge: FlaskClient, runtime: Runtime, made: Made, url: str
) -> None:
    answer = post(judge, f"{url}/sheet", fields_of(typed(made, *FULL), then="submit"))
    assert answer.location == f"{url}/submit"
    asked = judge.get(answer.location).text
    assert "70,5" in asked
    assert 'name="version" type="hidden" value="1"' in asked
    assert post(judge, f"{url}/submit", {"version": "1"}).location == "/judge/"
    assert stored(runtime, made).locked
    page = judge.get(url).text
    assert "Đã nộp lúc" in page
    assert f'name="mark-{made.criteria[0]}"' not in page
    assert "Đã nộp 1/3 phiếu" in judge.get(HOME).text


def test_a_sheet_with_gaps_goes_back_with_every_gap_named(judge: FlaskClient, made: Made, url: str) -> None:
    post(judge, f"{url}/sheet", fields_of(typed(made, "20")))
    back = judge.get(f"{url}/submit", follow_redirects=True)
    text = unescape(back.text)
    assert text.count("Chưa cho điểm “") == 2
    again = unescape(post(judge, f"{url}/submit", {"version": "1"}, follow_redirects=True).text)
    assert again.count("Chưa cho điểm “") == 2


def test_an_extreme_sheet_is_asked_why_before_it_is_asked_to_be_locked(
    judge: FlaskClient, runtime: Runtime, made: Made, url: str
) -> None:
    runtime.main.do(lambda s: setattr(s.get_one(judging.Round, made.round_id), "rules", {"extremes": "ends"}))
    post(judge, f"{url}/sheet", fields_of(typed(made, "0", "20", "30")))
    assert "được 0 điểm" in unescape(judge.get(f"{url}/submit", follow_redirects=True).text)
    post(
        judge,
        f"{url}/sheet",
        fields_of(typed(made, "0", "20", "30"), version=1, comment="Không có phần này."),
    )
    assert "Nộp và khóa phiếu" in judge.get(f"{url}/submit").text


def test_a_second_submission_is_told_so(judge: FlaskClient, made: Made, url: str) -> None:
    post(judge, f"{url}/sheet", fields_of(typed(made, *FULL)))
    post(judge, f"{url}/submit", {"version": "1"})
    again = post(judge, f"{url}/submit", {"version": "1"}, follow_redirects=True)
    assert "Phiếu chấm này đã được nộp từ trước." in again.text
    late = post(judge, f"{url}/sheet", fields_of(typed(made, "17,5"), version=2, comment="Ý muộn"))
    assert "đã khóa, không sửa được nữa" in late.text
    assert "17,5" in late.text
    assert "Ý muộn" in late.text


@pytest.mark.parametrize("version", ["", "abc", "7"])
def test_only_the_sheet_that_was_looked_at_is_submitted(
    judge: FlaskClient, runtime: Runtime, made: Made, url: str, version: str
) -> None:
    post(judge, f"{url}/sheet", fields_of(typed(made, *FULL)))
    answer = post(judge, f"{url}/submit", {"version": version}, follow_redirects=True)
    assert STALE in answer.text
    assert not stored(runtime, made).locked


def test_recusing_asks_first_and_takes_the_piece_away(judge: FlaskClient, made: Made, url: str) -> None:
    assert "không phải nêu lý do" in judge.get(f"{url}/recuse").text
    assert post(judge, f"{url}/recuse").location == "/judge/"
    assert made.pieces[0].code not in judge.get(HOME).text
    assert post(judge, f"{url}/recuse").status_code == 404


def test_nothing_can_be_done_after_the_round(
    judge: FlaskClient, runtime: Runtime, made: Made, url: str
) -> None:
    post(judge, f"{url}/sheet", fields_of(typed(made, *FULL)))
    close(runtime, made)
    closed = "Vòng chấm đã kết thúc nên không thay đổi được nữa."
    assert closed in post(judge, f"{url}/sheet", fields_of(typed(made, "1"), version=1)).text
    assert closed in post(judge, f"{url}/submit", {"version": "1"}, follow_redirects=True).text
    assert closed in post(judge, f"{url}/recuse", follow_redirects=True).text
    assert closed in judge.get(f"{url}/recuse", follow_redirects=True).text
    assert '<form class="sheet"' not in judge.get(url).text
    assert closed in post(judge, "/judge/appointment/declare", {"kin-0-name": "Y Blăm"}).text
    assert stored(runtime, made).marks[made.criteria[0]] == 40


def test_what_was_typed_outlives_the_sign_in(
    judge: FlaskClient, runtime: Runtime, made: Made, url: str
) -> None:
    fields = fields_of(typed(made, *FULL), comment="“Đang viết” <b>")
    token = csrf_of(judge.get("/judge/appointment"))
    runtime.main.do(lambda s: judging.close_sessions(s, made.judges[0]))
    answer = judge.post(f"{url}/sheet", data={"csrf_token": token, **fields})
    assert answer.status_code == 401
    assert 'value="20,5"' in answer.text
    assert "“Đang viết” &lt;b&gt;" in answer.text
    assert "/sign-in?desk=judge" in answer.text


def test_the_day_at_the_desk_is_in_the_ledger(
    judge: FlaskClient, runtime: Runtime, made: Made, url: str
) -> None:
    post(judge, f"{url}/sheet", fields_of(typed(made, *FULL)))
    post(judge, f"{url}/submit", {"version": "1"})
    with runtime.main.reading() as session:
        rows = ledger.rows(session, made.round_id)
    assert rows[-1].deed == "submitted"
    assert ledger.verify(rows) is None
