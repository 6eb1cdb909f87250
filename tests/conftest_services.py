"""Throw-away PostgreSQL and Redis servers, one of each per test process, started when first asked for.

A server belongs to the process that started it and dies with it, even by `kill -9`; so parallel test processes
share nothing and need no lock.
"""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import psycopg
import pytest
from psycopg import sql

START_SECONDS = 60
ATTEMPTS = 3


class ServerDidNotStart(Exception):
    """The server ended, or said nothing of being ready; the message holds its last lines."""


def postgres_programs() -> Path | None:
    """The directory of the newest installed initdb and postgres, or None."""
    found = [p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    elsewhere = shutil.which("initdb")
    found += [Path(elsewhere).resolve().parent] if elsewhere else []
    return max(found, key=lambda p: int(p.parent.name) if p.parent.name.isdigit() else 0, default=None)


def redis_program() -> str | None:
    return shutil.which("redis-server")


@dataclass
class PostgresCluster:
    """A running cluster. Every URL is for the superuser, over loopback, without a password."""

    port: int
    owner: str
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _templates: dict[str, str] = field(default_factory=dict)

    def url(self, database: str = "postgres", *, user: str | None = None) -> str:
        """SQLAlchemy's address of a database; `user` may be any login role of the cluster."""
        return f"postgresql+psycopg://{user or self.owner}@127.0.0.1:{self.port}/{database}"

    def fresh_url(self, template: str = "template0") -> str:
        """The address of a new database, empty or copied from a template made by `template_of`."""
        name = f"t{next(self._numbers)}"
        self._create(name, template)
        return self.url(name)

    def template_of(self, key: str, fill: Callable[[str], None]) -> str:
        """The name of a database that `fill(url)` fills once per cluster; `fill` must close its connections."""
        if key not in self._templates:
            name = f"template_{key}"
            self._create(name, "template0")
            fill(self.url(name))
            self._templates[key] = name
        return self._templates[key]

    def _create(self, name: str, template: str) -> None:
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
            sql.Identifier(name), sql.Identifier(template)
        )
        with psycopg.connect(self._libpq("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def _libpq(self, database: str) -> str:
        return f"host=127.0.0.1 port={self.port} user={self.owner} dbname={database}"


@dataclass(frozen=True)
class RedisServer:
    """A running server without persistence; sixteen numbered databases."""

    port: int

    def url(self, database: int = 0) -> str:
        return f"redis://127.0.0.1:{self.port}/{database}"


@contextmanager
def running_postgres(programs: Path) -> Iterator[PostgresCluster]:
    """A new cluster that is stopped and removed at the end."""
    owner = _unprivileged()
    with ExitStack() as stack:
        home = stack.enter_context(_home_of(owner))
        _initialise(programs, home, owner)
        yield PostgresCluster(stack.enter_context(_listening(_postgres(programs, home, owner), home)), owner)


@contextmanager
def running_redis(program: str) -> Iterator[RedisServer]:
    """A new server that is stopped at the end."""

    def command(port: int) -> list[str]:
        return [
            *_as(None),
            program,
            "--port",
            str(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
        ]

    with (
        tempfile.TemporaryDirectory(prefix="bangvang-redis-") as home,
        _listening(command, Path(home)) as port,
    ):
        yield RedisServer(port)


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[PostgresCluster]:
    programs = postgres_programs()
    if programs is None:
        absent("PostgreSQL")
    with running_postgres(programs) as cluster:
        yield cluster


@pytest.fixture(scope="session")
def redis_server() -> Iterator[RedisServer]:
    program = redis_program()
    if program is None:
        absent("redis-server")
    with running_redis(program) as server:
        yield server


def absent(what: str) -> NoReturn:
    """Skips the asking test, except in CI, where a skipped suite is a failure."""
    message = f"{what} is not installed on this machine"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


def _unprivileged() -> str:
    """Who owns a cluster: this user, or the postgres user when this is root, whom initdb refuses."""
    return "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name


@contextmanager
def _home_of(owner: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="bangvang-pg-", ignore_cleanup_errors=True) as home:
        if os.geteuid() == 0:
            shutil.chown(home, owner, owner)
        yield Path(home)


def _as(owner: str | None) -> list[str]:
    """The prefix that drops to `owner` where needed and ties the child's life to this process."""
    drop = ["--reuid", owner, "--regid", owner, "--clear-groups"] if owner and os.geteuid() == 0 else []
    return ["setpriv", *drop, "--pdeathsig", "INT", "--"]


def _initialise(programs: Path, home: Path, owner: str) -> None:
    options = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", f"--username={owner}"]
    command = [*_as(owner), str(programs / "initdb"), *options, "--pgdata", str(home / "data")]
    done = subprocess.run(command, cwd=home, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ServerDidNotStart(done.stdout + done.stderr)


def _postgres(programs: Path, home: Path, owner: str) -> Callable[[int], list[str]]:
    settings = {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": str(home),
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "autovacuum": "off",
        "max_connections": "200",
    }
    fixed = itertools.chain.from_iterable(("-c", f"{name}={value}") for name, value in settings.items())
    command = [*_as(owner), str(programs / "postgres"), "-D", str(home / "data"), *fixed]
    return lambda port: [*command, "-p", str(port)]


@contextmanager
def _listening(command: Callable[[int], list[str]], home: Path) -> Iterator[int]:
    """Runs the server on a free port; another process may take the port first, hence the attempts."""
    said = ""
    for _ in range(ATTEMPTS):
        port = _free_port()
        server = _Server(command(port), home)
        try:
            if server.is_ready():
                yield port
                return
            said = server.last_words()
        finally:
            server.stop()
    raise ServerDidNotStart(said)


class _Server:
    """A child process whose output is drained, so that it never blocks, and watched for its word of being ready."""

    def __init__(self, command: list[str], home: Path) -> None:
        self._lines: deque[str] = deque(maxlen=40)
        self._spoke = threading.Event()
        self._ready = False
        self._process = subprocess.Popen(
            command,
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._drain, daemon=True)
        self._reader.start()

    def _drain(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.append(line)
            if "ready to accept connections" in line.lower():
                self._ready = True
                self._spoke.set()
        self._spoke.set()

    def is_ready(self) -> bool:
        self._spoke.wait(START_SECONDS)
        return self._ready

    def last_words(self) -> str:
        return "".join(self._lines)

    def stop(self) -> None:
        self._process.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown; SIGTERM waits for its clients
        self._process.wait()
        self._reader.join()
        assert self._process.stdout is not None
        self._process.stdout.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
