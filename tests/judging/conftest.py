"""What the tests of judging may ask for besides."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event

from contests.kernel.web.runtime import Runtime


@pytest.fixture
def sealed_queries(runtime: Runtime) -> Iterator[list[str]]:
    """The statements sent on the sealed connection since the test began, without BEGIN."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    event.listen(runtime.sealed.engine, "before_cursor_execute", note)
    yield seen
    event.remove(runtime.sealed.engine, "before_cursor_execute", note)
