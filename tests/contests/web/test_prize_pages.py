"""The office's pages of special prizes, money and honours: two persons decide, files hold what the page says, others are kept out."""

import re
from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from contests.awards import service as awards
from contests.awards.honours.model import HonourCase
from contests.awards.special.model import SpecialAward, SpecialList
from contests.kernel.access import Role
from contests.kernel.sessions import value_of
from contests.seasons.model import Season
from contests.seasons.recognition.model import Honour, SpecialPrize
from contests.seasons.recognition.terms import SpecialRule
from contests.seasons.settings import BY_INSPECTOR, RELEASE
from judging.terms import SeatRole
from tests.factories import make_account, make_organiser
from tests.factories_awards import make_decided, make_judged, with_setting
from tests.factories_prizes import (
    add_fee,
    add_honour,
    add_special,
    authors_of,
    born,
    decided_specials_of,
    seat_judges,
    with_shares,
)
from tests.web_client import send, sign_in_as

LETTER = {
    "symbol": "105/QĐ-BTC",
    "issued_on": "21/11/2026",
    "signer_name": "Hoàng Văn Thụ",
    "signer_title": "Trưởng Ban Tổ chức",
    "about": "",
}


@pytest.fixture
def config(sqlite_config):
    return sqlite_config


def enter(client, runtime, judged, role=Role.SECRETARY, name="Lê Thị Hồng Gấm"):
    account = runtime.main.do(lambda s: make_account(s, role, judged.organiser, name))
    sign_in_as(client, runtime, account)


def with_prizes(session, *, decided=True):
    """A season of twelve works with a youngest author, a prize by choice, an honour and fees."""
    if decided:
        judged = make_decided(session, team=2)
    else:
        judged = make_judged(session, team=2)
        value_of(awards.propose(session, judged.season, **judged.by_office))
    for entry in judged.entries:
        with_shares(session, entry, (60, 40))
    born(session, judged.entries[4], date(2017, 9, 5), date(2012, 1, 1))
    add_special(session, judged.season, SpecialRule.YOUNGEST, name="Tác giả nhỏ tuổi nhất")
    add_special(session, judged.season, SpecialRule.CHOSEN, name="Tác giả nữ tiêu biểu")
    add_honour(session, judged.season)
    add_fee(session, judged.season, "member", 100_000)
    return judged


@pytest.fixture
def judged(runtime, client):
    made = runtime.main.do(lambda s: with_prizes(s, decided=False))
    enter(client, runtime, made)
    return made


@pytest.fixture
def decided(runtime, client):
    made = runtime.main.do(with_prizes)
    enter(client, runtime, made)
    return made


def url(judged, tail: str) -> str:
    return f"/office/seasons/{judged.season.id}/{tail}"


def one(runtime, kind, **where):
    with runtime.main.reading() as session:
        return session.query(kind).filter_by(**where).one()


def press(client, judged, tail: str, page: str = "specials", **fields):
    return send(client, url(judged, tail), url(judged, page), **fields)


def test_from_the_rules_to_the_decision_by_two_persons(client, runtime, judged):
    press(client, judged, "specials/propose")
    shown = client.get(url(judged, "specials")).text
    assert "sinh ngày 05/09/2017" in shown
    prize = one(runtime, SpecialPrize, name="Tác giả nữ tiêu biểu")
    with runtime.main.reading() as session:
        person = authors_of(session, judged.entries[0])[1].person_id
    choose = f"specials/{prize.id}/choose"
    refused = press(client, judged, choose, choose, recipient=person, reason="")
    assert refused.status_code == 422
    assert f'<option selected value="{person}"' in refused.text
    assert (
        press(
            client, judged, choose, choose, recipient=person, reason="Nữ, giải pháp cho nông dân"
        ).status_code
        == 303
    )
    version = one(runtime, SpecialList).version
    press(client, judged, "specials/submit", version=version)
    assert "Đã trình, chờ quyết định" in client.get(url(judged, "specials")).text
    assert client.get(url(judged, "specials/decide")).status_code == 404
    enter(client, runtime, judged, Role.HEAD, "Hoàng Văn Thụ")
    page = client.get(url(judged, "specials/decide")).text
    assert "Nữ, giải pháp cho nông dân" in page
    done = press(client, judged, "specials/decide", "specials/decide", **LETTER, version=version + 1)
    assert done.status_code == 303
    shown = client.get(url(judged, "specials")).text
    assert "105/QĐ-BTC" in shown
    assert "specials/propose" not in shown


def test_the_awards_decision_is_taken_over_by_the_other_person(client, runtime, decided):
    press(client, decided, "specials/propose")
    press(client, decided, "specials/submit", version=one(runtime, SpecialList).version)
    enter(client, runtime, decided, Role.HEAD, "Hoàng Văn Thụ")
    assert "đã gồm cả các giải này" in client.get(url(decided, "specials/decide")).text
    press(client, decided, "specials/adopt", "specials/decide", version=one(runtime, SpecialList).version)
    assert one(runtime, SpecialList).decided_at is not None


def test_who_submitted_is_told_that_another_decides(client, runtime, decided):
    enter(client, runtime, decided, Role.HEAD, "Hoàng Văn Thụ")
    press(client, decided, "specials/propose")
    press(client, decided, "specials/submit", version=one(runtime, SpecialList).version)
    answer = send(
        client, url(decided, "specials/adopt"), url(decided, "specials/decide"),
        version=one(runtime, SpecialList).version,
    )  # fmt: skip
    assert "phải là người khác" in client.get(answer.location).text


def test_a_line_is_taken_off_the_list(client, runtime, decided):
    press(client, decided, "specials/propose")
    line = one(runtime, SpecialAward)
    press(client, decided, f"specials/lines/{line.id}/drop")
    with runtime.main.reading() as session:
        assert session.query(SpecialAward).count() == 0


