"""The award board: standings with names, tiers proposed and given, quotas, ties, money; one work's tier."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.awards import service as awards
from contests.awards.board import Board, BoardRow, board
from contests.awards.engine.facts import Why
from contests.awards.model import Award
from contests.awards.queries import amended_rows
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.text import N_
from contests.kernel.web.answers import Form, Page, answer, found, onward, page
from contests.kernel.web.fields import ChoiceField, LongTextField, VersionField
from contests.kernel.web.runtime import act, actor, reading
from contests.seasons.model import Season
from contests.web.frame import known_url
from contests.web.office.desk import bp, own_season

NO_PRIZE = "none"
WHY = {
    Why.TIE: N_("đồng hạng, không đủ suất cho tất cả"),
    Why.FIELD: N_("lĩnh vực đã đủ suất"),
    Why.ONCE: N_("tác giả đã có giải khác trong nhóm"),
    Why.VOTES: N_("chưa đủ tỷ lệ phiếu"),
}
"""Why a work did not get a tier that its mark reached."""


class TierForm(Form):
    """The tier an entry is given, and why where it is not the computed one."""

    version = VersionField()
    tier = ChoiceField(_l("Hạng giải"))
    reason = LongTextField(_l("Lý do"), most=500, required=False)

    @property
    def tier_id(self) -> str | None:
        """The chosen tier; None for no prize."""
        return None if self.tier.data == NO_PRIZE else str(self.tier.data)


@bp.get("/seasons/<season_id>/awards", endpoint="awards")
def award_board(season_id: str) -> Page:
    """Everything that the committee looks at."""
    season = own_season(reading(), season_id)
    found_board = board(reading(), season.id)
    return page(
        "office/awards.html",
        season=season,
        board=found_board,
        opened=found_board is not None or awards.ready(reading(), season.id),
        tier_names=names_of(found_board),
        may_decide=_waits(found_board) and awards.may_decide(reading(), season, actor()),
        head=is_head(season),
        shares={row.award_id: _share(row) for row in found_board.rows}
        if found_board and found_board.by_votes
        else {},
        held_words={why: _(words) for why, words in WHY.items()},
        amended=amended_rows(reading(), season.id, desk=True) if found_board and found_board.decision else [],
        envelopes_url=known_url("office.envelopes", {"season_id": season.id}),
    )


def _share(row: BoardRow) -> str:
    """The council's vote on a work as people write it; "" where there was none."""
    return f"{row.ballot.yes}/{row.ballot.members}" if row.ballot else ""


def _waits(found_board: Board | None) -> bool:
    """Whether the list was submitted and not decided yet."""
    return bool(found_board and found_board.proposal.submitted_at and not found_board.decision)


def is_head(season: Season) -> bool:
    """Whether the asking person heads this season's committee."""
    return season.organiser_id in actor().acts_for(Role.HEAD)


def names_of(found_board: Board | None) -> dict[str, str]:
    """The names of the tiers by their ids."""
    return {tier.id: tier.name for tier in found_board.tiers} if found_board else {}


@bp.post("/seasons/<season_id>/awards/propose")
def propose_awards(season_id: str) -> Response:
    """Compute the list, or compute it again."""
    outcome = act(lambda s: awards.propose(s, own_season(s, season_id), by=actor(), at=now()))
    return answer(outcome, url_for(".awards", season_id=season_id), _("Đã lập danh sách đề xuất giải."))


@bp.get("/seasons/<season_id>/awards/propose")
def ask_to_propose(season_id: str) -> Page:
    """Ask before computing again."""
    season = own_season(reading(), season_id)
    return page("office/awards_propose.html", season=season)


@bp.route("/seasons/<season_id>/awards/<award_id>", methods=["GET", "POST"])
def award(season_id: str, award_id: str) -> Page | Response:
    """Give one entry another tier."""
    season = own_season(reading(), season_id)
    whole = found(board(reading(), season.id))
    row = found(next((one for one in whole.rows if one.award_id == award_id), None))
    form = _tier_form(whole, row)
    if form.ready():
        outcome = act(
            lambda s: awards.assign_tier(
                s, own_season(s, season_id), own_award(s, award_id), form.tier_id, form.reason.data,
                version=form.version.data, by=actor(), at=now(),
            )
        )  # fmt: skip
        if form.accepts(outcome):
            return onward(url_for(".awards", season_id=season_id), _("Đã ghi hạng giải."))
    return page(
        "office/award.html", form=form, season=season, board=whole, row=row, tier_names=names_of(whole)
    )


def _tier_form(whole: Board, row: BoardRow) -> TierForm:
    form = TierForm(version=row.version, tier=row.tier_id or NO_PRIZE, reason=row.reason)
    form.tier.offer([*((tier.id, tier.name) for tier in whole.tiers), (NO_PRIZE, _("Không xếp giải"))])
    return form


def own_award(session: Session, award_id: str) -> Award:
    """A line of a list, or 404; the verb asks whether it is the season's."""
    return found(session.get(Award, award_id))
