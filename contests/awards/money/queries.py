"""A season's money: what each tier comes to, who is paid what, and the budget line they are held against."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.model import Award, Proposal
from contests.awards.money.rules import BudgetLine, Spending, split
from contests.awards.release import released_seasons
from contests.awards.special.model import SpecialAward, SpecialList
from contests.awards.special.queries import special_board
from contests.entries.model import Author, Entry
from contests.envelopes.service import judges_work
from contests.kernel.text import sort_key
from contests.people.model import Person, Unit
from contests.seasons.model import Season, Tier
from contests.seasons.recognition.model import SpecialPrize
from contests.seasons.recognition.rows import fees_of


@dataclass(frozen=True, slots=True)
class TierMoney:
    """A tier's prizes: the amount of one (None: not set), what sets it, how many are given, what they come to."""

    name: str
    money: int | None
    basis: str
    given: int
    total: int


@dataclass(frozen=True, slots=True)
class Payment:
    """What one person (or unit) receives for one prize; `order` is that of the ceremony, lowest tier first."""

    name: str
    sorted: str
    place: str
    prize: str
    work: str
    share: str
    amount: int
    order: int


@dataclass(frozen=True, slots=True)
class FeeLine:
    """What a judge receives for the sheets submitted in one role; `rate` is None where the season sets none."""

    name: str
    role: str
    sheets: int
    rate: int | None

    @property
    def amount(self) -> int:
        """In đồng."""
        return self.sheets * (self.rate or 0)


def tier_money(session: Session, season_id: str) -> list[TierMoney]:
    """Every tier of a season with what it comes to, highest first; before the decision as the list stands. For the
    awards desk."""
    given = sa.select(Award.tier_id, Award.money).join(Proposal, Proposal.id == Award.proposal_id)
    held = given.where(Proposal.season_id == season_id).subquery()
    each = sa.func.coalesce(held.c.money, Tier.money, 0)
    rows = (
        sa.select(Tier.name, Tier.money, Tier.basis, sa.func.count(held.c.tier_id), sa.func.sum(each))
        .outerjoin(held, held.c.tier_id == Tier.id)
        .where(Tier.season_id == season_id)
        .group_by(Tier.id)
        .order_by(Tier.position)
    )
    return [
        TierMoney(name, money, basis, count, int(total) if count else 0)
        for name, money, basis, count, total in session.execute(rows)
    ]


def fee_lines(session: Session, season_id: str) -> list[FeeLine]:
    """The judges' fees by given name; nothing before the envelopes are open."""
    rates = {fee.code: fee.money for fee in fees_of(session, season_id)}
    return [
        FeeLine(one.name, one.role, one.sheets, rates.get(one.role))
        for one in judges_work(session, season_id)
    ]


def budget_line(session: Session, season: Season) -> BudgetLine:
    """The season's budget with what goes to people, as the lists stand now."""
    spending = Spending(
        sum(tier.total for tier in tier_money(session, season.id)),
        special_board(session, season.id).total,
        sum(line.amount for line in fee_lines(session, season.id)),
    )
    return BudgetLine(season.budget_allocated, season.budget_used, spending)


def payments(session: Session, season_id: str) -> list[Payment]:
    """Who receives what, in the order of the ceremony: special prizes first, then tiers from the lowest up.

    Nothing before the decision and the release; an author's part follows the shares of the dossier to the đồng.
    """
    specials, prizes = list(_of_specials(session, season_id)), list(_of_tiers(session, season_id))
    return [_at(place, one) for place, one in enumerate([*specials, *prizes])]


def by_name(found: Sequence[Payment]) -> list[Payment]:
    """The same by given name."""
    return sorted(found, key=lambda one: (one.sorted, one.order))


def _at(order: int, one: Payment) -> Payment:
    return Payment(one.name, one.sorted, one.place, one.prize, one.work, one.share, one.amount, order)


def _of_tiers(session: Session, season_id: str) -> Iterator[Payment]:
    rows = (
        sa.select(Award.entry_id, Tier.name, Award.money, *_AUTHOR)
        .select_from(Award)
        .join(Proposal, Proposal.id == Award.proposal_id)
        .join(Tier, Tier.id == Award.tier_id)
        .join(Entry, Entry.id == Award.entry_id)
        .join(Unit, Unit.id == Entry.unit_id)
        .join(Author, Author.entry_id == Entry.id)
        .join(Person, Person.id == Author.person_id)
        .where(Proposal.season_id == season_id, Proposal.season_id.in_(released_seasons()))
        .order_by(Tier.position.desc(), Award.rank.desc(), Entry.number, Entry.id, Author.position)
    )
    yield from _split(session.execute(rows).all())


