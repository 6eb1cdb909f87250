"""The second step of signing in, as a browser meets it: the choice, the card, the application, the known device."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from flask.testing import FlaskClient
from pyotp import TOTP
from pypdf import PdfReader
from werkzeug.test import TestResponse

from contests.kernel.access import SYSTEM, Actor, Role
from contests.kernel.clock import now
from contests.kernel.config import Config
from contests.kernel.errors import Refused
from contests.kernel.outbox import Letter
from contests.kernel.sessions import value_of
from contests.kernel.settings import installation
from contests.kernel.web.runtime import Runtime
from contests.people import factors
from contests.people.credentials import make_recovery_codes
from contests.people.model import Account
from contests.people.service import hand_out_link
from tests.factories import make_account
from tests.factories_people import HASH, PASSWORD, Cast, appoint, cast
from tests.web_client import CARD_CODE, TICKET, csrf_of, enter, send, sign_in_as

NEW = "một câu dài dễ nhớ"
WRONG = "Mã xác minh không đúng hoặc đã dùng."
KEY = re.compile(r"data-key>([A-Z2-7 ]+)</p>")


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    """Nothing here depends on the database."""
    return sqlite_config


@pytest.fixture
def people(runtime: Runtime) -> Cast:
    return cast(runtime)


def by_password(client: FlaskClient, account: Account) -> TestResponse:
    return send(client, "/sign-in", login=account.login, password=PASSWORD)


def onward(client: FlaskClient, page: TestResponse, step: str = "", **fields: str) -> TestResponse:
    """Send a form of the second step with the ticket of the page it stands on."""
    found = TICKET.search(page.text)
    assert found
    data = {"csrf_token": csrf_of(page), "ticket": found[1], **fields}
    return client.post(f"/sign-in/second{step}", data=data)


def handed_card(runtime: Runtime, account: Account, people: Cast) -> tuple[str, ...]:
    head = Actor(people.head.id, people.head.name, frozenset({(Role.HEAD, people.organiser.id)}))
    organiser_id = people.organiser.id
    return value_of(
        runtime.main.act(lambda s: factors.hand_out_card(s, account, organiser_id, by=head, at=now()))
    )


def judge(runtime: Runtime, people: Cast) -> Account:
    account = runtime.main.do(lambda s: make_account(s, Role.JUDGE, people.organiser, "Y Blăm"))
    runtime.main.do(lambda s: setattr(s.get_one(Account, account.id), "password_hash", HASH))
    appoint(runtime, account, people.organiser)
    return account


def test_a_password_alone_opens_no_desk_of_the_office(client: FlaskClient, people: Cast) -> None:
    page = by_password(client, people.head)
    assert "Chọn cách xác minh" in page.text
    assert client.get("/office/").status_code == 303


def test_a_clerk_is_not_asked(client: FlaskClient, people: Cast) -> None:
    assert by_password(client, people.clerk).location == "/unit/"


def test_an_application_that_shows_the_right_code_lets_in_from_then_on(
    client: FlaskClient, people: Cast
) -> None:
    page = by_password(client, people.head)
    found = KEY.search(page.text)
    assert found
    app = TOTP(found[1].replace(" ", ""))
    again = onward(client, page, "/app", code="000000")
    assert "Mã không đúng" in again.text
    arabic = onward(client, again, "/app", code="١٢٣٤٥٦")
    assert "Mã không đúng" in arabic.text
    assert onward(client, arabic, "/app", code=app.at(now())).location == "/office/"
    client.post("/sign-out", data={"csrf_token": csrf_of(client.get("/office/"))})
    with time_machine.travel(now() + timedelta(minutes=2), tick=False):
        code = app.at(now())
        assert onward(client, by_password(client, people.head), code=code).location == "/office/"
        assert WRONG in onward(client, by_password(client, people.head), code=code).text


def test_a_card_of_ones_own_is_proved_by_its_first_code_and_each_code_is_good_once(
    client: FlaskClient, people: Cast
) -> None:
    card = onward(client, by_password(client, people.head), "/card")
    codes = list(dict.fromkeys(CARD_CODE.findall(card.text.partition("data-card")[2].partition("</ol>")[0])))
    assert len(codes) == factors.CARD_CODES
    assert onward(client, card, code=codes[0].lower()).location == "/office/"
    asked = by_password(client, people.head)
    assert "còn 19 mã chưa dùng" in asked.text
    assert WRONG in onward(client, asked, code=codes[0]).text
    assert onward(client, asked, code=codes[1]).location == "/office/"


def test_a_wrong_first_code_leaves_the_new_card_on_the_page(client: FlaskClient, people: Cast) -> None:
    """The page holds the card's only copy: whoever mistypes before printing must not lose it."""
    card = onward(client, by_password(client, people.head), "/card")
    codes = CARD_CODE.findall(card.text.partition("data-card")[2].partition("</ol>")[0])
    sheet = card.text.split('name="sheet" value="')[1].split('"')[0]
    wrong = onward(client, card, code="AAAA-AAAA-AA", sheet=sheet)
    assert WRONG in wrong.text
    assert CARD_CODE.findall(wrong.text.partition("data-card")[2].partition("</ol>")[0]) == codes
    assert onward(client, wrong, code=codes[0]).location == "/office/"