def test_a_season_without_special_prizes_says_where_they_are_set(client, runtime):
    made = runtime.main.do(lambda s: make_judged(s, (9000,)))
    enter(client, runtime, made)
    assert "Mùa thi không có giải ngoài cơ cấu" in client.get(url(made, "specials")).text


def test_the_money_page_splits_adds_and_says_what_is_missing(client, runtime, decided):
    runtime.main.do(lambda s: seat_judges(s, decided, {"Lương Thế Vinh": (SeatRole.CHAIR, 5)}))
    shown = client.get(url(decided, "money")).text
    assert "Chưa ghi kinh phí được giao." in shown
    assert "Giải Nhất chưa dẫn văn bản quy định mức thưởng." in shown
    assert "Chưa có mức thù lao mỗi phiếu cho vai trò tổ trưởng." in shown
    assert "2.400.000 đ" in client.get(url(decided, "money/payments")).text
    assert "Hai mươi triệu đồng" in shown


def test_more_than_the_budget_is_shown_as_such(client, runtime, decided):
    runtime.main.do(lambda s: setattr(s.get_one(Season, decided.season.id), "budget_allocated", 19_000_000))
    shown = client.get(url(decided, "money")).text
    assert "Vượt kinh phí được giao" in shown
    assert "1.000.000 đ" in shown


def test_before_the_decision_the_page_names_nobody_and_gives_no_file(client, runtime, judged):
    shown = client.get(url(judged, "money")).text
    assert "Danh sách có sau quyết định trao giải" in shown
    assert "Nguyễn Thị Ngọc Ánh" not in shown
    assert "Nguyễn Thị Ngọc Ánh" not in client.get(url(judged, "money/payments")).text
    answer = press(client, judged, "money/prizes.xlsx", "money")
    assert answer.status_code == 303


def test_before_the_inspectors_release_no_file_holds_a_name(client, runtime, decided):
    assert press(client, decided, "money/prizes.xlsx", "money").status_code == 200
    runtime.main.do(lambda s: with_setting(s, decided.season, RELEASE, BY_INSPECTOR))
    assert press(client, decided, "money/prizes.xlsx", "money").status_code == 303
    assert press(client, decided, f"honours/{one(runtime, Honour).id}.xlsx", "honours").status_code == 303
    for page in ("money", "money/payments", "honours"):
        assert "Nguyễn Thị Ngọc Ánh" not in client.get(url(decided, page)).text


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")])
@pytest.mark.parametrize("order", ["", "ceremony"])
def test_the_list_to_sign_leaves_in_three_forms_and_two_orders(client, runtime, decided, kind, begins, order):
    answer = press(client, decided, f"money/prizes.{kind}", "money", order=order)
    assert answer.data.startswith(begins)
    assert f".{kind}" in answer.headers["Content-Disposition"]
    if kind == "xlsx":
        rows = CalamineWorkbook.from_filelike(BytesIO(answer.data)).get_sheet_by_index(0).to_python()
        assert rows[4][1] == ("Đặng Trần Côn" if order else "Ánh") or rows[4][3].startswith(
            "Giải Khuyến khích"
        )


def test_the_judges_sign_for_their_fees(client, runtime, decided):
    assert press(client, decided, "money/fees.xlsx", "money").status_code == 303
    runtime.main.do(lambda s: seat_judges(s, decided, {"H’Hen Niê": (SeatRole.MEMBER, 5)}))
    answer = press(client, decided, "money/fees.xlsx", "money")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert rows[4][1:7] == ["H’Hen Niê", "Ủy viên", 5, 100_000, 500_000, "Năm trăm nghìn đồng"]


def test_laureates_are_proposed_with_a_letter_and_the_answer_is_noted(client, runtime, decided):
    honour = one(runtime, Honour)
    page = f"honours/{honour.id}/propose"
    ids = re.findall(r'name="chosen"\s+value="(\w+)"', client.get(url(decided, page)).text)
    refused = press(client, decided, page, page, **{**LETTER, "symbol": "không số"}, chosen=ids[:2])
    assert refused.status_code == 422
    assert len(re.findall(r"checked", refused.text)) == 2
    assert (
        press(client, decided, page, page, **{**LETTER, "symbol": "90/CV-BTC"}, chosen=ids[:1]).status_code
        == 303
    )
    case = one(runtime, HonourCase)
    page = f"honours/cases/{case.id}"
    fields = {"version": case.version, "given": "given", "result_on": "22/11/2026", "source": "QĐ 12/QĐ-TLĐ"}
    assert press(client, decided, page, page, **fields).status_code == 303
    assert "Đã được tặng" in client.get(url(decided, "honours")).text
    answer = press(client, decided, f"honours/{honour.id}.docx", "honours")
    assert answer.data.startswith(b"PK")


def test_anothers_season_has_no_such_pages(client, runtime, decided):
    stranger = runtime.main.do(lambda s: make_account(s, Role.HEAD, make_organiser(s)))
    sign_in_as(client, runtime, stranger)
    for tail in (
        "specials",
        "specials/decide",
        "money",
        "money/payments",
        "honours",
        f"honours/{one(runtime, Honour).id}/propose",
    ):
        assert client.get(url(decided, tail)).status_code == 404


def test_a_line_of_another_season_is_not_dropped_through_ones_own(client, runtime, decided):
    other = runtime.main.do(with_prizes)
    runtime.main.do(lambda s: decided_specials_of(s, other))
    line = one(runtime, SpecialAward)
    press(client, decided, "specials/propose")
    answer = press(client, decided, f"specials/lines/{line.id}/drop")
    assert answer.status_code == 404
