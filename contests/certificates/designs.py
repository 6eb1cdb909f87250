"""A season's designs: added, changed, taken away; and the pictures they may use."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.certificates.design import written
from contests.certificates.design.parts import Design
from contests.certificates.design.rules import faults
from contests.certificates.model import DesignRow, PictureRow
from contests.certificates.pictures import Redrawn
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import STALE, Done, Outcome, Reason, because, gathered
from contests.kernel.text import N_, one_line
from contests.seasons.model import Season

FOREIGN = N_("Mẫu dùng một hình chưa được tải lên mùa thi này. Đề nghị tải hình lên trước.")
NO_NAME = N_("Đề nghị đặt tên cho mẫu, ví dụ Giấy chứng nhận năm 2026.")


def add_design(
    session: Session, season: Season, name: str, design: Design, *, by: Actor, at: datetime
) -> Outcome[DesignRow]:
    """Keep a design under a name."""
    if refusal := gathered(_objections(session, season.id, name, design)):
        return refusal
    row = DesignRow(season_id=season.id, name=one_line(name), body=written.plain(design), changed_at=at)
    session.add(row)
    session.flush()
    _note(session, "certificates.design.add", season, row, by, at)
    return Done(row)


def change_design(
    session: Session,
    row: DesignRow,
    name: str,
    design: Design,
    *,
    version: int | None,
    by: Actor,
    at: datetime,
) -> Outcome[DesignRow]:
    """Change a design; certificates that were issued keep the one they were issued with."""
    if version != row.version:
        return because(STALE)
    if refusal := gathered(_objections(session, row.season_id, name, design)):
        return refusal
    row.name, row.body, row.changed_at = one_line(name), written.plain(design), at
    session.flush()
    _note(session, "certificates.design.change", session.get_one(Season, row.season_id), row, by, at)
    return Done(row)


def drop_design(session: Session, row: DesignRow, *, by: Actor, at: datetime) -> Outcome[DesignRow]:
    """Take a design away; what was issued with it is printed as before."""
    session.delete(row)
    session.flush()
    _note(session, "certificates.design.drop", session.get_one(Season, row.season_id), row, by, at)
    return Done(row)


def add_picture(
    session: Session, season: Season, title: str, picture: Redrawn, *, by: Actor, at: datetime
) -> Outcome[PictureRow]:
    """Name a picture that was drawn anew into the store; the same pixels again are the same picture."""
    own = {"season_id": season.id, "sha256": picture.sha256}
    row = session.scalar(sa.select(PictureRow).filter_by(**own))
    if row is None:
        row = PictureRow(
            title=one_line(title) or "Hình", media_type=picture.media_type, width=picture.width,
            height=picture.height, added_at=at, **own,
        )  # fmt: skip
        session.add(row)
        session.flush()
        scope = season.organiser_id
        record(session, "certificates.picture.add", row.id, scope=scope, by=by, at=at, title=row.title)
    return Done(row)


def _objections(session: Session, season_id: str, name: str, design: Design) -> list[Reason]:
    reasons = list(faults(design))
    if not one_line(name):
        reasons.append(Reason(NO_NAME, "name"))
    own = sa.select(PictureRow.sha256).where(PictureRow.season_id == season_id)
    if set(design.pictures) - set(session.scalars(own)):
        reasons.append(Reason(FOREIGN, "backdrop"))
    return reasons


def _note(session: Session, verb: str, season: Season, row: DesignRow, by: Actor, at: datetime) -> None:
    record(session, verb, row.id, scope=season.organiser_id, by=by, at=at, name=row.name)
