"""The web server killed -9 in the middle of saves: every mark that was acknowledged is in the database, once."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from app import make_runtime
from contests.kernel.clock import now
from contests.kernel.config import read_config
from contests.kernel.web.runtime import Runtime
from judging import service as judging
from judging.model import Mark, Sheet
from tests.browser.test_judge_keeping import FIRST, SECOND
from tests.chromium import PATIENCE, person
from tests.factories_judging import Made, make_round
from tests.journey.desk import Desk
from tests.workers.processes import Program, answer_of, children_of, eventually, free_port, kill, program
from workers.schema import migrate

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@dataclass
class Server:
    """A web server of its own process, which can be killed and started again at the same address."""

    data: Path
    said: Path
    port: int
    running: ExitStack
    process: Program | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        where = {"BANGVANG_DATA": str(self.data)}
        own = program("serve", "--port", str(self.port), said=self.said, environment=where)
        self.process = self.running.enter_context(own)
        eventually(lambda: answer_of(self.address), "the first page")

    def kill(self) -> None:
        assert self.process is not None
        kill(*children_of(self.process.process.pid), self.process.process.pid)
        self.process.ended()


@pytest.fixture
def runtime(tmp_path: Path) -> Iterator[Runtime]:
    made = make_runtime(read_config(tmp_path / "data", {}))
    migrate(made.main.engine)
    yield made
    made.main.engine.dispose()
    made.sealed.engine.dispose()


@pytest.fixture
def server(tmp_path: Path, runtime: Runtime) -> Iterator[Server]:
    with ExitStack() as running:
        made = Server(tmp_path / "data", tmp_path / "said.txt", free_port(), running)
        made.start()
        yield made


def stored(runtime: Runtime, made: Made) -> tuple[list[int | None], int]:
    """The marks of the one sheet, and how many sheets there are."""
    with runtime.main.reading() as session:
        marks = {row.criterion_id: row.steps for row in session.query(Mark)}
        return [marks.get(key) for key in made.criteria[:2]], session.query(Sheet).count()


def test_marks_outlive_a_killed_web_server(chromium: Browser, server: Server, runtime: Runtime) -> None:
    made = runtime.main.do(lambda s: make_round(s, judges=1))
    end = now() + timedelta(hours=1)
    token = runtime.main.do(lambda s: judging.open_session(s, made.judges[0], expires_at=end))
    with person(chromium) as page:
        page.context.add_cookies([{"name": "bv_judge", "value": token, "url": f"{server.address}/judge/"}])
        desk = Desk(page, server.address)
        desk.open(f"/judge/pieces/{made.pieces[0].piece_id}")
        line = page.locator("[data-saved]")

        def before_it_is_read(route: Route) -> None:
            server.kill()
            route.continue_()

        def after_it_is_written(route: Route) -> None:
            route.fetch()
            server.kill()
            route.abort()

        for turn, deadly in enumerate((before_it_is_read, after_it_is_written)):
            page.route("**/sheet", deadly, times=1)
            desk.fill({FIRST: str(10 + turn), SECOND: str(20 + turn)})
            expect(line).to_contain_text("mất kết nối", timeout=PATIENCE)
            server.start()
            expect(line).to_contain_text("Đã lưu lúc", timeout=PATIENCE)
            assert stored(runtime, made) == ([2 * (10 + turn), 2 * (20 + turn)], 1)
        desk.page.reload()
        expect(desk.field(FIRST)).to_have_value("11")
        with runtime.main.reading() as session:
            assert session.query(Sheet).one().version == 2
