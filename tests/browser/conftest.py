from collections.abc import Iterator

import pytest

from contests.kernel.config import Config
from contests.kernel.web.runtime import Runtime
from tests.browser.site import Site, serving
from tests.chromium import chromium

__all__ = ["chromium"]


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    """What a browser does, does not depend on the database."""
    return sqlite_config


@pytest.fixture
def site(runtime: Runtime) -> Iterator[Site]:
    """An empty installation that a browser can open."""
    with serving(runtime) as made:
        yield made
