"""What comes from outside the score sheets: entered by two persons by entry, then handed to judging."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from contests.entries.model import Entry
from contests.envelopes import service
from contests.envelopes.outside.model import OutsideList
from contests.envelopes.outside.rules import differences
from contests.envelopes.outside.terms import Formula
from contests.kernel.clock import now
from contests.kernel.figures import hundredths
from contests.kernel.text import N_
from contests.kernel.web.answers import Form, Page, answer, found, onward, page
from contests.kernel.web.fields import ChoiceField, LongTextField, TextField
from contests.kernel.web.runtime import act, actor, reading
from contests.web.office.desk import bp, own_organisers, own_season
from contests.web.rounds import Judged, judged_season
from judging import service as judging

FORMULAS = {
    Formula.POINTS: N_("Số liệu là điểm, ghi thẳng vào bảng tính"),
    Formula.SHARE: N_("Số phiếu bình chọn: bài nhiều phiếu nhất được điểm tối đa, bài khác theo tỷ lệ"),
}


class ListForm(Form):
    """A component as one person reads it from its source."""

    formula = ChoiceField(_l("Cách tính thành điểm"), blank=_l("Chọn cách tính"))
    source = TextField(_l("Văn bản làm căn cứ"), most=300)
    numbers = LongTextField(_l("Số liệu, mỗi dòng một hồ sơ"), most=200_000)


@dataclass(frozen=True)
class State:
    """How far one component is."""

    key: str
    title: str
    weight: int
    lists: tuple[OutsideList, ...]
    agreed: bool

    @property
    def handed(self) -> bool:
        """Whether judging has its values."""
        return any(one.handed_at for one in self.lists)


def _judged(season_id: str) -> Judged:
    judged = judged_season(reading(), season_id, own_organisers())
    found(judged if judged.sealed else None)
    return judged


def _state(judged: Judged, part: Any) -> State:
    lists = tuple(service.outside_lists(reading(), judged.season.id, part.key))
    return State(part.key, part.title, part.weight, lists, service.outside_agreed(lists))


@bp.get("/seasons/<season_id>/outside")
def outside(season_id: str) -> Page:
    """The components of the rules in force, and how far each is."""
    judged = judged_season(reading(), season_id, own_organisers())
    parts = judging.parts_of(reading(), judged.round.round_id) if judged.sealed else ()
    return page(
        "office/outside.html",
        season=judged.season,
        sealed=judged.sealed,
        states=[_state(judged, part) for part in parts],
        ended=judged.stage is judging.Stage.CLOSED,
        me=actor().account_id,
    )


@bp.route("/seasons/<season_id>/outside/<kind>", methods=["GET", "POST"])
def enter_outside(season_id: str, kind: str) -> Page | Response:
    """Enter one component, each person without the other's numbers; what differs shows once both have entered."""
    judged = _judged(season_id)
    parts = judging.parts_of(reading(), judged.round.round_id)
    part = found(next((part for part in parts if part.key == kind), None))
    state = _state(judged, part)
    entries = service.outside_entries(reading(), judged.round)
    form = _form(state, entries)
    if form.ready():
        typed = service.OutsideTyped(kind, Formula(form.formula.data), form.source.data, form.numbers.data)
        outcome = act(
            lambda s: service.enter_outside(s, own_season(s, season_id), typed, by=actor(), at=now())
        )
        if form.accepts(outcome):
            return onward(url_for(".enter_outside", season_id=season_id, kind=kind), _("Đã ghi số liệu."))
    return page(
        "office/outside_enter.html",
        season=judged.season,
        form=form,
        state=state,
        count=len(entries),
        differing=_differing(state),
        editable=not state.handed,
    )


def _form(state: State, entries: dict[str, int]) -> ListForm:
    own = next((one for one in state.lists if one.entered_by == actor().account_id), None)
    form = ListForm(data=_typed(own, entries) if own else {"numbers": _blank(entries)})
    form.formula.offer([(formula.value, _(label)) for formula, label in FORMULAS.items()])
    return form


def _typed(own: OutsideList, entries: dict[str, int]) -> dict[str, str]:
    numbers = service.outside_numbers(own)
    lines = sorted((entries[entry], value) for entry, value in numbers.items() if entry in entries)
    text = "\n".join(f"{number} {_shown(value)}" for number, value in lines)
    return {"formula": own.formula.value, "source": own.source, "numbers": text}


def _blank(entries: dict[str, int]) -> str:
    return "\n".join(f"{number} " for number in sorted(entries.values()))


def _differing(state: State) -> list[tuple[Entry, str, str]]:
    """(entry, the first person's figure, the second's) wherever both have entered and differ."""
    if len(state.lists) != 2 or state.agreed:
        return []
    one, other = (service.outside_numbers(each) for each in state.lists)
    keys = differences(one, other)
    rows = {entry.id: entry for entry in service.outside_named(reading(), keys)}
    shown = [(rows[key], _shown(one.get(key)), _shown(other.get(key))) for key in keys]
    return sorted(shown, key=lambda row: row[0].number or 0)


def _shown(value: int | None) -> str:
    return "–" if value is None else hundredths(value).removesuffix(",00")


@bp.post("/seasons/<season_id>/outside/<kind>/hand-over")
def hand_over_outside(season_id: str, kind: str) -> Response:
    """Give judging the points."""
    outcome = act(lambda s: service.hand_over(s, own_season(s, season_id), kind, by=actor(), at=now()))
    return answer(outcome, url_for(".outside", season_id=season_id), _("Đã đưa vào bảng tính điểm."))
