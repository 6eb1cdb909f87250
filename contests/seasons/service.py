"""The life of a season: made from a definition, confirmed, opened, extended, put into the archive."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from contests.decisions.model import Decision
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import STALE, Done, Outcome, Reason, Refused, because, gathered, refuse
from contests.kernel.text import N_
from contests.seasons import rows
from contests.seasons.editions import next_edition
from contests.seasons.model import Contest, Criterion, Division, DossierItem, Field, Season, Setting, Tier
from contests.seasons.parts import Definition
from contests.seasons.queries import definition_of, settings_of
from contests.seasons.queries import values as values
from contests.seasons.recognition.model import Fee, Honour, SpecialPrize
from contests.seasons.recognition.rows import fee_values, honour_values, special_values
from contests.seasons.rules import (
    Dates,
    Milestones,
    date_faults,
    dates_of,
    extension_faults,
    gaps_before_opening,
    kept_out_of_archive,
    off_step,
)
from contests.seasons.settings import KNOWN

ARCHIVED = N_("Mùa thi đã được đưa vào lưu trữ, không thay đổi được nữa.")


def create(
    session: Session, organiser_id: str, definition: Definition, *, by: Actor, at: datetime
) -> Outcome[Season]:
    """A season being prepared, with nothing confirmed. Without an edition it is the contest's next.

    Refused: windows in a wrong order, a maximum that is no whole number of steps, an edition there already is.
    """
    faults = [*date_faults(dates_of(definition)), *_step_faults(definition)]
    contest = _contest(session, organiser_id, definition)
    if contest.kind is not definition.kind:
        faults.append(Reason(N_("Cuộc thi mang tên này thuộc loại khác."), "contest"))
    edition = definition.edition or _next_edition(session, contest)
    if session.scalar(sa.select(Season.id).filter_by(contest_id=contest.id, edition=edition)):
        faults.append(Reason(N_("Cuộc thi đã có lần thứ này."), "edition"))
    if refused := gathered(faults):
        return refused
    season = _season(contest, definition, edition)
    session.add(season)
    session.flush()
    _fill(session, season, definition)
    record(session, "season.create", season.id, scope=organiser_id, by=by, at=at, edition=edition)
    return Done(season)


def _step_faults(definition: Definition) -> list[Reason]:
    setting = definition.setting("steps_per_point")
    message = N_("Điểm tối đa của tiêu chí %(title)s không phải là bội số của bước điểm.")
    return [
        Reason(message, None, None, {"title": one.title})
        for one in definition.criteria
        if setting and off_step(one.most_quarters, setting.value)
    ]


def _contest(session: Session, organiser_id: str, definition: Definition) -> Contest:
    known = sa.select(Contest).filter_by(organiser_id=organiser_id, name=definition.contest)
    contest = session.scalars(known).first()
    if contest is None:
        contest = Contest(organiser_id=organiser_id, kind=definition.kind, name=definition.contest)
        session.add(contest)
        session.flush()
    return contest


def _next_edition(session: Session, contest: Contest) -> int:
    last = session.scalar(sa.select(sa.func.max(Season.edition)).where(Season.contest_id == contest.id))
    return (last or 0) + 1


def _season(contest: Contest, definition: Definition, edition: int) -> Season:
    return Season(
        contest_id=contest.id,
        organiser_id=contest.organiser_id,
        level=definition.level,
        edition=edition,
        title=definition.title,
        years=definition.years,
        introduction=definition.introduction,
        rules=definition.rules,
        legal_bases=list(definition.legal_bases),
        registration_from=definition.registration_from,
        registration_until=definition.registration_until,
        supplement_until=definition.supplement_until,
        judging_until=definition.judging_until,
        ceremony_on=definition.ceremony_on,
    )


def _fill(session: Session, season: Season, definition: Definition) -> None:
    setting = definition.setting("steps_per_point")
    per_point = int(setting.value if setting else KNOWN["steps_per_point"].start)
    rows.put(session, season.id, Field, map(rows.field_values, definition.fields))
    rows.put(session, season.id, Division, map(rows.division_values, definition.divisions))
    rows.put(session, season.id, DossierItem, map(rows.item_values, definition.items))
    criteria = [rows.criterion_values(one, per_point) for one in definition.criteria]
    rows.put(session, season.id, Criterion, criteria)
    rows.put(session, season.id, Tier, map(rows.tier_values, definition.tiers))
    rows.put(session, season.id, SpecialPrize, map(special_values, definition.special_prizes))
    rows.put(session, season.id, Honour, map(honour_values, definition.honours))
    rows.put(session, season.id, Fee, map(fee_values, definition.fees))
    session.add_all(
        Setting(season_id=season.id, key=one.key, value=one.value, origin=one.origin, source=one.source)
        for one in definition.settings
    )
    session.flush()


def copy_of(session: Session, season: Season) -> Definition:
    """The definition of the season after this one; see `editions.next_edition`."""
    return next_edition(definition_of(session, season))


def touch(season: Season) -> None:
    """Count a change of one of the season's lists as a change of the season itself."""
    flag_modified(season, "title")


