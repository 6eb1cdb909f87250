"""What phase a season is in, what it still lacks before opening, and what may still be changed. Pure."""

import dataclasses
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from contests.kernel.calendar import today
from contests.kernel.errors import Reason
from contests.kernel.text import N_
from contests.seasons.parts import Definition
from contests.seasons.recognition.rules import honour_faults, special_gaps
from contests.seasons.settings import CATALOGUE
from contests.seasons.terms import ContestKind, Part, Phase, StepState
from contests.seasons.tiers import tier_gaps


@dataclass(frozen=True, slots=True)
class Milestones:
    """What has happened in a season: its own moments, and which acts of the later stages are done."""

    opened_at: datetime | None = None
    registration_from: datetime | None = None
    registration_until: datetime | None = None
    archived_at: datetime | None = None
    screened: bool = False
    sealed: bool = False
    judged: bool = False
    envelopes_opened: bool = False
    decided: bool = False
    published: bool = False
    certified: bool = False
    nominated: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a season's life and whether it lies behind, is under way, or lies ahead."""

    phase: Phase
    state: StepState


@dataclass(frozen=True, slots=True)
class Dates:
    """The season's windows, and the day of the ceremony where it is known."""

    registration_from: datetime | None = None
    registration_until: datetime | None = None
    supplement_until: datetime | None = None
    judging_until: datetime | None = None
    ceremony_on: date | None = None


NOT_CONFIRMED = N_("Chưa xác nhận: %(label)s.")


def phase(facts: Milestones, at: datetime) -> Phase:
    """The first step that is not behind the season at the moment `at`."""
    behind = _behind(facts, at)
    return next((step for step in Phase if step not in behind), Phase.DONE)


def steps(facts: Milestones, at: datetime) -> list[Step]:
    """The steps in their order, for the step bar."""
    now = list(Phase).index(phase(facts, at))
    named = [step for step in Phase if step is not Phase.DONE]
    return [Step(step, _state(place, now)) for place, step in enumerate(named)]


def _state(place: int, now: int) -> StepState:
    if place == now:
        return StepState.CURRENT
    return StepState.DONE if place < now else StepState.AHEAD


def _behind(facts: Milestones, at: datetime) -> set[Phase]:
    """The steps that are over. Acts count whatever the calendar says; a later act closes the windows before it."""
    if facts.archived_at is not None:
        return set(Phase) - {Phase.DONE}
    closed = facts.screened or _passed(facts.registration_until, at)
    over = {
        Phase.LAUNCH: facts.opened_at is not None and (closed or _passed(facts.registration_from, at)),
        Phase.REGISTRATION: facts.opened_at is not None and closed,
        Phase.SCREENING: facts.screened,
        Phase.SEALING: facts.sealed,
        Phase.JUDGING: facts.judged,
        Phase.OPENING: facts.envelopes_opened,
        Phase.AWARDS: facts.decided,
        Phase.PUBLICATION: facts.published,
        Phase.CERTIFICATES: facts.certified,
        Phase.NOMINATION: facts.nominated,
    }
    return {step for step, done in over.items() if done}


def _passed(moment: datetime | None, at: datetime) -> bool:
    return moment is not None and moment <= at


def takes_entries(facts: Milestones, at: datetime) -> bool:
    """Whether entries may be filed at the moment `at`."""
    return phase(facts, at) is Phase.REGISTRATION


def gaps_before_opening(season: Definition, confirmed: Collection[str]) -> list[Reason]:
    """Everything that keeps a season from opening, all at once; `field` names the part where it is put right.

    `confirmed` holds the keys of the working values that the organiser has confirmed.
    """
    return [
        *_general_gaps(season),
        *_within(Part.DATES, date_gaps(dates_of(season))),
        *_list_gaps(season),
        *_rubric_gaps(season),
        *tier_gaps(season.tiers),
        *_within(Part.SPECIAL, special_gaps(season.special_prizes, [tier.code for tier in season.tiers])),
        *_within(Part.HONOURS, honour_faults(season.honours, [tier.code for tier in season.tiers])),
        *_within(Part.SETTINGS, _setting_gaps(season, confirmed)),
    ]


