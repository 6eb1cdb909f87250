"""What a batch of certificates is printed as: asked for, and fetched once it is drawn."""

from io import BytesIO

from flask import send_file, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.certificates import prints
from contests.certificates.model import Print
from contests.certificates.printing import print_file
from contests.certificates.terms import PrintForm
from contests.kernel.clock import now
from contests.kernel.errors import Outcome
from contests.kernel.storage import StorageFault
from contests.kernel.web.answers import answer, found, onward
from contests.kernel.web.runtime import act, actor, reading, runtime
from contests.web.office.certificates import own_batch
from contests.web.office.desk import bp, own_season
from contests.web.paper import pdf

UNDER = (
    "/seasons/<season_id>/certificates/batches/<batch_id>/<any(merged, files, cropped, two_up, signed):form>"
)
ARCHIVES = {PrintForm.FILES, PrintForm.SIGNED}


@bp.post(UNDER)
def print_certificates(season_id: str, batch_id: str, form: str) -> Response:
    """Ask for a batch in a form."""

    def verb(session: Session) -> Outcome[Print]:
        season = own_season(session, season_id)
        batch = own_batch(session, season, batch_id)
        return prints.print_batch(session, season, batch, PrintForm(form), by=actor(), at=now())

    return answer(act(verb), url_for(".certificates", season_id=season_id), _("Đang lập bản in."))


@bp.get(UNDER)
def certificate_print(season_id: str, batch_id: str, form: str) -> Response:
    """The file of a batch in a form, once it is drawn."""
    season = own_season(reading(), season_id)
    batch = own_batch(reading(), season, batch_id)
    row = found(prints.print_of(reading(), batch.id, PrintForm(form)))
    try:
        content = found(print_file(runtime().storage, row, season.organiser_id))
    except StorageFault:
        said = _("Tệp in không còn. Đề nghị chạy lại việc in.")
        return onward(url_for(".certificates", season_id=season_id), said)
    name = f"giay-chung-nhan-{batch.issued_on:%Y-%m-%d}"
    if row.form in ARCHIVES:
        archive = BytesIO(content)
        return send_file(archive, mimetype="application/zip", as_attachment=True, download_name=f"{name}.zip")
    return pdf(content, f"{name}.pdf")
