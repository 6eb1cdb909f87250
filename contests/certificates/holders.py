"""Who is to get a certificate of a kind and has none yet: authors, groups of authors, units."""

from collections.abc import Collection, Iterable
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.model import Award, Proposal
from contests.awards.release import released_proposals, released_seasons
from contests.awards.special.model import SpecialAward, SpecialList
from contests.certificates.model import Certificate
from contests.certificates.rules import Holder, Place
from contests.certificates.terms import Per
from contests.entries.model import Author, Entry
from contests.people.disclosure import ConsentFacts, public_name
from contests.people.model import Consent, Person, Unit
from contests.people.terms import ConsentPurpose
from contests.people.units.names import name_on
from contests.seasons.model import Tier
from contests.seasons.recognition.model import SpecialPrize


def holders_without(
    session: Session, season_id: str, per: Per, title: str, on: date, issued_on: date | None = None
) -> list[Holder]:
    """The holders of a decided list for whom no certificate of this kind was ever entered into the register.

    Consents are those of `on`; units are called as on the day the paper bears.
    """
    if per is Per.UNIT:
        return _units(session, season_id, title, issued_on or on)
    authors = prized_authors(session, season_id, on, issued_on)
    if per is Per.AUTHOR:
        had = _had(session, Certificate.author_id, season_id, title)
        return [one for one in authors if one.author_id not in had]
    had = _had(session, Certificate.award_id, season_id, title, Certificate.per == Per.GROUP)
    return [one for one in _groups(authors) if one.award_id not in had]


def _units(session: Session, season_id: str, title: str, on: date) -> list[Holder]:
    """The units with a decided collective or movement prize who have no certificate for it yet."""
    prized = sa.and_(Certificate.unit_id == SpecialAward.unit_id, Certificate.prize == SpecialPrize.name)
    own = sa.and_(prized, Certificate.season_id == season_id, Certificate.title == title)
    rows = session.execute(
        sa.select(
            *(Unit.id, name_on(on), Unit.address),
            *(SpecialPrize.name, SpecialPrize.position, SpecialAward.position),
        )
        .join(SpecialAward, SpecialAward.unit_id == Unit.id)
        .join(SpecialList, SpecialList.id == SpecialAward.list_id)
        .join(SpecialPrize, SpecialPrize.id == SpecialAward.prize_id)
        .where(SpecialList.season_id == season_id, SpecialList.decided_at.is_not(None))
        .where(SpecialList.season_id.in_(released_seasons()))
        .where(~sa.exists().where(own))
        .order_by(SpecialPrize.position, SpecialAward.position)
    )
    return [
        Holder((name,), address, "", prize, unit_id=unit, named=True, place=Place(prize_at, rank, 0))
        for unit, name, address, prize, prize_at, rank in rows
    ]


def _had(
    session: Session,
    holder: sa.ColumnElement[str | None] | sa.orm.InstrumentedAttribute[str | None],
    season_id: str,
    title: str,
    *more: sa.ColumnElement[bool],
) -> set[str | None]:
    own = sa.select(holder).where(Certificate.season_id == season_id, Certificate.title == title, *more)
    return set(session.scalars(own))


def prized_authors(session: Session, season_id: str, on: date, issued_on: date | None = None) -> list[Holder]:
    """Every author of a prized entry of a released list, in the order of the dossier."""
    rows = session.execute(
        sa.select(
            Author.id, Author.person_id, Award.id, Person.full_name, Author.occupation,
            name_on(issued_on or on),
            Entry.title, Tier.name, Tier.position, Award.rank, Entry.number, Author.position,
        )
        .join(Award, Award.entry_id == Author.entry_id)
        .join(Proposal, Proposal.id == Award.proposal_id)
        .join(Tier, Tier.id == Award.tier_id)
        .join(Entry, Entry.id == Author.entry_id)
        .join(Unit, Unit.id == Entry.unit_id)
        .join(Person, Person.id == Author.person_id)
        .where(Proposal.season_id == season_id, Proposal.id.in_(released_proposals()))
        .order_by(Author.entry_id, Author.position)
    ).all()  # fmt: skip
    named = named_persons(session, {row[1] for row in rows}, on)
    return [
        Holder(
            (name,), occupation or unit, title, prize, award, author, None, person in named,
            Place(tier, rank, number or 0, position),
        )
        for author, person, award, name, occupation, unit, title, prize, tier, rank, number, position in rows
    ]  # fmt: skip


def _groups(authors: Iterable[Holder]) -> list[Holder]:
    """The authors of an award as one holder; where they come from stands once each."""
    together: dict[str | None, list[Holder]] = {}
    for author in authors:
        together.setdefault(author.award_id, []).append(author)
    return [
        Holder(
            tuple(name for one in team for name in one.names),
            ", ".join(dict.fromkeys(one.affiliation for one in team)),
            team[0].work, team[0].prize, award, None, None, all(one.named for one in team), team[0].place,
        )
        for award, team in together.items()
    ]  # fmt: skip


def named_persons(session: Session, person_ids: Collection[str], on: date) -> set[str]:
    """Of these persons, those whose name everyone may read on that day."""
    own = sa.and_(Consent.person_id == Person.id, Consent.purpose == ConsentPurpose.PUBLISH_NAME)
    rows = session.execute(
        sa.select(Person.id, Person.full_name, Person.born_on, Consent.given_by, Consent.withdrawn_at)
        .outerjoin(Consent, own)
        .where(Person.id.in_(person_ids))
    )
    people: dict[str, tuple[str, date | None, list[ConsentFacts]]] = {}
    for person, name, born_on, giver, withdrawn_at in rows:
        _, _, consents = people.setdefault(person, (name, born_on, []))
        if giver is not None:
            consents.append(ConsentFacts(ConsentPurpose.PUBLISH_NAME, giver, withdrawn_at is not None))
    return {
        person
        for person, (name, born_on, consents) in people.items()
        if public_name(name, born_on, consents, on) is not None
    }


def persons_of(session: Session, certificate: Certificate) -> set[str]:
    """Whom a certificate names: its author, or all authors of its award; a unit is no person."""
    authors = sa.select(Author.person_id)
    if certificate.per is Per.AUTHOR:
        return set(session.scalars(authors.where(Author.id == certificate.author_id)))
    joined = authors.join(Award, Award.entry_id == Author.entry_id)
    return set(session.scalars(joined.where(Award.id == certificate.award_id)))
