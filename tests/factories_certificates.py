"""Certificates of a published season with their drawn file, and a design to change."""

from datetime import date
from io import BytesIO

from sqlalchemy.orm import Session

from contests.certificates import service as certificates
from contests.certificates.design.presets import preset
from contests.certificates.designs import add_design
from contests.certificates.model import Certificate, Print
from contests.kernel.sessions import value_of
from contests.kernel.storage import Storage
from tests.factories_awards import Judged

PDF = b"%PDF-1.7\n% certificates\n%%EOF\n"


def certificate_ids(session: Session, storage: Storage, judged: Judged, author_id: str) -> dict[str, str]:
    """What addresses name: the batch, an author's certificate with its award and number, a design."""
    facts = certificates.IssueFacts("Tuyên Quang", date(2026, 11, 22))
    batch = value_of(certificates.issue(session, judged.season, facts, **judged.by_head))
    drawn = session.query(Print).filter_by(batch_id=batch.id).one()
    drawn.sha256, drawn.size = storage.put(BytesIO(PDF), area=f"{judged.organiser.id}/papers").key, len(PDF)
    session.flush()
    own = session.query(Certificate).filter_by(author_id=author_id).one()
    design = value_of(add_design(session, judged.season, "Mẫu thử", preset("giay-khen"), **judged.by_head))
    return {
        "batch_id": batch.id,
        "certificate_id": own.id,
        "design_id": design.id,
        "award_id": str(own.award_id),
        "register": own.register,
    }
