"""A real installation: `app.py up` as a terminal starts it, with the one-time link it prints."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.workers.processes import answer_of, eventually, free_port, program


@dataclass(frozen=True)
class Installation:
    """Where it answers, and the link to its first-run page."""

    address: str
    first_run: str


@contextmanager
def running(home: Path, environment: dict[str, str] | None = None) -> Iterator[Installation]:
    """An empty installation with its web server and its workers, until the end."""
    port = free_port()
    where = ("--data", str(home / "data"), "--port", str(port))
    with program("up", *where, said=home / "said.txt", environment=environment) as started:
        address = f"http://127.0.0.1:{port}"
        eventually(lambda: answer_of(address + "/"), "the first page")
        link = eventually(lambda: re.search(rf"{address}/first-run/\S+", started.text), "the first-run link")
        yield Installation(address, link[0])