def test_a_forged_card_is_not_shown(client: FlaskClient, people: Cast) -> None:
    card = onward(client, by_password(client, people.head), "/card")
    assert "data-card" not in onward(client, card, code="AAAA-AAAA-AA", sheet="x.y").text


def test_the_new_card_can_be_printed(client: FlaskClient, people: Cast) -> None:
    card = onward(client, by_password(client, people.head), "/card")
    sheet = card.text.split('name="sheet" value="')[1].split('"')[0]
    printed = client.post("/sign-in/second/card/sheet", data={"csrf_token": csrf_of(card), "sheet": sheet})
    text = PdfReader(BytesIO(printed.data)).pages[0].extract_text()
    assert people.head.name in text
    assert all(
        code in text for code in CARD_CODE.findall(card.text.partition("data-card")[2].partition("</ol>")[0])
    )


@pytest.mark.parametrize("step", ["/app", "/card"])
def test_a_password_cannot_replace_a_card_that_the_office_handed_over(
    client: FlaskClient, runtime: Runtime, people: Cast, step: str
) -> None:
    early = by_password(client, people.secretary)
    codes = handed_card(runtime, people.secretary, people)
    assert onward(client, early, step, code="123456").status_code in (303, 422)
    assert onward(client, by_password(client, people.secretary), code=codes[4]).location == "/office/"


