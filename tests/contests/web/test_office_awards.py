import pytest

from contests.awards import service as awards
from contests.awards.model import Award, Proposal
from contests.kernel.access import Role
from contests.kernel.sessions import value_of
from contests.seasons.model import Tier
from tests.factories import make_account, make_organiser
from tests.factories_awards import MARKS, make_decided, make_judged, submitted
from tests.web_client import send, sign_in_as

LETTER = {
    "symbol": "101/QĐ-BTC",
    "issued_on": "21/11/2026",
    "signer_name": "Hoàng Văn Thụ",
    "signer_title": "Trưởng Ban Tổ chức",
    "about": "",
}


@pytest.fixture
def config(sqlite_config):
    return sqlite_config


def signed_in(client, runtime, judged, role=Role.SECRETARY):
    name = "Hoàng Văn Thụ" if role is Role.HEAD else "Lê Thị Hồng Gấm"
    account = runtime.main.do(lambda s: make_account(s, role, judged.organiser, name))
    sign_in_as(client, runtime, account)


def proposed(session, marks=MARKS):
    judged = make_judged(session, marks)
    value_of(awards.propose(session, judged.season, **judged.by_office))
    return judged


@pytest.fixture
def judged(runtime, client):
    made = runtime.main.do(proposed)
    signed_in(client, runtime, made)
    return made


def board_url(judged) -> str:
    return f"/office/seasons/{judged.season.id}/awards"


def award(runtime, judged, place=0) -> Award:
    with runtime.main.reading() as session:
        return session.query(Award).filter_by(entry_id=judged.entries[place].id).one()


def tier_id(runtime, judged, code) -> str:
    with runtime.main.reading() as session:
        return session.query(Tier.id).filter_by(season_id=judged.season.id, code=code).scalar()


def test_before_the_opening_the_board_says_so_and_names_nobody(runtime, client):
    judged = runtime.main.do(lambda s: make_judged(s, opened=False))
    signed_in(client, runtime, judged)
    answer = client.get(board_url(judged))
    assert "Chưa ghép phách" in answer.text
    assert judged.entries[0].title not in answer.text
    assert "Nguyễn Thị Ngọc Ánh" not in answer.text


def test_the_list_is_proposed_by_a_button(runtime, client):
    judged = runtime.main.do(make_judged)
    signed_in(client, runtime, judged)
    answer = send(client, f"{board_url(judged)}/propose", board_url(judged))
    assert answer.status_code == 303
    text = client.get(board_url(judged)).text
    assert judged.entries[0].title in text
    assert "Nguyễn Thị Ngọc Ánh" in text
    assert "20.000.000 đ" in text


def test_another_offices_board_is_not_there(runtime, client, judged):
    other = runtime.main.do(proposed)
    assert client.get(board_url(judged)).status_code == 200
    assert client.get(board_url(other)).status_code == 404
    theirs = award(runtime, other)
    assert client.get(f"{board_url(other)}/{theirs.id}").status_code == 404
    assert client.get(f"{board_url(judged)}/{theirs.id}").status_code == 404


def change(client, runtime, judged, place, **fields):
    url = f"{board_url(judged)}/{award(runtime, judged, place).id}"
    return send(client, url, version=fields.pop("version", 1), **fields)


def test_another_tier_is_given_with_a_reason(runtime, client, judged):
    answer = change(client, runtime, judged, 9, tier="none", reason="Trùng giải pháp năm 2019")
    assert answer.status_code == 303
    assert award(runtime, judged, 9).tier_id is None
    assert "Trùng giải pháp năm 2019" in client.get(board_url(judged)).text


def test_without_a_reason_it_is_refused_and_the_choice_is_kept(runtime, client, judged):
    answer = change(client, runtime, judged, 9, tier="none", reason="")
    assert answer.status_code == 422
    assert "đề nghị ghi lý do" in answer.text
    assert '<option selected value="none">' in answer.text


def test_a_full_tier_is_refused_and_the_reason_is_kept(runtime, client, judged):
    first = tier_id(runtime, judged, "NHAT")
    answer = change(client, runtime, judged, 3, tier=first, reason="Có tiếng vang")
    assert answer.status_code == 422
    assert "Giải Nhất vượt cơ cấu: 2 giải, tối đa 1." in answer.text
    assert "Có tiếng vang" in answer.text


@pytest.mark.parametrize("tier", ["", "không có", "x" * 300])
def test_a_tier_that_is_none_is_refused(runtime, client, judged, tier):
    answer = change(client, runtime, judged, 3, tier=tier, reason="Đặc cách")
    assert answer.status_code == 422
    assert award(runtime, judged, 3).reason == ""


