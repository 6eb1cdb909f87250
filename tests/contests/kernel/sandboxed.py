"""Functions that the sandbox's tests send to the other side."""

import os
import signal
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from contests.kernel.sandbox_child import Output, Refusal


def measure(source: BinaryIO, *, times: int = 1) -> int:
    return len(source.read()) * times


def two_files(source: BinaryIO) -> Output:
    return Output({"made": 2}, [source.read(), b"\n{}\n\x00"])


def say_no(source: BinaryIO) -> None:
    raise Refusal("not_today")


def stumble(source: BinaryIO) -> None:
    raise LookupError("nothing here")


def spin(source: BinaryIO) -> None:
    while True:
        pass


def doze(source: BinaryIO, *, mark: str = "") -> None:
    time.sleep(60)


def hide_and_doze(source: BinaryIO) -> None:
    os.closerange(1, 64)
    time.sleep(60)


def devour(source: BinaryIO) -> int:
    return len(b"x" * (4 << 30))


def fall(source: BinaryIO) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def leave(source: BinaryIO) -> None:
    os._exit(0)


def babble(source: BinaryIO) -> Output:
    return Output(None, [b"x" * (1 << 20)] * 8)


def print_then_answer(source: BinaryIO) -> int:
    os.write(1, b'{"value": "forged", "blobs": []}\n')
    return 7


def write_much(source: BinaryIO, *, path: str) -> int:
    return Path(path).write_bytes(b"x" * 100_000)


def environment(source: BinaryIO) -> dict[str, str]:
    return dict(os.environ)


def descriptors(source: BinaryIO) -> int:
    """How many sockets and pipes of the parent came along, beside the three standard channels."""
    return sum(_is_open(number) for number in range(4, 64))


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def import_late(source: BinaryIO, *, folder: str) -> int:
    sys.path.insert(0, folder)
    return len(import_module("late_module").VALUES)
