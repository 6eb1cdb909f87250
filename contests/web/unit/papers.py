"""What a unit prints of a sent entry: the receipt, and the slips its authors keep."""

from flask import url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from contests.entries.authors import IssuedSlip, issue_slips
from contests.entries.facts import authors_of, whole_of
from contests.entries.model import Entry
from contests.entries.office_queries import frozen_files, receipt_head
from contests.entries.receipt import AuthorSlip, ReceiptFacts, author_slips, place_and_date, receipt
from contests.entries.terms import EntryState
from contests.kernel.clock import local, now
from contests.kernel.codes import spelled
from contests.kernel.errors import Refused, because
from contests.kernel.settings import public_url
from contests.kernel.text import N_
from contests.kernel.web.answers import Form, Page, answer, page
from contests.kernel.web.display import moment
from contests.kernel.web.runtime import act, actor, reading, runtime
from contests.web.paper import pdf
from contests.web.unit.desk import bp, own_entry, season_of

NO_ADDRESS = N_(
    "Chưa in được vì Ban Tổ chức chưa đặt địa chỉ công khai của trang (Cài đặt). Đề nghị báo Ban Thư ký."
)


@bp.get("/entries/<entry_id>/receipt.pdf")
def receipt_paper(entry_id: str) -> Response:
    """Giấy biên nhận, of the dossier as it was last sent."""
    session = reading()
    entry = _sent(own_entry(session, entry_id))
    code = entry.receipt_code or ""
    address = public_url(session, url_for("public.receipt", code=spelled(code)))
    if address is None:
        return answer(because(NO_ADDRESS), url_for(".entry", entry_id=entry_id))
    return pdf(receipt(_facts(session, entry, address)), f"bien-nhan-{entry.number}.pdf")


def _sent(entry: Entry) -> Entry:
    if entry.number is None or entry.state is EntryState.WITHDRAWN:
        raise NotFound
    return entry


def _facts(session: Session, entry: Entry, address: str) -> ReceiptFacts:
    head, whole, today = receipt_head(session, entry), whole_of(session, entry), local(now())
    return ReceiptFacts(
        organiser=head.organiser,
        committee=f"Ban Tổ chức {head.contest}",
        contest=head.contest,
        season=f"lần thứ {head.edition}, {head.years}",
        entry_number=str(entry.number),
        receipt_code=spelled(entry.receipt_code or ""),
        title=entry.title,
        field=whole.field_name,
        unit=whole.unit_name,
        submitted_at=moment(entry.submitted_at),
        place_and_date=place_and_date(head.address, today.date()),
        check_url=address,
        files=frozen_files(session, entry),
        authors=tuple(author.name for author in whole.authors),
        demo=runtime().config.demo,
    )


@bp.route("/entries/<entry_id>/slips", methods=["GET", "POST"])
def slips(entry_id: str) -> Page | Response:
    """Print a slip for each author; asked about first, because older slips die."""
    session = reading()
    entry = _sent(own_entry(session, entry_id))
    form = Form()
    if not form.ready():
        names = [author.name for author in authors_of(session, entry_id)]
        return page("unit/slips.html", form=form, entry=entry, names=names)
    address = public_url(session, url_for("identity.slip"))
    title, number = entry.title, entry.number
    contest = season_of(session, entry).title
    back = url_for(".entry", entry_id=entry_id)
    if address is None:
        return answer(because(NO_ADDRESS), back)
    issued = act(lambda s: issue_slips(s, own_entry(s, entry_id), by=actor(), at=now()))
    if isinstance(issued, Refused):
        return answer(issued, back)
    made = [_slip(slip, title, contest, address) for slip in issued.value]
    return pdf(author_slips(made, demo=runtime().config.demo), f"phieu-tac-gia-{number}.pdf")


def _slip(slip: IssuedSlip, title: str, contest: str, address: str) -> AuthorSlip:
    code = spelled(slip.secret)
    return AuthorSlip(slip.name, title, contest, f"{address}?code={code}", code)
