"""Certificates of a published season with their drawn file, and a design to change."""

from datetime import date
from io import BytesIO

from sqlalchemy.orm import Session

from contests.certificates import service as certificates
from contests.certificates.design.presets import preset
from contests.certificates.designs import add_design
from contests.certificates.model import Certificate
from contests.certificates.prints import print_batch
from contests.certificates.terms import PrintForm
from contests.kernel.sessions import value_of
from contests.kernel.storage import Storage
from tests.factories_awards import Judged

PDF = b"%PDF-1.7\n% certificates\n%%EOF\n"


def certificate_ids(session: Session, storage: Storage, judged: Judged, author_id: str) -> dict[str, str]:
    """What addresses name: the batch, an author's certificate with its award and number, a design."""
    facts = certificates.IssueFacts("Tuyên Quang", date(2026, 11, 22))
    batch = value_of(certificates.issue(session, judged.season, facts, **judged.by_head))
    stored = storage.put(BytesIO(PDF), area=f"{judged.organiser.id}/papers")
    for form in PrintForm:
        drawn = value_of(print_batch(session, judged.season, batch, form, **judged.by_head))
        drawn.sha256, drawn.size = stored.key, stored.size
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
