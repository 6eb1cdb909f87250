"""A virtual environment that equals a lock file, made by the bundled pip; stdlib only."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import platform
import shutil
import subprocess
import tomllib
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.preflight import INSTALL_NEEDS, Stop, check_place, disk_full, no_permission

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "deploy" / "vendor"

NO_NETWORK = (
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeoutError",
    "ProxyError",
    "Could not find a version",
    "No matching distribution",
    "Network is unreachable",
)
# What a machine may set for its own pip use, and what would put the packages elsewhere than into our environment.
MISPLACING = {
    "PIP_NO_BINARY",
    "PIP_PREFIX",
    "PIP_PYTHON",
    "PIP_REQUIRE_VIRTUALENV",
    "PIP_ROOT",
    "PIP_TARGET",
    "PIP_USER",
    "PYTHONHOME",
    "PYTHONPATH",
}


def environment(home: Path, lock: Path) -> Path:
    """The Python of the virtual environment at `home`, made or brought up to date to equal `lock`."""
    wanted = stamp_of(lock)
    python = home / "bin" / "python"
    if not is_ready(home, wanted):
        check_place(home, INSTALL_NEEDS)
        try:
            with alone(home) as turn:
                if not is_ready(home, wanted):
                    install(home, lock, turn)
        except OSError as error:
            raise refusal_of(error, home) from error
    return python


def refusal_of(error: OSError, home: Path) -> Stop:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return disk_full(home, INSTALL_NEEDS)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return no_permission(error.filename or home)
    return Stop("không tạo được môi trường Python.", "the Python environment could not be made.", str(error))


def stamp_of(lock: Path) -> str:
    """What an environment was made for: this Python on this machine at this path, and the lock's content."""
    return f"{machine()}\n{hashlib.sha256(lock.read_bytes()).hexdigest()}\n"


def machine() -> str:
    return f"{platform.python_implementation()} {platform.python_version()} {platform.machine()} {ROOT}"


def is_ready(home: Path, wanted: str) -> bool:
    try:
        return (home / "stamp").read_text("utf-8") == wanted and (home / "bin" / "python").exists()
    except OSError:
        return False


@contextmanager
def alone(home: Path) -> Iterator[int]:
    """One installation at a time, held by the answered descriptor: it ends when the last process that has it ends."""
    with home.with_name(f"{home.name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(
                "Đang có một lần cài đặt khác trên thư mục này, xin đợi… (waiting for another installation)",
                flush=True,
            )
            fcntl.flock(file, fcntl.LOCK_EX)
        yield file.fileno()


def install(home: Path, lock: Path, turn: int) -> None:
    """Installs into what stands there when it is whole and for this Python, else from nothing; stamps last."""
    print("Đang cài các thư viện cần thiết, mất chừng một phút… (installing dependencies)", flush=True)
    unfinished = home / "unfinished"
    if unfinished.exists() or not is_for_this_python(home):
        clear(home)
        venv.EnvBuilder(symlinks=True, with_pip=False).create(home)
    (home / "stamp").unlink(missing_ok=True)
    unfinished.touch()
    fill(home, lock, turn)
    (home / "stamp").write_text(stamp_of(lock), "utf-8")
    unfinished.unlink()


def clear(home: Path) -> None:
    """Renames before it deletes, so that no half-deleted environment is ever taken for a whole one."""
    gone = home.with_name(f"{home.name}.gone")
    shutil.rmtree(gone, ignore_errors=True)
    if home.exists():
        home.rename(gone)
        shutil.rmtree(gone)


def is_for_this_python(home: Path) -> bool:
    try:
        return made_for(home) == machine() and (home / "bin" / "python").exists()
    except (OSError, subprocess.CalledProcessError):
        return False


def made_for(home: Path) -> str:
    """The first line of the stamp; an environment made by hand has none and is asked for its Python."""
    stamp = home / "stamp"
    if stamp.exists():
        return stamp.read_text("utf-8").partition("\n")[0]
    ask = [str(home / "bin" / "python"), "-c", "import platform; print(platform.python_version(), end='')"]
    version = subprocess.run(ask, capture_output=True, text=True, check=True).stdout
    return machine() if version == platform.python_version() else ""


def fill(home: Path, lock: Path, turn: int) -> None:
    """Runs the bundled pip; the machine's own PIP_* and pip.conf say where packages come from.

    pip inherits the turn: when only this process is killed, nobody installs beside the pip it leaves behind.
    """
    rules = ["--no-input", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
    command = [str(home / "bin" / "python"), f"{bundled_pip()}/pip", "install", *rules, "-r", str(lock)]
    log = home / "install.log"
    with log.open("w", encoding="utf-8") as file:
        done = subprocess.run(
            command, env=pip_settings(), stdout=file, stderr=subprocess.STDOUT, pass_fds=[turn], check=False
        )
    if done.returncode:
        raise failed_install(log.read_text("utf-8", "replace"), home)


def pip_settings() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in MISPLACING}
    return {**kept, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore", "PYTHONUTF8": "1"}


def failed_install(said: str, home: Path) -> Stop:
    last = "\n".join(said.splitlines()[-5:])
    if "No space left on device" in said or "Disk quota exceeded" in said:
        return disk_full(home, INSTALL_NEEDS)
    if any(sign in said for sign in NO_NETWORK):
        return Stop(
            "lần cài đầu tiên cần mạng Internet nhưng không tải được các thư viện; hãy kiểm tra mạng rồi chạy lại.",
            "the first start needs a network connection to fetch its dependencies; check it and start again.",
            last,
        )
    return Stop(
        f"không cài được các thư viện; chi tiết ở “{home / 'install.log'}”.",
        "the dependencies could not be installed.",
        last,
    )


def bundled_pip(vendor: Path = VENDOR) -> Path:
    """The vendored wheel, which pip can be run from; refused when its hash is not the recorded one."""
    record = tomllib.loads((vendor / "VENDORED.toml").read_text("utf-8"))
    [(name, sha256)] = record["pip"]["sha256"].items()
    wheel: Path = vendor / name
    if not wheel.exists() or hashlib.sha256(wheel.read_bytes()).hexdigest() != sha256:
        raise Stop(
            f"tệp “{wheel}” thiếu hoặc bị hỏng; hãy chép lại chương trình.", f"{wheel} is missing or damaged."
        )
    return wheel