def dates_of(season: Definition) -> Dates:
    """The windows of a definition."""
    return Dates(**{field.name: getattr(season, field.name) for field in dataclasses.fields(Dates)})


def _within(part: Part, reasons: Iterable[Reason]) -> Iterator[Reason]:
    return (dataclasses.replace(reason, field=part) for reason in reasons)


def _gap(part: Part, message: str, **values: str | int) -> Reason:
    return Reason(message, part, None, values)


def _general_gaps(season: Definition) -> Iterator[Reason]:
    if not season.title:
        yield _gap(Part.GENERAL, N_("Chưa có tên mùa thi."))
    if not season.years:
        yield _gap(Part.GENERAL, N_("Chưa ghi năm tổ chức."))
    if not season.rules:
        yield _gap(Part.GENERAL, N_("Chưa có nội dung thể lệ."))
    if not season.legal_bases:
        yield _gap(Part.LEGAL, N_("Chưa có căn cứ pháp lý nào."))


def date_gaps(dates: Dates) -> Iterator[Reason]:
    """The windows that are missing or stand in a wrong order."""
    if dates.registration_from is None:
        yield Reason(N_("Chưa có ngày bắt đầu nhận hồ sơ."), "registration_from")
    if dates.registration_until is None:
        yield Reason(N_("Chưa có hạn nộp hồ sơ."), "registration_until")
    if dates.supplement_until is None:
        yield Reason(N_("Chưa có hạn bổ sung hồ sơ."), "supplement_until")
    if dates.judging_until is None:
        yield Reason(N_("Chưa có hạn chấm thi."), "judging_until")
    yield from date_faults(dates)


def date_faults(dates: Dates) -> Iterator[Reason]:
    """The windows that stand in a wrong order; `field` names the later one."""
    if _not_before(dates.registration_from, dates.registration_until):
        yield Reason(N_("Hạn nộp hồ sơ phải sau ngày bắt đầu nhận hồ sơ."), "registration_until")
    if _after(dates.registration_until, dates.supplement_until):
        yield Reason(N_("Hạn bổ sung không được trước hạn nộp hồ sơ."), "supplement_until")
    if _after(dates.supplement_until or dates.registration_until, dates.judging_until):
        yield Reason(N_("Hạn chấm thi không được trước hạn bổ sung hồ sơ."), "judging_until")
    if dates.ceremony_on and dates.judging_until and dates.ceremony_on < today(dates.judging_until):
        yield Reason(N_("Ngày trao giải không được trước hạn chấm thi."), "ceremony_on")


def _not_before(first: datetime | None, then: datetime | None) -> bool:
    return first is not None and then is not None and first >= then


def _after(first: datetime | None, then: datetime | None) -> bool:
    return first is not None and then is not None and first > then


def _list_gaps(season: Definition) -> Iterator[Reason]:
    if not season.fields:
        yield _gap(Part.FIELDS, N_("Chưa có lĩnh vực dự thi nào."))
    if season.kind is ContestKind.YOUTH and not season.divisions:
        yield _gap(Part.DIVISIONS, N_("Chưa có bảng theo ngày sinh của thí sinh."))
    for division in season.divisions:
        if division.born_from is None or division.born_until is None:
            yield _gap(
                Part.DIVISIONS, N_("%(name)s chưa đủ ngày sinh từ và ngày sinh đến."), name=division.name
            )
    if not season.items:
        yield _gap(Part.DOSSIER, N_("Chưa có thành phần hồ sơ nào."))
    elif not any(item.to_judges for item in season.items):
        yield _gap(Part.DOSSIER, N_("Chưa có thành phần hồ sơ nào được chuyển cho giám khảo."))


def _rubric_gaps(season: Definition) -> Iterator[Reason]:
    if not season.criteria:
        yield _gap(Part.RUBRIC, N_("Thang điểm chưa có tiêu chí nào."))
    per_point = season.setting("steps_per_point")
    for criterion in season.criteria:
        if per_point and off_step(criterion.most_quarters, per_point.value):
            yield _gap(
                Part.RUBRIC,
                N_("Điểm tối đa của tiêu chí %(title)s không phải là bội số của bước điểm."),
                title=criterion.title,
            )


