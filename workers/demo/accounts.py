"""The way in: passwords made for this installation alone, and the sheet that tells them, once all is ready."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.model import Award
from contests.entries.authors import issue_slips
from contests.entries.model import Entry
from contests.entries.terms import EntryState
from contests.kernel.clock import now
from contests.kernel.codes import new_code, spelled
from contests.kernel.sessions import value_of
from contests.people.credentials import use_link
from contests.people.factors import sample_app
from contests.people.rules import ASKED_TWICE
from contests.people.service import hand_out_link, held_roles
from workers.demo.cast import HEAD, INSPECTOR, SECRETARY
from workers.demo.people import head, secretary
from workers.demo.plans import Planned
from workers.demo.scene import Scene, account_of, organiser
from workers.demo.steps import Step, once

FILE = "accounts.txt"
PASSWORD_SIGNS = 12
SIGN_IN, SLIP = "/sign-in", "/sign-in/slip"


@dataclass(frozen=True, slots=True)
class Way:
    """One line of the sheet: who, by which page and words, and what there is to do first."""

    who: str
    page: str
    words: tuple[tuple[str, str], ...]
    first: str


def steps(scene: Scene, path: Path) -> list[Step]:
    """The last step: nobody can sign in before it."""
    return [once("accounts", _hand_out, scene, path)]


def _hand_out(session: Session, scene: Scene, path: Path) -> None:
    ways = [*_by_password(session, scene), *_by_slip(session, scene)]
    write(path, sheet(ways))


def _by_password(session: Session, scene: Scene) -> Iterator[Way]:
    for login, who, first in _roles(scene):
        name = scene.script.accounts[login].name
        words = (("tên đăng nhập", login), ("mật khẩu", _password(session, login)))
        yield Way(f"{who}: {name}", SIGN_IN, words, first)


def _roles(scene: Scene) -> Iterator[tuple[str, str, str]]:
    script = scene.script
    filing, judged = script.filing.entries, script.judged.entries
    yield HEAD, "Lãnh đạo Ban Tổ chức", "xem các mùa thi; ở mùa đã xong, xem danh sách giải và báo cáo"
    yield SECRETARY, "Thư ký", "mở mùa thi đang chấm, xem tiến độ các tổ; ở mùa đang nhận, sơ loại hồ sơ"
    yield INSPECTOR, "Giám sát", "đọc nhật ký và việc ghép phách của mùa thi đã xong"
    yield script.clerk(filing[-1].unit), "Đầu mối đơn vị", f"hoàn thiện bản nháp của {filing[-1].unit}"
    yield script.clerk(_returned(scene).unit), "Đầu mối đơn vị", "bổ sung hồ sơ đang bị trả lại rồi nộp lại"
    school = judged[0].unit
    yield script.clerk(school), "Đầu mối trường học", f"theo dõi hồ sơ của {school}, in phiếu tác giả"
    for login, who in zip(
        script.judges[0], ("Giám khảo, tổ trưởng", "Giám khảo, thư ký tổ", "Giám khảo"), strict=False
    ):
        yield login, who, "chọn mùa thi đang chấm, mở bài còn lại, cho điểm và nộp phiếu"


def _returned(scene: Scene) -> Planned:
    """The entry of the open season that was sent back."""
    return scene.script.filing.entries[0]


def _password(session: Session, login: str) -> str:
    by, at, account = head(session), now(), account_of(session, login)
    password = spelled(new_code(PASSWORD_SIGNS))
    link = value_of(hand_out_link(session, account, organiser(session).id, by=by, at=at))
    value_of(use_link(session, link.token, password, at=at))
    if {role for role, _ in held_roles(session, account.id)} & ASKED_TWICE:
        sample_app(session, account, at=at)
    return password


def _by_slip(session: Session, scene: Scene) -> Iterator[Way]:
    winner = session.scalars(
        sa.select(Entry)
        .join(Award, Award.entry_id == Entry.id)
        .where(Entry.season_id == scene.season(session, scene.script.youth).id)
        .order_by(Award.rank)
        .limit(1)
    ).one()
    yield _slip(session, winner, "Tác giả đoạt giải", "xem kết quả và tải giấy chứng nhận")
    waiting = sa.select(Entry).where(Entry.season_id == scene.season(session, scene.script.judged).id)
    entry = session.scalars(
        waiting.where(Entry.state == EntryState.ELIGIBLE).order_by(Entry.number).limit(1)
    ).one()
    yield _slip(session, entry, "Tác giả đang dự thi", "theo dõi hồ sơ của mình")


def _slip(session: Session, entry: Entry, who: str, first: str) -> Way:
    slip = value_of(issue_slips(session, entry, by=secretary(session), at=now()))[0]
    return Way(f"{who}: {slip.name}", SLIP, (("mã trên phiếu tác giả", spelled(slip.secret)),), first)


def sheet(ways: list[Way]) -> str:
    """The sheet as people read it in a terminal."""
    return "\n".join(line for number, way in enumerate(ways, 1) for line in _lines(number, way))


def _lines(number: int, way: Way) -> Iterator[str]:
    yield f"{number:2}. {way.who}"
    words = "   ".join(f"{what}: {word}" for what, word in way.words)
    yield f"      {way.page:<14} {words}"
    yield f"      Việc nên làm trước: {way.first}."


def write(path: Path, text: str) -> None:
    """The file appears whole, and for its owner only."""
    aside = path.with_suffix(".part")
    aside.unlink(missing_ok=True)
    with os.fdopen(
        os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(text + "\n")
    aside.replace(path)
