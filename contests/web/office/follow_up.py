"""What became of prized works after the ceremony: the list with its sums, noting one more, taking one back."""

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.awards.queries import prized_rows
from contests.kernel.clock import now
from contests.kernel.text import N_
from contests.kernel.web.answers import Form, Page, answer, found, onward, page
from contests.kernel.web.fields import ChoiceField, DayField, TextField
from contests.kernel.web.runtime import act, actor, reading
from contests.nomination import following
from contests.nomination.following import FollowUpFacts
from contests.nomination.model import FollowUp
from contests.nomination.terms import FollowUpKind
from contests.web.office.desk import bp, own_season
from contests.web.office.seasons_fields import MoneyField

MOST_MONEY = 10**13
KINDS = {
    FollowUpKind.SPONSOR: N_("Tài trợ"),
    FollowUpKind.ORDER: N_("Đặt hàng"),
    FollowUpKind.PRODUCTION: N_("Sản xuất"),
    FollowUpKind.PROTECTION: N_("Đăng ký bảo hộ"),
    FollowUpKind.APPLIED: N_("Đưa vào áp dụng"),
}


class FollowUpForm(Form):
    """One thing that followed."""

    entry = ChoiceField(_l("Giải pháp"), blank=_l("Chọn giải pháp"))
    kind = ChoiceField(_l("Việc"))
    partner = TextField(_l("Đơn vị, cá nhân"), most=200)
    amount = MoneyField(_l("Số tiền"), most=MOST_MONEY, required=False)
    happened_on = DayField(_l("Ngày"))
    source = TextField(_l("Nguồn"), most=300)
    note = TextField(_l("Ghi chú"), most=300, required=False)


@bp.get("/seasons/<season_id>/follow-up")
def follow_ups(season_id: str) -> Page:
    """What is known, with its sums."""
    season = own_season(reading(), season_id)
    return page(
        "office/follow_up.html",
        season=season,
        rows=following.follow_up_rows(reading(), season.id),
        totals=following.follow_up_totals(reading(), season.id),
        kinds=KINDS,
    )


@bp.route("/seasons/<season_id>/follow-up/new", methods=["GET", "POST"])
def new_follow_up(season_id: str) -> Page | Response:
    """Note one more."""
    season, form = own_season(reading(), season_id), FollowUpForm()
    form.entry.offer([(row.entry_id, row.title) for row in prized_rows(reading(), season.id)])
    form.kind.offer([(kind.value, _(label)) for kind, label in KINDS.items()])
    day = form.happened_on.data if form.ready() else None
    if day is not None:
        facts = FollowUpFacts(
            form.entry.data, FollowUpKind(form.kind.data), form.partner.data, form.amount.data, day,
            form.source.data, form.note.data,
        )  # fmt: skip
        outcome = act(lambda s: following.follow_up(s, own_season(s, season_id), facts, by=actor(), at=now()))
        if form.accepts(outcome):
            return onward(url_for(".follow_ups", season_id=season_id), _("Đã ghi."))
    return page("office/follow_up_new.html", form=form, season=season)


def _own_follow_up(session: Session, season_id: str, follow_id: str) -> FollowUp:
    season = own_season(session, season_id)
    mine = sa.select(FollowUp).where(FollowUp.id == follow_id, FollowUp.season_id == season.id)
    return found(session.scalars(mine).first())


@bp.post("/seasons/<season_id>/follow-up/<follow_id>/forget")
def forget_follow_up(season_id: str, follow_id: str) -> Response:
    """Take one back that was noted by mistake."""
    outcome = act(
        lambda s: following.forget_follow_up(s, _own_follow_up(s, season_id, follow_id), by=actor(), at=now())
    )
    return answer(outcome, url_for(".follow_ups", season_id=season_id), _("Đã bỏ dòng ghi nhầm."))