_AUTHOR: tuple[Any, ...] = (
    Entry.title, Person.full_name, Person.sorted, sa.func.coalesce(sa.func.nullif(Author.occupation, ""), Unit.name),
    Author.share,
)  # fmt: skip


def _split(rows: Sequence[Any]) -> Iterator[Payment]:
    """Rows of authors, a work's beside each other, as payments: (key, prize, money, title, name, sorted, place, share)."""
    for _, same in groupby(rows, key=lambda row: (row[0], row[1])):
        authors = list(same)
        parts = split(authors[0][2] or 0, [row[7] for row in authors])
        for (_, prize, _, title, name, key, place, share), amount in zip(authors, parts, strict=True):
            said = "" if len(authors) == 1 else f"{share}%"
            yield Payment(name, key, place, prize, title, said, amount, 0)


def _of_specials(session: Session, season_id: str) -> Iterator[Payment]:
    """Decided special prizes in the order of the season's list: to the person, to the authors of the work, to the unit."""
    lines = session.execute(_special_lines(season_id)).all()
    authors = session.execute(
        _special_authors([line.entry_id for line in lines], [line.person_id for line in lines])
    )
    of_works: dict[str, list[Any]] = defaultdict(list)
    of_persons: dict[str, Any] = {}
    for entry_id, person_id, *author in authors:
        of_works[entry_id].append(author)
        of_persons.setdefault(person_id, author)
    for line in lines:
        money = line.money or 0
        if line.unit_id is not None:
            yield Payment(line.unit, sort_key(line.unit), "", line.prize, "", "", money, 0)
        elif line.entry_id is not None:
            yield from _split([(line.id, line.prize, money, *author) for author in of_works[line.entry_id]])
        elif (own := of_persons.get(line.person_id)) is not None:
            _title, name, key, place, _share = own
            yield Payment(name, key, place, line.prize, "", "", money, 0)


def _special_lines(season_id: str) -> sa.Select[Any]:
    columns: tuple[Any, ...] = (
        SpecialAward.id, SpecialAward.money, SpecialAward.entry_id, SpecialAward.person_id, SpecialAward.unit_id,
        Unit.name.label("unit"), SpecialPrize.name.label("prize"),
    )  # fmt: skip
    return (
        sa.select(*columns)
        .join(SpecialList, SpecialList.id == SpecialAward.list_id)
        .join(SpecialPrize, SpecialPrize.id == SpecialAward.prize_id)
        .outerjoin(Unit, Unit.id == SpecialAward.unit_id)
        .where(SpecialList.season_id == season_id, SpecialList.decided_at.is_not(None))
        .where(SpecialList.season_id.in_(released_seasons()))
        .order_by(SpecialPrize.position.desc(), SpecialAward.position, SpecialAward.id)
    )


def _special_authors(entry_ids: Sequence[str | None], person_ids: Sequence[str | None]) -> sa.Select[Any]:
    """The authors of these works and these persons as authors: (entry, person, title, name, sorted, place, share)."""
    return (
        sa.select(Author.entry_id, Author.person_id, *_AUTHOR)
        .select_from(Author)
        .join(Person, Person.id == Author.person_id)
        .join(Entry, Entry.id == Author.entry_id)
        .join(Unit, Unit.id == Entry.unit_id)
        .where(
            sa.or_(
                Author.entry_id.in_([one for one in entry_ids if one]),
                Author.person_id.in_([one for one in person_ids if one]),
            )
        )
        .order_by(Author.entry_id, Author.position)
    )


def lacks(tiers: Sequence[TierMoney], line: BudgetLine, fees: Sequence[FeeLine]) -> list[tuple[str, str]]:
    """What is missing before money can be paid, as (kind, name): for the page to say."""
    found = [("allocated", "")] if line.allocated is None else []
    found += [("money", tier.name) for tier in tiers if tier.money is None and tier.given]
    found += [("basis", tier.name) for tier in tiers if tier.money and not tier.basis]
    roles = dict.fromkeys(fee.role for fee in fees if fee.rate is None)
    return [*found, *(("rate", role) for role in roles)]
