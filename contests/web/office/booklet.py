"""Kỷ yếu: its foreword, the job that draws it, the file."""

from flask import send_file, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from contests.awards.release import released
from contests.kernel.clock import now
from contests.kernel.jobs import Job
from contests.kernel.web.answers import Form, Page, found, onward, page
from contests.kernel.web.fields import LongTextField
from contests.kernel.web.runtime import act, actor, reading, runtime
from contests.publication.booklet.queries import booklet_of
from contests.publication.booklet.service import area_of, ask_for_booklet
from contests.web.office.desk import bp, own_season
from contests.web.office.jobs import WORDS


class BookletForm(Form):
    """The words of the committee before the works."""

    foreword = LongTextField(_l("Lời nói đầu"), most=8000, required=False)
    signer = LongTextField(_l("Người ký lời nói đầu"), most=300, required=False)


@bp.route("/seasons/<season_id>/booklet", methods=["GET", "POST"])
def booklet(season_id: str) -> Page | Response:
    """What there is of the booklet, and the foreword it is drawn with."""
    season = own_season(reading(), season_id)
    known = booklet_of(reading(), season.id)
    form = BookletForm(obj=known)
    if form.ready():
        outcome = act(
            lambda s: ask_for_booklet(
                s, own_season(s, season_id), form.foreword.data, form.signer.data,
                demo=runtime().config.demo, by=actor(), at=now(),
            )
        )  # fmt: skip
        if form.accepts(outcome):
            return onward(url_for(".booklet", season_id=season.id), _("Đang lập kỷ yếu."))
    job = reading().get(Job, known.job_id) if known and known.job_id else None
    return page(
        "office/booklet.html", form=form, season=season, booklet=known, job=job, words=WORDS,
        released=released(reading(), season.id),
    )  # fmt: skip


@bp.get("/seasons/<season_id>/booklet.pdf")
def booklet_file(season_id: str) -> Response:
    """The booklet as it was last drawn; not there while the results are not released."""
    season = own_season(reading(), season_id)
    known = found(booklet_of(reading(), season.id) if released(reading(), season.id) else None)
    key = found(known.sha256)
    content = runtime().storage.open(key, area=area_of(season.organiser_id))
    return send_file(
        content, mimetype="application/pdf", download_name=f"ky-yeu-{season.years}.pdf", etag=False
    )
