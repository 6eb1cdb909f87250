"""What judging asked for, granted: mail to the office, to a judge, to the inspector. No code and no mark is in any."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes.model import Appointment, RoundEnvelope
from contests.kernel import outbox
from contests.kernel.access import SYSTEM, Role
from contests.kernel.sessions import value_of
from contests.kernel.settings import public_url
from contests.people.model import Account, AccountRole
from contests.seasons.model import Season
from judging import service as judging

DONE = "Tổ đã nộp đủ phiếu chấm"
DONE_BODY = "{panel} của “{season}” đã nộp đủ phiếu chấm.\n{url}"
CORRECTION = "Có đề nghị sửa phiếu chấm chờ Quý vị trả lời"
CORRECTION_BODY = "Một giám khảo trong tổ đề nghị sửa phiếu đã nộp của “{season}”. Xin Quý vị xem và trả lời tại bàn chấm.\n{url}"
HEAD = "Mã băm sổ của vòng chấm"
HEAD_BODY = (
    "Mã băm hiện tại sổ của vòng chấm “{season}”:\n\n{head}\n\n"
    "Đề nghị giữ thư này: những gì trước mã băm này không ai sửa được mà không lộ.\n{url}"
)


def grant(session: Session, wanted_id: str, *, at: datetime) -> bool:
    """Grant one wish of judging's, once, whoever else is at it; False when it was taken already."""
    wanted = judging.take_wish(session, wanted_id, at=at)
    if wanted is None:
        return False
    match wanted.kind:
        case judging.Wish.PANEL_DONE:
            _panel_done(session, wanted.subject, at)
        case judging.Wish.CORRECTION:
            _correction(session, wanted.subject, at)
        case judging.Wish.HEAD:
            _head(session, wanted.subject, at)
    return True


def _panel_done(session: Session, panel_id: str, at: datetime) -> None:
    known = judging.round_of_panel(session, panel_id)
    season = _season(session, known[0]) if known else None
    if known is None or season is None:
        return
    url = public_url(session, f"/office/seasons/{season.id}/board") or ""
    body = DONE_BODY.format(panel=known[1], season=season.title, url=url)
    _send(session, _addresses(session, season, Role.HEAD, Role.SECRETARY), DONE, body, at)


def _correction(session: Session, judge_id: str, at: datetime) -> None:
    query = (
        sa.select(Account.email, Season.title)
        .join(Appointment, Appointment.account_id == Account.id)
        .join(Season, Season.id == Appointment.season_id)
        .where(Appointment.judge_id == judge_id, Account.blocked_at.is_(None))
    )
    for email, title in session.execute(query):
        body = CORRECTION_BODY.format(season=title, url=public_url(session, "/judge/") or "")
        _send(session, [email], CORRECTION, body, at)


def _head(session: Session, round_id: str, at: datetime) -> None:
    """The head is noted as having left by mail only where there is somebody to send it to."""
    season = _season(session, round_id)
    addresses = _addresses(session, season, Role.INSPECTOR) if season else []
    if season is None or not addresses:
        return
    left = value_of(judging.head_left(session, round_id, judging.Way.MAIL, by=SYSTEM, at=at))
    url = public_url(session, f"/inspector/seasons/{season.id}/ledger") or ""
    body = HEAD_BODY.format(season=season.title, head=left.spelled, url=url)
    _send(session, addresses, HEAD, body, at)


def _season(session: Session, round_id: str) -> Season | None:
    own = sa.select(Season).join(RoundEnvelope, RoundEnvelope.season_id == Season.id)
    return session.scalars(own.where(RoundEnvelope.round_id == round_id)).one_or_none()


def _addresses(session: Session, season: Season, *roles: Role) -> list[str]:
    held = sa.select(Account.email).join(AccountRole, AccountRole.account_id == Account.id)
    own = held.where(
        AccountRole.role.in_(roles), AccountRole.unit_id == season.organiser_id, Account.blocked_at.is_(None)
    )
    return sorted(filter(None, set(session.scalars(own))))


def _send(session: Session, addresses: Sequence[str], subject: str, body: str, at: datetime) -> None:
    for address in filter(None, addresses):
        outbox.write(session, address, subject, body.rstrip(), at=at)
