"""Every name of the season is a canary: no page, header or error of the judge's desk sings it, the main tables do."""

import itertools
import re
import unicodedata
from html import unescape
from urllib.parse import unquote

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from contests.entries.model import Author, Entry
from contests.kernel.access import Role
from contests.kernel.text import fold
from contests.kernel.web.runtime import Runtime
from contests.people.model import Account, Person, Unit
from judging.facts import Exhibit
from tests.factories import NAMES, make_account, make_entry, make_organiser, make_season, make_unit
from tests.factories_judging import Made, make_round, stored_page, typed
from tests.judging.desk import HOME, fields_of, post, sit_down
from workers.tables import metadata

LINK = re.compile(r'(?:href|src|action)="(/judge[^"#]*)"')


@pytest.fixture
def canaries(runtime: Runtime) -> set[str]:
    """The names, units, contacts and ids of a season; every form in which they could turn up is asked for."""

    def fill(session: Session) -> set[str]:
        organiser = make_organiser(session, "Liên hiệp các Hội KH&KT tỉnh Tuyên Quang")
        unit = make_unit(session, "Trường THCS Lê Quý Đôn", organiser)
        season = make_season(session, organiser)
        for names in (NAMES[:1], NAMES[1:4], NAMES[4:]):
            make_entry(session, season, unit, names=names, title="Máy tưới rau tự động")
        make_account(session, Role.JUDGE, organiser, "Trịnh Thị Kim Chi", login="kimchi1975")
        return found_in(session)

    return runtime.main.do(fill)


def found_in(session: Session) -> set[str]:
    columns = (
        Person.full_name, Unit.name, Entry.id, Entry.receipt_code, Entry.contact_phone, Author.guardian_name,
        Author.guardian_phone, Author.occupation, Account.name, Account.login, Account.id, Unit.id, Person.id,
    )  # fmt: skip
    values = itertools.chain.from_iterable(session.scalars(sa.select(column)) for column in columns)
    return {value for value in values if value and len(value) > 3}


def sings(text: str, canaries: set[str]) -> set[str]:
    """Which canaries a text holds in any form: composed or not, escaped, quoted, without marks."""
    plain = unquote(unescape(text))
    forms = {text, plain, unicodedata.normalize("NFC", plain), fold(plain)}
    return {name for name in canaries if any(name in form or fold(name) in form for form in forms)}


def whole(answer: TestResponse) -> str:
    return f"{answer.status} {answer.headers} {answer.data.decode('utf-8', 'replace')}"


def walk(judge: FlaskClient) -> dict[str, TestResponse]:
    """Every address of the desk that a link leads to, from the list on."""
    seen: dict[str, TestResponse] = {}
    waiting = [HOME, "/judge/appointment", "/judge/nowhere", "/judge/pieces/x", "/judge/pieces/x/pages/1"]
    while waiting:
        url = waiting.pop()
        if url not in seen:
            seen[url] = judge.get(url)
            waiting += LINK.findall(unescape(seen[url].text)) if seen[url].mimetype == "text/html" else []
    return seen


@pytest.fixture
def made(runtime: Runtime) -> Made:
    page = stored_page(runtime.storage)
    texts = {"Tóm tắt": "Hệ thống tưới nhỏ giọt tự ngắt khi đất đủ ẩm."}
    exhibits = [Exhibit("Máy tưới rau tự động", "HT", "Đồ dùng dành cho học tập", texts, (page,))] * 3
    return runtime.main.do(lambda s: make_round(s, exhibits=exhibits))


def test_the_crawler_hears_canaries_where_they_are(runtime: Runtime, canaries: set[str]) -> None:
    with runtime.main.engine.connect() as connection:
        rows = [str(connection.execute(table.select()).all()) for table in metadata.sorted_tables]
    assert sings(" ".join(rows), canaries) == canaries
    assert len(canaries) > 20
    name = sorted(canaries & {"H’Hen Niê"})
    assert sings("x h&#39;hen nie x", canaries) >= set(name) != set()


def test_no_page_of_the_desk_sings(
    client: FlaskClient, runtime: Runtime, canaries: set[str], made: Made
) -> None:
    sit_down(client, runtime, made.judges[0])
    seen = walk(client)
    url = f"/judge/pieces/{made.pieces[0].piece_id}"
    answers = [
        *seen.values(),
        post(client, f"{url}/sheet", fields_of(typed(made, "abc"))),
        post(client, f"{url}/sheet", fields_of(typed(made, "20", "20", "20"))),
        post(client, f"{url}/submit", {"version": "1"}),
        post(client, f"{url}/recuse", follow_redirects=True),
        client.post(f"{url}/sheet", data={}),
        post(client, "/judge/sign-out"),
    ]
    assert len([url for url in seen if "/pages/" in url]) >= 3
    assert {answer.status_code for answer in answers} >= {200, 303, 400, 404, 422}
    assert [
        (answer.request.path, found) for answer in answers if (found := sings(whole(answer), canaries))
    ] == []


def test_judgings_tables_hold_no_canary(runtime: Runtime, canaries: set[str], made: Made) -> None:
    with runtime.main.engine.connect() as connection:
        own = [table for table in metadata.sorted_tables if table.name.startswith("judging_")]
        rows = {table.name: str(connection.execute(table.select()).all()) for table in own}
    declared = rows.pop("judging_declared")
    assert {name: sings(text, canaries) for name, text in rows.items() if sings(text, canaries)} == {}
    assert sings(declared, canaries) == {"Trường THCS Lê Quý Đôn"}


def test_no_foreign_key_leaves_judging() -> None:
    for table in metadata.sorted_tables:
        if table.name.startswith("judging_"):
            assert all(key.column.table.name.startswith("judging_") for key in table.foreign_keys)
