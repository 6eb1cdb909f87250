"""One machine's whole installation: web and worker as children of one process that Ctrl-C stops."""

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
PARENT = "BANGVANG_SUPERVISOR"
"""Names the process with which a child ends."""
GRACE_SECONDS = 10
TURN_SECONDS = 1.0


class AlreadyRunning(Exception):
    """Another process serves this data directory; the message is its address."""


def claim(data: Path, address: str) -> IO[str]:
    """Hold the data directory for this process; the lock ends with it, however it ends. Raises AlreadyRunning."""
    file = (data / "lock").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        raise AlreadyRunning(file.read().strip()) from None
    file.truncate(0)
    file.write(address)
    file.flush()
    return file


def supervise(
    commands: Sequence[Sequence[str]], environment: Mapping[str, str], each_turn: Callable[[], None]
) -> int:
    """Run the commands until a signal or the end of the first of them; a later one that ends is started again.

    The first is the web server: when it ends by itself, everything ends with its code.
    """
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    environment = {**environment, PARENT: str(os.getpid())}
    children = [_start(command, environment) for command in commands]
    while not stop.wait(TURN_SECONDS) and children[0].poll() is None:
        for place, child in enumerate(children):
            if child.poll() is not None:
                children[place] = _start(commands[place], environment)
        each_turn()
    ended = children[0].poll()
    _end(children)
    return 0 if stop.is_set() else ended or 1


def _start(command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, *command], env=environment, stdin=subprocess.DEVNULL, start_new_session=True
    )


def end_with_parent() -> None:
    """Let this process end when its supervisor does, by whatever signal; nothing where it has none."""
    parent = os.environ.get(PARENT)
    if parent is None:
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(parent):
        raise SystemExit(1)


def _end(children: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask every child to end, then see to it that nothing of its process group is left."""
    for child in children:
        child.terminate()
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(GRACE_SECONDS)
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
