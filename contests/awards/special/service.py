"""The list of special prizes: proposed by the season's rules, completed by choice with a reason, decided by two persons."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from contests.awards.model import Proposal
from contests.awards.persons import may_decide, may_submit
from contests.awards.special import rules
from contests.awards.special.gathering import candidates, works_of
from contests.awards.special.model import SpecialAward, SpecialList
from contests.decisions.service import DecisionFacts, record_decision
from contests.envelopes.humans import word_of
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import STALE, Done, Outcome, Refused, because, gathered
from contests.kernel.text import N_, nfc
from contests.people.model import Account
from contests.seasons.model import Season
from contests.seasons.queries import tiers_of
from contests.seasons.recognition.model import SpecialPrize
from contests.seasons.recognition.rows import special_part, specials_of
from contests.seasons.recognition.terms import Recipient

NO_LIST = N_("Chưa lập danh sách đề xuất giải.")
NOT_NAMED = N_("Quý vị không được phân công trình danh sách giải của mùa thi này.")
_COLUMNS = {Recipient.PERSON: "person_id", Recipient.WORK: "entry_id", Recipient.UNIT: "unit_id"}


@dataclass(frozen=True, slots=True)
class Choice:
    """A recipient chosen by hand for a prize, and why."""

    prize_id: str
    recipient_id: str
    reason: str


def propose(session: Session, season: Season, *, by: Actor, at: datetime) -> Outcome[SpecialList]:
    """Find the recipients by the season's rules; again until the decision. What was chosen by hand stays."""
    own = _list(session, season, at)
    if own is None:
        return because(NO_LIST)
    if own.decided_at is not None:
        return because(rules.DECIDED)
    session.execute(sa.delete(SpecialAward).where(SpecialAward.list_id == own.id, ~SpecialAward.by_hand))
    _find(session, season, own)
    _touch(own, at)
    record(session, "awards.special.propose", season.id, scope=season.organiser_id, by=by, at=at)
    return Done(own)


def _list(session: Session, season: Season, at: datetime) -> SpecialList | None:
    """The season's list under its lock, made where there is none; None before the award list was proposed."""
    session.scalar(sa.select(Season.id).where(Season.id == season.id).with_for_update())
    if session.scalar(sa.select(Proposal.id).where(Proposal.season_id == season.id)) is None:
        return None
    own = sa.select(SpecialList).where(SpecialList.season_id == season.id).with_for_update()
    found = session.scalar(own.execution_options(populate_existing=True))
    if found is None:
        found = SpecialList(season_id=season.id, changed_at=at)
        session.add(found)
        session.flush()
    return found


def _touch(own: SpecialList, at: datetime) -> None:
    """A change of a line makes a new version and takes the first person's word back."""
    own.changed_at, own.submitted_at, own.submitted_by = at, None, None
    flag_modified(own, "changed_at")


def _find(session: Session, season: Season, own: SpecialList) -> None:
    works, tiers = (
        works_of(session, season.id),
        {tier.code: tier.name for tier in tiers_of(session, season.id)},
    )
    chosen = _lines(session, own)
    for prize in specials_of(session, season.id):
        part, held = special_part(prize), [line for line in chosen if line.prize_id == prize.id]
        column = _COLUMNS[part.recipient]
        found = rules.outcome(part, works, tiers, max(0, part.count - len(held)))
        known = {getattr(line, column) for line in held}
        session.add_all(
            SpecialAward(
                list_id=own.id, prize_id=prize.id, by_hand=False, ground=one.ground, position=place, **{column: one.id}
            )
            for place, one in enumerate(found.proposed)
            if one.id not in known
        )  # fmt: skip
    session.flush()


def _lines(session: Session, own: SpecialList) -> Sequence[SpecialAward]:
    return session.scalars(sa.select(SpecialAward).where(SpecialAward.list_id == own.id)).all()


