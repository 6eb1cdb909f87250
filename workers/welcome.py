"""What the terminal says to the one who started an installation: the first-run link, the demo's accounts."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel import jobs
from contests.kernel.access import SYSTEM
from contests.kernel.clock import now, today
from contests.kernel.codes import new_token, token_hash
from contests.kernel.demo import KEY, KIND
from contests.kernel.sessions import value_of
from contests.kernel.settings import installation
from contests.kernel.text import N_
from contests.kernel.web.runtime import Runtime
from contests.people.model import Unit
from workers.demo.accounts import FILE

TITLE = N_("Tạo dữ liệu mẫu")


class WrongPlace(Exception):
    """Sample data and a real installation never share a directory."""


def real(runtime: Runtime, address: str) -> None:
    """Say where the installation answers and, as long as it is empty, the one-time link of the first run."""
    say(f"Bảng Vàng: {address}")
    link = runtime.main.do(_first_run_token)
    if link:
        say(f"Lần chạy đầu tiên, mở liên kết dùng một lần này để thiết lập:\n  {address}first-run/{link}")


@dataclass
class Demo:
    """The demo's side of the terminal: asks for the data, and says the accounts once they work."""

    runtime: Runtime
    address: str
    size: str = "full"
    told: bool = field(default=False, init=False)

    def begin(self) -> None:
        """Ask for the sample data, which are made once; the address is where the installation answers today."""
        say(f"Bảng Vàng (dữ liệu mẫu): {self.address}")
        self.runtime.main.do(self._ask)
        self.watch()
        if not self.told:
            say(
                "Đang tạo dữ liệu mẫu; trang chủ cho biết tiến độ. Tài khoản dùng thử sẽ hiện ở đây khi xong."
            )

    def watch(self) -> None:
        """Say the accounts, or that there will be none; once, when that is known."""
        if self.told:
            return
        with self.runtime.main.reading() as session:
            job = session.scalars(sa.select(jobs.Job).where(jobs.Job.key == KEY)).one()
        if job.state in jobs.ENDED:
            self.told = True
            say(_accounts(self.runtime.config.data) if job.state is jobs.JobState.DONE else _failure(job))

    def _ask(self, session: Session) -> None:
        at = now()
        if _is_begun(session) and not _is_demo(session):
            raise WrongPlace("thư mục này là của một bản thật. Đề nghị không tạo dữ liệu mẫu ở đây.")
        scope, args = SYSTEM.account_id, self._args(at)
        job = jobs.ask(session, KIND, TITLE, key=KEY, scope=scope, by=SYSTEM, at=at, **args)
        if job.state in (jobs.JobState.PARKED, jobs.JobState.CANCELLED):
            value_of(jobs.retry(job))
        installation(session).public_address = self.address.rstrip("/")

    def _args(self, at: datetime) -> dict[str, str | int]:
        data = self.runtime.config.data
        return {
            "size": self.size,
            "on": today(at).isoformat(),
            "address": self.address,
            "data": str(data.absolute()),
        }


def say(text: str) -> None:
    """To the terminal, at once."""
    print(text, flush=True)


def _is_begun(session: Session) -> bool:
    return bool(session.scalar(sa.select(sa.exists(sa.select(Unit.id)))))


def _is_demo(session: Session) -> bool:
    return bool(session.scalar(sa.select(sa.exists(sa.select(jobs.Job.id).where(jobs.Job.key == KEY)))))


def _first_run_token(session: Session) -> str | None:
    settings = installation(session)
    if _is_demo(session):
        raise WrongPlace("thư mục này chứa dữ liệu mẫu. Đề nghị chọn thư mục khác cho bản thật.")
    if _is_begun(session):
        return None
    token = new_token()
    settings.first_run_hash = token_hash(token)
    return token


def _accounts(data: Path) -> str:
    file = data / FILE
    try:
        return f"Dữ liệu mẫu đã sẵn sàng. Tài khoản dùng thử (cũng ở {file}):\n{file.read_text(encoding='utf-8')}"
    except OSError:
        return f"Dữ liệu mẫu đã sẵn sàng, nhưng tệp tài khoản {file} không còn đọc được."


def _failure(job: jobs.Job) -> str:
    return f"Không tạo được dữ liệu mẫu: {job.error or 'đã bị hủy'}"
