"""All that a demo says, without what chance gives: ids, codes, passwords. Equal for equal seeds."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.model import Award
from contests.certificates.model import Certificate
from contests.entries.model import Author, DossierFile, Entry
from contests.kernel.audit import Deed
from contests.nomination.model import Nomination, UpperResult
from contests.people.model import Account, Consent, Person, Unit
from contests.screening.model import Verdict
from contests.seasons.model import Season, Tier
from judging.model import Piece, Sheet, Standing

QUERIES = {
    "units": sa.select(Unit.name, Unit.kind),
    "accounts": sa.select(Account.login, Account.name),
    "seasons": sa.select(Season.title, Season.opened_at, Season.budget_allocated, Season.budget_used),
    "entries": sa.select(Entry.title, Entry.number, Entry.state, Entry.submitted_at, Entry.summary),
    "authors": sa.select(Person.full_name, Person.born_on, Author.share, Author.occupation).join(
        Author, Author.person_id == Person.id
    ),
    "consents": sa.select(Consent.purpose, Consent.given_by, Consent.giver_name),
    "files": sa.select(DossierFile.name, DossierFile.sha256),
    "verdicts": sa.select(Verdict.kind, Verdict.reason, Verdict.note, Verdict.given_at),
    "sheets": sa.select(Piece.title, Sheet.total, Sheet.state, Sheet.comment).join(
        Piece, Piece.id == Sheet.piece_id
    ),
    "figures": sa.select(Piece.title, Standing.hundredths, Standing.rank).join(
        Piece, Piece.id == Standing.piece_id
    ),
    "awards": sa.select(Entry.title, Tier.name, Award.money, Award.reason)
    .join(Award, Award.entry_id == Entry.id)
    .outerjoin(Tier, Tier.id == Award.tier_id),
    "certificates": sa.select(
        Certificate.register, Certificate.recipient, Certificate.prize, Certificate.state
    ),
    "nominations": sa.select(Entry.title, Nomination.position, UpperResult.tier)
    .join(Nomination, Nomination.entry_id == Entry.id)
    .outerjoin(UpperResult, UpperResult.nomination_id == Nomination.id),
    "deeds": sa.select(Deed.verb, sa.func.count()).group_by(Deed.verb),
}


def content(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Every row as people would read it, in an order of its own."""
    return {
        name: sorted(tuple(map(str, row)) for row in session.execute(query))
        for name, query in QUERIES.items()
    }
