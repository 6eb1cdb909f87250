"""Changes of a season's parts, each with the version it started from; what is fixed refuses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import STALE, Done, Outcome, Reason, Refused, because, gathered, refuse
from contests.kernel.text import N_
from contests.seasons import rows
from contests.seasons.model import Criterion, Division, DossierItem, Field, Season, Tier
from contests.seasons.parts import CriterionPart, DivisionPart, FieldPart, ItemPart, TierPart
from contests.seasons.queries import criteria_of, settings_of, tiers_of
from contests.seasons.recognition.model import Fee, Honour, SpecialPrize
from contests.seasons.recognition.parts import FeePart, HonourPart, SpecialPart
from contests.seasons.recognition.rows import fee_values, honour_values, special_values
from contests.seasons.recognition.rules import fee_faults, honour_faults, special_faults
from contests.seasons.rules import Dates, date_faults, fixed, off_step, setting_faults
from contests.seasons.service import touch
from contests.seasons.settings import KNOWN
from contests.seasons.terms import Level, Origin, Part


@dataclass(frozen=True, slots=True)
class General:
    """What a season is called and what is said of it."""

    title: str
    years: str
    edition: int
    level: Level
    introduction: str
    rules: str


@dataclass(frozen=True, slots=True)
class Change:
    """Who changes a season, when, from which version of it, and whether it has entries already."""

    by: Actor
    at: datetime
    version: int
    in_use: bool = False
    kept: frozenset[str] = frozenset()
    """Codes of rows that later stages refer to: they may be changed and not taken out."""


def _stopped(season: Season, part: Part, change: Change) -> Refused | None:
    if season.version != change.version:
        return because(STALE)
    reason = fixed(
        part,
        opened=season.opened_at is not None,
        archived=season.archived_at is not None,
        in_use=change.in_use,
    )
    return refuse(reason) if reason else None


def _changed(session: Session, season: Season, part: Part, change: Change) -> Done[Season]:
    touch(season)
    record(session, f"season.change.{part}", season.id, scope=season.organiser_id, by=change.by, at=change.at)
    return Done(season)


def change_general(session: Session, season: Season, facts: General, change: Change) -> Outcome[Season]:
    """Rename the season, change what is said of it. The number of the edition is fixed once it is opened."""
    if stopped := _stopped(season, Part.GENERAL, change):
        return stopped
    if season.opened_at and facts.edition != season.edition:
        return because(N_("Mùa thi đã phát động: lần thứ không thay đổi được."), "edition")
    if not (facts.title and facts.years and facts.rules) and season.opened_at:
        return because(N_("Mùa thi đã phát động phải luôn có tên, năm và thể lệ."), "title")
    season.title, season.years, season.edition = facts.title, facts.years, facts.edition
    season.level, season.introduction, season.rules = facts.level, facts.introduction, facts.rules
    return _changed(session, season, Part.GENERAL, change)


def change_dates(session: Session, season: Season, dates: Dates, change: Change) -> Outcome[Season]:
    """Set the windows of a season being prepared; later they move by a decision (`service.extend`)."""
    if stopped := _stopped(season, Part.DATES, change) or gathered(date_faults(dates)):
        return stopped
    for name in Dates.__slots__:
        setattr(season, name, getattr(dates, name))
    return _changed(session, season, Part.DATES, change)


def change_legal_bases(
    session: Session, season: Season, lines: Sequence[str], change: Change
) -> Outcome[Season]:
    """Set the documents on which the season rests, in their order."""
    if stopped := _stopped(season, Part.LEGAL, change):
        return stopped
    if season.opened_at and not lines:
        return because(N_("Mùa thi đã phát động phải có ít nhất một căn cứ pháp lý."), "lines")
    season.legal_bases = list(lines)
    return _changed(session, season, Part.LEGAL, change)


def change_fields(
    session: Session, season: Season, parts: Sequence[FieldPart], change: Change
) -> Outcome[Season]:
    """Set the fields; as the organiser's own they count as confirmed."""
    if stopped := _stopped(season, Part.FIELDS, change) or _list_faults(season, [p.code for p in parts]):
        return stopped
    rows.put(session, season.id, Field, map(rows.field_values, parts))
    _own(session, season, {"fields": ""}, change)
    return _changed(session, season, Part.FIELDS, change)


def change_divisions(
    session: Session, season: Season, parts: Sequence[DivisionPart], change: Change
) -> Outcome[Season]:
    """Set the age tables by their birth dates."""
    codes = [part.code for part in parts]
    if stopped := _stopped(season, Part.DIVISIONS, change) or _doubled(codes) or _birth_faults(parts):
        return stopped
    rows.put(session, season.id, Division, map(rows.division_values, parts))
    return _changed(session, season, Part.DIVISIONS, change)


def change_items(
    session: Session, season: Season, parts: Sequence[ItemPart], change: Change
) -> Outcome[Season]:
    """Set the parts of a dossier; as the organiser's own they count as confirmed."""
    if stopped := _stopped(season, Part.DOSSIER, change) or _list_faults(season, [p.code for p in parts]):
        return stopped
    rows.put(session, season.id, DossierItem, map(rows.item_values, parts))
    _own(session, season, {"dossier": ""}, change)
    return _changed(session, season, Part.DOSSIER, change)


def change_criteria(
    session: Session, season: Season, parts: Sequence[CriterionPart], change: Change
) -> Outcome[Season]:
    """Set the rubric; as the organiser's own it counts as confirmed. Maxima must be whole steps."""
    if stopped := _stopped(season, Part.RUBRIC, change) or _list_faults(season, [p.code for p in parts]):
        return stopped
    per_point = _per_point(session, season)
    if any(part.most_quarters == 0 for part in parts):
        return because(N_("Điểm tối đa của mỗi tiêu chí phải lớn hơn 0."))
    if any(off_step(part.most_quarters, str(per_point)) for part in parts):
        return because(N_("Điểm tối đa của mỗi tiêu chí phải là bội số của bước điểm."))
    rows.put(session, season.id, Criterion, [rows.criterion_values(part, per_point) for part in parts])
    _own(session, season, {"rubric": ""}, change)
    return _changed(session, season, Part.RUBRIC, change)


