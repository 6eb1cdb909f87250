"""What has to be true before a round is sealed, and who may open its envelopes; values in, values out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from contests.envelopes.conflicts.rules import SETTLED, ConflictFacts, conflict_gaps
from contests.envelopes.gate.rules import OPEN, GateFacts, gate_gaps
from contests.kernel.access import Role
from contests.kernel.errors import Reason
from contests.kernel.text import N_, fold

OPENERS = (Role.HEAD, Role.SECRETARY, Role.INSPECTOR)
SECOND_WITHIN = timedelta(hours=24)
"""The second person confirms within this time of the first, or both begin again."""


@dataclass(frozen=True, slots=True)
class Work:
    """An eligible entry as sealing looks at it: the code of its field, and the judges barred from it."""

    field: str
    barred: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Jury:
    """A panel as sealing looks at it: the codes of its fields, the ids of its judges, chair and secretary there or not."""

    name: str
    fields: tuple[str, ...]
    judges: tuple[str, ...]
    led: bool = True


@dataclass(frozen=True, slots=True)
class Readiness:
    """What sealing looks at: counts and names, no codes."""

    screening_closed: bool
    eligible: int
    unrendered: int
    unlooked: int
    fields_without_panel: tuple[str, ...]
    panels_without_judges: tuple[str, ...]
    panels_without_officers: tuple[str, ...] = ()
    """Panels without a chair or without a secretary: these two seal the results."""
    thin_panels: tuple[tuple[str, int], ...] = ()
    """Panels with the number of their entries that fewer judges than `least_sheets` may mark."""
    least_sheets: int = 1
    gate: GateFacts = OPEN
    conflicts: ConflictFacts = SETTLED


def gaps_before_sealing(facts: Readiness) -> list[Reason]:
    """Everything that keeps the round from being sealed, at once."""
    return list(_gaps(facts))


def _gaps(facts: Readiness) -> Iterator[Reason]:
    if not facts.screening_closed:
        yield Reason(
            N_("Chưa kết thúc sơ loại. Đề nghị chốt danh sách hồ sơ đủ điều kiện trước."), "screening"
        )
    if not facts.eligible:
        yield Reason(N_("Chưa có hồ sơ nào đủ điều kiện."), "screening")
    yield from _exhibit_gaps(facts)
    yield from _named(N_("Lĩnh vực “%(name)s” chưa có tổ giám khảo."), facts.fields_without_panel)
    yield from _named(N_("“%(name)s” chưa có giám khảo."), facts.panels_without_judges)
    yield from _named(NO_OFFICERS, facts.panels_without_officers)
    yield from conflict_gaps(facts.conflicts)
    for name, count in facts.thin_panels:
        values: dict[str, str | int] = {"name": name, "count": count, "least": facts.least_sheets}
        yield Reason(THIN, "panels", None, values)


NO_OFFICERS = N_("“%(name)s” chưa đủ tổ trưởng và thư ký; hai người này niêm phong kết quả của tổ.")
THIN = N_(
    "“%(name)s” có %(count)s hồ sơ không đủ %(least)s giám khảo được chấm, sau khi trừ xung đột lợi ích. "
    "Đề nghị xếp thêm giám khảo vào tổ."
)


def _exhibit_gaps(facts: Readiness) -> Iterator[Reason]:
    if facts.unrendered:
        message = N_("Còn %(count)s hồ sơ chưa lập bản chấm. Đề nghị bấm “Lập bản chấm”.")
        yield Reason(message, "exhibits", None, {"count": facts.unrendered})
    if facts.unlooked:
        message = N_("Còn %(count)s bản chấm chưa được xem và xác nhận không lộ danh tính.")
        yield Reason(message, "exhibits", None, {"count": facts.unlooked})
    yield from gate_gaps(facts.gate)


def _named(message: str, names: Sequence[str]) -> Iterator[Reason]:
    return (Reason(message, "panels", None, {"name": name}) for name in names)


def thin_panels(works: Iterable[Work], juries: Sequence[Jury], least: int) -> tuple[tuple[str, int], ...]:
    """The panels that have judges, each with how many of its entries fewer than `least` of them may mark."""
    counts: dict[str, int] = {}
    jury_of = {field: jury for jury in juries if jury.judges for field in jury.fields}
    for work in works:
        jury = jury_of.get(work.field)
        if jury is not None and len(set(jury.judges) - work.barred) < least:
            counts[jury.name] = counts.get(jury.name, 0) + 1
    return tuple(sorted(counts.items()))


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One person's word that the envelopes be opened, with what tells one human from another."""

    account_id: str
    given_at: datetime
    name: str = ""
    contacts: frozenset[str] = frozenset()
    """E-mail address and telephone number, as far as the account has them."""

    def same_human(self, other: "Confirmation") -> bool:
        """Whether both words may come from one human: one account, or two that share name, e-mail or telephone."""
        alike = bool(self.name) and fold(self.name) == fold(other.name)
        return self.account_id == other.account_id or alike or bool(self.contacts & other.contacts)


def standing(given: Sequence[Confirmation], at: datetime) -> list[Confirmation]:
    """The confirmations that still count at `at`."""
    return [word for word in given if at - word.given_at <= SECOND_WITHIN]


def objections_to_opening(
    *,
    results_sealed: bool,
    opened: bool,
    role_held: bool,
    named: bool,
    given: Sequence[Confirmation],
    own: Confirmation,
) -> list[Reason]:
    """Why this person may not confirm the opening now."""
    found = []
    if opened:
        found.append(Reason(N_("Vòng chấm này đã được ghép phách.")))
    if not results_sealed:
        found.append(Reason(N_("Chỉ ghép phách sau khi kết quả chấm đã được niêm phong.")))
    if not role_held:
        found.append(
            Reason(N_("Chỉ lãnh đạo Ban Tổ chức, Ban Thư ký hoặc giám sát được xác nhận ghép phách."))
        )
    elif not named:
        found.append(Reason(NOT_NAMED))
    if any(word.account_id == own.account_id for word in given):
        found.append(Reason(N_("Quý vị đã xác nhận. Cần một người khác xác nhận trong vòng 24 giờ.")))
    elif any(word.same_human(own) for word in given):
        found.append(Reason(ONE_HUMAN))
    return found


ONE_OFFICER = N_(
    "Tài khoản này trùng họ tên, thư điện tử hoặc số điện thoại với tổ trưởng hoặc thư ký của tổ. "
    "Việc niêm phong kết quả cần hai người khác nhau."
)
NOT_NAMED = N_(
    "Mùa thi này đã phân công người ghép phách và Quý vị không có trong danh sách. "
    "Lãnh đạo Ban Tổ chức có thể bổ sung người thay thế."
)
ONE_HUMAN = N_(
    "Tài khoản này trùng họ tên, thư điện tử hoặc số điện thoại với người đã xác nhận. "
    "Việc ghép phách cần hai người khác nhau."
)


def even_fields(sheets: Iterable[tuple[str, int]]) -> frozenset[str]:
    """The fields, given (field, sheets) of every piece, in which all pieces have equally many sheets.

    Elsewhere the number of sheets may tell, beside a noted conflict, which entry a code is.
    """
    counts: dict[str, set[int]] = {}
    for field, count in sheets:
        counts.setdefault(field, set()).add(count)
    return frozenset(field for field, found in counts.items() if len(found) == 1)
