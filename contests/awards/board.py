"""What the awards desk looks at: every work with its mark and its tiers, ties, money, and what the list breaks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards import rules
from contests.awards.engine.breaking import breaches
from contests.awards.engine.facts import Ballot, Held, Order, Ranked, Structure, Tie, TierFacts
from contests.awards.engine.filling import proposed
from contests.awards.model import Award, Proposal
from contests.decisions.model import Decision
from contests.entries.model import Author, Entry
from contests.kernel.errors import Reason
from contests.kernel.text import nfc
from contests.people.model import Account, Person, Unit
from contests.seasons.model import Field, Setting, Tier
from contests.seasons.settings import AWARD_ORDER, MOST_PRIZES, MOST_PRIZES_FIELD


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A work on the award board, with everything a committee looks at after the opening."""

    award_id: str
    version: int
    entry_id: str
    number: int | None
    code: str
    title: str
    field_id: str
    field: str
    unit: str
    authors: tuple[str, ...]
    author_keys: frozenset[str]
    hundredths: int
    rank: int
    ballot: Ballot | None
    proposed_tier_id: str | None
    by_jury: bool
    tier_id: str | None
    money: int | None
    reason: str
    tied: bool = False
    held: Held | None = None

    @property
    def changed(self) -> bool:
        """Whether the committee gave another tier than was proposed."""
        return self.tier_id != self.proposed_tier_id

    @property
    def ranked(self) -> Ranked:
        """The work as the rules see it."""
        return Ranked(self.entry_id, self.hundredths, self.rank, self.field_id, self.author_keys, self.ballot)


@dataclass(frozen=True, slots=True)
class Board:
    """The whole award list of a season; money in đồng. `submitter` is the name of who submitted it, "" before that."""

    proposal: Proposal
    decision: Decision | None
    submitter: str
    rows: tuple[BoardRow, ...]
    structure: Structure
    money: tuple[rules.MoneyLine, ...]
    ties: tuple[Tie, ...]
    breaches: tuple[Reason, ...]

    @property
    def tiers(self) -> Sequence[TierFacts]:
        """The tiers, highest first."""
        return self.structure.tiers

    @property
    def by_votes(self) -> bool:
        """Whether a council's votes decide something of the list."""
        asked = any(tier.least_share is not None for tier in self.tiers)
        return asked or self.structure.order is Order.VOTES

    @property
    def total(self) -> int:
        """All prize money, in đồng."""
        return sum(line.total for line in self.money)

    @property
    def given(self) -> int:
        """How many works have a tier."""
        return sum(line.given for line in self.money)

    @property
    def works(self) -> list[Ranked]:
        """The works as the rules see them, in the order of their ranks."""
        return [row.ranked for row in self.rows]


def structure_of(session: Session, season_id: str, fields: Mapping[str, str] | None = None) -> Structure:
    """The award structure of a season by one query, or two where the names of the `fields` are not known yet."""
    asked = sa.select(Tier, *(_setting(season_id, key) for key in LIMITS)).filter_by(season_id=season_id)
    rows = session.execute(asked.order_by(Tier.position)).all()
    limits: dict[str, str | None] = dict(zip(LIMITS, rows[0][1:], strict=True)) if rows else {}
    return Structure(
        tiers=tuple(_tier(row[0]) for row in rows),
        most=_number(limits.get(MOST_PRIZES)),
        most_per_field=_number(limits.get(MOST_PRIZES_FIELD)),
        order=Order(limits.get(AWARD_ORDER) or Order.MARKS),
        fields=_fields(session, season_id) if fields is None else fields,
    )


LIMITS = (MOST_PRIZES, MOST_PRIZES_FIELD, AWARD_ORDER)
"""The working values that hold for all tiers; a season older than them has none of them."""


def _setting(season_id: str, key: str) -> sa.ScalarSelect[str]:
    return sa.select(Setting.value).filter_by(season_id=season_id, key=key).scalar_subquery()


def _number(value: str | None) -> int | None:
    return int(value) if value else None


def _fields(session: Session, season_id: str) -> dict[str, str]:
    fields = session.scalars(sa.select(Field).filter_by(season_id=season_id))
    return {field.id: field.name for field in fields}


