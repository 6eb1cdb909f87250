"""What later stages and papers read of awards: the prizes that stand, once they are released."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from contests.awards.board import authors_of
from contests.awards.model import Amendment, Award, Proposal
from contests.awards.release import released_proposals
from contests.decisions.model import Decision
from contests.entries.model import Entry
from contests.people.model import Unit
from contests.seasons.model import Field, Tier


@dataclass(frozen=True, slots=True)
class PrizedRow:
    """A prized entry of a released list, as its prize stands now; money in đồng."""

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
    """The prizes that stand, highest tier first, then by rank; nothing before the results are released.

    A prize that was revoked is not among them: `amended_rows` has it, with its decision.
    """
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


def standing_prizes() -> sa.Select[str]:
    """The ids of the awards whose prize stands and may be shown, as a subquery: `Award.id.in_(standing_prizes())`."""
    return sa.select(Award.id).where(Award.tier_id.is_not(None), Award.proposal_id.in_(released_proposals()))


@dataclass(frozen=True, slots=True)
class AmendedRow:
    """A prize that a later decision took back (`after` is "") or changed, for the note beside a list."""

    award_id: str
    entry_id: str
    title: str
    unit: str
    before: str
    after: str
    reason: str
    symbol: str
    issued_on: date


def amended_rows(session: Session, season_id: str, *, desk: bool = False) -> list[AmendedRow]:
    """What was changed of a list since its decision, in the order of the decisions.

    Nothing before the results are released, but for the awards desk itself.
    """
    before, after = aliased(Tier), aliased(Tier)
    none = sa.literal("")
    columns: tuple[Any, ...] = (
        Award.id, Award.entry_id, Entry.title, Unit.name, sa.func.coalesce(before.name, none),
        sa.func.coalesce(after.name, none), Amendment.reason, Decision.symbol, Decision.issued_on,
    )  # fmt: skip
    rows = (
        sa.select(*columns)
        .select_from(Amendment)
        .join(Award, Award.id == Amendment.award_id)
        .join(Proposal, Proposal.id == Award.proposal_id)
        .join(Entry, Entry.id == Award.entry_id)
        .join(Unit, Unit.id == Entry.unit_id)
        .join(Decision, Decision.id == Amendment.decision_id)
        .outerjoin(before, before.id == Amendment.before_id)
        .outerjoin(after, after.id == Amendment.after_id)
        .where(
            Proposal.season_id == season_id, sa.or_(sa.literal(desk), Proposal.id.in_(released_proposals()))
        )
        .order_by(Amendment.made_at, Amendment.id)
    )
    return [AmendedRow(*row) for row in session.execute(rows)]


def author_names(session: Session, season_id: str) -> dict[str, list[str]]:
    """The authors of every entry of a season as the dossiers name them, in their order. For the office."""
    people = authors_of(session, season_id)
    return {entry_id: [name for name, _ in authors] for entry_id, authors in people.items()}
