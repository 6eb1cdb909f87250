"""What can be seen to be wrong before anything starts, each said in one sentence; stdlib only."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import socket
from pathlib import Path

MEGABYTE = 1024 * 1024
INSTALL_NEEDS = 600 * MEGABYTE
START_NEEDS = 50 * MEGABYTE
DEMO_NEEDS = 300 * MEGABYTE
"""The sample data take about 130 MB."""


class Stop(Exception):
    """Why the start cannot go on: one sentence in Vietnamese, the same in English, and what the machine said."""

    def __init__(self, vi: str, en: str, detail: str = "") -> None:
        super().__init__(vi)
        self.vi, self.en, self.detail = vi, en, detail


def check_alone(data: Path) -> None:
    """Refuses where another process serves the same data; it holds the lock as long as it lives."""
    try:
        file = (data / "lock").open()
    except OSError:
        return
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            where = file.read().strip()
            raise Stop(
                f"Bảng Vàng đã chạy sẵn với thư mục dữ liệu này, tại {where}",
                f"already running on this data directory, at {where}",
            ) from error


def check_port(host: str, number: int) -> None:
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, proto) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise port_refusal(host, number, error) from error


def port_refusal(host: str, number: int, error: OSError) -> Stop:
    if error.errno == errno.EADDRINUSE:
        return Stop(
            f"cổng {number} đang có chương trình khác dùng (có thể Bảng Vàng đã mở sẵn); "
            f"hãy dừng chương trình đó hoặc chọn cổng khác, ví dụ ./run --port {number + 1 if number < 65535 else 8001}",
            f"port {number} is in use; stop that program or choose another port with --port.",
        )
    if error.errno == errno.EACCES:
        return Stop(
            f"tài khoản này không được dùng cổng {number}; hãy chọn cổng từ 1024 trở lên.",
            f"this account may not use port {number}; choose 1024 or above.",
        )
    return Stop(
        f"máy này không có địa chỉ “{host}”; hãy bỏ --host hoặc dùng 127.0.0.1.",
        f"this machine has no address {host!r}.",
    )


def check_place(directory: Path, needed: int) -> None:
    """Refuses a directory that cannot be written, or made, or whose disk has fewer than `needed` bytes left."""
    ground = next(place for place in (directory, *directory.parents) if os.access(place, os.F_OK))
    if not ground.is_dir():
        raise Stop(f"“{ground}” là một tệp, không phải thư mục.", f"{ground} is a file, not a directory.")
    if not os.access(ground, os.W_OK | os.X_OK):
        raise no_permission(ground)
    if shutil.disk_usage(ground).free < needed:
        raise disk_full(ground, needed)


def no_permission(directory: Path | str) -> Stop:
    return Stop(
        f"tài khoản này không có quyền ghi vào “{directory}”; hãy cấp quyền ghi hoặc dùng thư mục khác.",
        f"no permission to write to {directory}.",
    )


def disk_full(directory: Path | str, needed: int) -> Stop:
    amount = needed // MEGABYTE
    return Stop(
        f"ổ đĩa chứa “{directory}” đã đầy, cần ít nhất {amount} MB còn trống; hãy xóa bớt rồi chạy lại.",
        f"the disk holding {directory} is full; at least {amount} MB must be free.",
    )
