"""Runs one of our functions over a file from outside, in a process that can be killed and can harm nothing."""

import json
import math
import os
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

_OURS = re.compile(r"(contests|judging|tests)(\.[a-z][a-z0-9_]*)+:[a-z][a-z0-9_]*")
_BOOT = "import json, sys; sys.path[:] = json.loads(sys.argv.pop()); from contests.kernel.sandbox_child import main; main()"
_ROOT = str(Path(__file__).resolve().parents[2])
_GRACE = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """What a function may use: bytes of address space, seconds of processor and of waiting, bytes of answer."""

    memory: int = 1 << 30
    cpu: int = 20
    wall: float = 30.0
    output: int = 64 << 20


class Trouble(StrEnum):
    """Why there is no answer."""

    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the function returned: a value that came through JSON, and the files it made."""

    value: Any
    blobs: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """The function gave no answer. `detail` is for the log (of a refusal: its short code), never for a page."""

    trouble: Trouble
    detail: str = ""


def run(
    function: str, source: Path, arguments: Mapping[str, object] | None = None, limits: Limits | None = None
) -> Answer | Failure:
    """Call `package.module:function(file, **arguments)` in a process of its own.

    The function gets the source as an open, seekable binary file; it returns what JSON can carry, or an `Output`
    with files, or raises `Refusal` (both of contests.kernel.sandbox_child). The process inherits no descriptor
    and no environment, and no file it writes can pass 16 KiB. An unreadable source is an OSError, a foreign name a ValueError.
    """
    if not _OURS.fullmatch(function):
        raise ValueError(f"not a function of ours: {function!r}")
    limits = limits or Limits()
    with source.open("rb") as file, tempfile.TemporaryFile() as complaints:
        process = _start(_order(function, arguments or {}, limits), file, complaints)
        try:
            raw = _collect(process, limits)
        finally:
            _end(process)
        if isinstance(raw, Failure):
            return raw
        return _understood(raw) or _autopsy(process.returncode, _tail(complaints))


def _order(function: str, arguments: Mapping[str, object], limits: Limits) -> str:
    wall = math.ceil(limits.wall) + _GRACE
    allowance = {"memory": limits.memory, "cpu": limits.cpu, "wall": wall}
    return json.dumps({"function": function, "arguments": arguments, **allowance})


def _start(order: str, source: BinaryIO, complaints: BinaryIO) -> "subprocess.Popen[bytes]":
    # -S: the search path is handed over, so that no .pth file of the environment is run for each upload.
    path = [_ROOT, *(str(Path(entry).absolute()) for entry in sys.path if entry)]
    return subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", _BOOT, order, json.dumps(path)],
        stdin=source,
        stdout=subprocess.PIPE,
        stderr=complaints,
        env={"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "2"},
        cwd="/",
        start_new_session=True,
    )


def _collect(process: "subprocess.Popen[bytes]", limits: Limits) -> bytes | Failure:
    """Everything the process says until it closes its side, within the time and the size allowed."""
    assert process.stdout is not None  # noqa: S101 - it was started with a pipe
    pipe = process.stdout.fileno()
    deadline = time.monotonic() + limits.wall
    heard = bytearray()
    while _ready(pipe, deadline):
        chunk = os.read(pipe, 1 << 18)
        if not chunk:
            return bytes(heard) if _gone(process, deadline) else Failure(Trouble.TIMED_OUT)
        heard += chunk
        if len(heard) > limits.output:
            return Failure(Trouble.REFUSED, "output")
    return Failure(Trouble.TIMED_OUT)


def _ready(pipe: int, deadline: float) -> bool:
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    return bool(poll.poll(max(0, deadline - time.monotonic()) * 1000))


def _gone(process: "subprocess.Popen[bytes]", deadline: float) -> bool:
    try:
        process.wait(max(0.1, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        return False
    return True


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


def _understood(raw: bytes) -> Answer | Failure | None:
    """The process's own words; None when it died before it had finished them."""
    line, _, rest = raw.partition(b"\n")
    try:
        head = json.loads(line)
        if "failure" in head:
            return Failure(Trouble(head["failure"]), str(head.get("detail", "")))
        blobs = _cut(rest, head["blobs"])
        return None if blobs is None else Answer(head["value"], blobs)
    except (ValueError, KeyError, TypeError):
        return None


def _cut(rest: bytes, lengths: list[int]) -> tuple[bytes, ...] | None:
    if sum(lengths) != len(rest) or any(length < 0 for length in lengths):
        return None
    blobs, start = [], 0
    for length in lengths:
        blobs.append(rest[start : start + length])
        start += length
    return tuple(blobs)


def _autopsy(code: int, complaint: str) -> Failure:
    if code in {-signal.SIGXCPU, -signal.SIGALRM}:
        return Failure(Trouble.TIMED_OUT, complaint)
    if code == -signal.SIGKILL or "bad_alloc" in complaint or "MemoryError" in complaint:
        return Failure(Trouble.OUT_OF_MEMORY, complaint)
    return Failure(Trouble.CRASHED, f"exit {code}: {complaint}")


def _tail(complaints: BinaryIO) -> str:
    size = complaints.seek(0, os.SEEK_END)
    complaints.seek(max(0, size - 500))
    return complaints.read().decode("utf-8", "replace")
