"""Drafts of official documents for tests."""

from io import BytesIO
from typing import Any

from sqlalchemy.orm import Session

from contests.decisions.drafting import Composed, draft
from contests.decisions.model import Draft
from contests.decisions.rules import Words
from contests.decisions.terms import DecisionKind
from contests.kernel.access import SYSTEM
from contests.kernel.sessions import value_of
from contests.kernel.storage import Storage
from contests.seasons.model import Season
from tests.factories import NOON

OF: dict[str, Any] = {"by": SYSTEM, "at": NOON}
WORDS = Words(
    agency="Ban Tổ chức Cuộc thi",
    superior="Liên hiệp các Hội KH&KT tỉnh Tuyên Quang",
    symbol="QĐ-BTC",
    place="Tuyên Quang",
    subject="Về việc trao giải cuộc thi",
    signer_title="TM. BAN TỔ CHỨC\nTRƯỞNG BAN",
    signer_name="Hoàng Văn Thụ",
    addressees=("Ủy ban nhân dân tỉnh",),
    recipients=("Như Điều 3", "Lưu: VT"),
    details="Thời gian: 8 giờ 00 ngày 01/02/2027",
)
COMPOSED = Composed(stamp="0" * 64, word_sha256="1" * 64, pdf_sha256="2" * 64)


def make_draft(
    session: Session,
    season: Season,
    *,
    kind: DecisionKind = DecisionKind.AWARDS,
    storage: Storage | None = None,
) -> Draft:
    """A draft that waits for its number; with a store its files lie there."""
    composed = kept(storage, season.organiser_id) if storage else COMPOSED
    return value_of(draft(session, season.organiser_id, season.id, kind, WORDS, composed, **OF))


def kept(storage: Storage, organiser_id: str) -> Composed:
    """Two small files in the store, standing for a draft's Word and PDF."""
    area = f"{organiser_id}/papers"
    word, pdf = (storage.put(BytesIO(content), area=area).sha256 for content in (b"PK word", b"%PDF-1.7 x"))
    return Composed("0" * 64, word, pdf)
