"""How far an exhibit is: drawn from the latest dossier or not, changed since it was seen, sealed for good."""

import hashlib
import json

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from contests.entries.model import DossierVersion, Entry
from contests.envelopes.juries import locked_round
from contests.envelopes.model import Exhibition, ExhibitPage
from contests.envelopes.redaction_model import ExhibitVideo
from contests.envelopes.terms import RoundState
from contests.envelopes.wording import neutral_text, title_of
from contests.kernel.text import N_

JOB = "exhibits"
PIECES = "pieces"
CONVERTED = "converted"
"""The part of an organiser's store where PDFs lie that were made of something else, or put in its place."""
SEALED = N_("Vòng chấm đã đánh phách nên bản chấm không thay đổi được nữa.")
LOST = N_("Tệp gốc trong kho lưu trữ bị thiếu hoặc đã hỏng.")
NO_PAGE = N_("Không tìm thấy trang này trong bản chấm.")
NOT_DRAWN = N_("Hồ sơ này chưa lập bản chấm.")


def area_of(organiser_id: str, part: str) -> str:
    """An organiser's own part of the store: "originals" or "converted"."""
    return f"{organiser_id}/{part}"


def up_to_date() -> sa.ColumnElement[bool]:
    """Whether an exhibition was drawn from the entry's latest frozen dossier."""
    drawn, later = aliased(DossierVersion), aliased(DossierVersion)
    newer = sa.exists().where(later.entry_id == drawn.entry_id, later.number > drawn.number)
    return sa.exists().where(drawn.id == Exhibition.version_id, ~newer)


def stamp(session: Session, entry: Entry) -> str:
    """What a person who looks at an exhibit sees, as a hash: text, pages, which of them are kept, videos released."""
    pages, videos = _shown(session, entry.id)
    wording = session.scalar(sa.select(Exhibition.wording).where(Exhibition.entry_id == entry.id)) or {}
    seen = [title_of(entry, wording), neutral_text(entry, wording), pages, videos]
    return hashlib.sha256(json.dumps(seen, ensure_ascii=False).encode()).hexdigest()


def _shown(session: Session, entry_id: str) -> tuple[list[list[object]], list[list[object]]]:
    own = Exhibition.entry_id == entry_id
    pages = sa.select(ExhibitPage.id, ExhibitPage.sha256, ExhibitPage.kept).join(
        Exhibition, Exhibition.id == ExhibitPage.exhibition_id
    )
    released = ExhibitVideo.released_at.is_not(None)
    videos = sa.select(ExhibitVideo.id, released).join(
        Exhibition, Exhibition.id == ExhibitVideo.exhibition_id
    )
    return (
        [list(row) for row in session.execute(pages.where(own).order_by(ExhibitPage.position))],
        [list(row) for row in session.execute(videos.where(own).order_by(ExhibitVideo.position))],
    )


def stale(session: Session, entry: Entry, seen: str) -> bool:
    """Whether the exhibit is no longer what a person saw."""
    return seen != stamp(session, entry)


def held(session: Session, entry: Entry) -> Exhibition | None:
    """The exhibit of the latest dossier, held until the commit."""
    own = sa.select(Exhibition).where(Exhibition.entry_id == entry.id, up_to_date())
    return session.scalar(own.with_for_update())


def unlook(exhibition: Exhibition) -> None:
    """What was changed has to be looked at again."""
    exhibition.looked_by, exhibition.looked_at = None, None


def is_sealed(session: Session, season_id: str) -> bool:
    """Whether the round is sealed; it is held, so that it is not sealed meanwhile."""
    round_ = locked_round(session, season_id)
    return round_ is not None and round_.state is not RoundState.PREPARED
