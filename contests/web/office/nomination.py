"""Sending prized entries one level up, and the result that comes back."""

import re
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.awards.queries import prized_rows
from contests.decisions.queries import waiting_drafts
from contests.decisions.terms import DecisionKind
from contests.kernel.clock import now
from contests.kernel.signing import fingerprint_of_hex as fingerprint
from contests.kernel.text import one_line
from contests.kernel.web.answers import Form, Page, found, onward, page
from contests.kernel.web.fields import DayField, TextField
from contests.kernel.web.runtime import act, actor, reading
from contests.nomination import service
from contests.nomination.model import Nomination
from contests.nomination.queries import letter_rows, nomination_rows, quota_of, upper_level
from contests.seasons.model import Season
from contests.seasons.queries import tiers_of
from contests.web.office.decision_form import DecisionForm
from contests.web.office.desk import bp, own_season

PREFIX = "order-"
PLACE = re.compile(r"([dD]?)(\d{1,4})")


class LetterForm(DecisionForm):
    """The letter; the order of the entries is typed beside each of them."""

    def chosen(self, typed: Mapping[str, str]) -> tuple[list[str], list[str]] | None:
        """Entry ids in the order of their numbers, then the substitutes in theirs ("D1", "D2" …); None, with a message,
        where a number is none or stands twice."""
        places = {entry: PLACE.fullmatch(word) for entry, word in typed.items()}
        read = {entry: (bool(word[1]), int(word[2])) for entry, word in places.items() if word}
        if len(read) < len(typed):
            self.form_errors.append(_("Thứ tự đề cử phải là số nguyên. Hồ sơ dự khuyết ghi D1, D2…"))
            return None
        if len(set(read.values())) < len(read) or any(place < 1 for _d, place in read.values()):
            self.form_errors.append(_("Mỗi hồ sơ đề cử cần một thứ tự riêng, từ 1."))
            return None
        ordered = sorted(read, key=lambda entry: read[entry])
        return [one for one in ordered if not read[one][0]], [one for one in ordered if read[one][0]]


class ResultForm(Form):
    """What the upper level gave; without a prize, `tier` stays empty."""

    tier = TextField(_l("Giải đạt được"), most=80, required=False)
    announced_on = DayField(_l("Ngày công bố"), required=False)
    source = TextField(_l("Nguồn"), most=300)


@bp.get("/seasons/<season_id>/nomination")
def nomination(season_id: str) -> Page:
    """The nominated entries with what came back."""
    season = own_season(reading(), season_id)
    return page(
        "office/nomination.html",
        season=season,
        rows=nomination_rows(reading(), season.id),
        quota=quota_of(reading(), season.id),
        letters=letter_rows(reading(), season.id),
        upper=upper_level(reading(), season.id),
        fingerprint=fingerprint,
    )


@bp.route("/seasons/<season_id>/nomination/new", methods=["GET", "POST"])
def nominate(season_id: str) -> Page | Response:
    """Choose prized entries, in order, with the letter that takes them up."""
    season = own_season(reading(), season_id)
    typed, form = _typed_orders(), LetterForm()
    form.offer(waiting_drafts(reading(), season.id, DecisionKind.LETTER))
    chosen = form.chosen(typed) if form.ready() else None
    if chosen is not None:
        letter = form.decision(DecisionKind.LETTER)
        outcome = act(
            lambda s: service.nominate(
                s, own_season(s, season_id), chosen[0], letter, chosen[1], by=actor(), at=now()
            )
        )
        if form.accepts(outcome):
            return onward(url_for(".nomination", season_id=season_id), _("Đã ghi danh sách đề cử."))
    return page("office/nomination_new.html", form=form, typed=typed, **_choices(season))


def _typed_orders() -> dict[str, str]:
    """What was typed beside each entry, by its id; lines left empty are not there."""
    return {
        name.removeprefix(PREFIX): one_line(value)[:6]
        for name, value in request.form.items()
        if name.startswith(PREFIX) and value.strip()
    }


def _choices(season: Season) -> dict[str, Any]:
    gone = {row.entry_id for row in nomination_rows(reading(), season.id)}
    rows = [row for row in prized_rows(reading(), season.id) if row.entry_id not in gone]
    return {
        "season": season,
        "rows": rows,
        "prefix": PREFIX,
        "quota": quota_of(reading(), season.id),
        "gone": len(gone),
    }


def _own_nomination(session: Session, season_id: str, nomination_id: str) -> Nomination:
    season = own_season(session, season_id)
    mine = sa.select(Nomination).where(Nomination.id == nomination_id, Nomination.season_id == season.id)
    return found(session.scalars(mine).first())


@bp.route("/seasons/<season_id>/nomination/<nomination_id>", methods=["GET", "POST"])
def upper_result(season_id: str, nomination_id: str) -> Page | Response:
    """Record what the upper level gave."""
    mine = _own_nomination(reading(), season_id, nomination_id)
    row = next(one for one in nomination_rows(reading(), season_id) if one.id == mine.id)
    form = ResultForm(tier=row.result or "", announced_on=row.announced_on, source=row.source or "")
    if form.ready():
        outcome = act(
            lambda s: service.record_result(
                s, _own_nomination(s, season_id, nomination_id), form.tier.data, form.announced_on.data,
                form.source.data, by=actor(), at=now(),
            )
        )  # fmt: skip
        if form.accepts(outcome):
            return onward(url_for(".nomination", season_id=season_id), _("Đã ghi kết quả của cấp trên."))
    names = [tier.name for tier in tiers_of(reading(), season_id)]
    return page("office/nomination_result.html", form=form, season_id=season_id, row=row, names=names)
