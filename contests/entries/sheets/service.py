"""The verbs on a sheet of entries: kept, looked at without changing anything, done whole or not at all."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries import authors as authoring
from contests.entries import service as entering
from contests.entries.facts import taking
from contests.entries.model import Entry
from contests.entries.rules import NOT_TAKING, UNIT_CLOSED
from contests.entries.sheets.cells import Cell
from contests.entries.sheets.known import known_entries, lists_of
from contests.entries.sheets.model import EntrySheet
from contests.entries.sheets.opening import opened
from contests.entries.sheets.parsing import parsed
from contests.entries.sheets.planning import Effect, Plan, Step, planned
from contests.entries.sheets.writing import write_new
from contests.entries.words import STATES
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, Refused, because
from contests.kernel.storage import Storage, StorageFault, StorageFull
from contests.kernel.text import N_, one_line
from contests.people.model import Unit
from contests.seasons.model import Season

FULL = N_("Máy chủ hết chỗ chứa tệp nên chưa nhận được bảng. Đề nghị báo Ban Thư ký.")
GONE = N_("Bảng này đã để quá lâu nên không còn trên máy chủ. Đề nghị tải lên lại.")
APPLIED = N_("Bảng này đã nhập rồi.")
FAULTY = N_("Bảng còn lỗi nên chưa nhập dòng nào. Đề nghị sửa các ô đã nêu rồi tải lên lại.")
CHANGED = N_("Hồ sơ của mùa thi đã thay đổi sau khi xem thử. Đề nghị xem lại bản thử rồi xác nhận.")

Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A workbook that could be opened, in the store."""

    sha256: str
    name: str


def area_of(organiser_id: str) -> str:
    """Where an organiser's sheets lie in the store."""
    return f"{organiser_id}/sheets"


def keep_sheet(storage: Storage, organiser_id: str, source: BinaryIO, name: str) -> Outcome[Kept]:
    """Open what was sent, and keep it; changes nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet"
        with path.open("wb") as file:
            shutil.copyfileobj(source, file)
        looked = opened(path)
        if isinstance(looked, Refused):
            return looked
        try:
            with path.open("rb") as file:
                stored = storage.put(file, area=area_of(organiser_id))
        except StorageFull:
            return because(FULL, "sheet")
    return Done(Kept(stored.sha256, one_line(name)[:120]))


def rows_of(storage: Storage, organiser_id: str, sheet: EntrySheet) -> Outcome[list[list[Cell]]]:
    """The lines of a kept sheet, opened anew."""
    try:
        content = storage.read(sheet.sha256, area=area_of(organiser_id))
    except StorageFault:
        return because(GONE)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet"
        path.write_bytes(content)
        return opened(path)


def enter_sheet(
    session: Session, season: Season, unit: Unit | None, kept: Kept, *, by: Actor, at: datetime
) -> Outcome[EntrySheet]:
    """Note a kept sheet, to be looked at and then done; `unit` None lets its own column say whose entries they are."""
    if not taking(season, at):
        return because(NOT_TAKING, "sheet")
    if unit is not None and unit.closed_on:
        return because(UNIT_CLOSED, "sheet")
    sheet = EntrySheet(
        season_id=season.id,
        unit_id=unit.id if unit else None,
        sha256=kept.sha256,
        name=kept.name,
        made_by=by.account_id,
        made_at=at,
    )
    session.add(sheet)
    session.flush()
    record(session, "sheet.enter", sheet.id, scope=season.organiser_id, by=by, at=at, name=kept.name)
    return Done(sheet)


def plan_of(session: Session, season: Season, sheet: EntrySheet, rows: Rows) -> Plan:
    """What the sheet would do now."""
    found = parsed(rows, lists_of(session, season, sheet.unit_id))
    known = known_entries(session, season.id, {one.unit_id for one in found.entries})
    plan = planned(found.entries, known, STATES)
    return Plan(plan.steps, tuple(sorted([*found.problems, *plan.problems], key=lambda one: one.line)))


def stamp_of(plan: Plan) -> str:
    """A hash of what a plan does: who confirms it has seen this one."""
    steps = [
        [step.drafted.line, step.effect.value, step.known and step.known.entry_id] for step in plan.steps
    ]
    return hashlib.sha256(json.dumps([steps, len(plan.problems)]).encode()).hexdigest()


def apply_sheet(
    session: Session, season: Season, sheet: EntrySheet, rows: Rows, *, seen: str, by: Actor, at: datetime
) -> Outcome[EntrySheet]:
    """Do what the sheet was shown to do, all of it or nothing; done once."""
    session.refresh(sheet, with_for_update=True)
    session.execute(sa.select(Season.id).where(Season.id == season.id).with_for_update())
    if sheet.applied_at is not None:
        return because(APPLIED)
    if not taking(season, at):
        return because(NOT_TAKING)
    plan = plan_of(session, season, sheet, rows)
    if plan.problems:
        return because(FAULTY)
    if stamp_of(plan) != seen:
        return because(CHANGED)
    return _applied(session, season, sheet, plan, by, at)


def _applied(
    session: Session, season: Season, sheet: EntrySheet, plan: Plan, by: Actor, at: datetime
) -> Outcome[EntrySheet]:
    new = [step.drafted for step in plan.steps if step.effect is Effect.NEW]
    write_new(session, season, sheet.id, new, by=by, at=at)
    for step in plan.steps:
        if step.effect is Effect.CHANGED and isinstance(refused := _change(session, step, by, at), Refused):
            return refused
    sheet.applied_at, sheet.created = at, plan.count(Effect.NEW)
    sheet.changed, sheet.same = plan.count(Effect.CHANGED), plan.count(Effect.SAME)
    record(
        session, "sheet.apply", sheet.id,
        scope=season.organiser_id, by=by, at=at, created=sheet.created, changed=sheet.changed,
    )  # fmt: skip
    return Done(sheet)


def _change(session: Session, step: Step, by: Actor, at: datetime) -> Outcome[Entry]:
    """Bring a draft to what the sheet says, by the same verbs as its pages."""
    if step.known is None:
        raise ValueError("a change of nothing")
    entry, drafted = session.get_one(Entry, step.known.entry_id), step.drafted
    changed = entering.change(session, entry, drafted.facts, version=entry.version, by=by, at=at)
    if isinstance(changed, Refused):
        return changed
    given = authoring.set_authors(session, entry, drafted.authors, version=entry.version, by=by, at=at)
    if isinstance(given, Refused):
        return given
    return authoring.set_mentors(session, entry, drafted.mentors, version=entry.version, by=by, at=at)
