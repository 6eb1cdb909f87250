"""What a season gives beside its tiers, for tests: special prizes, honours, fees, authors of known age and share."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from contests.awards.honours.service import propose
from contests.awards.special import service
from contests.awards.special.model import SpecialAward, SpecialList
from contests.decisions.terms import DecisionKind
from contests.entries.model import Author, Entry
from contests.entries.terms import AuthorRole
from contests.envelopes.model import Appointment, RoundEnvelope
from contests.kernel.access import Role
from contests.kernel.sessions import value_of
from contests.people.model import Person
from contests.seasons.model import Season
from contests.seasons.recognition.model import Fee, Honour, SpecialPrize
from contests.seasons.recognition.terms import Pool, SpecialKind, SpecialRule
from judging.model import Judge, Panel, Piece, Seat, Sheet
from judging.terms import SeatRole, SheetState
from tests.factories import NOON, make_account
from tests.factories_awards import Judged, decision


def add_special(session: Session, season: Season, rule: SpecialRule, **more: Any) -> SpecialPrize:
    """A special prize of the season; to a unit where its rule goes by points."""
    kind = SpecialKind.COLLECTIVE if rule is SpecialRule.POINTS else SpecialKind.THEME
    place = session.query(SpecialPrize).filter_by(season_id=season.id).count()
    stands = {
        "code": f"X{place}", "name": f"Giải {rule.value}", "kind": kind, "rule": rule, "among": Pool.ELIGIBLE,
        "count": 1, "money": 3_000_000, "position": place,
    }  # fmt: skip
    row = SpecialPrize(season_id=season.id, **{**stands, **more})
    session.add(row)
    session.flush()
    return row


def add_honour(session: Session, season: Season, code: str = "BLDST", **more: Any) -> Honour:
    """An honour of the season: by default for leads and co-leads from third prize up."""
    stands = {
        "name": "Bằng Lao động sáng tạo", "giver": "Tổng Liên đoàn Lao động Việt Nam", "least_tier": "BA",
        "roles": ["lead", "co_lead"], "position": 0,
    }  # fmt: skip
    row = Honour(season_id=season.id, code=code, **{**stands, **more})
    session.add(row)
    session.flush()
    return row


def add_fee(session: Session, season: Season, role: str, money: int) -> None:
    """What a judge of the role gets for a sheet."""
    place = session.query(Fee).filter_by(season_id=season.id).count()
    session.add(Fee(season_id=season.id, code=role, money=money, position=place))
    session.flush()


def authors_of(session: Session, entry: Entry) -> list[Author]:
    """The authors of an entry in their order."""
    return session.query(Author).filter_by(entry_id=entry.id).order_by(Author.position).all()


def with_shares(session: Session, entry: Entry, shares: Sequence[int]) -> None:
    """The authors of an entry with these shares; the first leads, the second leads with the first."""
    roles = (AuthorRole.LEAD, AuthorRole.CO_LEAD, *[AuthorRole.CO_AUTHOR] * len(shares))
    for author, share, role in zip(authors_of(session, entry), shares, roles, strict=False):
        author.share, author.role = share, role
    session.flush()


def born(session: Session, entry: Entry, *days: date | None) -> None:
    """The authors of an entry with these birth dates."""
    for author, day in zip(authors_of(session, entry), days, strict=True):
        session.get_one(Person, author.person_id).born_on = day
    session.flush()


def submitted_specials(session: Session, judged: Judged) -> SpecialList:
    """The list of special prizes as the secretary submits it."""
    own = session.query(SpecialList).filter_by(season_id=judged.season.id).one()
    value_of(service.submit(session, judged.season, version=own.version, **judged.by_office))
    session.flush()
    return own


def decided_specials_of(session: Session, judged: Judged) -> SpecialList:
    """The special prizes found by the rules, submitted, and decided with the awards."""
    value_of(service.propose(session, judged.season, **judged.by_office))
    session.flush()
    own = submitted_specials(session, judged)
    value_of(service.decide(session, judged.season, None, version=own.version, **judged.by_head))
    session.flush()
    return own


def seat_judges(session: Session, judged: Judged, sheets: dict[str, tuple[SeatRole, int]]) -> None:
    """Judges by name with their seat and so many submitted sheets, in the season's only panel."""
    round_id = session.query(RoundEnvelope.round_id).filter_by(season_id=judged.season.id).scalar()
    panel = session.query(Panel).filter_by(round_id=round_id).one()
    pieces = session.query(Piece).filter_by(round_id=round_id).order_by(Piece.id).all()
    for number, (name, (role, count)) in enumerate(sheets.items(), 1):
        judge = Judge(round_id=round_id, number=number)
        session.add(judge)
        session.flush()
        account = make_account(session, Role.JUDGE, judged.organiser, name)
        session.add_all([
            Seat(panel_id=panel.id, judge_id=judge.id, role=role),
            Appointment(season_id=judged.season.id, judge_id=judge.id, account_id=account.id, appointed_at=NOON),
        ])  # fmt: skip
        session.add_all(
            Sheet(
                piece_id=piece.id, judge_id=judge.id, state=SheetState.SUBMITTED, total=100,
                saved_at=NOON, submitted_at=NOON,
            )
            for piece in pieces[:count]
        )  # fmt: skip
        session.flush()


def make_prizes(session: Session, judged: Judged) -> dict[str, str]:
    """A special prize with its recipient, an honour with a laureate proposed for it; their ids as addresses name them."""
    prize = add_special(session, judged.season, SpecialRule.YOUNGEST, count=len(judged.entries))
    value_of(service.propose(session, judged.season, **judged.by_office))
    session.flush()
    honour = add_honour(session, judged.season)
    person = authors_of(session, judged.entries[0])[0].person_id
    letter = decision("88/CV-BTC", DecisionKind.LETTER)
    cases = value_of(propose(session, judged.season, honour.id, [person], letter, **judged.by_office))
    line = session.query(SpecialAward).filter_by(prize_id=prize.id).first()
    if line is None:
        raise ValueError("nobody was found for the special prize")
    return {"prize_id": prize.id, "line_id": line.id, "honour_id": honour.id, "case_id": cases[0].id}
