"""What the letter of nomination is made of."""

from sqlalchemy.orm import Session

from contests.awards.queries import author_names, prized_rows
from contests.nomination.papers import NominatedRow, NominationFacts
from contests.nomination.queries import nominated_ids, quota_of
from contests.seasons.model import Season


def nomination_facts(session: Session, season: Season) -> NominationFacts:
    """The best prized works that have not gone up yet, as many as the quota still takes; none before the results are released."""
    gone, quota = set(nominated_ids(session, season.id)), quota_of(session, season.id)
    left = None if quota is None else max(0, quota - len(gone))
    names = author_names(session, season.id)
    waiting = [row for row in prized_rows(session, season.id) if row.entry_id not in gone]
    rows = tuple(
        NominatedRow(row.title, tuple(names.get(row.entry_id, ())), row.unit, row.field, row.tier)
        for row in waiting[:left]
    )
    return NominationFacts(season.title, rows)
