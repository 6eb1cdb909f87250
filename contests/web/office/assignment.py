"""Who marks what, as the office may see it: the design, a plan in counts, its proof and the verifier's word. No code."""

from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import SelectMultipleField
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from contests.envelopes import queries, service
from contests.envelopes.assigning import SEALED
from contests.kernel.clock import now
from contests.kernel.errors import Outcome, because
from contests.kernel.text import N_
from contests.kernel.web.answers import Form, Page, answer, found, onward, page, said
from contests.kernel.web.fields import ChoiceField, TextField, WholeField
from contests.kernel.web.runtime import act, actor, reading
from contests.seasons.settings import KNOWN
from contests.web.office.desk import bp, own_organisers, own_season
from contests.web.rounds import Judged, judged_season
from judging import service as judging
from judging.design import verifying
from judging.design.planning import NOTHING

FAULTS = {
    verifying.UNKNOWN: N_("Lượt chấm của giám khảo hoặc bài không có trong vòng chấm"),
    verifying.BARRED: N_("Lượt chấm nay vướng xung đột lợi ích hoặc giám khảo đã từ chối"),
    verifying.NOT_OPEN: N_("Lượt chấm của giám khảo đã thôi nhiệm vụ hoặc không nhận lĩnh vực"),
    verifying.LEFT_OUT: N_("Lượt chấm bắt buộc (bài neo) chưa được giao"),
    verifying.COUNT: N_("Bài không có đúng số giám khảo"),
    verifying.OVERLOADED: N_("Giám khảo được giao quá thời gian của mình"),
}


class LinkedField(SelectMultipleField):
    """Panels whose judges mark each other's anchors, as check boxes; none is an answer too."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, _form: object) -> None:
        if not set(self.data or ()) <= {choice[0] for choice in self.choices or ()}:
            raise StopValidation(_("Lựa chọn này không có trong danh sách. Đề nghị chọn lại."))


class DesignForm(Form):
    """How pieces come to judges."""

    kind = ChoiceField(_l("Cách giao bài"))
    judges_per_piece = WholeField(_l("Số giám khảo chấm mỗi bài"), least=1, most=15)
    minutes_per_piece = WholeField(_l("Số phút chấm một bài"), least=1, most=600)
    anchors = WholeField(_l("Số bài neo mỗi tổ"), least=0, most=20)
    linked = LinkedField(_l("Các tổ liên kết qua bài neo"))
    seed = TextField(_l("Hạt giống công khai"), most=200)

    def facts(self) -> judging.DesignFacts:
        """What was typed."""
        numbers = (self.judges_per_piece.data or 0, self.anchors.data or 0, self.minutes_per_piece.data or 0)
        kind, linked = judging.Kind(self.kind.data), tuple(self.linked.data or ())
        return judging.DesignFacts(kind, *numbers, seed=self.seed.data or "", linked=linked)


@bp.get("/seasons/<season_id>/assignment")
def assignment(season_id: str) -> Page:
    """The design and the plan that was worked out last."""
    judged = judged_season(reading(), season_id, own_organisers())
    seen = _seen(reading(), judged) if judged.judging else {}
    return page("office/assignment.html", season=judged.season, judged=judged, **seen)


def _seen(session: Session, judged: Judged) -> dict[str, Any]:
    round_ = found(judged.judging)
    own, plan, changed = judging.design_seen(session, round_.id)
    facts = judging.facts_of(own) if own else judging.by_rules(round_)
    panels = {row.panel_id: row.name for row in judging.panel_rows(session, round_.id)}
    return {
        "design": facts,
        "kind": _(KNOWN["assignment"].shown(facts.kind.value)),
        "linked": [panels[key] for key in facts.linked if key in panels],
        "plan": plan,
        "told": _told(session, judged, plan) if plan else None,
        "checked": _checked(own.checked, changed) if own and own.checked else None,
        "open": judged.stage is judging.Stage.OPEN,
    }


def _checked(kept: dict[str, Any], changed: int) -> dict[str, Any]:
    """The verifier's word, its faults in words."""
    faults = [(_(FAULTS[kind]), count) for kind, count in kept["faults"].items()]
    stale = changed > kept["seq"]
    good = kept["proved"] and kept["same"] and not faults and not stale
    return kept | {"stale": stale, "at": datetime.fromisoformat(kept["at"]), "faults": faults, "good": good}


def _told(session: Session, judged: Judged, plan: judging.Plan) -> dict[str, Any]:
    """The plan's summary with the names that only the office knows."""
    known = {row.judge_id: row for row in queries.judge_rows(session, judged.season.id)}
    told = plan.summary
    judges = [row | {"judge": known[row["judge"]]} for row in told["judges"] if row["judge"] in known]
    loads = [row["pieces"] for row in judges if not row["ended"]]
    return told | {
        "judges": judges,
        "lacking": [said(reason) for reason in judging.reasons_of(told["lacking"])],
        "compared": [said(reason) for reason in judging.reasons_of(told["compared"])],
        "least": min(loads, default=0),
        "most": max(loads, default=0),
    }


@bp.route("/seasons/<season_id>/assignment/design", methods=["GET", "POST"])
def edit_design(season_id: str) -> Page | Response:
    """Choose how pieces come to judges; before the sealing."""
    judged = judged_season(reading(), season_id, own_organisers())
    round_ = found(judged.judging)
    if not judged.prepared:
        return answer(because(SEALED), url_for(".assignment", season_id=season_id))
    form = DesignForm(obj=judging.design_of(reading(), round_.id))
    form.kind.offer([(key, _(label)) for key, label in (KNOWN["assignment"].choices or {}).items()])
    panels = judging.panel_rows(reading(), round_.id)
    form.linked.choices = [(row.panel_id, row.name) for row in panels]
    if form.ready():
        outcome = act(lambda s: _set(s, season_id, form))
        if form.accepts(outcome):
            return onward(url_for(".assignment", season_id=season_id), _("Đã lưu cách giao bài."))
    return page("office/assignment_form.html", form=form, season=judged.season, panels=panels)


def _set(session: Session, season_id: str, form: DesignForm) -> Outcome[None]:
    return service.set_design(session, own_season(session, season_id), form.facts(), by=actor(), at=now())


@bp.post("/seasons/<season_id>/assignment/plan")
def plan_assignment(season_id: str) -> Response:
    """Work a plan out."""
    return _done(season_id, service.plan_assignment, _("Đã tính phương án phân công."))


@bp.route("/seasons/<season_id>/assignment/apply", methods=["GET", "POST"])
def apply_assignment(season_id: str) -> Page | Response:
    """Ask, then put the plan that was shown in force."""
    form, judged = Form(), judged_season(reading(), season_id, own_organisers())
    if not form.sent:
        plan = judging.latest_plan(reading(), found(judged.judging).id)
        if plan is None or not plan.pairs or plan.applied_at:
            return answer(because(NOTHING), url_for(".assignment", season_id=season_id))
        return page("office/assignment_apply.html", season=judged.season, plan=plan)
    return _done(season_id, service.apply_assignment, _("Đã áp dụng phương án phân công."))


@bp.post("/seasons/<season_id>/assignment/check")
def check_assignment(season_id: str) -> Response:
    """Have the assignment in force checked."""
    return _done(season_id, service.check_assignment, _("Đã kiểm tra phân công."))


def _done(season_id: str, verb: Any, message: str) -> Response:
    outcome = act(lambda s: verb(s, own_season(s, season_id), by=actor(), at=now()))
    return answer(outcome, url_for(".assignment", season_id=season_id), message)
