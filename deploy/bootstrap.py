"""From a bare Python to the running program: what `./run` and `./test` do first; stdlib only."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from deploy.environment import ROOT, environment
from deploy.preflight import DEMO_NEEDS, START_NEEDS, Stop, check_alone, check_place, check_port

DEMO = ROOT / "demo-data"
DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8000


def main(arguments: Sequence[str]) -> NoReturn:
    """`run [options of ./run]` or `test [options of ./test]`: prepare, then become that program."""
    try:
        program, *rest = arguments
        {"run": run, "test": test}[program](rest)
    except Stop as stop:
        print(f"\nKhông khởi động được: {stop.vi}\n{stop.en}", file=sys.stderr)
        print(stop.detail, file=sys.stderr, end="\n" if stop.detail else "")
    except KeyboardInterrupt:
        print("\nĐã dừng.\nStopped.", file=sys.stderr)
        sys.exit(130)
    sys.exit(1)


def run(arguments: Sequence[str]) -> NoReturn:
    asked = parse(arguments)
    check_alone(asked.data or DEMO)
    check_port(asked.host, asked.port)
    check_place(
        asked.data or DEMO, START_NEEDS if asked.data or (DEMO / "accounts.txt").exists() else DEMO_NEEDS
    )
    python = environment(ROOT / ".venv", ROOT / "requirements.txt")
    where = ["--data", str(asked.data)] if asked.data else []
    become(python, str(ROOT / "app.py"), "up", *where, "--host", asked.host, "--port", str(asked.port))


def test(arguments: Sequence[str]) -> NoReturn:
    python = environment(ROOT / ".venv-test", ROOT / "requirements-test.txt")
    os.chdir(ROOT)
    become(python, "-m", "tests.suites", *arguments)


def become(python: Path, *arguments: str) -> NoReturn:
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    os.execve(  # noqa: S606 - replaces this process, no shell is involved
        python, [str(python), *arguments], {**kept, "PYTHONUTF8": "1"}
    )


class Help(argparse.HelpFormatter):
    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, prefix or "Cách dùng: ")


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Stop("tùy chọn chưa đúng; gõ ./run --help để xem hướng dẫn.", f"{message}; see ./run --help.")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = Parser(
        prog="./run",
        formatter_class=Help,
        usage="./run [--data THƯ_MỤC] [--port CỔNG] [--host ĐỊA_CHỈ]",
        description="Cài đặt những gì còn thiếu rồi mở Bảng Vàng trên máy này. Nhấn Ctrl-C để dừng.",
        epilog="Không có --data: mở bản dùng thử với dữ liệu mẫu. (Without --data: the demo.)",
        add_help=False,
        allow_abbrev=False,
    )
    options = parser.add_argument_group("tùy chọn")
    options.add_argument(
        "--data", type=place, metavar="THƯ_MỤC", help="mở hoặc tạo mới bản thật, dữ liệu ở thư mục này"
    )
    options.add_argument(
        "--port", type=port, metavar="CỔNG", default=DEFAULT_PORT, help="cổng (mặc định %(default)s)"
    )
    options.add_argument(
        "--host", metavar="ĐỊA_CHỈ", default=DEFAULT_HOST, help="địa chỉ (mặc định %(default)s)"
    )
    options.add_argument("-h", "--help", action="help", help="in hướng dẫn này rồi thoát")
    asked, unknown = parser.parse_known_args(arguments)
    if unknown:
        raise Stop(
            f"không có tùy chọn “{' '.join(unknown)}”; gõ ./run --help để xem hướng dẫn.",
            f"unknown option: {' '.join(unknown)}; see ./run --help.",
        )
    return asked


def place(text: str) -> Path:
    return Path(text).expanduser().absolute()


def port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise Stop(
            f"cổng phải là số từ 1 đến 65535, không phải “{text}”.", "the port is a number from 1 to 65535."
        )
    return int(text)


if __name__ == "__main__":
    main(sys.argv[1:])
