"""What the log says of a ruling on a declared conflict: that there was one, never whose entry it was beside which judge."""

import re
from html import unescape

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from contests.envelopes import service
from contests.envelopes.conflicts.model import Conflict
from contests.envelopes.conflicts.terms import Ruling
from contests.envelopes.model import Appointment
from contests.kernel.access import Role
from contests.kernel.audit import Deed
from contests.kernel.config import Config
from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from contests.people.model import Account
from tests.contests.web.round_desk import enter, read, url
from tests.contests.web.test_conflict_pages import CANARY, declared, everywhere, sung
from tests.factories import make_account
from tests.factories_envelopes import Scene
from tests.web_client import sign_in_as

REASON = f"Đã hỏi: {CANARY} là em họ của giám khảo."
RULED = "Xem xét xung đột lợi ích"


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    """What a page shows does not depend on the database."""
    return sqlite_config


def ruled(session: Session) -> Scene:
    """The officer has ruled that a judge who declared kin does not mark the first entry."""
    scene = declared(session)
    found = session.scalars(sa.select(Conflict.id)).all()
    value_of(service.rule_on(session, scene.season, found, Ruling.BAR, REASON, **scene.by()))
    return scene


@pytest.fixture
def scene(client: FlaskClient, runtime: Runtime) -> Scene:
    return enter(client, runtime, ruled)


@pytest.fixture
def judge(runtime: Runtime, scene: Scene) -> str:
    """The name of the judge who is kept from the entry."""
    return read(runtime, lambda s: s.scalars(
        sa.select(Account.name)
        .join(Appointment, Appointment.account_id == Account.id)
        .join(Conflict, Conflict.appointment_id == Appointment.id)
    ).one())  # fmt: skip


def rows_of(text: str) -> list[str]:
    found = BeautifulSoup(text, "html.parser").select("tbody tr, ol li, dl > *")
    return [" ".join(row.get_text(" ").split()) for row in found]


def test_the_deed_is_there_to_be_told(runtime: Runtime, scene: Scene) -> None:
    """The control: the log holds the entry of the ruling, and the officer's page sets it beside the judge."""
    subject = read(
        runtime, lambda s: s.scalars(sa.select(Deed.subject).filter_by(verb="conflict.rule")).one()
    )
    assert subject == scene.entries[0].id


def test_the_officer_reads_entry_judge_and_reason_together(
    client: FlaskClient, scene: Scene, judge: str
) -> None:
    text = unescape(client.get(url(scene, "conflicts/declared")).text)
    assert all(word in text for word in (scene.entries[0].title, judge, "là em họ của giám khảo"))


@pytest.mark.parametrize("asked", ["", "?group=conflict", "?season={season}&group=conflict"])
def test_the_inspector_reads_that_there_was_a_ruling_and_not_on_what(
    client: FlaskClient, runtime: Runtime, scene: Scene, judge: str, asked: str
) -> None:
    sign_in_as(client, runtime, scene.inspector)
    page = client.get(f"/inspector/{asked.format(season=scene.season.id)}").text
    (row,) = [row for row in rows_of(page) if RULED in row]
    assert scene.secretary.name in row
    told = (judge, scene.entries[0].title, scene.entries[0].id, "Người thân", "em họ", "bar", "kin")
    assert not [word for word in told if word in row]
    assert scene.entries[0].title not in page
    assert scene.entries[0].id not in page


@pytest.mark.parametrize("role", [Role.HEAD, Role.SECRETARY])
def test_an_entry_s_own_history_names_no_judge_and_no_reason(
    client: FlaskClient, runtime: Runtime, scene: Scene, judge: str, role: Role
) -> None:
    other = runtime.main.do(lambda s: make_account(s, role, scene.organiser, "Bế Văn Đàn"))
    sign_in_as(client, runtime, other)
    page = unescape(client.get(url(scene, f"entries/{scene.entries[0].id}")).text)
    assert scene.entries[0].title in page
    assert not [word for word in (judge, "em họ", "Người thân", "Kanari") if word in page]


def test_no_page_or_file_tells_the_officer_s_reason_to_anyone_else(
    app: Flask, client: FlaskClient, runtime: Runtime, scene: Scene
) -> None:
    for account in (scene.head, scene.inspector):
        sign_in_as(client, runtime, account)
        seen = everywhere(app, client, runtime, scene)
        assert len(seen) > 30
        assert sung(seen) == set()
        assert not [
            name for name, text in seen.items() if re.search("là em họ của giám khảo", unescape(text))
        ]