def confirm(
    session: Session,
    season: Season,
    keys: Collection[str],
    *,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Outcome[Season]:
    """Take responsibility for working values as they stand. Already confirmed ones stay with who confirmed them.

    With a version, only for what the page of that version showed.
    """
    if season.archived_at is not None:
        return because(ARCHIVED)
    if version is not None and season.version != version:
        return because(STALE)
    found = {setting.key: setting for setting in settings_of(session, season.id)}
    if not keys or not set(keys) <= found.keys():
        return because(N_("Đề nghị chọn giá trị cần xác nhận."))
    for key in sorted(keys):
        if found[key].confirmed_at is None:
            session.add(found[key])
            found[key].confirmed_by, found[key].confirmed_at = by.account_id, at
            record(
                session, "season.confirm", season.id,
                scope=season.organiser_id, by=by, at=at, key=key, value=found[key].value,
            )  # fmt: skip
    return Done(season)


def confirmed_keys(session: Session, season: Season) -> frozenset[str]:
    """Which working values are confirmed."""
    return frozenset(one.key for one in settings_of(session, season.id) if one.confirmed_at is not None)


def open_season(session: Session, season: Season, *, by: Actor, at: datetime) -> Outcome[Season]:
    """Let the season be seen and entries be filed. Cannot be undone; refused with everything it still lacks."""
    if season.opened_at is not None:
        return because(N_("Mùa thi đã được phát động."))
    gaps = gaps_before_opening(definition_of(session, season), confirmed_keys(session, season))
    if refused := gathered(gaps):
        return refused
    season.opened_at = at
    record(session, "season.open", season.id, scope=season.organiser_id, by=by, at=at)
    return Done(season)


def extend(
    session: Session,
    season: Season,
    dates: Dates,
    decision: Decision,
    *,
    version: int,
    screened: bool,
    by: Actor,
    at: datetime,
) -> Outcome[Season]:
    """Move the windows of an opened season by a decision; the old ones stay in the log beside its number.

    `screened`: the list of eligible entries was closed, which registration does not survive.
    """
    faults = extension_faults(_dates(season), dates, screened=screened)
    if refused := _not_extendable(season, version) or gathered(faults):
        return refused
    old = {name: str(value) for name, value in _values(_dates(season)).items()}
    new = {f"new_{name}": str(value) for name, value in _values(dates).items()}
    for name, value in _values(dates).items():
        setattr(season, name, value)
    record(
        session, "season.extend", season.id,
        scope=season.organiser_id, by=by, at=at, decision=decision.symbol, **old, **new,
    )  # fmt: skip
    return Done(season)


def _not_extendable(season: Season, version: int) -> Refused | None:
    if season.opened_at is None:
        return because(
            N_("Mùa thi chưa phát động: thời hạn được sửa trực tiếp, không cần quyết định gia hạn.")
        )
    if season.archived_at is not None:
        return because(ARCHIVED)
    return because(STALE) if season.version != version else None


def _dates(season: Season) -> Dates:
    return Dates(
        season.registration_from,
        season.registration_until,
        season.supplement_until,
        season.judging_until,
        season.ceremony_on,
    )


def _values(dates: Dates) -> dict[str, object]:
    return {name: getattr(dates, name) for name in Dates.__slots__}


def set_budget(
    session: Session,
    season: Season,
    allocated: int | None,
    used: int | None,
    *,
    version: int,
    by: Actor,
    at: datetime,
) -> Outcome[Season]:
    """Note the budget in đồng, allocated and used; possible until the season is archived."""
    if season.archived_at is not None:
        return because(ARCHIVED)
    if season.version != version:
        return because(STALE)
    season.budget_allocated, season.budget_used = allocated, used
    record(
        session, "season.budget", season.id,
        scope=season.organiser_id, by=by, at=at, allocated=allocated, used=used,
    )  # fmt: skip
    return Done(season)


def archive(
    session: Session, season: Season, facts: Milestones, *, awaits_results: bool, by: Actor, at: datetime
) -> Outcome[Season]:
    """Close the season for good: nothing of it changes afterwards. `facts` is how far it has come."""
    if reason := kept_out_of_archive(facts, at, awaits_results=awaits_results):
        return refuse(reason)
    season.archived_at = at
    record(session, "season.archive", season.id, scope=season.organiser_id, by=by, at=at)
    return Done(season)
