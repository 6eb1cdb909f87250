"""A season's report as prose, with what is still blank first, and the values that people type into it."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import BooleanField

from contests.kernel.clock import now
from contests.kernel.web.answers import Form, Page, found, onward, page
from contests.kernel.web.fields import LongTextField, TextField, VersionField, WholeField
from contests.kernel.web.runtime import act, actor, reading
from contests.reports import service
from contests.reports.prose import season_prose
from contests.reports.queries import season_figures
from contests.reports.rules import ASKED, MOST, MOST_TEXT, Asked, TypedValue, ValueFacts
from contests.reports.story import season_story
from contests.reports.terms import Measure
from contests.reports.typed import typed_history
from contests.web.office.desk import bp, own_season
from contests.web.office.seasons_fields import MoneyField

KNOWN_AT = {
    "window": ".season",
    **dict.fromkeys(("allocated", "used", "returned"), ".season_budget"),
    "eligible": ".screening",
    "judges": ".panels",
    "final": ".board",
    **dict.fromkeys(("prized", "prize_money"), ".awards"),
    **dict.fromkeys(("nominated", "upper"), ".nomination"),
}
"""Where a blank that is not typed gets its figure: the page of the step that makes it."""


class ValueForm(Form):
    """A number or a text that only people know; `version` counts what was typed before."""

    version = VersionField()
    number = WholeField(_l("Số liệu"), most=MOST, required=False)
    text = LongTextField(_l("Nội dung"), most=MOST_TEXT, required=False)
    left_out = BooleanField(_l("Không nêu trong báo cáo này"))
    source = TextField(_l("Nguồn số liệu"), most=300, required=False)

    def facts(self) -> ValueFacts:
        """What was typed; the field that was not asked for is not there."""
        number = self.number.data if "number" in self else None
        return ValueFacts(
            number, self.text.data if "text" in self else "", self.left_out.data, self.source.data
        )


class AmountForm(ValueForm):
    """The same for an amount in đồng."""

    number = MoneyField(_l("Số tiền"), most=MOST, required=False)


@bp.get("/seasons/<season_id>/report/text")
def report_text(season_id: str) -> Page:
    """The season's report as prose, its open blanks first."""
    season = own_season(reading(), season_id)
    figures = season_figures(reading(), season)
    return page(
        "office/report_text.html",
        season=season,
        prose=season_prose(figures, season_story(reading(), season)),
        asked=ASKED,
        known_at=KNOWN_AT,
        typed=figures.typed,
    )


@bp.route("/seasons/<season_id>/report/values/<value>", methods=["GET", "POST"])
def report_value(season_id: str, value: str) -> Page | Response:
    """Fill in one blank, or change what was filled in; every earlier word stays on record."""
    season, asked = own_season(reading(), season_id), found(ASKED.get(value))
    history = typed_history(reading(), season.id, value)
    form = _value_form(asked, history)
    if form.ready():
        facts, turn = form.facts(), form.version.data
        outcome = act(
            lambda s: service.type_value(
                s, own_season(s, season_id), value, facts, turn=turn, by=actor(), at=now()
            )
        )
        if form.accepts(outcome):
            return onward(url_for(".report_text", season_id=season_id), _("Đã ghi số liệu của báo cáo."))
    return page("office/report_value.html", form=form, season=season, asked=asked, history=history)


def _value_form(asked: Asked, history: Sequence[TypedValue]) -> ValueForm:
    last = history[0] if history else None
    kind = AmountForm if asked.measure is Measure.DONG else ValueForm
    form = kind(version=len(history), **_stands(last))
    if asked.measure is None:
        del form.number
    else:
        del form.text
    return form


def _stands(last: TypedValue | None) -> dict[str, Any]:
    if last is None:
        return {}
    return {"number": last.number, "text": last.text, "left_out": last.left_out, "source": last.source}
