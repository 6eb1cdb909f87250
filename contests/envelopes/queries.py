"""What the office's pages of the round show: rows by entry, or by code once opened, never both before."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from contests.decisions.model import Decision
from contests.decisions.terms import DecisionKind
from contests.entries.model import Entry
from contests.entries.terms import EntryState
from contests.envelopes.model import Appointment, Bar, Envelope, RoundEnvelope
from contests.envelopes.terms import BarSource, RoundState
from contests.kernel.access import Role
from contests.people.model import Account, AccountRole, Unit
from contests.people.queries import PAGE, Paged
from contests.seasons.model import Field
from judging import service as judging


@dataclass(frozen=True, slots=True)
class JudgeRow:
    """An appointed judge with the name that only the office knows."""

    appointment_id: str
    account_id: str
    judge_id: str
    name: str
    symbol: str | None
    appointed_at: datetime
    ended_at: datetime | None


def judge_rows(session: Session, season_id: str) -> list[JudgeRow]:
    """The judges of a season by given name; one query."""
    columns = (
        Appointment.id, Account.id, Appointment.judge_id, Account.name, Decision.symbol, Appointment.appointed_at,
        Appointment.ended_at,
    )  # fmt: skip
    own = (
        sa.select(*columns)
        .join(Account, Account.id == Appointment.account_id)
        .outerjoin(Decision, Decision.id == Appointment.decision_id)
        .where(Appointment.season_id == season_id)
    )
    return [JudgeRow(*row) for row in session.execute(own.order_by(Account.sorted, Account.id))]


def judge_choices(session: Session, organiser_id: str, season_id: str) -> list[tuple[str, str]]:
    """Accounts that could still be appointed: (id, name), by given name, namesakes by login."""
    held = sa.select(AccountRole.account_id).where(
        AccountRole.role == Role.JUDGE, AccountRole.unit_id == organiser_id
    )
    taken = sa.select(Appointment.account_id).where(Appointment.season_id == season_id)
    free = sa.select(Account.id, Account.name, Account.login).where(
        Account.id.in_(held), Account.id.not_in(taken), Account.blocked_at.is_(None)
    )
    rows = session.execute(free.order_by(Account.sorted, Account.login, Account.id)).all()
    names = [name for _, name, _ in rows]
    return [(key, name if names.count(name) == 1 else f"{name} ({login})") for key, name, login in rows]


def jury_decisions(session: Session, organiser_id: str) -> list[tuple[str, str]]:
    """Decisions that founded juries: (id, symbol and date), the newest first."""
    own = sa.select(Decision).where(Decision.organiser_id == organiser_id, Decision.kind == DecisionKind.JURY)
    rows = session.scalars(own.order_by(Decision.issued_on.desc(), Decision.symbol))
    return [(row.id, f"{row.symbol}, {row.issued_on:%d/%m/%Y}") for row in rows]


@dataclass(frozen=True, slots=True)
class BarRow:
    """A conflict of interest, by entry; `noter` is who noted it."""

    bar_id: str
    number: int
    title: str
    judge: str
    source: BarSource
    noter: str | None
    noted_at: datetime
    late: bool


def bar_rows(session: Session, season_id: str, page: int = 1) -> Paged:
    """The conflicts of a season by entry, a page at a time; one query, two for a page beyond the last."""
    judge = aliased(Account)
    asked = _bars(season_id, judge).add_columns(sa.func.count().over())
    ordered = asked.order_by(Entry.number, judge.sorted, Bar.id).limit(PAGE)
    rows = session.execute(ordered.offset((page - 1) * PAGE)).all()
    if not rows and page > 1:
        return bar_rows(session, season_id)
    total = rows[0][-1] if rows else 0
    return Paged([BarRow(*tuple(row)[:-1]) for row in rows], page, max(1, -(-total // PAGE)), total)


def _bars(season_id: str, judge: type[Account]) -> sa.Select[Any]:
    noter = aliased(Account)
    late = sa.and_(RoundEnvelope.sealed_at.is_not(None), Bar.noted_at > RoundEnvelope.sealed_at)
    columns: tuple[Any, ...] = (
        Bar.id, Entry.number, Entry.title, judge.name, Bar.source, noter.name, Bar.noted_at,
        sa.func.coalesce(late, sa.false()),
    )  # fmt: skip
    return (
        sa.select(*columns)
        .join(Entry, Entry.id == Bar.entry_id)
        .join(Appointment, Appointment.id == Bar.appointment_id)
        .join(judge, judge.id == Appointment.account_id)
        .outerjoin(noter, noter.id == Bar.noted_by)
        .outerjoin(RoundEnvelope, RoundEnvelope.season_id == Entry.season_id)
        .where(Entry.season_id == season_id)
    )


def entry_choices(session: Session, season_id: str) -> list[tuple[str, str]]:
    """Eligible entries as (id, number and title), by number."""
    own = sa.select(Entry.id, Entry.number, Entry.title).where(
        Entry.season_id == season_id, Entry.state == EntryState.ELIGIBLE
    )
    return [(key, f"{number}. {title}") for key, number, title in session.execute(own.order_by(Entry.number))]


@dataclass(frozen=True, slots=True)
class OpenedEntry:
    """An entry beside its code, after two persons opened the envelopes."""

    entry_id: str
    number: int
    title: str
    unit: str
    field: str
    code: str
    hundredths: int
    rank: int


def opened_entries(session: Session, season_id: str) -> list[OpenedEntry]:
    """The standings with what was in the envelopes, best first; nothing at all before they are open."""
    facts = {
        row[0]: (row.round_id, row.entry_id, row.number or 0, row.title, row.unit, row.field)
        for row in session.execute(_opened_facts(season_id))
    }
    round_ids = {fact[0] for fact in facts.values()}
    return [
        OpenedEntry(*facts[row.piece_id][1:], row.code, row.hundredths, row.rank)
        for round_id in round_ids
        for row in judging.standings(session, round_id)
    ]


def _opened_facts(season_id: str) -> sa.Select[Any]:
    columns: tuple[Any, ...] = (
        Envelope.piece_id, RoundEnvelope.round_id, Entry.id.label("entry_id"), Entry.number, Entry.title,
        Unit.name.label("unit"), Field.name.label("field"),
    )  # fmt: skip
    return (
        sa.select(*columns)
        .join(RoundEnvelope, RoundEnvelope.round_id == Envelope.round_id)
        .join(Entry, Entry.id == Envelope.entry_id)
        .join(Unit, Unit.id == Entry.unit_id)
        .join(Field, Field.id == Entry.field_id)
        .where(RoundEnvelope.season_id == season_id, RoundEnvelope.state == RoundState.OPENED)
    )


@dataclass(frozen=True, slots=True)
class Owed:
    """What one judge still owes one panel: sheets, of them begun. No code, so that nothing can be compared."""

    panel_id: str
    panel: str
    judge_id: str
    number: int
    name: str
    sheets: int
    begun: int


def owed_sheets(session: Session, season_id: str, round_id: str) -> list[Owed]:
    """The missing sheets counted by panel and judge, by panel and number."""
    missing = judging.missing_sheets(session, round_id)
    keys = [(one.panel, one.judge_number, one.judge_id) for one in missing]
    counts, begun = Counter(keys), Counter(key for key, one in zip(keys, missing, strict=True) if one.begun)
    panels = {row.name: row.panel_id for row in judging.panel_rows(session, round_id)}
    names = {row.judge_id: row.name for row in judge_rows(session, season_id)}
    return [
        Owed(panels[panel], panel, judge_id, number, names[judge_id], counts[key], begun[key])
        for key in sorted(counts)
        for panel, number, judge_id in [key]
    ]
