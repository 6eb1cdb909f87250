"""Files that are not simply drawn: videos that a person releases, and a PDF in place of a DOCX."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.envelopes import redaction_queries as queries
from contests.envelopes import service
from contests.envelopes.substituting import take_in_pdf
from contests.kernel.clock import now
from contests.kernel.errors import Outcome, Refused, because
from contests.kernel.text import N_
from contests.kernel.web.answers import Form, answer, found
from contests.kernel.web.runtime import act, actor, reading, runtime
from contests.web.office.desk import bp
from contests.web.office.redaction import UNDER, SeenForm, entry_in

NO_FILE = N_("Đề nghị chọn một tệp PDF.")


class PdfForm(Form):
    """A PDF that says what the DOCX says."""

    file = FileField(_l("Bản PDF"))


@bp.post(f"{UNDER}/videos/<video_id>/<any(release, withhold):word>")
def release_video(season_id: str, entry_id: str, video_id: str, word: str) -> Response:
    """Let judges have a video after watching it, or keep it from them."""
    form, released = SeenForm(), word == "release"
    entry = entry_in(reading(), season_id, entry_id)
    found(next((one for one in queries.video_rows(reading(), entry.id) if one.video_id == video_id), None))

    def verb(session: Session) -> Outcome[Any]:
        own = entry_in(session, season_id, entry_id)
        seen = form.seen.data or ""
        return service.release_video(session, own, video_id, released, seen=seen, by=actor(), at=now())

    said = _("Đã cho giám khảo xem video.") if released else _("Đã giữ lại video, giám khảo không xem.")
    return answer(act(verb), url_for(".exhibit", season_id=season_id, entry_id=entry_id), said)


@bp.post(f"{UNDER}/files/<file_id>/pdf")
def put_pdf(season_id: str, entry_id: str, file_id: str) -> Response:
    """Put a PDF in place of a DOCX that cannot be drawn here."""
    form, back = PdfForm(), url_for(".exhibit", season_id=season_id, entry_id=entry_id)
    entry = entry_in(reading(), season_id, entry_id)
    found(next((one for one in queries.word_files(reading(), entry.id) if one.file_id == file_id), None))
    upload = form.file.data
    if not upload:
        return answer(because(NO_FILE), back)
    kept = take_in_pdf(runtime().storage, entry.organiser_id, upload.stream, upload.filename or "")
    if isinstance(kept, Refused):
        return answer(kept, back)

    def verb(session: Session) -> Outcome[Any]:
        own = entry_in(session, season_id, entry_id)
        return service.substitute(session, own, file_id, kept.value, by=actor(), at=now())

    return answer(act(verb), back, _("Đã nhận bản PDF và đang lập bản chấm."))
