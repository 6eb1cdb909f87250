"""What became of prized works after the ceremony: sponsors, orders, production, money, each with its date and source."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.queries import prized_rows
from contests.entries.model import Entry
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.clock import today
from contests.kernel.errors import Done, Outcome, Reason, gathered
from contests.kernel.text import N_, one_line
from contests.nomination.model import FollowUp
from contests.nomination.terms import FollowUpKind
from contests.seasons.model import Season


@dataclass(frozen=True, slots=True)
class FollowUpFacts:
    """One thing that followed, as the office typed it; `amount` in đồng, None where no money is known of."""

    entry_id: str
    kind: FollowUpKind
    partner: str
    amount: int | None
    happened_on: date
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """One thing that followed, with its work."""

    id: str
    kind: FollowUpKind
    title: str
    partner: str
    amount: int | None
    happened_on: date
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class FollowUpTotal:
    """Of one kind: how many things, of how many works, and the money known of, in đồng."""

    kind: FollowUpKind
    things: int
    works: int
    amount: int


def follow_up(
    session: Session, season: Season, facts: FollowUpFacts, *, by: Actor, at: datetime
) -> Outcome[FollowUp]:
    """Note what followed for a prized work of a released season."""
    prized = {row.entry_id for row in prized_rows(session, season.id)}
    if refusal := gathered(_objections(facts, prized, today(at))):
        return refusal
    row = FollowUp(
        season_id=season.id, entry_id=facts.entry_id, kind=facts.kind, partner=one_line(facts.partner),
        amount=facts.amount, happened_on=facts.happened_on, source=one_line(facts.source), note=one_line(facts.note),
        recorded_at=at, recorded_by=by.account_id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    record(
        session,
        "follow_up.note",
        facts.entry_id,
        scope=season.organiser_id,
        by=by,
        at=at,
        kind=facts.kind.value,
    )
    return Done(row)


def _objections(facts: FollowUpFacts, prized: set[str], on: date) -> Iterator[Reason]:
    if facts.entry_id not in prized:
        yield Reason(N_("Đề nghị chọn một giải pháp đạt giải của mùa thi này."), "entry")
    if not one_line(facts.partner):
        yield Reason(N_("Đề nghị ghi đơn vị tài trợ, đặt hàng hoặc sản xuất."), "partner")
    if not one_line(facts.source):
        yield Reason(N_("Đề nghị ghi nguồn: hợp đồng, văn bản, bài báo hoặc người cho biết."), "source")
    if facts.happened_on > on:
        yield Reason(N_("Ngày này chưa tới. Đề nghị kiểm tra lại."), "happened_on")


def forget_follow_up(session: Session, row: FollowUp, *, by: Actor, at: datetime) -> Outcome[str]:
    """Take back what was noted by mistake; the log keeps that it was there."""
    season = session.get_one(Season, row.season_id)
    record(
        session, "follow_up.forget", row.entry_id, scope=season.organiser_id, by=by, at=at, kind=row.kind.value,
        partner=row.partner, amount=row.amount,
    )  # fmt: skip
    session.delete(row)
    session.flush()
    return Done(row.id)


def follow_up_rows(session: Session, season_id: str) -> list[FollowUpRow]:
    """What followed in a season, the latest first."""
    rows = (
        sa.select(
            FollowUp.id, FollowUp.kind, Entry.title, FollowUp.partner, FollowUp.amount, FollowUp.happened_on,
            FollowUp.source, FollowUp.note,
        )
        .join(Entry, Entry.id == FollowUp.entry_id)
        .where(FollowUp.season_id == season_id)
        .order_by(FollowUp.happened_on.desc(), Entry.title, FollowUp.id)
    )  # fmt: skip
    return [FollowUpRow(*row) for row in session.execute(rows)]


def follow_up_totals(session: Session, season_id: str) -> list[FollowUpTotal]:
    """The figures for a report, a line a kind that occurred; money that nobody knows of adds nothing."""
    rows = (
        sa.select(
            FollowUp.kind,
            sa.func.count(),
            sa.func.count(FollowUp.entry_id.distinct()),
            sa.func.coalesce(sa.func.sum(FollowUp.amount), 0),
        )
        .where(FollowUp.season_id == season_id)
        .group_by(FollowUp.kind)
    )
    found = {row[0]: FollowUpTotal(row[0], row[1], row[2], int(row[3] or 0)) for row in session.execute(rows)}
    return [found[kind] for kind in FollowUpKind if kind in found]
