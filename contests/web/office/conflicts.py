"""Conflicts of interest by entry: what matching found, whom the office bars from what. No code stands here."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.envelopes import queries, service
from contests.envelopes.conflicts.officers import officers_of
from contests.envelopes.conflicts.queries import conflict_rows
from contests.envelopes.conflicts.terms import Level
from contests.envelopes.model import Bar
from contests.envelopes.terms import BarSource
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.errors import Outcome
from contests.kernel.text import N_
from contests.kernel.web.answers import Form, Page, answer, found, onward, page
from contests.kernel.web.fields import ChoiceField
from contests.kernel.web.runtime import act, actor, reading
from contests.web.listing import asked_page
from contests.web.office import conflict_words
from contests.web.office.desk import bp, own_organisers, own_season
from contests.web.rounds import judged_season

SOURCES = {
    BarSource.DECLARED: N_("Giám khảo tự khai"),
    BarSource.OWN_UNIT: N_("Cùng đơn vị công tác"),
    BarSource.KIN: N_("Quan hệ gia đình"),
    BarSource.MENTOR: N_("Là người hướng dẫn"),
}


class BarForm(Form):
    """Which judge must not mark which entry, and on what it rests."""

    entry = ChoiceField(_l("Hồ sơ"), blank=_l("Chọn hồ sơ"))
    judge = ChoiceField(_l("Giám khảo"), blank=_l("Chọn giám khảo"))
    source = ChoiceField(_l("Căn cứ"), blank=_l("Chọn căn cứ"))


@bp.get("/seasons/<season_id>/conflicts")
def conflicts(season_id: str) -> Page:
    """Who looks at conflicts, what was found, and what was noted by hand."""
    judged = judged_season(reading(), season_id, own_organisers())
    season, round_ = judged.season, judged.envelope
    return page(
        "office/conflicts.html",
        season=season,
        round=round_,
        listed=queries.bar_rows(reading(), season.id, asked_page()),
        sources={source: _(label) for source, label in SOURCES.items()},
        prepared=judged.prepared,
        matched=conflict_rows(reading(), season.id, asked_page()),
        words=conflict_words,
        levels=Level,
        officers=(named := officers_of(reading(), season.id)),
        reads=actor().account_id in {row.account_id for row in named},
        leads=season.organiser_id in actor().acts_for(Role.HEAD),
    )


@bp.route("/seasons/<season_id>/conflicts/new", methods=["GET", "POST"])
def new_conflict(season_id: str) -> Page | Response:
    """Note that a judge must not mark an entry; in a sealed round too."""
    judged = judged_season(reading(), season_id, own_organisers())
    season = judged.season
    found(judged.envelope)
    form = BarForm()
    form.entry.offer(queries.entry_choices(reading(), season.id))
    form.judge.offer([(row.appointment_id, row.name) for row in queries.judge_rows(reading(), season.id)])
    form.source.offer([(source.value, _(label)) for source, label in SOURCES.items()])
    if form.ready():
        outcome = act(lambda s: _bar(s, season_id, form))
        if form.accepts(outcome):
            return onward(url_for(".conflicts", season_id=season_id), _("Đã ghi xung đột lợi ích."))
    return page("office/conflict_form.html", form=form, season=season, sealed=judged.sealed)


def _bar(session: Session, season_id: str, form: BarForm) -> Outcome[Bar]:
    season, source = own_season(session, season_id), BarSource(form.source.data)
    return service.bar(session, season, form.entry.data, form.judge.data, source, by=actor(), at=now())


@bp.post("/seasons/<season_id>/conflicts/<bar_id>/lift")
def lift_conflict(season_id: str, bar_id: str) -> Response:
    """Take back what was noted by mistake."""
    outcome = act(lambda s: service.lift_bar(s, own_season(s, season_id), bar_id, by=actor(), at=now()))
    return answer(outcome, url_for(".conflicts", season_id=season_id), _("Đã rút lại xung đột lợi ích."))
