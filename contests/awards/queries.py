"""What pages and later stages read of awards: the board before the decision, the prized afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards import rules
from contests.awards.model import Award, Proposal
from contests.awards.release import released_proposals
from contests.decisions.model import Decision
from contests.entries.model import Author, Entry
from contests.people.model import Person, Unit
from contests.seasons.model import Field, Tier
from contests.seasons.queries import tiers_of


@dataclass(frozen=True, slots=True)
class BoardRow:
    """An entry on the award board, with everything a committee looks at after the opening."""

    award_id: str
    version: int
    entry_id: str
    number: int | None
    code: str
    title: str
    field: str
    unit: str
    authors: tuple[str, ...]
    hundredths: int
    rank: int
    proposed_tier_id: str | None
    by_jury: bool
    tier_id: str | None
    money: int | None
    reason: str
    tied: bool

    @property
    def changed(self) -> bool:
        """Whether the committee gave another tier than was proposed."""
        return self.tier_id != self.proposed_tier_id


@dataclass(frozen=True, slots=True)
class Board:
    """The whole award list of a season; money in đồng."""

    proposal: Proposal
    decision: Decision | None
    rows: tuple[BoardRow, ...]
    tiers: tuple[rules.TierFacts, ...]
    money: tuple[rules.MoneyLine, ...]
    ties: tuple[rules.Tie, ...]

    @property
    def total(self) -> int:
        """All prize money, in đồng."""
        return sum(line.total for line in self.money)

    @property
    def given(self) -> int:
        """How many entries have a tier."""
        return sum(line.given for line in self.money)


def proposal_of(session: Session, season_id: str) -> Proposal | None:
    """The season's award list, where one was made."""
    return session.scalar(sa.select(Proposal).where(Proposal.season_id == season_id))


def tier_facts(session: Session, season_id: str) -> list[rules.TierFacts]:
    """The tiers of a season as the rules see them, highest first."""
    return [
        rules.TierFacts(row.id, row.name, row.quota, row.least_hundredths, row.money)
        for row in tiers_of(session, season_id)
    ]


def board(session: Session, season_id: str) -> Board | None:
    """The award list with its ties and its money, by three queries; None before it was proposed."""
    found = session.execute(_award_rows(season_id)).all()
    if not found:
        return None
    tiers = tier_facts(session, season_id)
    standings = [rules.Ranked(row.Award.entry_id, row.Award.hundredths, row.Award.rank) for row in found]
    jury = {row.Award.entry_id: row.Award.proposed_tier_id for row in found if row.Award.by_jury}
    ties = rules.with_verdict(standings, tiers, jury).ties
    names = author_names(session, season_id)
    rows = tuple(_board_row(row, names, ties) for row in found)
    money = rules.money_lines(tiers, rules.counted(row.tier_id for row in rows))
    return Board(found[0].Proposal, found[0].Decision, rows, tuple(tiers), tuple(money), ties)


def _award_rows(season_id: str) -> sa.Select[Proposal, Decision, Award, int | None, str, str, str]:
    return (
        sa.select(Proposal, Decision, Award, Entry.number, Entry.title, Field.name, Unit.name)
        .join(Award, Award.proposal_id == Proposal.id)
        .join(Entry, Entry.id == Award.entry_id)
        .join(Field, Field.id == Entry.field_id)
        .join(Unit, Unit.id == Entry.unit_id)
        .outerjoin(Decision, Decision.id == Proposal.decision_id)
        .where(Proposal.season_id == season_id)
        .order_by(Award.rank, Entry.number)
    )


def _board_row(
    row: sa.Row[Proposal, Decision, Award, int | None, str, str, str],
    names: Mapping[str, Sequence[str]],
    ties: Sequence[rules.Tie],
) -> BoardRow:
    _, _, award, number, title, field, unit = row
    return BoardRow(
        award_id=award.id,
        version=award.version,
        entry_id=award.entry_id,
        number=number,
        code=award.code,
        title=title,
        field=field,
        unit=unit,
        authors=tuple(names.get(award.entry_id, ())),
        hundredths=award.hundredths,
        rank=award.rank,
        proposed_tier_id=award.proposed_tier_id,
        by_jury=award.by_jury,
        tier_id=award.tier_id,
        money=award.money,
        reason=award.reason,
        tied=any(award.entry_id in tie.entry_ids for tie in ties),
    )


def author_names(session: Session, season_id: str) -> dict[str, list[str]]:
    """The authors of every entry of a season as the dossiers name them, in their order. For the office."""
    rows = session.execute(
        sa.select(Author.entry_id, Person.full_name)
        .join(Person, Person.id == Author.person_id)
        .join(Entry, Entry.id == Author.entry_id)
        .where(Entry.season_id == season_id)
        .order_by(Author.entry_id, Author.position)
    )
    names: dict[str, list[str]] = {}
    for entry_id, name in rows:
        names.setdefault(entry_id, []).append(name)
    return names


@dataclass(frozen=True, slots=True)
class PrizedRow:
    """A prized entry of a decided list; money in đồng."""

    award_id: str
    entry_id: str
    number: int | None
    title: str
    summary: str
    field: str
    unit: str
    tier_id: str
    tier: str
    tier_position: int
    hundredths: int
    rank: int
    money: int


def prized_rows(session: Session, season_id: str) -> list[PrizedRow]:
    """The entries with a tier, highest tier first, then by rank; nothing before the results are released."""
    columns: tuple[Any, ...] = (
        Award.id, Award.entry_id, Entry.number, Entry.title, Entry.summary, Field.name, Unit.name,
        Tier.id, Tier.name, Tier.position, Award.hundredths, Award.rank, Award.money,
    )  # fmt: skip
    rows = (
        sa.select(*columns)
        .select_from(Award)
        .join(Proposal, Proposal.id == Award.proposal_id)
        .join(Tier, Tier.id == Award.tier_id)
        .join(Entry, Entry.id == Award.entry_id)
        .join(Field, Field.id == Entry.field_id)
        .join(Unit, Unit.id == Entry.unit_id)
        .where(Proposal.season_id == season_id, Proposal.id.in_(released_proposals()))
        .order_by(Tier.position, Award.rank, Entry.number)
    )
    return [PrizedRow(*row) for row in session.execute(rows)]
