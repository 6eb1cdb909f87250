"""What happens to units by decision: renamed, moved, merged, closed; and their other names."""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.clock import today
from contests.kernel.errors import STALE, Done, Outcome, Reason, Refused, because, gathered
from contests.kernel.text import N_, fold, one_line
from contests.people.model import Unit
from contests.people.units import rules
from contests.people.units.changing import call, parent_objection, renew_search
from contests.people.units.model import UnitAlias, UnitEvent
from contests.people.units.rules import EventFacts
from contests.people.units.terms import EventKind


def rename_unit(
    session: Session,
    unit: Unit,
    name: str,
    facts: EventFacts,
    *,
    version: int | None,
    by: Actor,
    at: datetime,
) -> Outcome[Unit]:
    """Give a unit another official name from a day on; papers of earlier days keep the earlier one."""
    if refusal := _untouchable(session, [unit], facts, at) or _stale(unit, version):
        return refusal
    if not (name := one_line(name)) or name == unit.name:
        return because(N_("Đề nghị nhập tên mới của đơn vị."), "name")
    _note(session, unit, EventKind.RENAMED, facts, at, name_before=unit.name)
    call(unit, name)
    return _done(session, unit, "unit.rename", facts, by, at)


def move_unit(
    session: Session,
    unit: Unit,
    parent_id: str,
    facts: EventFacts,
    *,
    version: int | None,
    by: Actor,
    at: datetime,
) -> Outcome[Unit]:
    """Put a unit under another one from a day on."""
    if refusal := _untouchable(session, [unit], facts, at, rooted=True) or _stale(unit, version):
        return refusal
    if parent_id == unit.parent_id:
        return because(N_("Đơn vị đã trực thuộc đơn vị này. Đề nghị chọn đơn vị cấp trên mới."), "parent_id")
    if refusal := gathered([parent_objection(session, unit, parent_id)]):
        return refusal
    _under(session, unit, parent_id, EventKind.MOVED, facts, at)
    return _done(session, unit, "unit.move", facts, by, at)


def merge_units(
    session: Session, units: Sequence[Unit], into: Unit, facts: EventFacts, *, by: Actor, at: datetime
) -> Outcome[Unit]:
    """Let units end in another one, which may be new or one of their neighbours; what was below them comes below it."""
    ending = [unit for unit in units if unit.id != into.id]
    if not ending:
        return because(N_("Đề nghị chọn một đơn vị khác để sáp nhập vào."), "into_id")
    if refusal := _untouchable(session, [*ending, into], facts, at):
        return refusal
    if refusal := gathered(_merge_objection(session, unit, into) for unit in ending):
        return refusal
    for unit in ending:
        _end_in(session, unit, into, facts, at)
        record(
            session, "unit.merge", unit.id, scope=unit.organiser_id, by=by, at=at, into=into.id, symbol=facts.symbol
        )  # fmt: skip
    session.flush()
    return Done(into)


def close_unit(
    session: Session, unit: Unit, facts: EventFacts, *, version: int | None, by: Actor, at: datetime
) -> Outcome[Unit]:
    """End a unit that nobody follows; the units below it have to be moved before."""
    if refusal := _untouchable(session, [unit], facts, at, rooted=True) or _stale(unit, version):
        return refusal
    if _below(session, unit):
        return because(N_("Còn đơn vị trực thuộc. Đề nghị chuyển các đơn vị ấy sang cấp trên khác trước."))
    _note(session, unit, EventKind.CLOSED, facts, at)
    unit.closed_on = facts.on
    return _done(session, unit, "unit.close", facts, by, at)


def add_alias(session: Session, unit: Unit, name: str, *, by: Actor, at: datetime) -> Outcome[UnitAlias]:
    """Note another name under which people know a unit: the search, the name gate and the matching of conflicts know it too."""
    if not (name := one_line(name)) or fold(name) == unit.folded:
        return because(N_("Đề nghị nhập một tên khác với tên chính thức."), "name")
    alias = UnitAlias(unit_id=unit.id, name=name, folded=fold(name))
    session.add(alias)
    renew_search(session, unit)
    record(session, "unit.alias", unit.id, scope=unit.organiser_id, by=by, at=at, name=name)
    return Done(alias)


def drop_alias(session: Session, unit: Unit, alias: UnitAlias, *, by: Actor, at: datetime) -> Outcome[Unit]:
    """Forget another name of a unit."""
    name = alias.name
    session.delete(alias)
    renew_search(session, unit)
    record(session, "unit.alias_drop", unit.id, scope=unit.organiser_id, by=by, at=at, name=name)
    return Done(unit)


def _untouchable(
    session: Session, units: Sequence[Unit], facts: EventFacts, at: datetime, *, rooted: bool = False
) -> Refused | None:
    """Holds the tree, then asks what speaks against the event; `rooted`: the organiser itself cannot have it."""
    session.execute(sa.select(Unit.id).where(Unit.id == units[0].organiser_id).with_for_update())
    found = list(rules.objections(facts, today(at), _latest(session, units)))
    if any(unit.closed_on for unit in units):
        found.append(Reason(rules.CLOSED))
    if rooted and any(unit.id == unit.organiser_id for unit in units):
        found.append(Reason(rules.ROOT))
    return gathered(found)


def _stale(unit: Unit, version: int | None) -> Refused | None:
    return because(STALE) if unit.version != version else None


def _latest(session: Session, units: Sequence[Unit]) -> date | None:
    touched = UnitEvent.unit_id.in_([unit.id for unit in units])
    return session.scalar(sa.select(sa.func.max(UnitEvent.on)).where(touched))


def _merge_objection(session: Session, unit: Unit, into: Unit) -> Reason | None:
    if unit.organiser_id == unit.id:
        return Reason(rules.ROOT)
    return parent_objection(session, unit, into.id)


def _end_in(session: Session, unit: Unit, into: Unit, facts: EventFacts, at: datetime) -> None:
    for below in _below(session, unit):
        _under(session, below, into.id, EventKind.MOVED, facts, at)
    _under(session, unit, into.id, EventKind.MERGED, facts, at)
    unit.closed_on, unit.successor_id = facts.on, into.id


def _below(session: Session, unit: Unit) -> Sequence[Unit]:
    return session.scalars(sa.select(Unit).where(Unit.parent_id == unit.id, Unit.closed_on.is_(None))).all()


def _under(
    session: Session, unit: Unit, parent_id: str, kind: EventKind, facts: EventFacts, at: datetime
) -> None:
    _note(session, unit, kind, facts, at, parent_before=unit.parent_id)
    unit.parent_id = parent_id


def _note(
    session: Session,
    unit: Unit,
    kind: EventKind,
    facts: EventFacts,
    at: datetime,
    *,
    name_before: str | None = None,
    parent_before: str | None = None,
) -> None:
    session.add(
        UnitEvent(
            unit_id=unit.id,
            kind=kind,
            on=facts.on,
            symbol=one_line(facts.symbol),
            note=one_line(facts.note),
            name_before=name_before,
            parent_before=parent_before,
            made_at=at,
        )
    )
    session.flush()


def _done(
    session: Session, unit: Unit, deed: str, facts: EventFacts, by: Actor, at: datetime
) -> Outcome[Unit]:
    renew_search(session, unit)
    record(session, deed, unit.id, scope=unit.organiser_id, by=by, at=at, symbol=one_line(facts.symbol))
    return Done(unit)
