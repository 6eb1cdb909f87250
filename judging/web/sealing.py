"""Sealing the results at the judge's desk: chair, secretary or a substitute confirms the panel's figures."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms import HiddenField

from contests.kernel.clock import now
from contests.kernel.errors import Done, Refused
from contests.kernel.web.answers import Form, Page, answer, found, page
from contests.kernel.web.runtime import act, reading
from judging import marking
from judging.sealing import confirming
from judging.web.desk import bp, desk


class SealForm(Form):
    """A yes to the figures that were shown, named by their hash."""

    figures: Any = HiddenField()


@bp.get("/results")
def results() -> Page:
    """The figures of the panels that this judge may seal; not there for anybody else, nor before they are computed."""
    sheets = confirming.seal_sheets(reading(), desk().judge_id, at=now())
    forms = {
        sheet.seal.panel_id: SealForm(formdata=None, data={"figures": sheet.figures})
        for sheet in found(sheets or None)
    }
    return page("judge/results.html", sheets=sheets, forms=forms)


@bp.post("/results/<panel_id>")
def confirm_results(panel_id: str) -> Response:
    """Confirm the panel's figures as they were shown."""
    form = SealForm()
    outcome = act(
        lambda s: confirming.confirm_results(
            s, desk().judge_id, panel_id, str(form.figures.data or ""), at=now()
        )
    )
    if isinstance(outcome, Refused) and marking.not_yours(outcome):
        found(None)
    whole = isinstance(outcome, Done) and outcome.value
    done = _("Kết quả vòng chấm đã được niêm phong.") if whole else _("Đã ghi xác nhận của Quý vị.")
    return answer(outcome, url_for("judge.results"), done)
