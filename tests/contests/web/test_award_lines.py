"""The page of the lines between tiers: tried out by buttons, put in force with a reason, there until the decision."""

import pytest

from contests.awards import service as awards
from contests.awards.model import Award
from contests.kernel.access import Role
from contests.kernel.sessions import value_of
from tests.contests.web.test_office_awards import config, signed_in, tier_id, version_of
from tests.factories_awards import make_decided, make_judged
from tests.web_client import send

__all__ = ["config"]
MARKS = {"NHAT": "91,5", "NHI": "88", "BA": "79", "KK": "65"}
"""The lines that the list of twelve has when it is proposed."""


def proposed(session):
    judged = make_judged(session, fields=("HT", "PM"))
    value_of(awards.propose(session, judged.season, **judged.by_office))
    return judged


@pytest.fixture
def judged(runtime, client):
    made = runtime.main.do(proposed)
    signed_in(client, runtime, made)
    return made


def url_of(judged) -> str:
    return f"/office/seasons/{judged.season.id}/awards/lines"


def press(client, runtime, judged, deed="", reason="", **lines):
    typed = {**MARKS, **lines}
    boxes = {f"line_{tier_id(runtime, judged, code)}": mark for code, mark in typed.items()}
    fields = {"version": version_of(runtime, judged), "reason": reason, "change": deed}
    return send(client, url_of(judged), **{**boxes, **fields})


def prizes(runtime, judged) -> int:
    with runtime.main.reading() as session:
        return session.query(Award).filter(Award.tier_id.is_not(None)).count()


def test_the_page_begins_with_the_lines_that_the_list_has(client, judged):
    text = client.get(url_of(judged)).text
    assert all(f'value="{mark}"' in text for mark in MARKS.values())
    assert "Khoảng trống 3,50: thấp nhất được 91,50, cao nhất không được 88,00." in text
    assert "2 hồ sơ cùng 88,00." in text


def test_trying_out_writes_nothing_and_shows_what_it_comes_to(client, runtime, judged):
    answer = press(client, runtime, judged, "preview", KK="70")
    assert answer.status_code == 200
    assert "hiện nay 20.000.000 đ" in answer.text
    assert "19.000.000 đ" in answer.text
    assert 'value="70"' in answer.text
    assert prizes(runtime, judged) == 10


def test_a_quota_that_would_be_broken_is_said_while_trying(client, runtime, judged):
    assert (
        "Giải Khuyến khích vượt cơ cấu: 5 giải, tối đa 4."
        in press(client, runtime, judged, "preview", KK="61").text
    )


@pytest.mark.parametrize(
    ("deed", "mark"), [("raise", "70"), ("lower", "61")], ids=["a mark higher", "a mark lower"]
)
def test_a_line_is_moved_by_one_mark(client, runtime, judged, deed, mark):
    last = tier_id(runtime, judged, "KK")
    assert f'value="{mark}"' in press(client, runtime, judged, f"{deed}:{last}").text


@pytest.mark.parametrize("deed", ["raise:không có", "raise:", "nonsense"])
def test_a_button_that_is_none_changes_nothing(client, runtime, judged, deed):
    answer = press(client, runtime, judged, deed)
    assert answer.status_code == 200
    assert all(f'value="{mark}"' in answer.text for mark in MARKS.values())


def test_the_widest_gaps_and_the_present_lines_are_a_button_away(client, runtime, judged):
    assert 'value="70"' in press(client, runtime, judged, "suggest").text
    assert 'value="65"' in press(client, runtime, judged, "standing", KK="50").text


def test_what_was_typed_for_a_reason_survives_a_button(client, runtime, judged):
    assert "Theo khoảng trống" in press(client, runtime, judged, "preview", "Theo khoảng trống").text


def test_lines_are_put_in_force_with_a_reason(client, runtime, judged):
    answer = press(client, runtime, judged, reason="Theo khoảng trống điểm", KK="70")
    assert answer.status_code == 303
    assert prizes(runtime, judged) == 9
    assert "Theo khoảng trống điểm" in client.get(url_of(judged).removesuffix("/lines")).text


def test_an_empty_box_is_a_tier_that_nobody_gets(client, runtime, judged):
    assert press(client, runtime, judged, reason="Không trao giải Nhất", NHAT="").status_code == 422
    answer = press(client, runtime, judged, reason="Chỉ trao ba giải cao", KK="")
    assert answer.status_code == 303
    assert prizes(runtime, judged) == 6


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"KK": "70"}, "đề nghị ghi lý do"),
        ({"KK": "61", "reason": "Thêm một giải"}, "Giải Khuyến khích vượt cơ cấu: 5 giải, tối đa 4."),
        ({"KK": "bảy mươi", "reason": "x"}, "Đề nghị nhập số từ 0 đến 1000"),
        ({"reason": "x"}, "không làm thay đổi hạng giải nào"),
    ],
)
def test_a_refusal_is_said_and_nothing_typed_is_lost(client, runtime, judged, more, message):
    answer = press(client, runtime, judged, **more)
    assert answer.status_code == 422
    assert message in answer.text
    assert f'value="{more.get("KK", "65")}"' in answer.text
    assert prizes(runtime, judged) == 10


def test_before_the_list_and_after_the_decision_there_is_no_such_page(runtime, client):
    for made in (make_judged, make_decided):
        season = runtime.main.do(made)
        signed_in(client, runtime, season)
        assert client.get(url_of(season)).status_code == 404


def test_another_offices_lines_are_not_there(runtime, client, judged):
    other = runtime.main.do(proposed)
    assert client.get(url_of(other)).status_code == 404
    signed_in(client, runtime, other, Role.HEAD)
    assert client.get(url_of(other)).status_code == 200
