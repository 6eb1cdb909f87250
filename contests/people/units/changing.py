"""Adding to the tree of units, and putting right what was typed wrong in it."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.codes import new_id
from contests.kernel.errors import STALE, Done, Outcome, Reason, because, gathered
from contests.kernel.text import N_, fold, one_line, sort_key
from contests.people.model import Unit
from contests.people.rules import UnitFacts
from contests.people.terms import UnitKind
from contests.people.units.names import other_names
from contests.people.units.rules import CLOSED


def add_organiser(
    session: Session, name: str, address: str = "", *, by: Actor, at: datetime
) -> Outcome[Unit]:
    """A new root of the tree: a union that runs contests."""
    unit_id = new_id()
    facts = UnitFacts(UnitKind.UNION, name, None, address)
    unit = Unit(id=unit_id, organiser_id=unit_id, parent_id=None)
    return _saved(session, unit, facts, "unit.add", by, at)


def add_unit(
    session: Session, organiser_id: str, facts: UnitFacts, *, by: Actor, at: datetime
) -> Outcome[Unit]:
    """A new unit of the organiser's tree."""
    unit = Unit(id=new_id(), organiser_id=organiser_id, parent_id=facts.parent_id or organiser_id)
    if refusal := gathered([parent_objection(session, unit, unit.parent_id)]):
        return refusal
    return _saved(session, unit, facts, "unit.add", by, at)


def change_unit(
    session: Session, unit: Unit, facts: UnitFacts, *, version: int | None, by: Actor, at: datetime
) -> Outcome[Unit]:
    """Change a unit; the organiser itself keeps its place at the root. It is held, so that two moves make no ring."""
    if unit.version != version:
        return because(STALE)
    if unit.closed_on:
        return because(CLOSED)
    session.execute(sa.select(Unit.id).where(Unit.id == unit.organiser_id).with_for_update())
    parent_id = None if unit.id == unit.organiser_id else facts.parent_id or unit.organiser_id
    if refusal := gathered([parent_objection(session, unit, parent_id)]):
        return refusal
    unit.parent_id = parent_id
    return _saved(session, unit, facts, "unit.change", by, at)


def _saved(
    session: Session, unit: Unit, facts: UnitFacts, deed: str, by: Actor, at: datetime
) -> Outcome[Unit]:
    name = one_line(facts.name)
    if not name:
        return because(N_("Đề nghị nhập tên đơn vị."), "name")
    call(unit, name)
    unit.kind, unit.address, unit.phone = facts.kind, one_line(facts.address), facts.phone
    session.add(unit)
    renew_search(session, unit)
    record(session, deed, unit.id, scope=unit.organiser_id, by=by, at=at, name=name)
    return Done(unit)


def call(unit: Unit, name: str) -> None:
    """Set a unit's name and what is kept beside it to sort and to compare."""
    unit.name, unit.folded, unit.sorted = name, fold(name), sort_key(name)
    unit.searched = unit.folded


def renew_search(session: Session, unit: Unit) -> None:
    """Let the search find a unit under each of its names, also those it once had."""
    session.flush()
    others = other_names(session, [unit.id])[unit.id]
    unit.searched = "\n".join(dict.fromkeys([unit.folded, *map(fold, others)]))
    session.flush()


def parent_objection(session: Session, unit: Unit, parent_id: str | None) -> Reason | None:
    """A parent is a unit of the same organiser, and not one of those below."""
    if parent_id is None:
        return None
    step = session.get(Unit, parent_id)
    if step is None or step.organiser_id != unit.organiser_id or step.closed_on:
        return Reason(N_("Không có đơn vị cấp trên này. Đề nghị chọn lại."), "parent_id")
    while step is not None:
        if step.id == unit.id:
            return Reason(
                N_("Đơn vị cấp trên không thể là chính đơn vị này hoặc đơn vị trực thuộc."), "parent_id"
            )
        step = session.get(Unit, step.parent_id) if step.parent_id else None
    return None
