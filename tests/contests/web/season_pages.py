"""What tests of the office's season pages share: an office that is signed in, seasons, and forms read back."""

import html
import re

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from contests.kernel.access import Actor, Role
from contests.kernel.clock import now
from contests.kernel.config import Config
from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from contests.people.model import Account, AccountRole, Unit
from contests.seasons import service
from contests.seasons.model import Season
from contests.seasons.parts import Definition
from contests.seasons.queries import definition_of
from tests.contests.seasons.sample import ALL_KEYS, WHOLE
from tests.factories import NOON, actor_of, make_account, make_organiser
from tests.web_client import sign_in_as


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    """What a page shows does not depend on the database."""
    return sqlite_config


@pytest.fixture
def head(client: FlaskClient, runtime: Runtime) -> Account:
    account = runtime.main.do(lambda s: make_account(s, Role.HEAD, make_organiser(s)))
    sign_in_as(client, runtime, account)
    return account


def organiser_of(runtime: Runtime, account: Account) -> Unit:
    with runtime.main.reading() as session:
        role = session.scalars(sa.select(AccountRole).filter_by(account_id=account.id)).one()
        return session.get_one(Unit, role.unit_id)


def actor(runtime: Runtime, account: Account) -> Actor:
    return actor_of(account, Role.HEAD, organiser_of(runtime, account))


def made(
    runtime: Runtime, account: Account, definition: Definition = WHOLE, *, confirmed: bool = False
) -> str:
    by = actor(runtime, account)
    organiser_id = next(iter(by.acts_for(Role.HEAD)))

    def verb(session: sa.orm.Session) -> str:
        season = value_of(service.create(session, organiser_id, definition, by=by, at=NOON))
        if confirmed:
            value_of(service.confirm(session, season, ALL_KEYS, by=by, at=NOON))
        return season.id

    return runtime.main.do(verb)


def row(runtime: Runtime, season_id: str) -> Season:
    with runtime.main.reading() as session:
        return session.get_one(Season, season_id)


def definition(runtime: Runtime, season_id: str) -> Definition:
    with runtime.main.reading() as session:
        return definition_of(session, session.get_one(Season, season_id))


def fields_of(answer: TestResponse) -> dict[str, str]:
    """Every field that the page's form would send, as it stands there."""
    found: dict[str, str] = {}
    for tag in re.findall(r"<input\b[^>]*>", answer.text):
        values = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if values.get("type") != "checkbox" or " checked" in tag:
            found[values.get("name", "")] = values.get("value", "")
    return found


def opened(runtime: Runtime, account: Account) -> str:
    season_id, by = made(runtime, account, confirmed=True), actor(runtime, account)
    runtime.main.do(lambda s: value_of(service.open_season(s, s.get_one(Season, season_id), by=by, at=now())))
    return season_id


def edit(client: FlaskClient, season: str, part: str, **changes: object) -> TestResponse:
    """Open a part's form, change some of what stands there, send it."""
    url = f"/office/seasons/{season}/edit/{part}"
    shown = client.get(url)
    types = {"rows-0-types": "pdf", "rows-1-types": "pdf"} if part == "dossier" else {}
    stands = {**fields_of(shown), **checked(shown.text), **areas(shown.text)}
    return client.post(url, data={**stands, **types, **changes})


def checked(text: str) -> dict[str, list[str]]:
    """The values of the check boxes that are ticked, by name: several boxes of one name send several."""
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input\b[^>]*>", text):
        values = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if values.get("type") == "checkbox" and " checked" in tag:
            found.setdefault(values["name"], []).append(values["value"])
    return found


def areas(text: str) -> dict[str, str]:
    """What stands in the page's text areas and selects."""
    found = {}
    for name, body in re.findall(r'<textarea[^>]*name="([\w-]+)"[^>]*>(.*?)</textarea>', text, re.DOTALL):
        found[name] = html.unescape(body).lstrip("\r\n")
    for name, body in re.findall(r'<select[^>]*name="([\w-]+)"[^>]*>(.*?)</select>', text, re.DOTALL):
        found[name] = "".join(re.findall(r'<option selected value="([^"]*)"', body))
    return found