def test_anothers_card_is_of_no_use(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    codes = handed_card(runtime, people.secretary, people)
    handed_card(runtime, people.head, people)
    assert WRONG in onward(client, by_password(client, people.head), code=codes[0]).text


def test_a_new_card_voids_the_old_one(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    old, new = (handed_card(runtime, people.secretary, people) for _ in range(2))
    asked = by_password(client, people.secretary)
    assert WRONG in onward(client, asked, code=old[0]).text
    assert onward(client, asked, code=new[0]).location == "/office/"


def test_a_ticket_that_was_changed_or_is_old_leads_back_to_the_beginning(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    codes = handed_card(runtime, people.secretary, people)
    asked = by_password(client, people.secretary)
    assert onward(client, asked, ticket="x", code=codes[0]).location == "/sign-in"
    with time_machine.travel(now() + timedelta(minutes=16), tick=False):
        fresh = csrf_of(client.get("/sign-in"))
        assert onward(client, asked, csrf_token=fresh, code=codes[0]).location == "/sign-in"


def test_guessing_codes_is_slowed(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    codes = handed_card(runtime, people.secretary, people)
    with time_machine.travel(now(), tick=False):
        asked = by_password(client, people.secretary)
        tried = [onward(client, asked, code="2222-2222-22") for _ in range(7)]
        assert "Đề nghị thử lại sau" in tried[-1].text
        assert "Đề nghị thử lại sau" in onward(client, asked, code=codes[0]).text


def test_a_judge_is_asked_on_a_new_device_only(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    account = judge(runtime, people)
    codes = handed_card(runtime, account, people)
    assert onward(client, by_password(client, account), code=codes[0]).location == "/judge/"
    assert by_password(client, account).location == "/judge/"
    client.delete_cookie("bv_device", path="/sign-in")
    assert "Xác minh hai bước" in by_password(client, account).text


def test_a_new_card_makes_every_device_new(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    account = judge(runtime, people)
    enter(client, account.login, PASSWORD)
    handed_card(runtime, account, people)
    assert "Xác minh hai bước" in by_password(client, account).text


def test_the_office_is_asked_every_time(client: FlaskClient, people: Cast) -> None:
    assert enter(client, people.head.login, PASSWORD).location == "/office/"
    assert "Xác minh hai bước" in by_password(client, people.head).text


def test_a_secretary_hands_no_card_to_a_head(runtime: Runtime, people: Cast) -> None:
    secretary = Actor(
        people.secretary.id, "Lê Thị Hồng Gấm", frozenset({(Role.SECRETARY, people.organiser.id)})
    )
    organiser_id = people.organiser.id
    outcome = runtime.main.act(
        lambda s: factors.hand_out_card(s, people.head, organiser_id, by=secretary, at=now())
    )
    assert isinstance(outcome, Refused)


def test_the_office_hands_over_a_card_at_the_account_and_it_is_on_record(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    account = judge(runtime, people)
    sign_in_as(client, runtime, people.secretary)
    page = send(client, f"/office/accounts/{account.id}/card", f"/office/accounts/{account.id}")
    codes = CARD_CODE.findall(page.text.partition("data-card")[2].partition("</ol>")[0])
    assert len(codes) == factors.CARD_CODES
    shown = client.get(f"/office/accounts/{account.id}").text
    assert "Thẻ mã" in shown
    assert codes[0] not in shown


@pytest.mark.parametrize(
    ("host", "address", "letters"),
    [("mail.vn", "blam@donvi.vn", 1), ("mail.vn", "", 0), ("", "blam@donvi.vn", 0)],
)
def test_the_holder_is_told_of_a_card_where_there_is_mail_and_the_letter_holds_no_code(
    client: FlaskClient, runtime: Runtime, people: Cast, host: str, address: str, letters: int
) -> None:
    account = judge(runtime, people)
    runtime.main.do(lambda s: setattr(installation(s), "mail_host", host))
    runtime.main.do(lambda s: setattr(s.get_one(Account, account.id), "email", address))
    sign_in_as(client, runtime, people.secretary)
    page = send(client, f"/office/accounts/{account.id}/card", f"/office/accounts/{account.id}")
    codes = CARD_CODE.findall(page.text.partition("data-card")[2].partition("</ol>")[0])
    with runtime.main.reading() as session:
        written = session.query(Letter).all()
    assert [letter.to for letter in written] == [address] * letters
    assert codes
    assert not any(code in letter.body for letter in written for code in codes)


def test_a_recovery_code_stands_for_a_lost_second_factor_too(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    handed_card(runtime, people.secretary, people)
    organiser_id = people.organiser.id
    code = runtime.main.do(
        lambda s: make_recovery_codes(s, people.secretary, organiser_id, by=SYSTEM, at=now())
    )[0]
    fields = {"login": people.secretary.login, "code": code, "password": NEW, "again": NEW}
    assert "Chọn cách xác minh" in send(client, "/recovery", **fields).text


def test_a_reset_link_alone_opens_no_judges_desk(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    account = judge(runtime, people)
    enter(client, account.login, PASSWORD)
    head = Actor(people.head.id, people.head.name, frozenset({(Role.HEAD, people.organiser.id)}))
    link = value_of(
        runtime.main.act(lambda s: hand_out_link(s, account, people.organiser.id, by=head, at=now()))
    )
    answer = send(client, f"/link/{link.token}", password=NEW, again=NEW)
    assert "Xác minh hai bước" in answer.text
    assert client.get("/judge/").status_code == 303
