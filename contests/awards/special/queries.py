"""What pages and later stages read of special prizes: the list at the awards desk, the decided ones afterwards."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.release import released_seasons
from contests.awards.special import rules
from contests.awards.special.gathering import works_of
from contests.awards.special.model import SpecialAward, SpecialList
from contests.decisions.model import Decision
from contests.entries.model import Author, Entry
from contests.people.model import Account, Person, Unit
from contests.seasons.queries import tiers_of
from contests.seasons.recognition.model import SpecialPrize
from contests.seasons.recognition.parts import SpecialPart
from contests.seasons.recognition.rows import special_part, specials_of


@dataclass(frozen=True, slots=True)
class SpecialLine:
    """A recipient on the list: whose name, from where, on what it rests; money in đồng."""

    id: str
    prize_id: str
    name: str
    place: str
    ground: str
    reason: str
    by_hand: bool
    money: int | None


@dataclass(frozen=True, slots=True)
class PrizeLines:
    """A special prize with its recipients, and what a person has to look at: equals, and missing birth dates."""

    id: str
    part: SpecialPart
    lines: tuple[SpecialLine, ...]
    tied: tuple[str, ...]
    unknown: int

    @property
    def left(self) -> int:
        """Places not given."""
        return max(0, self.part.count - len(self.lines))

    @property
    def total(self) -> int:
        """What its recipients come to, in đồng."""
        return sum(self.part.money or 0 if line.money is None else line.money for line in self.lines)


@dataclass(frozen=True, slots=True)
class SpecialBoard:
    """The list of a season as the awards desk sees it; `made` is None before the first proposal or choice."""

    made: SpecialList | None
    decision: Decision | None
    submitted_by: str
    prizes: tuple[PrizeLines, ...]

    @property
    def total(self) -> int:
        """All special prizes, in đồng."""
        return sum(prize.total for prize in self.prizes)

    @property
    def given(self) -> int:
        """How many recipients there are."""
        return sum(len(prize.lines) for prize in self.prizes)


def special_board(session: Session, season_id: str) -> SpecialBoard:
    """The special prizes of a season with their recipients and ties; for the awards desk."""
    made, decision, first = _list(session, season_id)
    lines = _lines(session, sa.select(SpecialList.id).where(SpecialList.season_id == season_id))
    decided = made is not None and made.decided_at is not None
    works = [] if decided else works_of(session, season_id)
    tiers = {tier.code: tier.name for tier in tiers_of(session, season_id)}
    prizes = []
    for prize in specials_of(session, season_id):
        part, own = special_part(prize), tuple(line for line in lines if line.prize_id == prize.id)
        chosen = sum(line.by_hand for line in own)
        found = rules.outcome(part, works, tiers, max(0, part.count - chosen))
        tied = tuple(one.name for one in found.tied) if len(own) < part.count else ()
        prizes.append(PrizeLines(prize.id, part, own, tied, found.unknown))
    return SpecialBoard(made, decision, first, tuple(prizes))


def _list(session: Session, season_id: str) -> tuple[SpecialList | None, Decision | None, str]:
    rows = (
        sa.select(SpecialList, Decision, Account.name)
        .outerjoin(Decision, Decision.id == SpecialList.decision_id)
        .outerjoin(Account, Account.id == SpecialList.submitted_by)
        .where(SpecialList.season_id == season_id)
    )
    found = session.execute(rows).first()
    return (found[0], found[1], found[2] or "") if found else (None, None, "")


_OCCUPATION = (
    sa.select(sa.func.min(Author.occupation))
    .where(Author.person_id == Person.id)
    .correlate(Person)
    .scalar_subquery()
)


def _lines(session: Session, lists: sa.Select[str]) -> list[SpecialLine]:
    owner = sa.orm.aliased(Unit)
    columns: tuple[Any, ...] = (
        SpecialAward.id,
        SpecialAward.prize_id,
        sa.func.coalesce(Person.full_name, Entry.title, Unit.name),
        sa.func.coalesce(_OCCUPATION, owner.name, ""),
        SpecialAward.ground,
        SpecialAward.reason,
        SpecialAward.by_hand,
        SpecialAward.money,
    )
    rows = (
        sa.select(*columns)
        .select_from(SpecialAward)
        .join(SpecialPrize, SpecialPrize.id == SpecialAward.prize_id)
        .outerjoin(Person, Person.id == SpecialAward.person_id)
        .outerjoin(Entry, Entry.id == SpecialAward.entry_id)
        .outerjoin(owner, owner.id == Entry.unit_id)
        .outerjoin(Unit, Unit.id == SpecialAward.unit_id)
        .where(SpecialAward.list_id.in_(lists))
        .order_by(SpecialPrize.position, SpecialAward.by_hand, SpecialAward.position, SpecialAward.id)
    )
    return [SpecialLine(*row) for row in session.execute(rows)]


def decided_specials(session: Session, season_id: str) -> list[PrizeLines]:
    """The special prizes that were given, with their recipients; nothing before the decision and the release."""
    out = sa.select(SpecialList.id).where(
        SpecialList.season_id == season_id,
        SpecialList.decided_at.is_not(None),
        SpecialList.season_id.in_(released_seasons()),
    )
    lines = _lines(session, out)
    prizes = [(prize.id, special_part(prize)) for prize in specials_of(session, season_id)] if lines else []
    own = [(key, part, tuple(line for line in lines if line.prize_id == key)) for key, part in prizes]
    return [PrizeLines(key, part, mine, (), 0) for key, part, mine in own if mine]
