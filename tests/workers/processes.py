"""The program as a terminal starts it: real processes on free ports, watched with a deadline."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 120.0
T = TypeVar("T")


def eventually(ask: Callable[[], T | None], what: str, seconds: float = SECONDS) -> T:
    """The first answer that says something; an AssertionError naming `what` when there is none in time."""
    deadline, pause = time.monotonic() + seconds, threading.Event()
    while time.monotonic() < deadline:
        if found := ask():
            return found
        pause.wait(0.05)
    raise AssertionError(f"not within {seconds} s: {what}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Program:
    """One `app.py …` process with everything it printed."""

    def __init__(self, *arguments: str, said: Path, environment: dict[str, str] | None = None) -> None:
        self.said = said
        with said.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, str(ROOT / "app.py"), *arguments],
                cwd=ROOT,
                env={**os.environ, "PYTHONUTF8": "1", **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
            )

    @property
    def text(self) -> str:
        return self.said.read_text(encoding="utf-8")

    def kill(self, number: int = signal.SIGKILL) -> None:
        self.process.send_signal(number)

    def ended(self, seconds: float = SECONDS) -> int:
        """How it ended."""
        return self.process.wait(seconds)


@contextmanager
def program(*arguments: str, said: Path, environment: dict[str, str] | None = None) -> Iterator[Program]:
    """A program that is gone afterwards, with everything it started."""
    made = Program(*arguments, said=said, environment=environment)
    try:
        yield made
    finally:
        if made.process.poll() is None:
            made.kill(signal.SIGTERM)
            try:
                made.process.wait(30)
            except subprocess.TimeoutExpired:
                made.kill()
                made.process.wait()


def children_of(pid: int) -> list[int]:
    """The processes whose parent this is, and theirs."""
    own = [
        int(child)
        for task in Path(f"/proc/{pid}/task").glob("*/children")
        for child in task.read_text().split()
    ]
    return [*own, *(below for child in own for below in children_of(child))]


def command_of(pid: int) -> str:
    """The words a process was started with; empty once it is gone or a zombie."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def answer_of(address: str) -> str | None:
    """The page at an address, None where nothing answers yet."""
    try:
        with urlopen(address, timeout=5) as answer:
            text: str = answer.read().decode()
            return text
    except (URLError, ConnectionError, TimeoutError):
        return None


def kill(*pids: int) -> None:
    """End processes at once; one that is gone already is no error."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
