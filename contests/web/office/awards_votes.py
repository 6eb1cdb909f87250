"""The council's votes on the works, typed from the record of its count, where the season gives tiers by them."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from contests.awards import service as awards
from contests.awards.board import Board, board
from contests.kernel.clock import now
from contests.kernel.web.answers import Form, Page, found, onward, page
from contests.kernel.web.fields import TextField, VersionField, WholeField
from contests.kernel.web.runtime import act, actor, reading
from contests.web.office.desk import bp, own_season

PREFIX = "yes_"
MOST_MEMBERS = 1000


class VotesForm(Form):
    """The council, the record of its count, and a box for the yes votes of every work."""

    version = VersionField()
    council = WholeField(_l("Tổng số thành viên Hội đồng"), least=1, most=MOST_MEMBERS)
    source = TextField(_l("Biên bản kiểm phiếu"), most=300)

    @property
    def typed(self) -> awards.VotesTyped:
        """The votes as typed; call it when the form is ready."""
        boxes = {name: self[name].data for name in self._fields if name.startswith(PREFIX)}
        yes = {name.removeprefix(PREFIX): count for name, count in boxes.items() if count is not None}
        return awards.VotesTyped(self.council.data or 0, self.source.data, yes)


def _votes_form(whole: Board) -> VotesForm:
    """The form of a board's works, with the votes that are known."""
    boxes = {
        PREFIX + row.award_id: WholeField(
            _("Phiếu tán thành của hồ sơ số %(number)s", number=row.number), most=MOST_MEMBERS, required=False
        )
        for row in whole.rows
    }
    known = {PREFIX + row.award_id: row.ballot.yes for row in whole.rows if row.ballot}
    members = next((row.ballot.members for row in whole.rows if row.ballot), None)
    head = {"version": whole.proposal.version, "council": members, "source": whole.proposal.votes_source}
    return type("VotesOfBoard", (VotesForm,), boxes)(data={**known, **head})  # type: ignore[no-any-return]


@bp.route("/seasons/<season_id>/awards/votes", methods=["GET", "POST"])
def award_votes(season_id: str) -> Page | Response:
    """The votes as they are known; there until the decision, where votes decide something."""
    season = own_season(reading(), season_id)
    whole = found(board(reading(), season.id))
    found(whole if whole.by_votes and whole.decision is None else None)
    form = _votes_form(whole)
    if form.ready():
        typed, version = form.typed, form.version.data
        outcome = act(
            lambda s: awards.take_votes(
                s, own_season(s, season_id), typed, version=version, by=actor(), at=now()
            )
        )
        if form.accepts(outcome):
            return onward(
                url_for(".awards", season_id=season_id), _("Đã ghi phiếu và lập lại danh sách giải.")
            )
    return page("office/award_votes.html", form=form, season=season, board=whole, prefix=PREFIX)
