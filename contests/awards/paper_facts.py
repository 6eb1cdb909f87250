"""What the papers on prizes are made of: the award list as it stands, decided or not. For the awards desk only."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.model import Award, Proposal
from contests.awards.papers import PrizeFacts, PrizeRow
from contests.awards.queries import author_names
from contests.entries.model import Entry
from contests.entries.queries import state_counts
from contests.entries.terms import EntryState
from contests.people.model import Unit
from contests.seasons.model import Field, Season, Tier


def prize_facts(session: Session, season: Season) -> PrizeFacts:
    """The works with a tier on the list, with their money: that of the decision, before it that of the tier."""
    columns: tuple[Any, ...] = (
        Entry.id, Entry.title, Unit.name, Field.name, Tier.name, sa.func.coalesce(Award.money, Tier.money, 0),
    )  # fmt: skip
    own = (
        sa.select(*columns)
        .select_from(Award)
        .join(Proposal, Proposal.id == Award.proposal_id)
        .join(Tier, Tier.id == Award.tier_id)
        .join(Entry, Entry.id == Award.entry_id)
        .join(Unit, Unit.id == Entry.unit_id)
        .join(Field, Field.id == Entry.field_id)
        .where(Proposal.season_id == season.id)
        .order_by(Tier.position, Award.rank, Entry.number)
    )
    names = author_names(session, season.id)
    rows = tuple(
        PrizeRow(title, tuple(names.get(entry_id, ())), unit, field, tier, money)
        for entry_id, title, unit, field, tier, money in session.execute(own)
    )
    counts = state_counts(session, season.id)
    received = sum(counts.values()) - counts.get(EntryState.DRAFT, 0)
    return PrizeFacts(
        season.title, tuple(season.legal_bases), rows, received, counts.get(EntryState.ELIGIBLE, 0)
    )
