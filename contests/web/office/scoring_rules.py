"""The rules of scoring of a round: what is in force, what a change would change, and the two persons who make it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.envelopes import rules, service
from contests.kernel.clock import now
from contests.kernel.web.answers import Form, Page, answer, found, onward, page
from contests.kernel.web.fields import ChoiceField, LongTextField, WholeField
from contests.kernel.web.runtime import act, actor, reading
from contests.web.office.desk import bp, own_organisers, own_season
from contests.web.office.scoring_words import bench_rows, component_rows, numbers_of, shown, step_choices
from contests.web.rounds import Judged, judged_season
from judging import service as judging
from judging.numbers.methods import METHODS, Bench
from judging.numbers.rules import Component
from judging.seen import rubric
from judging.terms import RankedBy

RANKED = {RankedBy.ROUNDED: _l("Điểm đã làm tròn"), RankedBy.EXACT: _l("Điểm chưa làm tròn")}


class RulesForm(Form):
    """The rules as a person writes them; empty rows of benches and components are none."""

    aggregation = ChoiceField(_l("Cách tổng hợp điểm"))
    pass_points = WholeField(_l("Mức điểm của phiếu đạt"), least=0, most=1000, required=False)
    least_sheets = WholeField(_l("Số phiếu điểm tối thiểu"), least=1, most=15)
    ranked_by = ChoiceField(_l("Điểm dùng để xếp hạng"))
    step_1 = ChoiceField(_l("Đồng điểm: xét trước hết"), blank=_l("Không xét"), required=False)
    step_2 = ChoiceField(_l("Sau đó xét"), blank=_l("Không xét"), required=False)
    step_3 = ChoiceField(_l("Rồi xét"), blank=_l("Không xét"), required=False)
    step_4 = ChoiceField(_l("Cuối cùng"), blank=_l("Không xét"), required=False)
    sheets_weight = WholeField(_l("Hệ số của phiếu chấm"), least=1, most=1000)
    components = LongTextField(_l("Điểm thành phần ngoài phiếu chấm"), most=1000, required=False)
    benches = LongTextField(_l("Các hội đồng"), most=1000, required=False)
    reason = LongTextField(_l("Lý do thay đổi"), most=1000)


@bp.get("/seasons/<season_id>/scoring-rules")
def scoring_rules(season_id: str) -> Page:
    """The rules in force, the change that waits with what it would change, and the versions before."""
    judged = judged_season(reading(), season_id, own_organisers())
    return page("office/scoring_rules.html", season=judged.season, **_seen(reading(), judged))


def _seen(session: Session, judged: Judged) -> dict[str, Any]:
    round_ = found(judged.judging)
    versions = judging.rules_versions(session, round_.id)
    asked = judging.waiting_rules(session, round_.id)
    words = _words(session, judged)
    return {
        "stage": judged.stage,
        "version": round_.rules_version,
        "values": shown(judging.rules_of(round_), words),
        "asked": asked,
        "until": asked.proposed_at + rules.SECOND_WITHIN if asked else None,
        "own": asked is not None and asked.proposed_by == actor().account_id,
        "changes": _changes(session, round_, asked, words) if asked else None,
        "versions": versions,
        "names": service.proposer_names(session, _persons(versions)),
        "current": judged.stage is not judging.Stage.CLOSED or judging.current(session, round_.id),
    }


def _words(session: Session, judged: Judged) -> dict[str, Any]:
    round_ = found(judged.judging)
    titles = [one.scale.title for one in rubric(session, round_.id, round_.steps_per_point)]
    return {"steps": dict(step_choices(titles)), "judges": numbers_of(session, round_.id)}


def _persons(versions: Sequence[Any]) -> list[str]:
    return [key for one in versions for key in (one.proposed_by, one.second_by) if key]


def _changes(session: Session, round_: judging.Round, asked: Any, words: dict[str, Any]) -> dict[str, Any]:
    wanted = judging.version_rules(session, asked)
    told = judging.rules_difference(session, round_.id, wanted)
    before = {name: value for name, _label, value in shown(judging.rules_of(round_), words)}
    rows = [(label, before[name], value) for name, label, value in shown(wanted, words) if name in told.names]
    return {"rows": rows, "sums": told.sums, "moved": told.moved}


@bp.route("/seasons/<season_id>/scoring-rules/new", methods=["GET", "POST"])
def propose_rules(season_id: str) -> Page | Response:
    """Write down a change of the rules."""
    judged = judged_season(reading(), season_id, own_organisers())
    round_, form = found(judged.judging), RulesForm()
    words = _words(reading(), judged)
    _offer(form, words)
    if not form.sent:
        _fill(form, judging.rules_of(round_), words)
    if form.ready():
        wanted = _wanted(form, judging.rules_of(round_), words)
        outcome = act(lambda s: service.propose_rules(
            s, own_season(s, season_id), wanted, form.reason.data, by=actor(), at=now()
        ))  # fmt: skip
        if form.accepts(outcome):
            done = _("Đã ghi đề nghị. Cần một người khác xác nhận trong vòng 24 giờ.")
            return onward(url_for(".scoring_rules", season_id=season_id), done)
    return page("office/scoring_rules_form.html", form=form, season=judged.season)


def _offer(form: RulesForm, words: dict[str, Any]) -> None:
    form.aggregation.offer([(name, _(label)) for name, label in METHODS.items()])
    form.ranked_by.offer([(one.value, str(label)) for one, label in RANKED.items()])
    for step in _steps(form):
        step.offer(list(words["steps"].items()))


def _steps(form: RulesForm) -> list[ChoiceField]:
    return [form.step_1, form.step_2, form.step_3, form.step_4]


def _fill(form: RulesForm, own: judging.Rules, words: dict[str, Any]) -> None:
    form.aggregation.data, form.ranked_by.data = own.aggregation, own.ranked_by.value
    form.least_sheets.data, form.sheets_weight.data = own.least_sheets, own.sheets_weight
    form.pass_points.data = own.pass_steps // own.per_point or None
    for field, step in zip(_steps(form), own.ties, strict=False):
        field.data = step
    form.components.data = "\n".join(f"{one.key}; {one.title}; {one.weight}" for one in own.components)
    numbers = {judge: number for number, judge in words["judges"].items()}
    form.benches.data = "\n".join(
        f"{one.name}; {one.weight}; {', '.join(str(numbers[judge]) for judge in one.judges if judge in numbers)}"
        for one in own.benches
    )


def _wanted(form: RulesForm, own: judging.Rules, words: dict[str, Any]) -> judging.Rules:
    return replace(
        own,
        aggregation=form.aggregation.data,
        pass_steps=(form.pass_points.data or 0) * own.per_point,
        least_sheets=form.least_sheets.data or 0,
        ranked_by=RankedBy(form.ranked_by.data),
        ties=tuple(step.data for step in _steps(form) if step.data),
        sheets_weight=form.sheets_weight.data or 0,
        components=tuple(Component(*row) for row in component_rows(form.components.data or "")),
        benches=tuple(Bench(*row) for row in bench_rows(form.benches.data or "", words["judges"])),
    )


@bp.route("/seasons/<season_id>/scoring-rules/<int:version>/confirm", methods=["GET", "POST"])
def confirm_rules(season_id: str, version: int) -> Page | Response:
    """Ask, with what it changes on the page, then put the change into force."""
    judged = judged_season(reading(), season_id, own_organisers())
    asked = judging.waiting_rules(reading(), found(judged.judging).id)
    found(asked if asked and asked.version == version else None)
    if not Form().sent:
        seen = _seen(reading(), judged)
        return page("office/scoring_rules_confirm.html", season=judged.season, **seen)
    outcome = act(lambda s: service.confirm_rules(s, own_season(s, season_id), version, by=actor(), at=now()))
    done = _("Quy tắc mới đã có hiệu lực. Nếu đã có bảng điểm thì cần tổng hợp điểm lại.")
    return answer(outcome, url_for(".scoring_rules", season_id=season_id), done)


@bp.post("/seasons/<season_id>/scoring-rules/<int:version>/withdraw")
def withdraw_rules(season_id: str, version: int) -> Response:
    """Take a change back that nobody has confirmed."""
    outcome = act(
        lambda s: service.withdraw_rules(s, own_season(s, season_id), version, by=actor(), at=now())
    )
    return answer(outcome, url_for(".scoring_rules", season_id=season_id), _("Đã rút đề nghị."))
