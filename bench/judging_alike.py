"""Judging: how alike the times are in which another's piece and one that does not exist are refused."""

import statistics
import tempfile
import time
from pathlib import Path

from flask.testing import FlaskClient

from app import create_app, make_runtime
from bench.figures import Figure
from contests.kernel.clock import now
from contests.kernel.codes import new_id
from contests.kernel.config import Config
from contests.kernel.web.runtime import Runtime
from contests.people.credentials import OFFICE_DAY
from judging import service as judging
from tests.factories_judging import make_round
from workers.schema import migrate

ROUNDS, REQUESTS = 40, 25


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="bangvang-bench-") as data:
        url = f"sqlite:///{Path(data) / 'bangvang.sqlite'}"
        runtime = make_runtime(Config(Path(data), url, url, "k" * 64))
        migrate(runtime.main.engine)
        figure = _measured(runtime)
        runtime.main.engine.dispose()
        runtime.sealed.engine.dispose()
    return [figure]


def _measured(runtime: Runtime) -> Figure:
    mine, other = (runtime.main.do(make_round) for _ in range(2))
    token = runtime.main.do(lambda s: judging.open_session(s, mine.judges[0], expires_at=now() + OFFICE_DAY))
    client = create_app(runtime=runtime).test_client()
    client.set_cookie("bv_judge", token, path="/judge")
    foreign, missing = other.pieces[0].piece_id, new_id()
    _cost(client, missing), _cost(client, foreign)
    costs = [(_cost(client, foreign), _cost(client, missing)) for _ in range(ROUNDS)]
    theirs, nobodys = ([pair[place] for pair in costs] for place in (0, 1))
    ratio = statistics.median(theirs) / statistics.median(nobodys)
    spread = statistics.quantiles(nobodys, n=20)
    detail = (
        f"{statistics.median(theirs) * 1e3:.3f} ms against {statistics.median(nobodys) * 1e3:.3f} ms; "
        f"90 % of the latter lie between {spread[0] * 1e3:.3f} and {spread[-1] * 1e3:.3f}"
    )
    return Figure("another's piece, over a missing one", ratio, None, "CPU time of the two refusals", detail)


def _cost(client: FlaskClient, piece_id: str) -> float:
    start = time.process_time()
    for _ in range(REQUESTS):
        answer = client.get(f"/judge/pieces/{piece_id}")
        if answer.status_code != 404:
            raise RuntimeError(answer.status)
    return (time.process_time() - start) / REQUESTS
