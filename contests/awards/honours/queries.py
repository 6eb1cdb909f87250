"""Honours of a season: whom each is for, and who was proposed with what answer. Nothing before the results are released."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.honours import rules
from contests.awards.honours.model import HonourCase
from contests.awards.honours.terms import HonourState
from contests.awards.model import Award, Proposal
from contests.awards.release import released_seasons
from contests.decisions.model import Decision
from contests.entries.model import Author, Entry
from contests.people.humans import human
from contests.people.model import Person, Unit
from contests.seasons.model import Tier
from contests.seasons.queries import tiers_of
from contests.seasons.recognition.model import Honour
from contests.seasons.recognition.parts import HonourPart
from contests.seasons.recognition.rows import honour_part, honours_of
from contests.seasons.words import AUTHOR_ROLES


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who may be proposed: the id of a person or of a work, with what a list says of it."""

    id: str
    name: str
    born_on: date | None
    place: str
    ground: str


@dataclass(frozen=True, slots=True)
class CaseRow:
    """Who was proposed, by which letter, with what answer."""

    id: str
    honour_id: str
    version: int
    recipient_id: str
    name: str
    born_on: date | None
    place: str
    ground: str
    letter: str
    proposed_on: date
    state: HonourState
    result_on: date | None
    source: str


@dataclass(frozen=True, slots=True)
class HonourView:
    """An honour with those it is for who were not proposed yet, and those who were."""

    id: str
    part: HonourPart
    candidates: tuple[Candidate, ...]
    cases: tuple[CaseRow, ...]
    unknown: int
    """Of how many laureates nobody can say, because the dossier has no birth date."""

    @property
    def listed(self) -> Sequence[Candidate | CaseRow]:
        """Who was proposed, or before the first letter whom the honour is for."""
        return self.cases or self.candidates

    def counted(self, state: HonourState) -> int:
        """How many cases are in a state."""
        return sum(case.state is state for case in self.cases)


@dataclass(frozen=True, slots=True)
class _Known:
    """A laureate as the rules see it, with the words for a list."""

    facts: rules.Laureate
    place: str
    title: str
    unit: str
    tier: str

    def candidate(self, part: HonourPart) -> Candidate:
        if part.to_works:
            return Candidate(self.facts.entry_id, self.title, None, self.unit, self.tier)
        role = AUTHOR_ROLES[self.facts.role].lower()
        ground = f"{self.tier}, {role}: {self.title}"
        return Candidate(
            self.facts.person_id, self.facts.name, self.facts.born_on, self.place or self.unit, ground
        )


def honour_views(session: Session, season_id: str) -> list[HonourView]:
    """Every honour of a season; before the release each is there with nobody in it."""
    honours = honours_of(session, season_id)
    known, decided_on = _laureates(session, season_id) if honours else ([], None)
    tiers = [tier.code for tier in tiers_of(session, season_id)] if honours else []
    cases = case_rows(session, season_id) if honours else []
    return [_view(honour, known, tiers, decided_on, cases) for honour in honours]


def _view(
    honour: Honour,
    known: Sequence[_Known],
    tiers: Sequence[str],
    decided_on: date | None,
    cases: Sequence[CaseRow],
) -> HonourView:
    part = honour_part(honour)
    own = tuple(case for case in cases if case.honour_id == honour.id)
    if decided_on is None:
        return HonourView(honour.id, part, (), own, 0)
    of = {(one.facts.entry_id, one.facts.person_id): one for one in known}
    found = rules.eligible(part, [one.facts for one in known], tiers, decided_on)
    gone = {human(case.recipient_id, case.name, case.born_on) for case in own}
    fit = [of[one.entry_id, one.person_id].candidate(part) for one in found.found]
    left = tuple(one for one in fit if human(one.id, one.name, one.born_on) not in gone)
    return HonourView(honour.id, part, left, own, found.unknown)


def _laureates(session: Session, season_id: str) -> tuple[list[_Known], date | None]:
    """The authors of the prized works, highest tier first, and the day of the decision; nothing before the release."""
    columns: tuple[Any, ...] = (
        Person.id, Entry.id, Tier.code, Author.role, Person.born_on,
        Person.full_name, Author.occupation, Entry.title, Unit.name, Tier.name, Decision.issued_on,
    )  # fmt: skip
    rows = (
        sa.select(*columns)
        .select_from(Award)
        .join(Proposal, Proposal.id == Award.proposal_id)
        .join(Decision, Decision.id == Proposal.decision_id)
        .join(Tier, Tier.id == Award.tier_id)
        .join(Entry, Entry.id == Award.entry_id)
        .join(Unit, Unit.id == Entry.unit_id)
        .join(Author, Author.entry_id == Entry.id)
        .join(Person, Person.id == Author.person_id)
        .where(Proposal.season_id == season_id, Proposal.season_id.in_(released_seasons()))
        .order_by(Tier.position, Award.rank, Entry.number, Author.position)
    )
    found = session.execute(rows).all()
    return [_Known(rules.Laureate(*row[:6]), *row[6:10]) for row in found], found[0][10] if found else None


def case_rows(session: Session, season_id: str) -> list[CaseRow]:
    """Everybody proposed from a season, by honour and name."""
    columns: tuple[Any, ...] = (
        HonourCase.id, HonourCase.honour_id, HonourCase.version,
        sa.func.coalesce(HonourCase.person_id, HonourCase.entry_id),
        sa.func.coalesce(Person.full_name, Entry.title), Person.born_on, sa.func.coalesce(_PLACE, Unit.name, ""),
        HonourCase.ground, Decision.symbol, HonourCase.proposed_on, HonourCase.state, HonourCase.result_on,
        HonourCase.source,
    )  # fmt: skip
    rows = (
        sa.select(*columns)
        .select_from(HonourCase)
        .join(Honour, Honour.id == HonourCase.honour_id)
        .join(Decision, Decision.id == HonourCase.letter_id)
        .outerjoin(Person, Person.id == HonourCase.person_id)
        .outerjoin(Entry, Entry.id == HonourCase.entry_id)
        .outerjoin(Unit, Unit.id == Entry.unit_id)
        .where(Honour.season_id == season_id, Honour.season_id.in_(released_seasons()))
        .order_by(Honour.position, Person.sorted, Entry.number, HonourCase.id)
    )
    return [CaseRow(*row) for row in session.execute(rows)]


_PLACE = (
    sa.select(sa.func.min(Author.occupation))
    .where(Author.person_id == Person.id)
    .correlate(Person)
    .scalar_subquery()
)


def used_codes(session: Session, season_id: str) -> frozenset[str]:
    """The honours of a season for which somebody was proposed: the season keeps them."""
    rows = (
        sa.select(Honour.code)
        .join(HonourCase, HonourCase.honour_id == Honour.id)
        .where(Honour.season_id == season_id)
        .distinct()
    )
    return frozenset(session.scalars(rows))


def given_counts(session: Session, season_id: str) -> list[tuple[str, int, int]]:
    """For a report: each honour's name, how many were proposed and how many given."""
    return [
        (view.part.name, len(view.cases), view.counted(HonourState.GIVEN))
        for view in honour_views(session, season_id)
    ]
