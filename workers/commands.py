"""The command line: bring up an installation, serve it, work for it, hand its jobs on."""

import argparse
import errno
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from contests.kernel.clock import now
from contests.kernel.config import Config, ConfigError, read_config
from contests.kernel.jobs import release
from contests.kernel.storage import LocalStorage
from contests.kernel.web.runtime import Runtime
from workers import welcome
from workers.celery_app import hand_on, make_celery, work
from workers.demo.sizes import SIZES
from workers.runner import Deliver, loop, run_here
from workers.schema import NewerSchema, migrate
from workers.site import EVERY_SECONDS, chore, unfold_all
from workers.supervisor import AlreadyRunning, claim, end_with_parent, supervise
from workers.sweeping import sweep

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "demo-data"
BLOCKING_THREADS = 4
UNFINISHED = timedelta(days=1)
"""An upload that was killed leaves a part behind; after this long nobody is still writing it."""
PATIENCE_SECONDS = 3.0
MakeRuntime = Callable[[Config], Runtime]


def main(arguments: list[str], make_runtime: MakeRuntime) -> int:
    """Run one command; every foreseeable refusal is one sentence on standard error."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    asked = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace, MakeRuntime], int] = asked.run
    try:
        return command(asked, make_runtime)
    except (ConfigError, NewerSchema, welcome.WrongPlace) as error:
        print(f"Không khởi động được: {error}", file=sys.stderr)
    except AlreadyRunning as running:
        print(f"Bảng Vàng đã chạy sẵn với thư mục dữ liệu này, tại {running}", file=sys.stderr)
    return 1


def configured() -> Config:
    """The installation that the environment names: BANGVANG_DATA, BANGVANG_DEMO=1."""
    return read_config(
        Path(os.environ.get("BANGVANG_DATA", "data")), demo=os.environ.get("BANGVANG_DEMO") == "1"
    )


def _up(asked: argparse.Namespace, make_runtime: MakeRuntime) -> int:
    is_demo = asked.demo or asked.data is None
    config = read_config((asked.data or DEMO).absolute(), demo=is_demo)
    host = f"[{asked.host}]" if ":" in asked.host else asked.host
    address = f"http://{host}:{asked.port}/"
    with claim(config.data, address):
        _refuse_taken(asked.host, asked.port)
        runtime = make_runtime(config)
        migrate(runtime.main.engine)
        here = {**os.environ, "BANGVANG_DATA": str(config.data), "BANGVANG_DEMO": str(int(is_demo))}
        return supervise(_children(config, asked), here, _welcomed(runtime, address, asked.size))


def _refuse_taken(host: str, port: int) -> None:
    """The server would share a port with another program rather than say that it is in use."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise ConfigError(f"không mở được {host}:{port}: {error.strerror}.") from error
            raise ConfigError(f"cổng {port} trên {host} đang có chương trình khác dùng.") from error


def _welcomed(runtime: Runtime, address: str, size: str) -> Callable[[], None]:
    """Say hello; what is to be asked every second from now on."""
    if not runtime.config.demo:
        welcome.real(runtime, address)
        return lambda: None
    demo = welcome.Demo(runtime, address, size)
    demo.begin()
    return demo.watch


def _children(config: Config, asked: argparse.Namespace) -> list[list[str]]:
    app = str(ROOT / "app.py")
    web = [app, "serve", "--host", asked.host, "--port", str(asked.port)]
    return [web, [app, "work"], *([[app, "relay"]] if config.redis_url else [])]


def _migrate(_asked: argparse.Namespace, make_runtime: MakeRuntime) -> int:
    migrate(make_runtime(configured()).main.engine)
    return 0


