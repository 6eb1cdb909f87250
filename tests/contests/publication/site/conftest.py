import pytest

from tests.contests.publication.site.sites import make, run_all


@pytest.fixture
def judged(runtime):
    """A published season whose first laureate may be named, and nobody else; its site is built."""
    judged = runtime.main.do(make)
    run_all(runtime)
    return judged
