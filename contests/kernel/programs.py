"""Programs of the machine that are used where they are installed: found by name, run with limits, killed when they hang."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_SHIM = (
    "import os, resource, sys; memory, cpu = map(int, sys.argv[1:3]);"
    "resource.setrlimit(resource.RLIMIT_CORE, (0, 0));"
    "resource.setrlimit(resource.RLIMIT_AS, (memory, memory));"
    "resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 2));"
    "os.execv(sys.argv[3], sys.argv[3:])"
)
"""Limits that the program cannot lift again, set in its own process before it begins."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """Bytes of address space, seconds of processor and of waiting."""

    memory: int = 4 << 30
    cpu: int = 240
    wall: int = 300


def installed(name: str) -> str | None:
    """Where the machine has a program of this name; None where it has none."""
    return shutil.which(name)


def run(command: Sequence[str], folder: Path, allowance: Allowance | None = None) -> bytes | None:
    """What a program says, working in a folder that is all it needs; None where it failed, hung or was stopped.

    The program's first word is the path that `installed` gave. It inherits no descriptor and no environment of ours.
    """
    allowance = allowance or Allowance()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _SHIM, str(allowance.memory), str(allowance.cpu), *command],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8", "HOME": str(folder), "TMPDIR": str(folder), "PATH": os.defpath},
            cwd=folder,
            start_new_session=True,
        )
        code = _waited(process, allowance.wall)
        said.seek(0)
        return said.read() if code == 0 else None


def _waited(process: "subprocess.Popen[bytes]", wall: int) -> int | None:
    """The exit code; None for a program that had to be killed, with whatever it had started."""
    try:
        return process.wait(wall)
    except subprocess.TimeoutExpired:
        return None
    finally:
        _kill(process)
        process.wait()


def _kill(process: "subprocess.Popen[bytes]") -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
