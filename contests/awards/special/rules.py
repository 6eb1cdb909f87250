"""Who a special prize is proposed for, by the season's rule for it, and what keeps it from being given. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from contests.kernel.errors import Reason
from contests.kernel.figures import number
from contests.kernel.text import N_
from contests.people.humans import human
from contests.seasons.recognition.parts import SpecialPart
from contests.seasons.recognition.rules import weights
from contests.seasons.recognition.terms import Pool, SpecialRule

DECIDED = N_("Danh sách giải chuyên đề, tập thể, phong trào đã được quyết định, không thay đổi được nữa.")


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """An author of a work; `born_on` is None where the dossier does not say."""

    id: str
    name: str
    born_on: date | None


@dataclass(frozen=True, slots=True)
class WorkFacts:
    """A work that was received: whose it is, whether it was eligible, and the code of its tier."""

    unit_id: str
    unit: str
    eligible: bool
    tier: str | None
    people: tuple[PersonFacts, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A recipient with the figure that counts (the higher the better), and in words what it rests on."""

    id: str
    name: str
    figure: int
    ground: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who is proposed; who are equal where there was not room for all of them; of how many the birth date is missing."""

    proposed: tuple[Found, ...] = ()
    tied: tuple[Found, ...] = ()
    unknown: int = 0


def outcome(prize: SpecialPart, works: Iterable[WorkFacts], tiers: Mapping[str, str], places: int) -> Outcome:
    """Fill so many places by the prize's rule; equals are never parted, they are told to whoever chooses.

    `tiers` names the season's tiers by code. A prize by choice proposes nobody.
    """
    pool = [work for work in works if _counts(work, prize.among)]
    if prize.rule in {SpecialRule.YOUNGEST, SpecialRule.OLDEST}:
        people = _humans(pool)
        found = [_by_age(one, youngest=prize.rule is SpecialRule.YOUNGEST) for one in people if one.born_on]
        return _filled(found, places, unknown=sum(one.born_on is None for one in people))
    if prize.rule is SpecialRule.MOST_ENTRIES:
        return _filled(_by_works(pool), places)
    if prize.rule is SpecialRule.POINTS:
        return _filled(_by_points(prize, works, tiers), places)
    return Outcome()


def _counts(work: WorkFacts, pool: Pool) -> bool:
    if pool is Pool.RECEIVED:
        return True
    return work.eligible if pool is Pool.ELIGIBLE else work.tier is not None


def _human(person: PersonFacts) -> tuple[str, date] | str:
    return human(person.id, person.name, person.born_on)


def _humans(works: Iterable[WorkFacts]) -> list[PersonFacts]:
    found: dict[object, PersonFacts] = {}
    for work in works:
        for person in work.people:
            found.setdefault(_human(person), person)
    return list(found.values())


def _by_age(person: PersonFacts, *, youngest: bool) -> Found:
    if person.born_on is None:
        raise ValueError("an age needs a birth date")
    day = person.born_on.toordinal()
    return Found(person.id, person.name, day if youngest else -day, f"sinh ngày {person.born_on:%d/%m/%Y}")


def _by_works(works: Sequence[WorkFacts]) -> list[Found]:
    counted = Counter(human for work in works for human in {_human(person) for person in work.people})
    return [
        Found(one.id, one.name, counted[_human(one)], f"{counted[_human(one)]} hồ sơ")
        for one in _humans(works)
    ]


def _by_points(prize: SpecialPart, works: Iterable[WorkFacts], tiers: Mapping[str, str]) -> list[Found]:
    units: dict[str, list[WorkFacts]] = {}
    for work in works:
        units.setdefault(work.unit_id, []).append(work)
    found = [_points(prize, unit_id, own, tiers) for unit_id, own in units.items()]
    return [one for one in found if one.figure]


def _points(prize: SpecialPart, unit_id: str, works: Sequence[WorkFacts], tiers: Mapping[str, str]) -> Found:
    """A unit's points, with the sum as one can check it: "12 hồ sơ nhận × 1 + 2 Giải Nhì × 7 = 26 điểm"."""
    held = Counter(work.tier for work in works)
    eligible = sum(work.eligible for work in works)
    terms = [
        (len(works), "hồ sơ nhận", prize.per_received),
        (eligible, "hồ sơ đủ điều kiện", prize.per_eligible),
    ]
    terms += [(held[code], tiers.get(code, code), each) for code, each in weights(prize.per_tier).items()]
    counted = [(count, name, each) for count, name, each in terms if count and each]
    points = sum(count * each for count, _, each in counted)
    shown = " + ".join(f"{count} {name} × {each}" for count, name, each in counted)
    return Found(unit_id, works[0].unit, points, f"{shown} = {number(points)} điểm")


