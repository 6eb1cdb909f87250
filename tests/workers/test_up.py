"""One command, started for real: it serves, mends itself, stops as a whole and refuses in one sentence."""

import os
import re
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.workers.processes import (
    Program,
    answer_of,
    children_of,
    command_of,
    eventually,
    free_port,
    program,
)


@dataclass(frozen=True)
class Up:
    """An installation that answers."""

    program: Program
    data: Path
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def one(self, words: str) -> int | None:
        """The process below it that was started with these words."""
        family = children_of(self.program.process.pid)
        return next((pid for pid in family if words in command_of(pid)), None)


@pytest.fixture
def up(tmp_path: Path) -> Iterator[Up]:
    port = free_port()
    with started(tmp_path, port) as made:
        yield Up(made, tmp_path / "data", port)


def started(tmp_path: Path, port: int, *more: str) -> AbstractContextManager[Program]:
    where = ("--data", str(tmp_path / "data"), "--port", str(port))
    return program("up", *where, *more, said=tmp_path / f"said-{port}.txt")


def test_a_real_installation_answers_and_names_its_first_run_link(up: Up) -> None:
    eventually(lambda: answer_of(up.address), "the first page")
    link = re.search(rf"{up.address}first-run/\S+", up.program.text)
    assert link is not None
    assert answer_of(link[0]) is not None


def test_ctrl_c_stops_everything(up: Up) -> None:
    eventually(lambda: answer_of(up.address), "the first page")
    family = children_of(up.program.process.pid)
    up.program.kill(signal.SIGINT)
    assert up.program.ended() == 0
    assert len(family) >= 3
    assert not [pid for pid in family if "app.py" in command_of(pid)]


def test_it_starts_again_where_it_was(up: Up, tmp_path: Path) -> None:
    eventually(lambda: answer_of(up.address), "the first page")
    up.program.kill(signal.SIGTERM)
    up.program.ended()
    with started(tmp_path, up.port):
        assert eventually(lambda: answer_of(up.address), "the first page again")


def test_a_second_start_says_where_the_first_answers(up: Up, tmp_path: Path) -> None:
    eventually(lambda: answer_of(up.address), "the first page")
    with started(tmp_path, free_port()) as second:
        assert second.ended() == 1
        assert f"đã chạy sẵn với thư mục dữ liệu này, tại {up.address}" in second.text
        assert "Traceback" not in second.text
    assert answer_of(up.address)


def test_a_port_in_use_is_one_sentence(up: Up, tmp_path: Path) -> None:
    eventually(lambda: answer_of(up.address), "the first page")
    elsewhere = tmp_path / "elsewhere"
    with program(
        "up", "--data", str(elsewhere), "--port", str(up.port), said=tmp_path / "second.txt"
    ) as second:
        assert second.ended() == 1
        assert f"cổng {up.port} trên 127.0.0.1 đang có chương trình khác dùng" in second.text
        assert "Traceback" not in second.text


def test_a_killed_worker_is_started_again(up: Up) -> None:
    first = eventually(lambda: up.one("app.py work"), "a worker")
    eventually(lambda: answer_of(up.address), "the first page")
    signal_to(first, signal.SIGKILL)
    second = eventually(lambda: (found := up.one("app.py work")) != first and found, "another worker")
    assert second
    assert answer_of(up.address)


def test_when_the_web_server_is_killed_everything_ends(up: Up) -> None:
    eventually(lambda: answer_of(up.address), "the first page")
    family = children_of(up.program.process.pid)
    web = eventually(lambda: up.one("app.py serve"), "a web server")
    signal_to(web, signal.SIGKILL)
    assert up.program.ended() != 0
    eventually(lambda: not [pid for pid in family if "app.py" in command_of(pid)] or None, "no process left")


def test_a_killed_supervisor_leaves_no_orphans(up: Up) -> None:
    eventually(lambda: answer_of(up.address), "the first page")
    family = children_of(up.program.process.pid)
    assert len(family) >= 3
    up.program.kill()
    up.program.ended()
    eventually(lambda: not [pid for pid in family if "app.py" in command_of(pid)] or None, "no process left")


def test_a_supervisor_killed_at_once_leaves_no_orphans(up: Up) -> None:
    family = eventually(lambda: children_of(up.program.process.pid), "children")
    up.program.kill()
    up.program.ended()
    eventually(lambda: not [pid for pid in family if "app.py" in command_of(pid)] or None, "no process left")


def test_a_database_of_newer_code_is_refused_in_one_sentence(up: Up, tmp_path: Path) -> None:
    eventually(lambda: answer_of(up.address), "the first page")
    up.program.kill(signal.SIGTERM)
    up.program.ended()
    with closing(sqlite3.connect(up.data / "bangvang.sqlite")) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()
    with started(tmp_path, free_port()) as second:
        assert second.ended() == 1
        assert "phiên bản mới hơn" in second.text
        assert "Traceback" not in second.text


def test_sample_data_do_not_go_into_a_real_installation(up: Up, tmp_path: Path) -> None:
    eventually(lambda: answer_of(up.address), "the first page")
    up.program.kill(signal.SIGTERM)
    up.program.ended()
    with closing(sqlite3.connect(up.data / "bangvang.sqlite")) as database:
        database.execute(UNIT)
        database.commit()
    with started(tmp_path, free_port(), "--demo", "--size", "tiny") as second:
        assert second.ended() == 1
        assert "của một bản thật" in second.text


UNIT = (
    "INSERT INTO unit (id, organiser_id, kind, name, folded, sorted, searched, address, phone, version)"
    " VALUES ('a', 'a', 'union', 'Liên hiệp hội', 'lien hiep hoi', 'l', 'lien hiep hoi', '', '', 1)"
)


def signal_to(pid: int, number: int) -> None:
    os.kill(pid, number)
