"""Signed in as each judge, every route, id, error and file of the desk is silent; the office's own pages sing."""

import itertools
from collections.abc import Callable, Iterator, Sequence

import pytest
import sqlalchemy as sa
from flask import Flask, Response
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from contests.kernel.codes import new_id
from contests.kernel.config import Config
from contests.kernel.db import Base
from contests.kernel.documents import word
from contests.kernel.web.runtime import Runtime
from tests.canary.hearing import heard
from tests.canary.planting import PLANTS
from tests.canary.season import STAGES, Cage, fill, names
from tests.judging.desk import sit_down
from tests.web_client import csrf_of, sign_in_as

TABLES = {
    "piece_id": "judging_piece", "panel_id": "judging_panel", "motion_id": "judging_motion",
    "correction_id": "judging_correction",
}  # fmt: skip
"""Where the ids in addresses of the desk come from."""
WORDS = {"position": ("0", "1", "99"), "kind": ("pdf", "docx")}
PDF = "application/pdf"
MOST = 12
"""Of each kind of address, so many are opened by one judge: own, another panel's, missing."""


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    """What a judge's page says does not depend on the database; what judging can read is tried on both elsewhere."""
    return sqlite_config


@pytest.fixture(params=sorted(STAGES))
def cage(request: pytest.FixtureRequest, runtime: Runtime) -> Cage:
    return runtime.main.do(lambda s: fill(s, runtime.storage, request.param))


def addresses(app: Flask, runtime: Runtime, rule: Rule) -> Iterator[str]:
    """The rule's addresses with ids that exist, whosever they are, and one that does not."""
    with runtime.main.reading() as session:
        pools = [
            WORDS.get(name)
            or [*session.scalars(sa.select(Base.metadata.tables[TABLES[name]].c.id)), new_id()]
            for name in sorted(rule.arguments)
        ]
    adapter = app.url_map.bind("localhost")
    chosen = itertools.product(*pools) if len(pools) < 2 else zip(*map(itertools.cycle, pools), strict=False)
    for values in itertools.islice(chosen, MOST):
        yield adapter.build(rule.endpoint, dict(zip(sorted(rule.arguments), values, strict=True)))


def crawl(app: Flask, runtime: Runtime, judge_id: str) -> Iterator[TestResponse]:
    """Every address of the desk, asked for in every way, as one judge; signing out comes last."""
    client = app.test_client()
    sit_down(client, runtime, judge_id)
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("judge.")]
    for rule in sorted(
        rules, key=lambda rule: (rule.endpoint == "judge.sign_out", "POST" in (rule.methods or ()))
    ):
        for url in addresses(app, runtime, rule):
            yield from asked(client, rule, url)
    yield client.get("/judge/nowhere")
    yield client.post("/judge/", data={"x": "y"})


def asked(client: FlaskClient, rule: Rule, url: str) -> Iterator[TestResponse]:
    if "GET" in (rule.methods or ()):
        yield client.get(url)
    if "POST" in (rule.methods or ()):
        yield client.post(url, data={})
        page = client.get("/judge/appointment")
        if page.status_code == 200:
            yield client.post(url, data={"csrf_token": csrf_of(page), "version": "1", "text": "x" * 2001})


def spoken(answer: TestResponse) -> Iterator[bytes]:
    """Address, status and headers, and the body by itself."""
    yield f"{answer.request.path} {answer.status} {answer.headers}".encode()
    yield answer.data


def songs(app: Flask, runtime: Runtime, cage: Cage, judges: Sequence[str]) -> dict[str, set[str]]:
    """What is heard where, as each of these judges."""
    found: dict[str, set[str]] = {}
    for judge_id in judges:
        for answer in crawl(app, runtime, judge_id):
            for data in spoken(answer):
                if sung := heard(data, cage.canaries):
                    found[answer.request.path] = sung
    return found


def test_no_answer_of_the_desk_sings_to_the_chair(app: Flask, runtime: Runtime, cage: Cage) -> None:
    assert len(cage.canaries) > 40
    assert songs(app, runtime, cage, [cage.scene.judges[0].judge_id]) == {}


@pytest.mark.slow
def test_nor_to_any_other_judge(app: Flask, runtime: Runtime, cage: Cage) -> None:
    assert songs(app, runtime, cage, [judge.judge_id for judge in cage.scene.judges[1:]]) == {}


def test_the_crawl_meets_pages_files_refusals_and_what_is_missing(
    app: Flask, runtime: Runtime, cage: Cage
) -> None:
    answers = list(crawl(app, runtime, cage.scene.judges[0].judge_id))
    assert {answer.status_code for answer in answers} >= {200, 303, 400, 404}
    drawn = any(answer.mimetype == "image/jpeg" for answer in answers)
    assert drawn is (cage.stage != "sealed")
    papers = {answer.mimetype for answer in answers if "/minutes." in answer.request.path}
    assert ({PDF, word.MEDIA_TYPE} <= papers) is (cage.stage == "computed")
    assert not [answer.request.path for answer in answers if answer.status_code >= 500]


def test_the_same_ear_hears_the_names_at_the_office(
    client: FlaskClient, runtime: Runtime, cage: Cage
) -> None:
    sign_in_as(client, runtime, cage.scene.head)
    season = f"/office/seasons/{cage.scene.season.id}"
    pages = [client.get(f"{season}/entries")]
    pages += [client.get(f"/office/entries/{entry.id}") for entry in cage.scene.entries]
    pages += [client.get(f"{season}/entries/{entry.id}") for entry in cage.scene.entries]
    sung = set().union(*(heard(page.data, cage.canaries) for page in pages))
    with runtime.main.reading() as session:
        assert sung & names(session)
    assert len(sung) > 10


@pytest.mark.parametrize("plant", PLANTS)
def test_a_leak_in_any_channel_would_be_heard(app: Flask, runtime: Runtime, plant: str) -> None:
    cage = runtime.main.do(lambda s: fill(s, runtime.storage, "marking"))
    with runtime.main.reading() as session:
        name = max(names(session), key=len)
    app.after_request(planted(PLANTS[plant], name))
    client = app.test_client()
    sit_down(client, runtime, cage.scene.judges[0].judge_id)
    answer = client.get("/judge/")
    assert set().union(*(heard(data, cage.canaries) for data in spoken(answer))) >= {name}


def planted(plant: Callable[[Response, str], None], name: str) -> Callable[[Response], Response]:
    def leak(response: Response) -> Response:
        response.direct_passthrough = False
        plant(response, name)
        return response

    return leak
