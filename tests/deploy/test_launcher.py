"""What `./run` says before anything of the product starts."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.preflight import Stop, check_alone, check_place, check_port

ROOT = Path(__file__).parents[2]


def start(*arguments, **environment):
    return subprocess.run(
        [ROOT / "run", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_help_is_vietnamese_and_starts_nothing():
    done = start("--help")
    assert done.returncode == 0
    assert "Cách dùng: ./run [--data THƯ_MỤC] [--port CỔNG] [--host ĐỊA_CHỈ]" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--nhanh"], "không có tùy chọn “--nhanh”"),
        (["--port"], "tùy chọn chưa đúng"),
        (["--port", "cao"], "cổng phải là số từ 1 đến 65535, không phải “cao”"),
        (["--port", "65536"], "cổng phải là số từ 1 đến 65535"),
        (["--host", "192.0.2.1"], "máy này không có địa chỉ “192.0.2.1”"),
        (["--host", "ten.invalid"], "máy này không có địa chỉ"),
    ],
)
def test_a_wrong_option_is_refused_in_both_languages(arguments, sentence):
    done = start(*arguments)
    vietnamese, english = done.stderr.strip().splitlines()
    assert done.returncode == 1
    assert vietnamese.startswith(f"Không khởi động được: {sentence}")
    assert english.isascii()


def test_an_old_python_is_said_before_it_is_asked_to_do_more(tmp_path):
    (tmp_path / "python3").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "python3").chmod(0o755)
    (tmp_path / "dirname").symlink_to(shutil.which("dirname"))
    done = start(PATH=str(tmp_path))
    assert done.returncode == 1
    assert "chưa có Python 3.11 trở lên" in done.stderr


def test_a_port_in_use_is_refused_and_a_free_one_is_not():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Stop, match=f"cổng {port} đang có chương trình khác dùng"):
            check_port("127.0.0.1", port)
    check_port("127.0.0.1", port)


def test_a_directory_that_is_served_already_is_refused_with_its_address(tmp_path):
    check_alone(tmp_path)
    with (tmp_path / "lock").open("w") as lock:
        lock.write("http://127.0.0.1:8000/")
        lock.flush()
        check_alone(tmp_path)
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(Stop, match=r"đã chạy sẵn .* tại http://127\.0\.0\.1:8000/"):
            check_alone(tmp_path)


def test_a_full_disk_is_refused_and_says_how_much_is_needed(tmp_path):
    check_place(tmp_path / "new" / "deeper", 1)
    with pytest.raises(Stop, match=r"đã đầy, cần ít nhất \d+ MB"):
        check_place(tmp_path / "new" / "deeper", 10**18)


def test_a_file_in_the_place_of_a_directory_is_refused(tmp_path):
    (tmp_path / "taken").touch()
    with pytest.raises(Stop, match="là một tệp"):
        check_place(tmp_path / "taken" / "data", 1)


def test_a_directory_without_write_permission_is_refused(tmp_path):
    (tmp_path / "closed").mkdir(0o555)
    ask = f"from deploy.preflight import *; from pathlib import Path; check_place(Path({str(tmp_path)!r}) / 'closed/x', 1)"
    powerless = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--"] if os.geteuid() == 0 else []
    command = [*powerless, sys.executable, "-B", "-c", ask]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "không có quyền ghi" in done.stderr
