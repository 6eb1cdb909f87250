"""The verbs of pre-screening: a verdict on an entry, taken back until the list is closed by a decision."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.decisions.model import Decision
from contests.decisions.terms import DecisionKind
from contests.entries.model import DossierVersion, Entry
from contests.entries.queries import state_counts
from contests.entries.service import hold
from contests.entries.terms import OPEN_PARTS, EntryState
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, Reason, because, gathered
from contests.kernel.text import N_, nfc
from contests.screening import rules
from contests.screening.model import EligibleList, Verdict
from contests.screening.queries import KIND_OF
from contests.screening.terms import ReasonCode, VerdictKind
from contests.seasons.model import DossierItem, Season

MOVED = N_(
    "Hồ sơ này vừa được người khác xử lý hoặc đơn vị vừa nộp lại. Đề nghị xem lại hồ sơ rồi thực hiện lại."
)


_DEEDS = {
    VerdictKind.ELIGIBLE: "screening.pass",
    VerdictKind.REJECTED: "screening.reject",
    VerdictKind.RETURNED: "screening.send_back",
}


def pass_entry(
    session: Session, entry: Entry, note: str = "", *, version: int | None, by: Actor, at: datetime
) -> Outcome[Verdict]:
    """Find an entry eligible."""
    closed = _held(session, entry)
    if refusal := gathered([_moved(entry, version), rules.may_pass(entry.state, closed)]):
        return refusal
    verdict = Verdict(kind=VerdictKind.ELIGIBLE, note=nfc(note), items=[])
    return _given(session, entry, verdict, EntryState.ELIGIBLE, by, at)


def reject(
    session: Session,
    entry: Entry,
    reason: ReasonCode | None,
    note: str = "",
    *,
    version: int | None,
    by: Actor,
    at: datetime,
) -> Outcome[Verdict]:
    """Find an entry not eligible, for a reason of the regulation."""
    closed = _held(session, entry)
    objections = [_moved(entry, version), rules.may_judge(entry.state, closed)]
    if refusal := gathered([*objections, *rules.rejection_objections(reason, nfc(note))]):
        return refusal
    verdict = Verdict(kind=VerdictKind.REJECTED, reason=reason, note=nfc(note), items=[])
    return _given(session, entry, verdict, EntryState.REJECTED, by, at)


def send_back(
    session: Session,
    entry: Entry,
    items: Collection[str],
    note: str,
    due_at: datetime | None,
    *,
    version: int | None,
    by: Actor,
    at: datetime,
) -> Outcome[Verdict]:
    """Return an entry for supplement: only what is named is open to the unit, until `due_at`."""
    closed = _held(session, entry)
    objections = [_moved(entry, version), rules.may_judge(entry.state, closed)]
    known = [*OPEN_PARTS, *_codes(session, entry.season_id)]
    if refusal := gathered([*objections, *rules.return_objections(items, known, nfc(note), due_at, at)]):
        return refusal
    asked = [code for code in known if code in items]
    verdict = Verdict(kind=VerdictKind.RETURNED, note=nfc(note), items=asked, due_at=due_at)
    entry.supplement_until, entry.open_parts = due_at, asked
    return _given(session, entry, verdict, EntryState.RETURNED, by, at)


def undo(session: Session, entry: Entry, *, version: int | None, by: Actor, at: datetime) -> Outcome[Entry]:
    """Take the standing verdict back: the entry waits again. The verdict stays on record."""
    closed = _held(session, entry)
    if refusal := gathered([_moved(entry, version), rules.may_undo(entry.state, closed)]):
        return refusal
    was = entry.state
    _mark_undone(session, entry, at)
    entry.state, entry.supplement_until, entry.open_parts = EntryState.SUBMITTED, None, []
    session.flush()
    record(session, "screening.undo", entry.id, scope=entry.organiser_id, by=by, at=at, was=was.value)
    return Done(entry)


def _mark_undone(session: Session, entry: Entry, at: datetime) -> None:
    own = sa.select(Verdict).filter_by(entry_id=entry.id, kind=KIND_OF[entry.state], undone_at=None)
    session.scalars(own.order_by(Verdict.given_at.desc()).limit(1)).one().undone_at = at


def close_screening(
    session: Session, season: Season, decision: Decision | None, *, by: Actor, at: datetime
) -> Outcome[EligibleList]:
    """Close the list of eligible entries, which the decision founds. Refused while an entry waits."""
    session.refresh(season, with_for_update=True)
    counts = state_counts(session, season.id)
    objections = [*rules.closing_objections(counts, is_closed(session, season.id)), *_unfit(season, decision)]
    if refusal := gathered(objections):
        return refusal
    made = EligibleList(
        season_id=season.id,
        decision_id=decision.id if decision else None,
        closed_at=at,
        closed_by=by.account_id,
    )
    session.add(made)
    session.flush()
    eligible = counts[EntryState.ELIGIBLE]
    record(session, "screening.close", season.id, scope=season.organiser_id, by=by, at=at, eligible=eligible)
    return Done(made)


def _unfit(season: Season, decision: Decision | None) -> list[Reason]:
    if decision is None:
        return [Reason(N_("Cần có quyết định công nhận danh sách đủ điều kiện."), "symbol")]
    fits = decision.organiser_id == season.organiser_id and decision.kind is DecisionKind.ELIGIBLE
    return [] if fits else [Reason(N_("Quyết định này không phải về danh sách đủ điều kiện."), "symbol")]


def is_closed(session: Session, season_id: str) -> bool:
    """Whether the list of eligible entries stands."""
    return bool(session.scalar(sa.select(EligibleList.id).where(EligibleList.season_id == season_id)))


def _held(session: Session, entry: Entry) -> bool:
    """Lock the entry, then the season against closing; whether the list is closed already."""
    hold(session, entry)
    session.execute(sa.select(Season.id).where(Season.id == entry.season_id).with_for_update(read=True))
    return is_closed(session, entry.season_id)


def _moved(entry: Entry, version: int | None) -> Reason | None:
    """Two persons on one entry: the later one is told."""
    return None if entry.version == version else Reason(MOVED)


def _codes(session: Session, season_id: str) -> list[str]:
    codes = sa.select(DossierItem.code).where(DossierItem.season_id == season_id)
    return list(session.scalars(codes.order_by(DossierItem.position)))


def _given(
    session: Session, entry: Entry, verdict: Verdict, state: EntryState, by: Actor, at: datetime
) -> Outcome[Verdict]:
    frozen = sa.select(DossierVersion.id).where(DossierVersion.entry_id == entry.id)
    latest = session.scalar(frozen.order_by(DossierVersion.number.desc()).limit(1))
    if latest is None:
        return because(N_("Hồ sơ này chưa được nộp."))
    verdict.entry_id, verdict.version_id = entry.id, latest
    verdict.given_by, verdict.given_at = by.account_id, at
    entry.state = state
    if state is not EntryState.RETURNED:
        entry.supplement_until, entry.open_parts = None, []
    session.add(verdict)
    session.flush()
    reason = verdict.reason.value if verdict.reason else None
    record(session, _DEEDS[verdict.kind], entry.id, scope=entry.organiser_id, by=by, at=at, reason=reason)
    return Done(verdict)
