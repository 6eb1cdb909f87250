"""The result of one's own entry once it is public, and one's own certificate."""

from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.certificates.model import Certificate
from contests.certificates.printing import pdf_of
from contests.certificates.queries import certificates_of_entry
from contests.kernel.clock import now
from contests.kernel.web.answers import Page, found, page
from contests.kernel.web.runtime import actor, reading, runtime
from contests.publication.queries import prize_of_entry
from contests.web.author.desk import bp, own_entry
from contests.web.paper import pdf


def _own(session: Session, entry_id: str) -> list[Certificate]:
    """The certificates of an entry that name the asking person, not those of the other authors; none under embargo."""
    out, _tier = prize_of_entry(session, entry_id, now())
    return certificates_of_entry(session, entry_id, actor().account_id) if out else []


@bp.get("/entries/<entry_id>/certificates")
def certificates(entry_id: str) -> Page:
    """The prize of one's entry with one's own certificate."""
    entry = own_entry(reading(), entry_id)
    rows = _own(reading(), entry.id)
    result = prize_of_entry(reading(), entry.id, now())
    return page("author/certificates.html", entry=entry, result=result, rows=rows)


@bp.get("/entries/<entry_id>/certificates/<certificate_id>.pdf")
def certificate_paper(entry_id: str, certificate_id: str) -> Response:
    """One's own certificate."""
    rows = _own(reading(), own_entry(reading(), entry_id).id)
    row = found(next((one for one in rows if one.id == certificate_id), None))
    return pdf(pdf_of(reading(), runtime().storage, row), f"{row.register}.pdf")