def change_tiers(
    session: Session, season: Season, parts: Sequence[TierPart], change: Change
) -> Outcome[Season]:
    """Set the award structure, highest tier first."""
    if stopped := _stopped(season, Part.TIERS, change) or _list_faults(season, [p.code for p in parts]):
        return stopped
    rows.put(session, season.id, Tier, map(rows.tier_values, parts))
    return _changed(session, season, Part.TIERS, change)


def change_specials(
    session: Session, season: Season, parts: Sequence[SpecialPart], change: Change
) -> Outcome[Season]:
    """Set the special prizes; the list may be empty."""
    faults = gathered(special_faults(parts, _tier_codes(session, season)))
    if stopped := _stopped(season, Part.SPECIAL, change) or _doubled([p.code for p in parts]) or faults:
        return stopped
    rows.put(session, season.id, SpecialPrize, map(special_values, parts))
    return _changed(session, season, Part.SPECIAL, change)


def change_honours(
    session: Session, season: Season, parts: Sequence[HonourPart], change: Change
) -> Outcome[Season]:
    """Set the honours for which laureates are proposed; possible until the archive, as other bodies write."""
    codes = [part.code for part in parts]
    faults = gathered(honour_faults(parts, _tier_codes(session, season)))
    if stopped := _stopped(season, Part.HONOURS, change) or _doubled(codes) or faults:
        return stopped
    if gone := sorted(change.kept - set(codes)):
        return because(N_("Mã %(code)s đã có người được đề nghị nên không bỏ được."), code=gone[0])
    rows.put(session, season.id, Honour, map(honour_values, parts))
    return _changed(session, season, Part.HONOURS, change)


def change_fees(
    session: Session, season: Season, parts: Sequence[FeePart], change: Change
) -> Outcome[Season]:
    """Set what a judge gets for each sheet by role; possible until the archive."""
    faults = gathered(fee_faults(parts))
    if stopped := _stopped(season, Part.FEES, change) or _doubled([p.code for p in parts]) or faults:
        return stopped
    rows.put(session, season.id, Fee, map(fee_values, parts))
    return _changed(session, season, Part.FEES, change)


def _tier_codes(session: Session, season: Season) -> list[str]:
    return [tier.code for tier in tiers_of(session, season.id)]


def change_settings(
    session: Session, season: Season, values: Mapping[str, str], change: Change
) -> Outcome[Season]:
    """Set working values; those that differ from before become the organiser's own and count as confirmed.

    When the smallest step changes, the rubric's maxima stay the same in points; refused where they cannot.
    """
    if stopped := _stopped(season, Part.SETTINGS, change) or _setting_refusal(values):
        return stopped
    before = {row.key: row.value for row in settings_of(session, season.id)}
    if refused := gathered(setting_faults({**before, **values})):
        return refused
    if refused := _restep(session, season, values.get("steps_per_point")):
        return refused
    _own(session, season, {k: v for k, v in values.items() if before.get(k) != v}, change)
    return _changed(session, season, Part.SETTINGS, change)


def _setting_refusal(values: Mapping[str, str]) -> Refused | None:
    message = N_("Giá trị này không dùng được.")
    return gathered(
        Reason(message, key)
        for key, value in values.items()
        if key not in KNOWN or not KNOWN[key].allows(value)
    )


def _restep(session: Session, season: Season, wanted: str | None) -> Refused | None:
    old, new = _per_point(session, season), int(wanted or 0)
    criteria = criteria_of(session, season.id) if new and new != old else []
    if any(one.most_steps * new % old for one in criteria):
        return because(
            N_("Điểm tối đa của các tiêu chí không chia hết cho bước điểm này."), "steps_per_point"
        )
    for one in criteria:
        one.most_steps = one.most_steps * new // old
    return None


def _per_point(session: Session, season: Season) -> int:
    return next(int(r.value) for r in settings_of(session, season.id) if r.key == "steps_per_point")


def _own(session: Session, season: Season, values: Mapping[str, str], change: Change) -> None:
    """Make working values the organiser's own, confirmed by whoever set them; the old value goes to the log."""
    found = {row.key: row for row in settings_of(session, season.id)}
    for key in values:
        row = found[key]
        session.add(row)
        record(
            session, "season.setting", season.id, scope=season.organiser_id,
            by=change.by, at=change.at, key=key, old=row.value, new=values[key],
        )  # fmt: skip
        row.value, row.origin, row.source = values[key], Origin.ORGANISER, ""
        row.confirmed_by, row.confirmed_at = change.by.account_id, change.at


def _list_faults(season: Season, codes: list[str]) -> Refused | None:
    if not codes and season.opened_at:
        return because(N_("Mùa thi đã phát động: danh sách này không được để trống."))
    return _doubled(codes)


def _doubled(codes: list[str]) -> Refused | None:
    twice = sorted({code for code in codes if codes.count(code) > 1})
    return because(N_("Hai dòng cùng mang mã %(code)s."), code=twice[0]) if twice else None


def _birth_faults(parts: Sequence[DivisionPart]) -> Refused | None:
    return gathered(
        Reason(N_("%(name)s: ngày sinh từ phải trước ngày sinh đến."), None, None, {"name": part.name})
        for part in parts
        if part.born_from and part.born_until and part.born_from > part.born_until
    )
