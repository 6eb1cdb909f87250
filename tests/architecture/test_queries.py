"""No page asks the database more often because there is more to show; a list asks at most five times.

Every page that can be looked at is looked at with one row, fifty and a thousand. Which of them are lists is seen by
what they show: a page that shows ten rows more at fifty than at one is a list.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field

import pytest
import time_machine
from sqlalchemy import event

import app as application
from contests.kernel.config import Config
from tests.architecture.growth import grow
from tests.architecture.test_doors import visitors
from tests.architecture.walking import OPEN, House, ask, ids_of, methods
from tests.conftest import SECRET
from tests.factories import NOON
from tests.factories_world import make_world

SIZES = (1, 50, 1000)
MOST = 5
WORKBENCHES = {
    "inspector.release": 7,
    "office.awards": 6,
    "office.certificates": 6,
    "office.nominate": 6,
    "office.nomination": 6,
    "office.publication": 7,
}
"""Lists beside which a stage is worked at (its jobs, its limits, its moments): one question for each of these, see docs/decisions.md."""
ROWS = ("<tr", "<li", "<article")


@dataclass
class Seen:
    """What a page cost and showed at each size."""

    queries: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)

    @property
    def is_list(self) -> bool:
        return self.rows[1] >= self.rows[0] + 10


@pytest.fixture(scope="module")
def seen(sqlite_template, tmp_path_factory):
    """Every page by its endpoint and who looked, at each size."""
    data = tmp_path_factory.mktemp("queries")
    shutil.copy(sqlite_template, path := data / "bangvang.sqlite")
    runtime = application.make_runtime(Config(data, f"sqlite:///{path}", f"sqlite:///{path}", SECRET))
    with time_machine.travel(NOON, tick=False):
        ours, theirs = (runtime.main.do(lambda s: make_world(s, runtime.storage)) for _ in range(2))
        house = House(application.create_app(runtime=runtime), runtime, ours, theirs, [])
        found: dict[str, Seen] = {}
        before = 0
        for size in SIZES:
            runtime.main.do(lambda s, more=size - before: grow(s, ours, more))
            before = size
            look(house, found)
    yield found
    runtime.main.engine.dispose()
    runtime.sealed.engine.dispose()


def look(house, found):
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        if statement.split(maxsplit=1)[0] not in {"BEGIN", "COMMIT", "ROLLBACK"}:
            sent.append(statement)

    engines = (house.runtime.main.engine, house.runtime.sealed.engine)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    for rule in (*house.closed(), *house.routes(*(OPEN - {"static"}))):
        if "GET" in methods(rule):
            for name, client in lookers(house, rule).items():
                sent.clear()
                answer = ask(client, "GET", house.address(rule, ids_of(house.ours, rule)))
                page = found.setdefault(f"{rule.endpoint} as {name}", Seen())
                page.queries.append(len(sent))
                html = answer.text if answer.mimetype == "text/html" else ""
                page.rows.append(sum(html.count(row) for row in ROWS))
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


def lookers(house, rule):
    return {"nobody": house.visitor()} if rule in house.routes(*OPEN) else visitors(house, rule)


def test_no_page_asks_more_often_when_there_is_more(seen):
    grown = [f"{name}: {page.queries}" for name, page in seen.items() if len(set(page.queries)) > 1]
    assert not grown, "\n".join(grown)


def test_a_list_asks_at_most_five_times(seen):
    costly = [
        f"{name}: {page.queries}"
        for name, page in seen.items()
        if page.is_list and max(page.queries) > WORKBENCHES.get(name.partition(" ")[0], MOST)
    ]
    assert not costly, "\n".join(costly)


def test_the_lists_are_among_what_was_looked_at(seen):
    lists = {name.partition(" ")[0] for name, page in seen.items() if page.is_list}
    of_the_office = {"office.entries", "office.units", "office.accounts", "office.panels"}
    assert of_the_office | {"judge.home", "unit.home"} <= lists


@pytest.mark.parametrize(("rows", "is_list"), [([3, 52, 60], True), ([3, 3, 3], False), ([0, 9, 9], False)])
def test_what_grows_is_a_list(rows, is_list):
    assert Seen([1, 1, 1], rows).is_list is is_list
