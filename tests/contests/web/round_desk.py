"""How tests of the round's pages enter, press and read."""

import sqlalchemy as sa
from flask.testing import FlaskClient

from contests.envelopes.model import Exhibition, ExhibitPage
from contests.kernel.web.runtime import Runtime
from tests.factories_envelopes import (
    Scene,
)
from tests.web_client import send, sign_in_as


def enter(client: FlaskClient, runtime: Runtime, make, **wanted) -> Scene:
    scene: Scene = runtime.main.do(lambda s: make(s, **wanted))
    sign_in_as(client, runtime, scene.secretary)
    return scene


def url(scene: Scene, path: str) -> str:
    return f"/office/seasons/{scene.season.id}/{path}"


def press(client: FlaskClient, scene: Scene, path: str, page: str | None = None, **fields):
    """Press a button of a page and follow to where it leads."""
    answer = send(client, url(scene, path), url(scene, page or path), **fields)
    return client.get(answer.location) if answer.status_code == 303 else answer


def read(runtime: Runtime, ask):
    with runtime.main.reading() as session:
        return ask(session)


def pages_of(runtime: Runtime, scene: Scene, entry: int) -> list[ExhibitPage]:
    own = sa.select(ExhibitPage).join(Exhibition, Exhibition.id == ExhibitPage.exhibition_id)
    wanted = own.where(Exhibition.entry_id == scene.entries[entry].id).order_by(ExhibitPage.position)
    return read(runtime, lambda s: list(s.scalars(wanted)))