def test_a_reason_that_is_too_long_is_refused(runtime, client, judged):
    assert change(client, runtime, judged, 9, tier="none", reason="x" * 501).status_code == 422


@pytest.mark.parametrize("version", ["2", "", "abc"])
def test_a_stale_or_tampered_line_is_refused(runtime, client, judged, version):
    answer = change(client, runtime, judged, 9, tier="none", reason="Rút giải", version=version)
    assert answer.status_code == 422
    assert "đã được người khác thay đổi" in answer.text


def test_sent_twice_the_second_is_told_to_look_again(runtime, client, judged):
    fields = {"tier": "none", "reason": "Rút giải"}
    assert change(client, runtime, judged, 9, **fields).status_code == 303
    assert change(client, runtime, judged, 9, **fields).status_code == 422


def test_a_tie_at_the_edge_is_shown_to_people(runtime, client):
    tied = runtime.main.do(lambda s: proposed(s, (9100, 9100, 7000)))
    signed_in(client, runtime, tied)
    text = client.get(board_url(tied)).text
    assert "Giải Nhất còn 1 suất nhưng có 2 hồ sơ cùng hạng 1." in text
    assert "Đồng hạng" in text


def version_of(runtime, judged) -> int:
    with runtime.main.reading() as session:
        return session.query(Proposal).filter_by(season_id=judged.season.id).one().version


@pytest.fixture
def head(runtime, client, judged):
    signed_in(client, runtime, judged, Role.HEAD)


@pytest.fixture
def first_word(runtime, judged):
    runtime.main.do(lambda s: submitted(s, judged).version)


def decide(client, runtime, judged, **changed):
    version = {"version": version_of(runtime, judged)}
    return send(client, f"{board_url(judged)}/decide", **{**LETTER, **version, **changed})


def test_the_head_decides_and_the_board_shows_the_document(runtime, client, judged, first_word, head):
    assert decide(client, runtime, judged).status_code == 303
    text = client.get(board_url(judged)).text
    assert "101/QĐ-BTC" in text
    assert "Đổi giải" not in text


def test_a_secretary_has_no_page_to_decide_on(runtime, client, judged):
    assert client.get(f"{board_url(judged)}/decide").status_code == 404
    assert "Ghi quyết định" not in client.get(board_url(judged)).text


def test_the_head_of_another_committee_has_none_either(runtime, client, judged):
    account = runtime.main.do(lambda s: make_account(s, Role.HEAD, make_organiser(s)))
    sign_in_as(client, runtime, account)
    assert client.get(f"{board_url(judged)}/decide").status_code == 404


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"symbol": ""}, "Đề nghị nhập mục này."),
        ({"symbol": "quyết định"}, "Đề nghị nhập số và ký hiệu như trên văn bản"),
        ({"issued_on": "31/02/2026"}, "Không có ngày 31/02/2026 trong lịch."),
        ({"signer_name": ""}, "Đề nghị nhập mục này."),
        ({"about": "x" * 501}, "tối đa là 500"),
        ({"version": "999"}, "đã được người khác thay đổi"),
    ],
)
def test_a_decision_is_refused_beside_its_field_and_nothing_typed_is_lost(
    runtime, client, judged, first_word, head, changed, message
):
    answer = decide(client, runtime, judged, **changed)
    assert answer.status_code == 422
    assert message in answer.text
    assert "Trưởng Ban Tổ chức" in answer.text
    with runtime.main.reading() as session:
        assert session.query(Proposal).one().decided_at is None


def test_deciding_twice_is_told(runtime, client, judged, first_word, head):
    assert decide(client, runtime, judged).status_code == 303
    again = decide(client, runtime, judged, symbol="102/QĐ-BTC")
    assert again.status_code == 422
    assert "đã được quyết định" in again.text


@pytest.mark.parametrize("count", [1, 50, 1000])
def test_the_board_asks_five_questions_whatever_its_size(runtime, client, count_queries, count):
    judged = runtime.main.do(lambda s: proposed(s, [9900 - at for at in range(count)]))
    signed_in(client, runtime, judged)
    client.get(board_url(judged))
    count_queries.clear()
    assert client.get(board_url(judged)).status_code == 200
    assert len([one for one in count_queries if one.lstrip().upper().startswith("SELECT")]) <= 5


def test_a_decided_board_shows_what_was_fixed(runtime, client):
    judged = runtime.main.do(make_decided)
    signed_in(client, runtime, judged)
    assert "Đã có quyết định" in client.get(board_url(judged)).text
