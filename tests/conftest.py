"""What every test may ask for: an installation of its own on either database, made and empty."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session

import app as application
from contests.kernel.config import Config
from contests.kernel.db import make_engine
from contests.kernel.sealed import ROLE, grant_judging
from contests.kernel.sessions import Transactions
from contests.kernel.settings import installation
from contests.kernel.web.runtime import Runtime
from tests.conftest_services import PostgresCluster, postgres_cluster, redis_server
from workers.tables import metadata

__all__ = ["postgres_cluster", "redis_server"]
SECRET = "k" * 64


def fill(url: str) -> None:
    """Make the tables of an installation, and the one row of its settings."""
    engine = make_engine(url)
    metadata.create_all(engine)
    grant_judging(engine)
    Transactions(engine).do(installation)
    engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "bangvang.sqlite"
    fill(f"sqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def config(request: pytest.FixtureRequest, tmp_path: Path) -> Config:
    """An installation on each of the two databases."""
    return make_config(request, str(request.param), tmp_path)


@pytest.fixture
def sqlite_config(request: pytest.FixtureRequest, tmp_path: Path) -> Config:
    """An installation on SQLite, for what does not depend on the database."""
    return make_config(request, "sqlite", tmp_path)


def make_config(request: pytest.FixtureRequest, kind: str, data: Path) -> Config:
    if kind == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), path := data / "bangvang.sqlite")
        return Config(data, url := f"sqlite:///{path}", url, SECRET)
    cluster: PostgresCluster = request.getfixturevalue("postgres_cluster")
    url = cluster.fresh_url(cluster.template_of("schema", fill))
    return Config(data, url, url.replace(f"//{cluster.owner}@", f"//{ROLE}@"), SECRET)


@pytest.fixture
def runtime(config: Config) -> Iterator[Runtime]:
    """The connections of that installation."""
    made = application.make_runtime(config)
    yield made
    made.main.engine.dispose()
    made.sealed.engine.dispose()


@pytest.fixture
def transactions(runtime: Runtime) -> Transactions:
    """Reading and writing as the office does."""
    return runtime.main


@pytest.fixture
def session(transactions: Transactions) -> Iterator[Session]:
    """A session that is never committed: for verbs and queries tried one by one."""
    with Session(transactions.engine, expire_on_commit=False, info={"secret": SECRET}) as made:
        yield made


@pytest.fixture
def app(runtime: Runtime) -> Flask:
    """The application over that installation."""
    return application.create_app(runtime=runtime)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without cookies."""
    return app.test_client()


@pytest.fixture
def count_queries(runtime: Runtime) -> Iterator[list[str]]:
    """The statements sent to the database since the test began (clear it before the request to count)."""
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    for engine in (runtime.main.engine, runtime.sealed.engine):
        event.listen(engine, "before_cursor_execute", note)
    yield seen
    for engine in (runtime.main.engine, runtime.sealed.engine):
        event.remove(engine, "before_cursor_execute", note)