def _filled(found: Iterable[Found], places: int, unknown: int = 0) -> Outcome:
    """The best, as long as all equals fit; behind those that do not, nobody is proposed."""
    ordered = sorted(found, key=lambda one: -one.figure)
    proposed: list[Found] = []
    for _, same in groupby(ordered, key=lambda one: one.figure):
        group = tuple(same)
        if len(proposed) + len(group) > places:
            return Outcome(tuple(proposed), group if len(proposed) < places else (), unknown)
        proposed += group
    return Outcome(tuple(proposed), (), unknown)


def objections_to_choosing(
    prize: SpecialPart, reason: str, held: int, *, fit: bool, decided: bool
) -> Iterator[Reason]:
    """Why a recipient may not be chosen: `held` of the prize are given already, `fit` says that this one may have it."""
    if decided:
        yield Reason(DECIDED)
    if not fit:
        yield Reason(N_("Đề nghị chọn người, giải pháp hoặc đơn vị nhận giải trong danh sách."), "recipient")
    if not reason:
        yield Reason(N_("Đề nghị ghi lý do chọn."), "reason")
    if held >= prize.count:
        message = N_("%(name)s đã đủ %(count)s giải. Bỏ bớt một dòng trước khi chọn người khác.")
        yield Reason(message, None, None, {"name": prize.name, "count": prize.count})


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the list is: who submitted it is `submitted`; `same_human`: the asking person may be that very human."""

    head: bool
    decided: bool = False
    submitted: bool = False
    same_human: bool = False


def objections_to_submitting(standing: Standing, given: int) -> Iterator[Reason]:
    """Why the list may not be submitted now."""
    if standing.decided:
        yield Reason(DECIDED)
    if not given:
        yield Reason(N_("Danh sách chưa có dòng nào."))


def objections_to_deciding(
    standing: Standing, prizes: Iterable[SpecialPart], given: Mapping[str, int], *, founded: bool
) -> Iterator[Reason]:
    """Why the list may not be decided now; `given` counts by the prize's code, `founded`: there is a document."""
    if standing.decided:
        yield Reason(DECIDED)
    if not standing.head:
        yield Reason(N_("Chỉ lãnh đạo Ban Tổ chức được ghi quyết định."))
    if not standing.submitted:
        yield Reason(N_("Danh sách chưa được trình, hoặc đã thay đổi sau khi trình. Đề nghị trình lại."))
    elif standing.same_human:
        yield Reason(N_("Người quyết định phải là người khác với người trình danh sách."))
    if not founded:
        yield Reason(N_("Giải thưởng chưa có quyết định. Đề nghị ghi quyết định riêng cho danh sách này."))
    for prize in prizes:
        count = given.get(prize.code, 0)
        if count > prize.count:
            message = N_("%(name)s vượt số lượng: %(given)s giải, tối đa %(most)s.")
            yield Reason(message, None, None, {"name": prize.name, "given": count, "most": prize.count})
        if count and prize.money is None:
            yield Reason(N_("%(name)s chưa có mức tiền thưởng."), None, None, {"name": prize.name})
