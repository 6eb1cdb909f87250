"""Đánh phách: a whole round becomes pieces in one transaction, and the pairs are kept here only."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.model import Entry
from contests.entries.terms import EntryState
from contests.envelopes import rules
from contests.envelopes.conflicts import finding
from contests.envelopes.conflicts.barring import pass_on
from contests.envelopes.filling import exhibits_of
from contests.envelopes.juries import NO_ROUND, locked_round
from contests.envelopes.model import Appointment, Bar, Envelope, RoundEnvelope
from contests.envelopes.readying import readiness
from contests.envelopes.terms import BarSource, RoundState
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, Refused, because, gathered
from contests.kernel.text import N_
from contests.seasons.model import Field, Season
from judging import service as judging


def bar(
    session: Session,
    season: Season,
    entry_id: str,
    appointment_id: str,
    source: BarSource,
    *,
    by: Actor,
    at: datetime,
) -> Outcome[Bar]:
    """Note that a judge must not mark an entry; after sealing judging gets the bare pair at once.

    Noted before, it changes nothing. In a sealed round this is a late conflict.
    """
    round_ = locked_round(session, season.id)
    if _pair(session, season.id, entry_id, appointment_id) is None:
        return because(N_("Hồ sơ và giám khảo không cùng một mùa thi."), "judge")
    if known := _known_bar(session, entry_id, appointment_id):
        return Done(known)
    made = Bar(
        entry_id=entry_id, appointment_id=appointment_id, source=source, noted_by=by.account_id, noted_at=at
    )
    session.add(made)
    session.flush()
    late = round_ is not None and round_.state is not RoundState.PREPARED
    scope, detail = season.organiser_id, source.value
    record(session, "judge.bar", entry_id, scope=scope, by=by, at=at, source=detail, late=late)
    passed_on = pass_on(session, season.id, by=by, at=at)
    return passed_on if isinstance(passed_on, Refused) else Done(made)


def lift_bar(session: Session, season: Season, bar_id: str, *, by: Actor, at: datetime) -> Outcome[str]:
    """Take back a conflict that was noted by mistake; only before the round is sealed. The entry's id."""
    round_ = locked_round(session, season.id)
    if round_ is None or round_.state is not RoundState.PREPARED:
        return because(N_("Vòng chấm đã đánh phách nên không rút lại được xung đột lợi ích đã ghi."))
    own = sa.select(Bar).join(Entry, Entry.id == Bar.entry_id)
    lifted = session.scalar(own.where(Bar.id == bar_id, Entry.season_id == season.id))
    if lifted is None:
        return because(N_("Xung đột lợi ích này đã được rút lại."))
    entry_id = lifted.entry_id
    session.delete(lifted)
    record(session, "judge.unbar", entry_id, scope=season.organiser_id, by=by, at=at)
    return Done(entry_id)


def _known_bar(session: Session, entry_id: str, appointment_id: str) -> Bar | None:
    own = sa.select(Bar).where(Bar.entry_id == entry_id, Bar.appointment_id == appointment_id)
    return session.scalar(own)


def _pair(session: Session, season_id: str, entry_id: str, appointment_id: str) -> str | None:
    both = sa.select(Entry.id).join(Appointment, Appointment.season_id == Entry.season_id)
    return session.scalar(
        both.where(Entry.id == entry_id, Appointment.id == appointment_id, Entry.season_id == season_id)
    )


def seal_round(session: Session, season: Season, *, by: Actor, at: datetime) -> Outcome[RoundEnvelope]:
    """Admit every eligible entry under a random code, all at once; from now on the office is blind too."""
    round_ = locked_round(session, season.id)
    if round_ is None:
        return because(NO_ROUND)
    if round_.state is not RoundState.PREPARED:
        return because(N_("Vòng chấm này đã đánh phách."))
    finding.renew(session, season, round_, at)
    if refusal := gathered(rules.gaps_before_sealing(readiness(session, season, round_))):
        return refusal
    entries = _eligible(session, season.id)
    admitted = judging.admit(session, round_.round_id, exhibits_of(session, season, entries), by=by, at=at)
    if isinstance(admitted, Refused):
        return admitted
    _pair_up(session, round_.round_id, [entry.id for entry, _ in entries], admitted.value)
    round_.state, round_.sealed_at = RoundState.SEALED, at
    session.flush()
    passed_on = pass_on(session, season.id, by=by, at=at)
    if isinstance(passed_on, Refused):
        return passed_on
    names = {field.code: field.name for _, field in entries}
    assigned = judging.assign(session, round_.round_id, names, by=by, at=at)
    if isinstance(assigned, Refused):
        return assigned
    record(session, "round.seal", season.id, scope=season.organiser_id, by=by, at=at, pieces=len(entries))
    return Done(round_)


def _eligible(session: Session, season_id: str) -> list[tuple[Entry, Field]]:
    rows = sa.select(Entry, Field).join(Field, Field.id == Entry.field_id)
    mine = rows.where(Entry.season_id == season_id, Entry.state == EntryState.ELIGIBLE).order_by(Entry.id)
    return [(entry, field) for entry, field in session.execute(mine)]


def _pair_up(
    session: Session, round_id: str, entry_ids: Sequence[str], admitted: Sequence[judging.Admitted]
) -> None:
    pairs = zip(entry_ids, admitted, strict=True)
    rows = sorted(((mark.piece_id, entry_id) for entry_id, mark in pairs))
    session.execute(
        sa.insert(Envelope),
        [{"piece_id": piece_id, "round_id": round_id, "entry_id": entry_id} for piece_id, entry_id in rows],
    )
