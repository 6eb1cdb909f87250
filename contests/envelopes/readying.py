"""How far a prepared round is from being sealed: everything that `rules.Readiness` looks at, by few queries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.model import Entry
from contests.entries.terms import EntryState
from contests.envelopes import gatekeeping, rules, videos
from contests.envelopes.conflicts import finding, officers
from contests.envelopes.conflicts.barring import barred, by_entry
from contests.envelopes.conflicts.rules import ConflictFacts
from contests.envelopes.exhibit_state import up_to_date
from contests.envelopes.gate.rules import GateFacts
from contests.envelopes.model import Exhibition, RoundEnvelope
from contests.screening.model import EligibleList
from contests.seasons.model import Field, Season
from judging import service as judging


@dataclass(frozen=True, slots=True)
class Candidate:
    """An eligible entry with what is drawn of its latest dossier; `gate_stamp` is None where nothing is."""

    entry_id: str
    field: str
    field_name: str
    gate_stamp: str | None
    looked: bool
    shut: bool

    @property
    def drawn(self) -> bool:
        """Whether there is an exhibit of the latest dossier."""
        return self.gate_stamp is not None


def readiness(session: Session, season: Season, round_: RoundEnvelope) -> rules.Readiness:
    """What keeps the season's round from being sealed, as counts and names."""
    bound = session.get_one(judging.Round, round_.round_id)
    panels = judging.panel_rows(session, round_.round_id)
    juries, entries = _juries(panels), candidates(session, season.id)
    closed, led, undecided, unstripped = _season_facts(session, season.id)
    works = _works(entries, by_entry(barred(session, season.id)))
    return rules.Readiness(
        screening_closed=closed,
        eligible=len(entries),
        unrendered=sum(not one.drawn for one in entries),
        unlooked=sum(one.drawn and not one.looked for one in entries),
        gate=_gate_facts(session, entries, unstripped) if bound.blind else GateFacts(unstripped=unstripped),
        fields_without_panel=_without_panel(entries, juries),
        panels_without_judges=tuple(jury.name for jury in juries if not jury.judges),
        panels_without_officers=tuple(jury.name for jury in juries if jury.judges and not jury.led),
        thin_panels=rules.thin_panels(works, juries, bound.least_sheets),
        least_sheets=bound.least_sheets,
        conflicts=ConflictFacts(officer=led, undeclared=_undeclared(panels), undecided=undecided),
    )


def candidates(session: Session, season_id: str) -> list[Candidate]:
    """The season's eligible entries in the order of their fields; one query."""
    held = sa.exists().where(gatekeeping.holds_shut(Exhibition.id))
    columns: tuple[Any, ...] = (
        Entry.id, Field.code, Field.name, Exhibition.gate_stamp, Exhibition.looked_at.is_not(None), held,
    )  # fmt: skip
    own = (
        sa.select(*columns)
        .join(Field, Field.id == Entry.field_id)
        .outerjoin(Exhibition, sa.and_(Exhibition.entry_id == Entry.id, up_to_date()))
        .where(Entry.season_id == season_id, Entry.state == EntryState.ELIGIBLE)
    )
    return [Candidate(*row) for row in session.execute(own.order_by(Field.position, Entry.id))]


def _season_facts(session: Session, season_id: str) -> tuple[bool, bool, int, int]:
    """Screening closed or not, an officer of conflicts there or not, conflicts undecided, released videos not stripped."""
    closed = sa.exists().where(EligibleList.season_id == season_id)
    facts = sa.select(
        closed,
        officers.named(season_id).exists(),
        finding.undecided(season_id).scalar_subquery(),
        videos.waiting(season_id).scalar_subquery(),
    )
    return tuple(session.execute(facts).one())


def _gate_facts(session: Session, entries: Sequence[Candidate], unstripped: int) -> GateFacts:
    stamps = {one.entry_id: one.gate_stamp for one in entries if one.gate_stamp is not None}
    shut = sum(one.drawn and one.shut for one in entries)
    return GateFacts(shut, gatekeeping.unread(session, stamps), unstripped)


def works_of(session: Session, season_id: str, judges: Mapping[str, Collection[str]]) -> list[rules.Work]:
    """The eligible entries as judging may know them before they are pieces: field and barred judges."""
    return _works(candidates(session, season_id), judges)


def _works(entries: Sequence[Candidate], judges: Mapping[str, Collection[str]]) -> list[rules.Work]:
    return [rules.Work(one.field, frozenset(judges.get(one.entry_id, ()))) for one in entries]


def _juries(panels: Sequence[judging.PanelRow]) -> list[rules.Jury]:
    leaders = {judging.SeatRole.CHAIR, judging.SeatRole.SECRETARY}
    return [
        rules.Jury(
            panel.name,
            panel.fields,
            tuple(place.judge_id for place in panel.seats),
            led=leaders <= {place.role for place in panel.seats},
        )
        for panel in panels
    ]


def _undeclared(panels: Sequence[judging.PanelRow]) -> int:
    """Judges on a panel who have not accepted, or not declared: matching cannot know them."""
    return len({place.judge_id for row in panels for place in row.seats if not place.declared_at})


def _without_panel(entries: Sequence[Candidate], juries: Sequence[rules.Jury]) -> tuple[str, ...]:
    covered = {code for jury in juries for code in jury.fields}
    return tuple(dict.fromkeys(one.field_name for one in entries if one.field not in covered))
