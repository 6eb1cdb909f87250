"""What tests of the judge's pages share: a round of three pieces, a judge at the desk, a sheet filled in."""

import pytest
from flask.testing import FlaskClient

from contests.kernel.web.runtime import Runtime
from judging import service as judging
from tests.factories_judging import PIXELS, Made, exhibit, make_round, stored_page
from tests.judging.desk import sit_down

JSON = {"Accept": "application/json"}


FULL = ("20", "20,5", "30")


@pytest.fixture
def made(runtime: Runtime) -> Made:
    pages = [stored_page(runtime.storage), stored_page(runtime.storage, PIXELS + b"\xff\xd9")]
    exhibits = [exhibit(1, pages=pages), exhibit(2), exhibit(3)]
    return runtime.main.do(lambda s: make_round(s, exhibits=exhibits))


@pytest.fixture
def judge(client: FlaskClient, runtime: Runtime, made: Made) -> FlaskClient:
    sit_down(client, runtime, made.judges[0])
    return client


@pytest.fixture
def url(made: Made) -> str:
    return f"/judge/pieces/{made.pieces[0].piece_id}"


def stored(runtime: Runtime, made: Made):
    with runtime.sealed.reading() as session:
        piece = judging.my_piece(session, made.judges[0], made.pieces[0].piece_id)
    assert piece is not None
    return piece.sheet


def close(runtime: Runtime, made: Made) -> None:
    def end(session):
        session.get_one(judging.Round, made.round_id).stage = judging.Stage.CLOSED

    runtime.main.do(end)