def _serve(asked: argparse.Namespace, _make_runtime: MakeRuntime) -> int:
    end_with_parent()
    Granian(
        "app:create_app",
        address=asked.host,
        port=asked.port,
        interface=Interfaces.WSGI,
        factory=True,
        blocking_threads=BLOCKING_THREADS,
        working_dir=ROOT,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()
    return 0


def _work(asked: argparse.Namespace, make_runtime: MakeRuntime) -> int:
    end_with_parent()
    config = configured()
    runtime = make_runtime(config)
    if config.redis_url:
        work(
            make_celery(config.redis_url, runtime.main, runtime.storage), runtime.main.engine, asked.processes
        )
    LocalStorage(config.files).sweep_unfinished(now() - UNFINISHED)
    runtime.main.do(lambda session: release(session, now()))
    _loop(runtime, run_here(runtime.main, runtime.storage))
    return 0


def _relay(_asked: argparse.Namespace, make_runtime: MakeRuntime) -> int:
    end_with_parent()
    config = configured()
    if not config.redis_url:
        raise ConfigError("lệnh relay chỉ dùng khi đã đặt BANGVANG_REDIS_URL.")
    runtime = make_runtime(config)
    _loop(runtime, hand_on(make_celery(config.redis_url, runtime.main, runtime.storage)))
    return 0


def _sweep(asked: argparse.Namespace, make_runtime: MakeRuntime) -> int:
    runtime = make_runtime(configured())
    swept = sweep(runtime.main, runtime.storage, now() - UNFINISHED, dry=asked.dry_run)
    if asked.dry_run:
        print(f"Có {swept.found} tệp tải lên không hồ sơ nào dùng. Chưa xóa gì.")
    else:
        print(f"Đã xóa {swept.gone} tệp tải lên không hồ sơ nào dùng.")
    return 0


def _site(asked: argparse.Namespace, make_runtime: MakeRuntime) -> int:
    """Write the static sites into a directory; with --watch, every one that is built from now on too."""
    runtime = make_runtime(configured())
    root = (asked.out or runtime.config.site).absolute()
    print(f"Đã ghi {unfold_all(runtime.main, runtime.storage, root)} trang tĩnh vào {root}")
    while asked.watch:
        time.sleep(EVERY_SECONDS)
        unfold_all(runtime.main, runtime.storage, root)
    return 0


def _loop(runtime: Runtime, deliver: Deliver) -> None:
    """Turn until a signal; a job that does not end soon after it is left where it is and goes on at the next start."""
    stop = threading.Event()

    def leave(*_: object) -> None:
        stop.set()
        patience = threading.Timer(PATIENCE_SECONDS, os._exit, (0,))
        patience.daemon = True
        patience.start()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, leave)
    loop(runtime.main, deliver, stop, chore(runtime.main, runtime.storage, runtime.config.site))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="app.py", description="Bảng Vàng")
    commands = parser.add_subparsers(required=True, metavar="LỆNH")
    up = commands.add_parser("up", help="mở web và tiến trình việc nền; Ctrl-C để dừng")
    up.add_argument("--data", type=Path, help="thư mục dữ liệu; không có thì mở bản dùng thử")
    up.add_argument("--demo", action="store_true", help="thư mục dữ liệu là của bản dùng thử")
    up.add_argument("--size", choices=sorted(SIZES), default="full", help=argparse.SUPPRESS)
    up.set_defaults(run=_up)
    serve = commands.add_parser("serve", help="chỉ mở web")
    serve.set_defaults(run=_serve)
    for command in (up, serve):
        command.add_argument("--host", default="127.0.0.1")
        command.add_argument("--port", type=int, default=8000)
    worker = commands.add_parser("work", help="chạy việc nền")
    worker.add_argument("--processes", type=int, default=2, help="số tiến trình Celery")
    worker.set_defaults(run=_work)
    commands.add_parser("relay", help="chuyển việc nền tới Celery").set_defaults(run=_relay)
    commands.add_parser("migrate", help="nâng cơ sở dữ liệu lên phiên bản này").set_defaults(run=_migrate)
    site = commands.add_parser("site", help="ghi trang tĩnh của các đơn vị tổ chức ra thư mục")
    site.add_argument("--out", type=Path, help="thư mục đích; không có thì thư mục site của dữ liệu")
    site.add_argument("--watch", action="store_true", help="ở lại, ghi tiếp mỗi khi có bản mới")
    site.set_defaults(run=_site)
    sweeper = commands.add_parser("sweep", help="xóa tệp tải lên không hồ sơ nào dùng, cũ hơn một ngày")
    sweeper.add_argument("--dry-run", action="store_true", help="chỉ đếm, không xóa")
    sweeper.set_defaults(run=_sweep)
    return parser
