"""How one process is set up: read once, typed, refusing nonsense with a sentence."""

import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


class ConfigError(Exception):
    """The configuration cannot be used; the message says what to do, in Vietnamese."""


@dataclass(frozen=True)
class Config:
    """Where this installation keeps its data and which servers it talks to.

    `judging_url` signs in as judging's own role on PostgreSQL; on SQLite it is the same file.
    `redis_url` is None in embedded mode, where a child process runs the jobs.
    """

    data: Path
    database_url: str
    judging_url: str
    secret_key: str
    demo: bool = False
    redis_url: str | None = None
    behind_tls: bool = False

    @property
    def files(self) -> Path:
        """The directory of the content-addressed store."""
        return self.data / "files"

    @property
    def site(self) -> Path:
        """The directory of the static sites, a link for each organiser; any web server may serve it."""
        return self.data / "site"


def read_config(data: Path, environment: Mapping[str, str] = os.environ, *, demo: bool = False) -> Config:
    """The configuration of the installation in `data`, which is made when it is missing.

    Environment: BANGVANG_DATABASE_URL and BANGVANG_JUDGING_URL (PostgreSQL), BANGVANG_REDIS_URL,
    BANGVANG_TLS=1 behind a proxy that ends TLS. Raises ConfigError.
    """
    _make_private(data)
    database = environment.get("BANGVANG_DATABASE_URL") or f"sqlite:///{data / 'bangvang.sqlite'}"
    return Config(
        data=data,
        database_url=_known(database),
        judging_url=_judging_url(database, environment.get("BANGVANG_JUDGING_URL")),
        secret_key=_secret(data / "secret_key"),
        demo=demo,
        redis_url=environment.get("BANGVANG_REDIS_URL") or None,
        behind_tls=environment.get("BANGVANG_TLS") == "1",
    )


def _make_private(data: Path) -> None:
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"Không tạo được thư mục dữ liệu {data}: {error.strerror}.") from error


def _known(url: str) -> str:
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ConfigError("BANGVANG_DATABASE_URL phải bắt đầu bằng sqlite:/// hoặc postgresql+psycopg://.")
    return url


def _judging_url(database: str, judging: str | None) -> str:
    if database.startswith("sqlite"):
        return database
    if not judging:
        raise ConfigError("Trên PostgreSQL phải đặt BANGVANG_JUDGING_URL: đường kết nối riêng của giám khảo.")
    return _known(judging)


def _secret(path: Path) -> str:
    """The secret of this installation; made once and whole, however many processes start at the same moment."""
    if not path.exists():
        handle, aside = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
        with suppress(FileExistsError):
            os.link(aside, path)
        Path(aside).unlink()
    return _kept_secret(path)


def _kept_secret(path: Path) -> str:
    if path.stat().st_mode & 0o077:
        raise ConfigError(f"Tệp {path} để người khác đọc được. Đề nghị chạy: chmod 600 {path}")
    if len(key := path.read_text().strip()) < 32:
        raise ConfigError(f"Tệp {path} không chứa khóa bí mật hợp lệ. Đề nghị khôi phục từ bản sao lưu.")
    return key
