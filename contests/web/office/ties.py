"""Equals that the chain leaves to people: the office writes down the order that the panel or the committee gave, by code."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from contests.envelopes import service
from contests.kernel.clock import now
from contests.kernel.codes import typed
from contests.kernel.web.answers import Form, Page, found, onward, page
from contests.kernel.web.fields import LongTextField, TextField
from contests.kernel.web.runtime import act, actor, reading
from contests.web.office.desk import bp, own_organisers, own_season
from contests.web.rounds import judged_season
from judging import service as judging
from judging.numbers.ties import PEOPLE


class TieForm(Form):
    """The codes of one group of equals in their order, and where the decision is written."""

    codes = TextField(_l("Mã phách theo thứ tự, bài cao nhất trước"), most=400)
    reason = LongTextField(_l("Căn cứ quyết định"), most=1000)


@bp.route("/seasons/<season_id>/standings/ties", methods=["GET", "POST"])
def ties(season_id: str) -> Page | Response:
    """The groups of equals, and the order that people gave one of them."""
    judged = judged_season(reading(), season_id, own_organisers())
    round_, form = found(judged.judging), TieForm()
    found(round_ if PEOPLE in judging.rules_of(round_).ties else None)
    if form.ready():
        codes = [typed(code) for code in form.codes.data.replace(",", " ").split()]
        outcome = act(
            lambda s: service.decide_tie(
                s, own_season(s, season_id), codes, form.reason.data, by=actor(), at=now()
            )
        )
        if form.accepts(outcome):
            done = _("Đã ghi quyết định. Đề nghị tổng hợp điểm lại để thứ hạng theo quyết định.")
            return onward(url_for(".board", season_id=season_id), done)
    groups = judging.tied_pieces(reading(), round_.id)
    return page("office/ties.html", form=form, season=judged.season, groups=groups)
