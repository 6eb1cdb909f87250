"""Pages: CPU time of a request through the whole application, against an empty page behind the same hooks.

The empty page is added to the same application at the same desk: it is routed, its sign-in is looked up, its headers
are set, and it answers with nothing. Requests go straight into the WSGI application; a browser's or a server's own
work is in neither.
"""

import gc
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder

from app import create_app, make_runtime
from bench.figures import Figure
from contests.entries.terms import EntryState
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.config import Config
from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from contests.people.credentials import OFFICE_DAY, open_sign_in
from judging import service as judging
from tests.factories import NAMES, make_account, make_entry, make_organiser, make_season, make_unit
from tests.factories_judging import Made, make_round
from tests.web_client import csrf_of
from workers.schema import migrate

ENTRIES, ROWS = 1000, 50
REQUESTS = 150
ROUNDS = 5
OFFICE_EMPTY, JUDGE_EMPTY = "/office/empty", "/judge/empty"
Ask = Callable[[], dict[str, Any]]


@dataclass(frozen=True)
class Filled:
    """An installation with a season of 1,000 entries, somebody of its office, and a judge at work."""

    app: Flask
    season_id: str
    office_token: str
    judge_token: str
    made: Made


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="bangvang-bench-") as data, installed(Path(data)) as filled:
        return [_list(filled), _save(filled)]


@contextmanager
def installed(data: Path) -> Iterator[Filled]:
    url = f"sqlite:///{data / 'bangvang.sqlite'}"
    runtime = make_runtime(Config(data, url, url, "k" * 64))
    migrate(runtime.main.engine)
    yield _filled(runtime)
    runtime.main.engine.dispose()
    runtime.sealed.engine.dispose()


def _filled(runtime: Runtime) -> Filled:
    app = create_app(runtime=runtime)
    app.add_url_rule(OFFICE_EMPTY, "office.empty", lambda: "")
    app.add_url_rule(JUDGE_EMPTY, "judge.empty", lambda: "")
    season_id, office_token = runtime.main.do(_season)
    made = runtime.main.do(make_round)
    judge_token = runtime.main.do(
        lambda s: judging.open_session(s, made.judges[0], expires_at=now() + OFFICE_DAY)
    )
    return Filled(app, season_id, office_token, judge_token, made)


def _season(session: Session) -> tuple[str, str]:
    organiser = make_organiser(session)
    season, schools = (
        make_season(session, organiser),
        [make_unit(session, organiser=organiser) for _ in range(20)],
    )
    states = (EntryState.SUBMITTED, EntryState.ELIGIBLE, EntryState.RETURNED)
    for at in range(ENTRIES):
        names = tuple(NAMES[(at + more) % len(NAMES)] for more in range(1 + at % 3))
        make_entry(session, season, schools[at % 20], state=states[at % 3], names=names)
    account = make_account(session, Role.SECRETARY, organiser)
    return season.id, value_of(open_sign_in(session, account.id, at=now()))


def _list(filled: Filled) -> Figure:
    cookies = {"bv_session": filled.office_token}
    page = _getting(f"/office/seasons/{filled.season_id}/entries", cookies)
    shown = _answered(filled.app, page()).count(b"/entries/")
    if shown < ROWS:
        raise RuntimeError(f"the list shows {shown} entries")
    return _figure("entries list, 50 of 1,000", 30, filled.app, page, _getting(OFFICE_EMPTY, cookies))


def _save(filled: Filled) -> Figure:
    client = filled.app.test_client()
    client.set_cookie("bv_judge", filled.judge_token, path="/judge")
    token = csrf_of(client.get("/judge/appointment"))
    form = client.get_cookie("bv_form_judge", path="/judge")
    cookies = {"bv_judge": filled.judge_token, "bv_form_judge": form.value if form else ""}
    saving = _saving(filled.made, token, cookies)
    return _figure("a mark saved", 15, filled.app, saving, _getting(JUDGE_EMPTY, cookies))


def _saving(made: Made, token: str, cookies: dict[str, str]) -> Ask:
    """One sheet, saved again and again as the page's script does it, with another mark every time."""
    versions = count()
    path = f"/judge/pieces/{made.pieces[0].piece_id}/sheet"
    headers = Headers({"Cookie": _header(cookies), "Accept": "application/json"})

    def ask() -> dict[str, Any]:
        version = next(versions)
        marks = {f"mark-{criterion}": str(20 + version % 2) for criterion in made.criteria}
        told = {f"base-{name}": str(20 + (version + 1) % 2) for name in marks} | {"base-comment": ""}
        sent = {"seat": "1", "save": f"{'d' * 16}.{version + 1}", "comment": "", **marks, **told}
        fields = {"csrf_token": token, "version": str(version), **sent}
        return EnvironBuilder(path, method="POST", headers=headers, data=fields).get_environ()

    return ask


def _figure(name: str, limit: float, app: Flask, page: Ask, empty: Ask) -> Figure:
    """The median of the ratios of five rounds, each round measuring both, one after the other."""
    for ask in (page, empty):
        _cost(app, ask, 30)
    costs = [(_cost(app, page, REQUESTS), _cost(app, empty, REQUESTS)) for _ in range(ROUNDS)]
    ratio = statistics.median(one / other for one, other in costs)
    ours, base = (statistics.median(column) * 1e3 for column in zip(*costs, strict=True))
    return Figure(
        name,
        ratio,
        limit,
        "CPU time a request, against an empty page",
        f"{ours:.2f} ms against {base:.2f} ms",
    )


def _cost(app: Flask, ask: Ask, requests: int) -> float:
    """CPU seconds a request, of this process."""
    waiting = [ask() for _ in range(requests)]
    gc.collect()
    start = time.process_time()
    for environ in waiting:
        _answered(app, environ)
    return (time.process_time() - start) / requests


def _answered(app: Flask, environ: dict[str, Any]) -> bytes:
    said: list[str] = []

    def start(status: str, _headers: Any, _failure: Any = None, /) -> Callable[[bytes], object]:
        said.append(status)
        return lambda _bytes: None

    content = b"".join(app.wsgi_app(environ, start))
    if not said[0].startswith("200"):
        raise RuntimeError(f"{environ['PATH_INFO']}: {said[0]}")
    return content


def _getting(path: str, cookies: dict[str, str]) -> Ask:
    environ = EnvironBuilder(path, headers=Headers({"Cookie": _header(cookies)})).get_environ()
    return lambda: dict(environ)


def _header(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
