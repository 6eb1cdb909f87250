"""The cut-off board: lines between tiers are tried out, moved and put in force with a reason; works without a script."""

from collections.abc import Mapping

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from contests.awards import service as awards
from contests.awards.board import Board, board
from contests.awards.cutoffs import cutoffs, standing_lines
from contests.awards.engine.lines import Lines, lowered, raised, steps, suggested
from contests.kernel.clock import now
from contests.kernel.web.answers import Form, Page, found, onward, page
from contests.kernel.web.fields import LongTextField, VersionField
from contests.kernel.web.runtime import act, actor, reading
from contests.web.office.awards import names_of
from contests.web.office.desk import bp, own_season
from contests.web.office.line_strip import strip_of
from contests.web.office.seasons_fields import FigureField

PREFIX = "line_"
MOST_MARK = 1000


class LinesForm(Form):
    """A least mark for every tier that marks fill, and why the committee draws the lines so."""

    version = VersionField()
    reason = LongTextField(_l("Lý do của những chỗ khác với đề xuất"), most=500, required=False)

    @property
    def lines(self) -> Lines:
        """The lines as typed; an empty box is a tier that nobody gets."""
        return {
            name.removeprefix(PREFIX): self[name].data for name in self._fields if name.startswith(PREFIX)
        }


def _lines_form(whole: Board, typed: Lines | None = None, reason: str = "") -> LinesForm:
    """The form of a board's tiers: as it was sent, or with the lines given."""
    boxes = {
        PREFIX + tier.id: FigureField(tier.name, per_one=100, most=MOST_MARK, required=False)
        for tier in whole.tiers
        if not tier.by_hand
    }
    kind = type("LinesOfBoard", (LinesForm,), boxes)
    if typed is None and request.method == "POST":
        return kind()  # type: ignore[no-any-return]
    values = {PREFIX + tier_id: mark for tier_id, mark in (typed or standing_lines(whole)).items()}
    sent = {"version": whole.proposal.version, "reason": reason}
    return kind(formdata=None, data={**values, **sent})  # type: ignore[no-any-return]


@bp.route("/seasons/<season_id>/awards/lines", methods=["GET", "POST"])
def award_lines(season_id: str) -> Page | Response:
    """The lines as they are, or as somebody tries them out; there until the decision."""
    season = own_season(reading(), season_id)
    whole = found(board(reading(), season.id))
    found(whole if whole.decision is None else None)
    form = _lines_form(whole)
    pressed, right = request.form.get("change", ""), form.ready()
    if right and pressed:
        form = _lines_form(whole, _tried(whole, form.lines, pressed), form.reason.data)
    elif right:
        lines, reason, version = form.lines, form.reason.data, form.version.data
        outcome = act(
            lambda s: awards.draw_lines(
                s, own_season(s, season_id), lines, reason, version=version, by=actor(), at=now()
            )
        )
        if form.accepts(outcome):
            return onward(url_for(".awards", season_id=season_id), _("Đã xếp giải theo các mức điểm."))
    effect = cutoffs(whole, form.lines if right or not form.sent else standing_lines(whole))
    return page(
        "office/award_lines.html",
        form=form,
        season=season,
        board=whole,
        effect=effect,
        strip=strip_of(effect),
        prefix=PREFIX,
        proposed=suggested(whole.works, whole.structure),
        tier_names=names_of(whole),
    )


def _tried(whole: Board, lines: Lines, pressed: str) -> Lines:
    """The lines after a button: all as proposed or as they stand, or one line a mark higher or lower."""
    deed, _colon, tier_id = pressed.partition(":")
    if deed == "suggest":
        return suggested(whole.works, whole.structure)
    if deed == "standing":
        return standing_lines(whole)
    if tier_id not in lines:
        return lines
    moves: Mapping[str, int | None] = {
        "raise": raised(lines[tier_id], steps(whole.works)),
        "lower": lowered(lines[tier_id], steps(whole.works)),
    }
    return {**lines, tier_id: moves.get(deed, lines[tier_id])}
