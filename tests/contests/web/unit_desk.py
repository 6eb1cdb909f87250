"""What tests of the unit's pages share: a clerk's browser, and what the clerk works on."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from contests.entries.model import Entry
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.config import Config
from contests.kernel.web.runtime import Runtime
from contests.people.model import Account
from contests.seasons.model import DossierItem
from contests.seasons.queries import fields_of, items_of
from tests.contests.entries.drawn import Place, complete
from tests.factories import actor_of, make_account, make_organiser, make_season, make_unit
from tests.web_client import csrf_of, sign_in_as

AUTHOR = {
    "rows-0-id": "",
    "rows-0-name": "H’Hen Niê",
    "rows-0-born_on": "01/05/2013",
    "rows-0-gender": "female",
    "rows-0-role": "lead",
    "rows-0-share": "100",
    "rows-0-occupation": "Lớp 7A, Trường THCS Lê Quý Đôn",
    "rows-0-guardian_name": "Y Blăm",
    "rows-0-guardian_phone": "0987 654 321",
    "rows-0-take_part_self": "y",
    "rows-0-take_part_guardian": "y",
}


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    """Pages do not depend on the database."""
    return sqlite_config


@dataclass
class Desk:
    """A clerk's browser and what the clerk works on."""

    client: FlaskClient
    runtime: Runtime
    place: Place
    account: Account

    def do(self, work: Callable[[Any], Any]) -> Any:
        return self.runtime.main.do(work)

    def count(self, kind: type[Any]) -> int:
        return int(self.do(lambda s: s.scalar(sa.select(sa.func.count()).select_from(kind))))

    def send(self, url: str, page: str | None = None, **fields: Any) -> TestResponse:
        token = csrf_of(self.client.get(page or url))
        return self.client.post(url, data={"csrf_token": token, **fields})


@pytest.fixture
def desk(client: FlaskClient, runtime: Runtime) -> Desk:
    def build(session: Any) -> tuple[Place, Account]:
        organiser = make_organiser(session)
        unit = make_unit(session, "Trường THCS Lê Quý Đôn", organiser)
        season = make_season(session, organiser)
        season.registration_from, season.registration_until = now() - timedelta(1), now() + timedelta(1)
        clerk = make_account(session, Role.UNIT, unit)
        office = make_account(session, Role.SECRETARY, organiser)
        return (
            Place(
                organiser,
                season,
                unit,
                actor_of(clerk, Role.UNIT, unit),
                actor_of(office, Role.SECRETARY, organiser),
            ),
            clerk,
        )

    made, account = runtime.main.do(build)
    sign_in_as(client, runtime, account)
    return Desk(client, runtime, made, account)


@pytest.fixture
def ready(desk: Desk) -> Entry:
    """An entry that lacks nothing but the declaration."""
    entry: Entry = desk.do(lambda s: complete(s, desk.runtime.storage, desk.place))
    return entry


def facts(desk: Desk, **changes: str) -> dict[str, str]:
    field = desk.do(lambda s: fields_of(s, desk.place.season.id)[0].id)
    return {"title": "Máy tưới rau tự động", "field_id": field, "applicant": "individual", **changes}


def new_url(desk: Desk) -> str:
    return f"/unit/seasons/{desk.place.season.id}/entries/new"


def of(entry: Entry, rest: str = "") -> str:
    return f"/unit/entries/{entry.id}{rest}"


def version_in(answer: TestResponse) -> str:
    found = re.search(r'name="[a-z-]*version"[^>]*value="(\d+)"', answer.text)
    assert found
    return found[1]


def only_entry(desk: Desk) -> Entry:
    entry: Entry = desk.do(lambda s: s.scalars(sa.select(Entry)).one())
    return entry


def upload(desk: Desk, entry: Entry, item: DossierItem, *files: tuple[bytes, str]) -> TestResponse:
    url = of(entry, "/dossier")
    token = csrf_of(desk.client.get(url))
    sent = [(io.BytesIO(content), name) for content, name in files]
    data = {f"{item.id}-csrf_token": token, f"{item.id}-files": sent}
    return desk.client.post(f"{url}/{item.id}", data=data, content_type="multipart/form-data")


def items(desk: Desk) -> list[DossierItem]:
    found: list[DossierItem] = desk.do(lambda s: items_of(s, desk.place.season.id))
    return found
