"""The result of a unit's entry once it is public, and its authors' certificates."""

from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.certificates.model import Certificate
from contests.certificates.printing import pdf_of
from contests.certificates.queries import certificates_of_entry
from contests.kernel.clock import now
from contests.kernel.web.answers import Page, found, page
from contests.kernel.web.runtime import reading, runtime
from contests.publication.queries import prize_of_entry
from contests.web.paper import pdf
from contests.web.unit.desk import bp, own_entry


@bp.get("/entries/<entry_id>/certificates")
def certificates(entry_id: str) -> Page:
    """The prize of an entry with the certificates that stand."""
    entry = own_entry(reading(), entry_id)
    result = prize_of_entry(reading(), entry.id, now())
    return page("unit/certificates.html", entry=entry, result=result, rows=_rows(reading(), entry.id))


def _rows(session: Session, entry_id: str) -> list[Certificate]:
    """The certificates that stand; none under embargo."""
    out, _tier = prize_of_entry(session, entry_id, now())
    return certificates_of_entry(session, entry_id) if out else []


@bp.get("/entries/<entry_id>/certificates/<certificate_id>.pdf")
def certificate_paper(entry_id: str, certificate_id: str) -> Response:
    """One certificate."""
    rows = _rows(reading(), own_entry(reading(), entry_id).id)
    row = found(next((one for one in rows if one.id == certificate_id), None))
    return pdf(pdf_of(reading(), runtime().storage, row), f"{row.register}.pdf")