def _tier(row: Tier) -> TierFacts:
    return TierFacts(
        id=row.id,
        name=row.name,
        quota=row.quota,
        least_hundredths=row.least_hundredths,
        money=row.money,
        field_quota=row.field_quota,
        least_share=row.least_share,
        by_hand=row.by_hand,
        once=row.once,
    )


def proposal_of(session: Session, season_id: str) -> Proposal | None:
    """The season's award list, where one was made."""
    return session.scalar(sa.select(Proposal).where(Proposal.season_id == season_id))


def board(session: Session, season_id: str) -> Board | None:
    """The award list with its ties and its money, by three queries; None before it was proposed."""
    found = session.execute(_award_rows(season_id)).all()
    if not found:
        return None
    people = authors_of(session, season_id)
    rows = [_board_row(row, people.get(row.Award.entry_id, ())) for row in found]
    structure = structure_of(session, season_id, {row.field_id: row.field for row in rows})
    jury = {row.entry_id: row.proposed_tier_id for row in rows if row.by_jury}
    filled = proposed((row.ranked for row in rows), structure, jury)
    money = rules.money_lines(structure.tiers, rules.counted(row.tier_id for row in rows))
    return Board(
        proposal=found[0].Proposal,
        decision=found[0].Decision,
        submitter=found[0].submitter or "",
        rows=tuple(_with_reasons(row, filled.ties, filled.held) for row in rows),
        structure=structure,
        money=tuple(money),
        ties=filled.ties,
        breaches=tuple(breaches(structure, ((row.ranked, row.tier_id) for row in rows))),
    )


def _award_rows(season_id: str) -> sa.Select[*tuple[Any, ...]]:
    columns = (
        Entry.number,
        Entry.title,
        Field.id.label("field_id"),
        Field.name.label("field"),
        Unit.name.label("unit"),
        Account.name.label("submitter"),
    )
    return (
        sa.select(Proposal, Decision, Award, *columns)
        .join(Award, Award.proposal_id == Proposal.id)
        .join(Entry, Entry.id == Award.entry_id)
        .join(Field, Field.id == Entry.field_id)
        .join(Unit, Unit.id == Entry.unit_id)
        .outerjoin(Decision, Decision.id == Proposal.decision_id)
        .outerjoin(Account, Account.id == Proposal.submitted_by)
        .where(Proposal.season_id == season_id)
        .order_by(Award.rank, Entry.number)
    )


def _board_row(row: Any, people: Sequence[tuple[str, str]]) -> BoardRow:
    award: Award = row.Award
    return BoardRow(
        award_id=award.id,
        version=award.version,
        entry_id=award.entry_id,
        number=row.number,
        code=award.code,
        title=row.title,
        field_id=row.field_id,
        field=row.field,
        unit=row.unit,
        authors=tuple(name for name, _ in people),
        author_keys=frozenset(key for _, key in people),
        hundredths=award.hundredths,
        rank=award.rank,
        ballot=ballot_of(award),
        proposed_tier_id=award.proposed_tier_id,
        by_jury=award.by_jury,
        tier_id=award.tier_id,
        money=award.money,
        reason=award.reason,
    )


def ballot_of(award: Award) -> Ballot | None:
    """The council's vote on a work, where there was one."""
    if award.yes_votes is None or award.council is None:
        return None
    return Ballot(award.yes_votes, award.council)


def _with_reasons(row: BoardRow, ties: Sequence[Tie], held: Mapping[str, Held]) -> BoardRow:
    tied = any(row.entry_id in tie.entry_ids for tie in ties)
    return replace(row, tied=tied, held=held.get(row.entry_id))


def authors_of(session: Session, season_id: str) -> dict[str, list[tuple[str, str]]]:
    """The authors of every entry of a season in their order: name, and a key that one human has in every dossier."""
    rows = session.execute(
        sa.select(Author.entry_id, Person.id, Person.full_name, Person.born_on)
        .join(Person, Person.id == Author.person_id)
        .join(Entry, Entry.id == Author.entry_id)
        .where(Entry.season_id == season_id)
        .order_by(Author.entry_id, Author.position)
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for entry_id, person_id, name, born_on in rows:
        found.setdefault(entry_id, []).append((name, _key(person_id, name, born_on)))
    return found


def _key(person_id: str, name: str, born_on: date | None) -> str:
    """Each dossier has persons of its own: one human is known by the full name with the date of birth."""
    return f"{nfc(name).casefold()} {born_on}" if born_on else person_id
