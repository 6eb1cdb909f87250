"""Which laureates the public may read by name: every author of a prized work, passed through disclosure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.model import Award, Proposal
from contests.entries.model import Author
from contests.people.disclosure import ConsentFacts, public_name
from contests.people.model import Consent, Person
from contests.people.terms import Consenter, ConsentPurpose


@dataclass(frozen=True, slots=True)
class Laureate:
    """An author of a work with a tier: whether the public reads the name, and when a consent to that was last taken back."""

    author_id: str
    entry_id: str
    name: str
    shown: bool
    withdrawn_at: datetime | None


Given = tuple[Consenter, datetime | None]
"""A consent to be named: whose, and when it was taken back."""


def laureates(session: Session, season_id: str, on: date) -> list[Laureate]:
    """The authors by entry, in the order of each dossier, as the consents stand on the day `on`; by one query.

    It looks at no decision and no embargo: who asks joins it with the prized works that may be shown.
    """
    people: dict[str, tuple[str, str, date | None]] = {}
    given: dict[str, list[Given]] = {}
    for entry_id, author_id, name, born_on, giver, withdrawn_at in session.execute(_rows(season_id)):
        people[author_id] = (entry_id, name, born_on)
        if giver is not None:
            given.setdefault(author_id, []).append((giver, withdrawn_at))
    return [_laureate(author_id, *facts, given.get(author_id, ()), on) for author_id, facts in people.items()]


def _laureate(
    author_id: str, entry_id: str, name: str, born_on: date | None, given: Sequence[Given], on: date
) -> Laureate:
    consents = [ConsentFacts(ConsentPurpose.PUBLISH_NAME, giver, at is not None) for giver, at in given]
    shown = public_name(name, born_on, consents, on) is not None
    return Laureate(author_id, entry_id, name, shown, max((at for _, at in given if at), default=None))


def _rows(
    season_id: str,
) -> sa.Select[str, str, str, date | None, Consenter | None, datetime | None]:
    """A row for each consent to publish the name, or one without."""
    purpose = Consent.purpose == ConsentPurpose.PUBLISH_NAME
    return (
        sa.select(Author.entry_id, Author.id, Person.full_name, Person.born_on, Consent.given_by, Consent.withdrawn_at)
        .join(Award, Award.entry_id == Author.entry_id)
        .join(Proposal, Proposal.id == Award.proposal_id)
        .join(Person, Person.id == Author.person_id)
        .outerjoin(Consent, sa.and_(Consent.person_id == Person.id, purpose))
        .where(Proposal.season_id == season_id, Award.tier_id.is_not(None))
        .order_by(Author.entry_id, Author.position)
    )  # fmt: skip