def choose(
    session: Session, season: Season, choice: Choice, *, by: Actor, at: datetime
) -> Outcome[SpecialAward]:
    """Give a prize to a recipient by hand, with a reason; the number of prizes binds the committee as well."""
    own, reason = _list(session, season, at), nfc(choice.reason)
    prize = next((one for one in specials_of(session, season.id) if one.id == choice.prize_id), None)
    if own is None or prize is None:
        return because(NO_LIST)
    part, held = special_part(prize), _held(session, own)[prize.id]
    fit = choice.recipient_id in {key for key, _ in candidates(session, season.id, part.recipient)}
    decided = own.decided_at is not None
    if refusal := gathered(rules.objections_to_choosing(part, reason, held, fit=fit, decided=decided)):
        return refusal
    made = SpecialAward(
        list_id=own.id, prize_id=prize.id, by_hand=True, reason=reason, position=held,
        **{_COLUMNS[part.recipient]: choice.recipient_id},
    )  # fmt: skip
    session.add(made)
    _touch(own, at)
    session.flush()
    record(
        session, "awards.special.choose", choice.recipient_id,
        scope=season.organiser_id, by=by, at=at, prize=prize.code, reason=reason,
    )  # fmt: skip
    return Done(made)


def _held(session: Session, own: SpecialList) -> Counter[str]:
    return Counter(line.prize_id for line in _lines(session, own))


def drop(session: Session, season: Season, line: SpecialAward, *, by: Actor, at: datetime) -> Outcome[str]:
    """Take a recipient off the list before the decision; what the rules found comes back when they are asked again."""
    own = _list(session, season, at)
    if own is None or line.list_id != own.id:
        return because(NO_LIST)
    if own.decided_at is not None:
        return because(rules.DECIDED)
    recipient = line.person_id or line.entry_id or line.unit_id or ""
    session.delete(line)
    _touch(own, at)
    record(session, "awards.special.drop", recipient, scope=season.organiser_id, by=by, at=at)
    return Done(recipient)


def submit(
    session: Session, season: Season, *, version: int | None, by: Actor, at: datetime
) -> Outcome[SpecialList]:
    """The first person's word for the list as the page showed it."""
    own = _list(session, season, at)
    if own is None:
        return because(NO_LIST)
    given = len(_lines(session, own))
    standing = rules.Standing(head=False, decided=own.decided_at is not None)
    if refusal := gathered(rules.objections_to_submitting(standing, given)):
        return refusal
    if not may_submit(session, season, by):
        return because(NOT_NAMED)
    if own.version != version:
        return because(STALE)
    own.submitted_at, own.submitted_by = at, by.account_id
    record(session, "awards.special.submit", season.id, scope=season.organiser_id, by=by, at=at, prizes=given)
    return Done(own)


def decide(
    session: Session,
    season: Season,
    facts: DecisionFacts | None,
    *,
    version: int | None,
    by: Actor,
    at: datetime,
) -> Outcome[SpecialList]:
    """The second person's word: fix the list and its money by a document of its own, or (None) by that of the awards."""
    own = _list(session, season, at)
    if own is None:
        return because(NO_LIST)
    prizes = specials_of(session, season.id)
    awards_decision = session.scalar(sa.select(Proposal.decision_id).where(Proposal.season_id == season.id))
    founded = facts is not None or awards_decision is not None
    if refusal := _undecidable(session, season, own, prizes, by, at, founded=founded):
        return refusal
    if own.version != version:
        return because(STALE)
    decision_id = awards_decision
    if facts is not None:
        decision = record_decision(session, season.organiser_id, facts, by=by, at=at)
        if isinstance(decision, Refused):
            return decision
        decision_id = decision.value.id
    _fix(session, own, {prize.id: prize.money or 0 for prize in prizes})
    own.decision_id, own.decided_at, own.decided_by = decision_id, at, by.account_id
    record(session, "awards.special.decide", season.id, scope=season.organiser_id, by=by, at=at)
    return Done(own)


def _undecidable(
    session: Session,
    season: Season,
    own: SpecialList,
    prizes: Sequence[SpecialPrize],
    by: Actor,
    at: datetime,
    *,
    founded: bool,
) -> Refused | None:
    held = _held(session, own)
    standing = rules.Standing(
        head=may_decide(session, season, by),
        decided=own.decided_at is not None,
        submitted=own.submitted_at is not None,
        same_human=_same_human(session, own, by, at),
    )
    given = {prize.code: held[prize.id] for prize in prizes}
    parts = [special_part(prize) for prize in prizes]
    return gathered(rules.objections_to_deciding(standing, parts, given, founded=founded))


def _same_human(session: Session, own: SpecialList, by: Actor, at: datetime) -> bool:
    first = session.get(Account, own.submitted_by) if own.submitted_by else None
    second = session.get_one(Account, by.account_id)
    return first is not None and word_of(first, at).same_human(word_of(second, at))


def _fix(session: Session, own: SpecialList, money: Mapping[str, int]) -> None:
    for line in _lines(session, own):
        line.money = money[line.prize_id]
