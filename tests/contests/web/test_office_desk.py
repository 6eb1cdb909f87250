"""The office's home and settings, the inspector's log, the frame around them, the language."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from contests.kernel.access import SYSTEM, Role
from contests.kernel.audit import record
from contests.kernel.config import Config
from contests.kernel.settings import installation
from contests.kernel.web.runtime import Runtime
from contests.people.model import Account
from contests.screening.terms import ReasonCode
from tests.factories import NOON, make_account, make_entry, make_season
from tests.factories_people import ADDRESS, Cast, cast, with_address
from tests.web_client import send, sign_in_as


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    """Nothing here depends on the database."""
    return sqlite_config


@pytest.fixture
def people(runtime: Runtime, client: FlaskClient) -> Cast:
    made = cast(runtime)
    sign_in_as(client, runtime, made.head)
    return made


def inspector(runtime: Runtime, people: Cast) -> Account:
    return runtime.main.do(lambda s: make_account(s, Role.INSPECTOR, people.organiser, "Công Tằng Tôn Nữ"))


@pytest.mark.parametrize("count", [1, 50])
def test_home_asks_at_most_five_times(
    client: FlaskClient, runtime: Runtime, people: Cast, count_queries: list[str], count: int
) -> None:
    runtime.main.do(lambda s: [make_season(s, people.organiser) for _ in range(count)])
    count_queries.clear()
    assert client.get("/office/").text.count("Đăng ký") >= count
    assert len(count_queries) <= 5


def test_home_counts_what_waits_at_ones_own_organiser(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    def fill(s: Session) -> str:
        own = make_season(s, people.organiser)
        make_entry(s, own, people.school)
        foreign = make_season(s, people.other)
        for _ in range(3):
            make_entry(s, foreign, people.other_school)
        return own.id

    season_id = runtime.main.do(fill)
    page = client.get("/office/").text
    assert f'<a class="tile-link" href="/office/seasons/{season_id}/screening">' in " ".join(page.split())
    assert 'href="/office/jobs"' in page.split('class="tiles"')[1].split("</ul>")[0]
    assert '<span class="tile-value">1</span>' in page
    assert '<span class="tile-value">3</span>' not in page


def test_the_frame_says_who_is_looking_and_where(client: FlaskClient, people: Cast) -> None:
    page = client.get("/office/units").text
    assert "Nguyễn Thị Ngọc Ánh" in page
    assert "Lãnh đạo Ban Tổ chức" in page
    assert '<a class="nav-item" href="/office/units" aria-current="page">' in page
    assert 'action="/sign-out"' in page


def test_pages_of_a_season_show_only_on_a_season(client: FlaskClient, people: Cast) -> None:
    assert "/office/seasons/" not in client.get("/office/units").text.split("<main")[0]


def test_settings_are_changed_by_a_head(client: FlaskClient, people: Cast) -> None:
    fields = {"public_address": ADDRESS + "/", "mail_port": "587", "version": "2"}
    assert send(client, "/office/installation/edit", **fields).status_code == 303
    assert ADDRESS in client.get("/office/installation").text


@pytest.mark.parametrize("who", ["secretary", "other_head"])
def test_settings_are_seen_but_not_changed_by_a_secretary_or_another_organisers_head(
    client: FlaskClient, runtime: Runtime, people: Cast, who: str
) -> None:
    sign_in_as(client, runtime, getattr(people, who))
    assert "/installation/edit" not in client.get("/office/installation").text
    assert client.get("/office/installation/edit").status_code == 404
    assert send(client, "/office/installation/edit", "/office/units/new").status_code == 404


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"public_address": "sangtao.vn"}, "Địa chỉ công khai chỉ gồm"),
        ({"public_address": "https://sangtao.vn:99999"}, "Địa chỉ công khai chỉ gồm"),
        ({"mail": "y"}, "Đề nghị nhập tên máy chủ thư"),
        ({"mail": "y", "mail_port": "mốt"}, "Đề nghị nhập một số nguyên."),
        ({"version": "0"}, "đã được người khác thay đổi"),
        ({"version": "bịa"}, "đã được người khác thay đổi"),
    ],
)
def test_what_the_settings_refuse(
    client: FlaskClient, people: Cast, changes: dict[str, str], said: str
) -> None:
    fields = {"public_address": "", "mail_port": "587", "version": "2", **changes}
    answer = send(client, "/office/installation/edit", **fields)
    assert answer.status_code == 422
    assert said in answer.text


def test_the_mail_password_is_never_shown_and_stays_when_left_empty(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    with_address(runtime, mail_host="smtp.donvi.vn", mail_from="a@donvi.vn", mail_password="mật khẩu thư")
    page = client.get("/office/installation/edit").text
    assert "mật khẩu thư" not in page
    version = page.split('name="version" type="hidden" value="')[1].split('"')[0]
    fields = {"mail": "y", "mail_host": "smtp.khac.vn", "mail_port": "25", "mail_from": "a@donvi.vn"}
    assert send(client, "/office/installation/edit", **fields, version=version).status_code == 303
    with runtime.main.reading() as session:
        kept = installation(session)
    assert (kept.mail_host, kept.mail_password) == ("smtp.khac.vn", "mật khẩu thư")


def test_the_log_shows_deeds_of_ones_own_organiser(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    def deeds(s: Session) -> None:
        for unit, name in ((people.organiser, "Hồng Thái"), (people.other, "Na Hang")):
            record(s, "unit.add", unit.id, scope=unit.id, by=SYSTEM, at=NOON, name=name)

    runtime.main.do(deeds)
    sign_in_as(client, runtime, inspector(runtime, people))
    page = client.get("/inspector/").text
    assert "Thêm đơn vị" in page
    assert "Hồng Thái" in page
    assert "Na Hang" not in page


def test_the_log_is_filtered_by_season_and_says_which(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    def deeds(s: Session) -> list[str]:
        own, next_, foreign = (
            make_season(s, unit) for unit in (people.organiser, people.organiser, people.other)
        )
        entry = make_entry(s, own, people.school)
        own.title, next_.title, foreign.title = "Hội thi Sông Lô", "Hội thi Na Hang", "Hội thi Cao Bằng"
        entry.title = "Máy tách hạt ngô"
        record(s, "judge.bar", entry.id, scope=people.organiser.id, by=SYSTEM, at=NOON, source="office")
        record(s, "season.open", next_.id, scope=people.organiser.id, by=SYSTEM, at=NOON)
        record(s, "round.seal", foreign.id, scope=people.organiser.id, by=SYSTEM, at=NOON)
        return [own.id, next_.id, foreign.id]

    own, _, foreign = runtime.main.do(deeds)
    sign_in_as(client, runtime, inspector(runtime, people))
    whole, one, other = (_log(client.get(f"/inspector/?season={which}").text) for which in ("", own, foreign))
    assert "Hội thi Sông Lô" in one
    assert "Hội thi Na Hang" not in one
    assert "Hội thi Na Hang" in whole
    assert "Hội thi Cao Bằng" not in whole
    assert "Máy tách hạt ngô" not in whole
    assert other == whole


def _log(page: str) -> str:
    """The table of deeds alone."""
    return page.rsplit("</form>", maxsplit=1)[-1].split("<footer", maxsplit=1)[0]


def test_the_log_names_the_account_and_shows_only_details_it_has_words_for(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    def deeds(s: Session) -> None:
        scope = people.organiser.id
        account = make_account(s, Role.UNIT, people.school, "H’Hen Niê")
        author = make_account(s, Role.AUTHOR, people.school, "Y Blăm")
        record(s, "link.make", account.id, scope=scope, by=SYSTEM, at=NOON, purpose="invite")
        record(s, "account.author", author.id, scope=scope, by=SYSTEM, at=NOON)
        record(s, "season.setting", scope, scope=scope, by=SYSTEM, at=NOON, key="rounding", new="half_up_2")
        record(
            s, "screening.reject", scope, scope=scope, by=SYSTEM, at=NOON, reason=ReasonCode.DUPLICATE.value
        )

    runtime.main.do(deeds)
    sign_in_as(client, runtime, inspector(runtime, people))
    page = client.get("/inspector/").text
    assert "tài khoản: H’Hen Niê" in page
    assert "mục đích: mời nhận tài khoản" in page
    assert "Trùng với giải pháp đã đoạt giải" in page
    assert not [raw for raw in ("rounding", "half_up_2", "Y Blăm") if raw in page]


@pytest.mark.parametrize("count", [1, 50, 1000])
def test_the_log_asks_at_most_five_times(
    client: FlaskClient, runtime: Runtime, people: Cast, count_queries: list[str], count: int
) -> None:
    scope = people.organiser.id

    def deeds(s: Session) -> None:
        for number in range(count):
            record(s, "entry.change", str(number), scope=scope, by=SYSTEM, at=NOON)

    runtime.main.do(deeds)
    sign_in_as(client, runtime, inspector(runtime, people))
    count_queries.clear()
    assert client.get("/inspector/?group=entry").status_code == 200
    assert len(count_queries) <= 5


def test_only_an_inspector_reads_the_log(client: FlaskClient, people: Cast) -> None:
    assert client.get("/inspector/").status_code == 404


def test_the_language_is_kept_and_one_stays_on_the_page(client: FlaskClient) -> None:
    answer = client.get("/language/en?next=/sign-in%3Fdesk%3Djudge")
    assert answer.location == "/sign-in?desk=judge"
    assert '<html lang="en">' in client.get("/sign-in").text


@pytest.mark.parametrize(("path", "status"), [("/language/fr", 404), ("/language/vi?next=//xau.vn", 303)])
def test_the_language_page_leads_nowhere_else(client: FlaskClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.location in (None, "/")


@pytest.mark.parametrize("path", ["/office/units", "/office/accounts", "/office/installation", "/inspector/"])
def test_nobody_gets_past_a_door(client: FlaskClient, path: str) -> None:
    assert client.get(path).location == f"/sign-in?next={path}"
