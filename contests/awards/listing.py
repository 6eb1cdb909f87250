"""Making the award list and changing it: proposed from the standings, line by line or by moved lines, with reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from contests.awards import rules
from contests.awards.board import Board, authors_of, board, structure_of
from contests.awards.engine.breaking import Placed, breaches
from contests.awards.engine.facts import Ballot, Ranked
from contests.awards.engine.filling import proposed
from contests.awards.engine.lines import Lines, by_lines
from contests.awards.model import Award, Proposal
from contests.entries.model import Entry
from contests.envelopes.service import OpenedRow, opened_standings
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import STALE, Done, Outcome, Reason, Refused, because, gathered
from contests.kernel.text import N_, nfc
from contests.seasons.model import Season
from contests.seasons.queries import tiers_of

CLOSED = N_("Chưa có kết quả để xét giải. Đề nghị ghép phách trước.")
NO_PROPOSAL = N_("Chưa lập danh sách đề xuất giải.")
FOREIGN = N_("Hạng giải này không thuộc mùa thi.")


def ready(session: Session, season_id: str) -> bool:
    """Whether there are opened standings to propose from."""
    return bool(opened_standings(session, season_id))


def locked(session: Session, season_id: str) -> Proposal | None:
    """The season's list, for one transaction at a time."""
    own = sa.select(Proposal).where(Proposal.season_id == season_id).with_for_update()
    return session.scalar(own.execution_options(populate_existing=True))


def awards_of(session: Session, proposal: Proposal) -> Sequence[Award]:
    """The lines of a list."""
    return session.scalars(sa.select(Award).where(Award.proposal_id == proposal.id)).all()


def touch(proposal: Proposal, at: datetime) -> None:
    """Count a change of a line as a change of the list: who submitted it before speaks for another list."""
    proposal.changed_at, proposal.submitted_at, proposal.submitted_by = at, None, None
    flag_modified(proposal, "changed_at")


def propose(session: Session, season: Season, *, by: Actor, at: datetime) -> Outcome[Proposal]:
    """Compute the award list from the opened standings; computing again forgets what was changed by hand."""
    session.scalar(sa.select(Season.id).where(Season.id == season.id).with_for_update())
    standings = opened_standings(session, season.id)
    proposal = locked(session, season.id)
    if not standings:
        return because(CLOSED)
    if proposal is not None and proposal.decided_at is not None:
        return because(rules.DECIDED)
    proposal = _renewed(session, season, proposal, by, at)
    _fill(session, proposal, standings)
    record(session, "awards.propose", season.id, scope=season.organiser_id, by=by, at=at)
    return Done(proposal)


def _renewed(
    session: Session, season: Season, proposal: Proposal | None, by: Actor, at: datetime
) -> Proposal:
    proposal = proposal or Proposal(season_id=season.id)
    proposal.made_at, proposal.made_by = at, by.account_id
    session.add(proposal)
    touch(proposal, at)
    session.flush()
    return proposal


def _fill(session: Session, proposal: Proposal, standings: Sequence[OpenedRow]) -> None:
    jury = _verdict(session, proposal.season_id, standings)
    known = {award.entry_id: award for award in awards_of(session, proposal)}
    if proposal.votes_source:
        typed = {entry_id: (award.yes_votes, award.council) for entry_id, award in known.items()}
        standings = [replace(row, votes=_pair(*typed.get(row.entry_id, (None, None)))) for row in standings]
    works = _works(session, proposal.season_id, standings)
    tier_of = proposed(works, structure_of(session, proposal.season_id), jury).tiers
    for row in standings:
        award = known.get(row.entry_id) or Award(proposal_id=proposal.id, entry_id=row.entry_id)
        award.code, award.hundredths, award.rank = row.code, row.hundredths, row.rank
        award.yes_votes, award.council = row.votes or (None, None)
        award.reason, award.by_jury = "", row.entry_id in jury
        award.proposed_tier_id = award.tier_id = tier_of[row.entry_id]
        session.add(award)
    session.flush()


def _pair(yes: int | None, members: int | None) -> tuple[int, int] | None:
    return None if yes is None or members is None else (yes, members)


def _works(session: Session, season_id: str, standings: Sequence[OpenedRow]) -> list[Ranked]:
    fields = dict(session.execute(sa.select(Entry.id, Entry.field_id).filter_by(season_id=season_id)).all())
    authors = authors_of(session, season_id)
    return [
        Ranked(
            row.entry_id,
            row.hundredths,
            row.rank,
            fields[row.entry_id],
            frozenset(key for _, key in authors.get(row.entry_id, ())),
            Ballot(*row.votes) if row.votes else None,
        )
        for row in standings
    ]


