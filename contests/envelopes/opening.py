"""Ghép phách: two persons open the envelopes after the results are sealed; before that nothing answers."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes import rules
from contests.envelopes.acting import opening_accounts
from contests.envelopes.humans import word_of
from contests.envelopes.juries import NO_ROUND, locked_round
from contests.envelopes.model import Envelope, Opening, RoundEnvelope
from contests.envelopes.terms import RoundState
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, because, gathered
from contests.people.model import Account, AccountRole
from contests.seasons.model import Season
from judging import service as judging


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """An entry with its code and its official figure, after the envelopes are open.

    `jury_tier` is the code of the tier that its panel proposed before any name was seen, "" for none; None where the
    panel proposed nothing.
    """

    entry_id: str
    code: str
    hundredths: int
    rank: int
    jury_tier: str | None = None
    votes: tuple[int, int] | None = None
    """Yes votes, and all who could vote, of the last closed vote on a tier for it; None where there was none."""


def give_opening(session: Session, season: Season, *, by: Actor, at: datetime) -> Outcome[RoundEnvelope]:
    """One person's confirmation; with the second person's the envelopes are open."""
    round_ = locked_round(session, season.id)
    if round_ is None:
        return because(NO_ROUND)
    given = confirmations(session, round_.round_id, at)
    named = opening_accounts(session, season.id)
    objections = rules.objections_to_opening(
        results_sealed=judging.stage_of(session, round_.round_id) is judging.Stage.SEALED,
        opened=round_.state is RoundState.OPENED,
        role_held=season.organiser_id in by.acts_for(*rules.OPENERS),
        named=not named or by.account_id in named,
        given=given,
        own=word_of(session.get_one(Account, by.account_id), at),
    )
    if refusal := gathered(objections):
        return refusal
    _note(session, round_, by, at)
    if given:
        round_.state, round_.opened_at = RoundState.OPENED, at
    record(session, "round.open", season.id, scope=season.organiser_id, by=by, at=at, second=bool(given))
    return Done(round_)


def confirmations(session: Session, round_id: str, at: datetime) -> list[rules.Confirmation]:
    """Who has confirmed the opening, as far as it still counts: within its time, by an account that may do so still."""
    holds = (
        sa.exists()
        .where(AccountRole.account_id == Account.id, AccountRole.unit_id == Season.organiser_id)
        .where(AccountRole.role.in_(rules.OPENERS))
    )
    rows = (
        sa.select(Account, Opening.given_at, Season.id)
        .join(Opening, Opening.account_id == Account.id)
        .join(RoundEnvelope, RoundEnvelope.round_id == Opening.round_id)
        .join(Season, Season.id == RoundEnvelope.season_id)
        .where(Opening.round_id == round_id, Account.blocked_at.is_(None), holds)
        .order_by(Opening.given_at)
    )
    found = session.execute(rows).all()
    named = opening_accounts(session, found[0][2]) if found else frozenset[str]()
    own = [word_of(account, given) for account, given, _ in found if not named or account.id in named]
    return rules.standing(own, at)


def openers(session: Session, round_id: str) -> list[rules.Confirmation]:
    """The persons who opened the envelopes, in the order of their words: the last two that were given."""
    rows = sa.select(Account, Opening.given_at).join(Opening, Opening.account_id == Account.id)
    own = rows.where(Opening.round_id == round_id).order_by(Opening.given_at.desc(), Opening.id).limit(2)
    return [word_of(account, given_at) for account, given_at in session.execute(own)][::-1]


def _note(session: Session, round_: RoundEnvelope, by: Actor, at: datetime) -> None:
    own = sa.select(Opening).where(Opening.round_id == round_.round_id, Opening.account_id == by.account_id)
    lapsed = session.scalar(own)
    if lapsed is not None:
        lapsed.given_at = at
    else:
        session.add(Opening(round_id=round_.round_id, account_id=by.account_id, given_at=at))


def opened_standings(session: Session, season_id: str) -> list[OpenedRow]:
    """The standings with their entries, best first; nothing at all before the envelopes are open."""
    round_ = session.scalar(
        sa.select(RoundEnvelope).where(
            RoundEnvelope.season_id == season_id, RoundEnvelope.state == RoundState.OPENED
        )
    )
    if round_ is None:
        return []
    pairs = sa.select(Envelope.piece_id, Envelope.entry_id).where(Envelope.round_id == round_.round_id)
    entry_of = {row.piece_id: row.entry_id for row in session.execute(pairs)}
    tiers = {row.piece_id: row.tier for row in judging.verdicts(session, round_.round_id)}
    votes = {one.piece_id: (one.yes, one.eligible) for one in judging.tier_votes(session, round_.round_id)}
    return [
        OpenedRow(
            entry_of[row.piece_id],
            row.code,
            row.hundredths,
            row.rank,
            tiers.get(row.piece_id),
            votes.get(row.piece_id),
        )
        for row in judging.standings(session, round_.round_id)
    ]
