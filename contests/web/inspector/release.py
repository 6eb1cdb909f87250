"""The inspector's release: the decided list as the awards desk has it, what was checked, and the word that lets it out."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from contests.awards import release as gate
from contests.awards.board import board
from contests.kernel.clock import now
from contests.kernel.web.answers import Form, Page, found, onward, page
from contests.kernel.web.fields import LongTextField, VersionField
from contests.kernel.web.runtime import act, actor, reading
from contests.web.inspector.desk import bp
from contests.web.inspector.envelopes import own_season


class ReleaseForm(Form):
    """What was checked, for the list as it was shown."""

    version = VersionField()
    checked = LongTextField(_l("Đã kiểm tra những gì"), most=2000)


@bp.route("/seasons/<season_id>/release", methods=["GET", "POST"])
def release(season_id: str) -> Page | Response:
    """The list that was decided; nothing before its decision."""
    season = own_season(reading(), season_id)
    whole = board(reading(), season.id)
    decided = whole if whole and whole.decision else None
    form = ReleaseForm(version=decided.proposal.version if decided else None)
    if form.ready():
        found(decided)
        outcome = act(
            lambda s: gate.release(
                s, own_season(s, season_id), form.checked.data, version=form.version.data, by=actor(), at=now()
            )
        )  # fmt: skip
        if form.accepts(outcome):
            return onward(url_for(".release", season_id=season_id), _("Đã cho phép công bố kết quả."))
    return page(
        "inspector/release.html",
        form=form,
        season=season,
        board=decided,
        state=gate.result_state(reading(), season.id),
        given=gate.release_of(reading(), season.id),
        tier_names={tier.id: tier.name for tier in decided.tiers} if decided else {},
    )