def off_step(quarters: int, steps_per_point: str) -> bool:
    """Whether a maximum cannot be reached in whole steps."""
    return quarters * int(steps_per_point) % 4 != 0


def _setting_gaps(season: Definition, confirmed: Collection[str]) -> Iterator[Reason]:
    values = {setting.key: setting.value for setting in season.settings}
    for known in CATALOGUE:
        if known.key not in confirmed:
            yield _gap(Part.SETTINGS, NOT_CONFIRMED, label=known.label)
    yield from setting_faults(values)


def setting_faults(values: dict[str, str]) -> Iterator[Reason]:
    """Working values that do not fit together."""
    least, panel = values.get("least_sheets"), values.get("judges_per_panel")
    if least and panel and int(least) > int(panel):
        yield Reason(N_("Số phiếu điểm tối thiểu không được lớn hơn số giám khảo mỗi tổ."), "least_sheets")
    each = values.get("judges_per_piece") if values.get("assignment") == "k" else None
    if least and each and int(least) > int(each):
        message = N_("Số giám khảo chấm mỗi bài không được ít hơn số phiếu điểm tối thiểu.")
        yield Reason(message, "judges_per_piece")


def fixed(part: Part, *, opened: bool, archived: bool, in_use: bool) -> Reason | None:
    """Why a part of the season may not be changed any more, or None. `in_use`: it has entries."""
    if archived:
        return Reason(N_("Mùa thi đã được đưa vào lưu trữ, không thay đổi được nữa."))
    if not opened or part in {Part.GENERAL, Part.LEGAL, Part.HONOURS, Part.FEES}:
        return None
    if part is Part.DATES:
        return Reason(
            N_("Mùa thi đã phát động: thời hạn chỉ thay đổi bằng quyết định gia hạn của Ban Tổ chức.")
        )
    if in_use:
        return Reason(
            N_(
                "Mùa thi đã có hồ sơ dự thi: lĩnh vực, hồ sơ, thang điểm, giải thưởng và cách chấm được giữ nguyên."
            )
        )
    return None


def kept_out_of_archive(facts: Milestones, at: datetime, *, awaits_results: bool) -> Reason | None:
    """Why a season may not be put into the archive at the moment `at`, or None.

    It may be once its results are published, or once its window closed and no entry of it awaits a result: there
    was none, or all were withdrawn or found not eligible.
    """
    if facts.opened_at is None:
        return Reason(N_("Mùa thi chưa phát động nên chưa thể đưa vào lưu trữ."))
    if facts.archived_at is not None:
        return Reason(N_("Mùa thi đã được đưa vào lưu trữ, không thay đổi được nữa."))
    if facts.published or (not awaits_results and _passed(facts.registration_until, at)):
        return None
    if awaits_results:
        return Reason(N_("Mùa thi chưa công bố kết quả nên chưa thể đưa vào lưu trữ."))
    return Reason(N_("Mùa thi chưa hết hạn nộp hồ sơ nên chưa thể đưa vào lưu trữ."))


def extension_faults(old: Dates, new: Dates, *, screened: bool) -> Iterator[Reason]:
    """What is wrong with an extension: the deadline of registration may move later, never earlier.

    `screened`: the list of eligible entries stands, so neither registration nor supplements open again.
    """
    yield from date_gaps(new)
    if screened and (old.registration_until, old.supplement_until) != (
        new.registration_until,
        new.supplement_until,
    ):
        message = N_(
            "Danh sách hồ sơ đủ điều kiện đã chốt nên không gia hạn nhận hoặc bổ sung hồ sơ được nữa."
        )
        yield Reason(message, "registration_until")
    if _after(old.registration_until, new.registration_until):
        yield Reason(N_("Hạn nộp hồ sơ mới không được sớm hơn hạn đã công bố."), "registration_until")
    if old.registration_from != new.registration_from:
        yield Reason(N_("Ngày bắt đầu nhận hồ sơ đã công bố, không thay đổi được."), "registration_from")
