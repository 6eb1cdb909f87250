from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

import app as application
from contests.kernel.jobs import Job
from contests.kernel.web.runtime import Runtime
from tests.conftest import make_config
from tests.workers.demo.filling import fill


@dataclass(frozen=True)
class Filled:
    """An installation that holds a tiny demo."""

    runtime: Runtime
    data: Path
    job: Job


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    data = tmp_path_factory.mktemp("demo")
    runtime = application.make_runtime(make_config(request, str(request.param), data))
    yield Filled(runtime, data, fill(runtime, data))
    runtime.main.engine.dispose()
    runtime.sealed.engine.dispose()


@pytest.fixture
def session(filled: Filled) -> Iterator[Session]:
    with filled.runtime.main.reading() as made:
        yield made
