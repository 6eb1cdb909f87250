"""Đánh phách: a whole round becomes pieces in one transaction, and the pairs are kept here only."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.model import Entry
from contests.entries.terms import EntryState
from contests.envelopes import rules
from contests.envelopes.conflicts import finding
from contests.envelopes.conflicts.barring import barred, by_entry, pass_on
from contests.envelopes.conflicts.officers import officers_of
from contests.envelopes.conflicts.rules import ConflictFacts
from contests.envelopes.exhibit_state import up_to_date
from contests.envelopes.filling import exhibits_of, gate_facts
from contests.envelopes.juries import NO_ROUND, locked_round, round_of
from contests.envelopes.model import Appointment, Bar, Envelope, Exhibition, RoundEnvelope
from contests.envelopes.terms import BarSource, RoundState
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, Refused, because, gathered
from contests.kernel.text import N_
from contests.screening.model import EligibleList
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


def readiness(session: Session, season: Season) -> rules.Readiness:
    """How far the season is from being sealed."""
    round_ = round_of(session, season.id)
    least = session.get_one(judging.Round, round_.round_id).least_sheets if round_ else 1
    panels = judging.panel_rows(session, round_.round_id) if round_ else []
    juries = _juries(panels)
    works = works_of(session, season.id, by_entry(barred(session, season.id)))
    total, rendered, seen = _exhibit_counts(session, season.id)
    closed = sa.select(EligibleList.id).where(EligibleList.season_id == season.id)
    return rules.Readiness(
        screening_closed=session.scalar(closed) is not None,
        eligible=total,
        unrendered=total - rendered,
        unlooked=rendered - seen,
        gate=gate_facts(session, season),
        fields_without_panel=_without_panel(
            session, season.id, {code for jury in juries for code in jury.fields}
        ),
        panels_without_judges=tuple(jury.name for jury in juries if not jury.judges),
        panels_without_officers=tuple(jury.name for jury in juries if jury.judges and not jury.led),
        thin_panels=rules.thin_panels(works, juries, least),
        least_sheets=least,
        conflicts=ConflictFacts(
            officer=bool(officers_of(session, season.id)),
            undeclared=_undeclared(panels),
            undecided=finding.waiting(session, season.id),
        ),
    )


def _exhibit_counts(session: Session, season_id: str) -> tuple[int, int, int]:
    """Eligible entries, those with pages of their latest dossier, those of them that a person looked at."""
    counts = sa.select(
        sa.func.count(Entry.id), sa.func.count(Exhibition.id), sa.func.count(Exhibition.looked_at)
    ).outerjoin(Exhibition, sa.and_(Exhibition.entry_id == Entry.id, up_to_date()))
    own = counts.where(Entry.season_id == season_id, Entry.state == EntryState.ELIGIBLE)
    total, rendered, seen = session.execute(own).one()
    return total, rendered, seen


def _juries(panels: Sequence[judging.PanelRow]) -> list[rules.Jury]:
    officers = {judging.SeatRole.CHAIR, judging.SeatRole.SECRETARY}
    return [
        rules.Jury(
            panel.name,
            panel.fields,
            tuple(place.judge_id for place in panel.seats),
            led=officers <= {place.role for place in panel.seats},
        )
        for panel in panels
    ]


def works_of(session: Session, season_id: str, barred: Mapping[str, Collection[str]]) -> list[rules.Work]:
    """The eligible entries as judging may know them before they are pieces: field and barred judges."""
    eligible = (Entry.season_id == season_id, Entry.state == EntryState.ELIGIBLE)
    own = sa.select(Entry.id, Field.code).join(Field, Field.id == Entry.field_id).where(*eligible)
    return [rules.Work(code, frozenset(barred.get(entry_id, ()))) for entry_id, code in session.execute(own)]


def _undeclared(panels: Sequence[judging.PanelRow]) -> int:
    """Judges on a panel who have not accepted, or not declared: matching cannot know them."""
    return len({place.judge_id for row in panels for place in row.seats if not place.declared_at})


def _without_panel(session: Session, season_id: str, covered: set[str]) -> tuple[str, ...]:
    used = sa.select(Entry.field_id).where(Entry.season_id == season_id, Entry.state == EntryState.ELIGIBLE)
    fields = sa.select(Field.code, Field.name).where(Field.id.in_(used)).order_by(Field.position)
    return tuple(name for code, name in session.execute(fields) if code not in covered)


def seal_round(session: Session, season: Season, *, by: Actor, at: datetime) -> Outcome[RoundEnvelope]:
    """Admit every eligible entry under a random code, all at once; from now on the office is blind too."""
    round_ = locked_round(session, season.id)
    if round_ is None:
        return because(NO_ROUND)
    if round_.state is not RoundState.PREPARED:
        return because(N_("Vòng chấm này đã đánh phách."))
    finding.renew(session, season, round_, at)
    if refusal := gathered(rules.gaps_before_sealing(readiness(session, season))):
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
