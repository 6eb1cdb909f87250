"""Drafts of official documents for tests."""

from io import BytesIO
from typing import Any

from sqlalchemy.orm import Session

from contests.decisions.drafting import Composed, draft
from contests.decisions.model import Decision, Draft
from contests.decisions.rules import Words
from contests.decisions.scanning import ScanFacts, bind_scan
from contests.decisions.terms import DecisionKind
from contests.kernel.access import SYSTEM
from contests.kernel.sessions import value_of
from contests.kernel.storage import Storage
from contests.publication.booklet.model import Booklet
from contests.seasons.model import Season
from tests.factories import NOON
from tests.factories_awards import Judged

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


SCANNED = b"%PDF-1.7 a scan"


def document_ids(session: Session, storage: Storage, judged: Judged, decision_id: str) -> dict[str, str]:
    """A draft that waits for its number, the scan of a signed document, and a drawn booklet."""
    key = storage.put(BytesIO(SCANNED), area=f"{judged.organiser.id}/papers").key
    facts = ScanFacts(key, "quyết định.pdf", len(SCANNED), 1)
    value_of(bind_scan(session, session.get_one(Decision, decision_id), facts, **OF))
    drawn = {"asked_at": NOON, "asked_by": "tests", "sha256": key, "drawn_at": NOON}
    session.add(Booklet(season_id=judged.season.id, foreword="", signer="", **drawn))
    return {"draft_id": make_draft(session, judged.season, kind=DecisionKind.SUBMISSION, storage=storage).id}