def _verdict(session: Session, season_id: str, standings: Sequence[OpenedRow]) -> dict[str, str | None]:
    """The tier (None: no prize) that a panel proposed, by entry. A tier that the season no longer has is no proposal."""
    ids = {"": None, **{tier.code: tier.id for tier in tiers_of(session, season_id)}}
    return {row.entry_id: ids[row.jury_tier] for row in standings if row.jury_tier in ids}


def assign_tier(
    session: Session,
    season: Season,
    award: Award,
    tier_id: str | None,
    reason: str,
    *,
    version: int | None,
    by: Actor,
    at: datetime,
) -> Outcome[Award]:
    """Give an entry a tier of the season or none; `version` is the line as the page showed it."""
    proposal, reason = locked(session, season.id), nfc(reason)
    if proposal is None or award.proposal_id != proposal.id:
        return because(NO_PROPOSAL)
    session.refresh(award)
    whole = board(session, season.id)
    if whole is None or (tier_id is not None and whole.structure.tier(tier_id) is None):
        return because(FOREIGN, "tier")
    if award.version != version:
        return because(STALE)
    if refusal := gathered(_objections(whole, {award.entry_id: tier_id}, reason)):
        return refusal
    award.tier_id, award.reason = tier_id, reason if tier_id != award.proposed_tier_id else ""
    touch(proposal, at)
    record(
        session, "awards.assign", award.entry_id,
        scope=season.organiser_id, by=by, at=at, tier=tier_id, reason=award.reason,
    )  # fmt: skip
    return Done(award)


def _objections(whole: Board, changed: Mapping[str, str | None], reason: str) -> list[Reason]:
    """Why some works may not be given these tiers, the rest of the list staying as it is."""
    before = [(row.ranked, row.tier_id) for row in whole.rows]
    after = [(row.ranked, changed.get(row.entry_id, row.tier_id)) for row in whole.rows]
    differs = any(
        row.entry_id in changed and changed[row.entry_id] != row.proposed_tier_id for row in whole.rows
    )
    return list(
        rules.objections_to_tier(
            _broken(whole, before),
            _broken(whole, after),
            reason,
            differs=differs,
            decided=whole.decision is not None,
        )
    )


def _broken(whole: Board, placed: Sequence[Placed]) -> list[Reason]:
    return breaches(whole.structure, placed)


def draw_lines(
    session: Session,
    season: Season,
    lines: Lines,
    reason: str,
    *,
    version: int | None,
    by: Actor,
    at: datetime,
) -> Outcome[Proposal]:
    """Give every work the tier that the lines give its mark, but for tiers filled by hand; one reason for all differences.

    `lines` are the least marks in hundredths of a point by tier; `version` is the list as the page showed it.
    """
    proposal, whole, reason = locked(session, season.id), board(session, season.id), nfc(reason)
    if proposal is None or whole is None:
        return because(NO_PROPOSAL)
    if proposal.version != version:
        return because(STALE)
    changed = moved(whole, lines)
    if refusal := _refused(whole, changed, reason):
        return refusal
    _draw(session, proposal, changed, reason, at)
    record(
        session, "awards.lines", season.id,
        scope=season.organiser_id, by=by, at=at, reason=reason, works=len(changed),
    )  # fmt: skip
    return Done(proposal)


def _draw(
    session: Session, proposal: Proposal, changed: Mapping[str, str | None], reason: str, at: datetime
) -> None:
    for award in awards_of(session, proposal):
        if award.entry_id in changed:
            award.tier_id = changed[award.entry_id]
            award.reason = reason if award.tier_id != award.proposed_tier_id else ""
    touch(proposal, at)


def moved(whole: Board, lines: Lines) -> dict[str, str | None]:
    """The works whose tier the lines would change, with the tier that they would get."""
    by_hand = {tier.id for tier in whole.tiers if tier.by_hand}
    drawn = by_lines((row.ranked for row in whole.rows), whole.structure, lines)
    free = [row for row in whole.rows if row.tier_id not in by_hand]
    return {row.entry_id: drawn[row.entry_id] for row in free if drawn[row.entry_id] != row.tier_id}


def _refused(whole: Board, changed: Mapping[str, str | None], reason: str) -> Refused | None:
    if not changed:
        return because(N_("Các mức điểm này không làm thay đổi hạng giải nào."))
    return gathered(_objections(whole, changed, reason))
