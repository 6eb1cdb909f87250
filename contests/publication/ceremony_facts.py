"""What the papers of a ceremony are made of; nothing before the results are released."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.queries import PrizedRow, author_names, prized_rows
from contests.entries.model import Entry
from contests.entries.receipt import place_and_date
from contests.publication.ceremony import CalledRow, CeremonyFacts
from contests.seasons.model import Season
from contests.seasons.paper_facts import issuer_of


def ceremony_facts(session: Session, season: Season) -> CeremonyFacts:
    """The prized works as they are called up: the highest tier last, and in it the best rank."""
    names = author_names(session, season.id)
    units = dict(
        session.execute(sa.select(Entry.id, Entry.unit_id).where(Entry.season_id == season.id)).all()
    )
    rows = tuple(
        CalledRow(row.tier, row.title, tuple(names.get(row.entry_id, ())), row.unit, units[row.entry_id])
        for row in sorted(prized_rows(session, season.id), key=_called)
    )
    issuer = issuer_of(session, season)
    day = place_and_date(issuer.address, season.ceremony_on) if season.ceremony_on else ""
    return CeremonyFacts(season.title, f"Ban Tổ chức {issuer.contest}", issuer.organiser, day, rows)


def _called(row: PrizedRow) -> tuple[int, int, int]:
    return -row.tier_position, -row.rank, row.number or 0
