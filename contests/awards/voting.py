"""The council's votes on the works, typed from the record of its count; the list is computed anew with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from contests.awards import rules
from contests.awards.listing import NO_PROPOSAL, awards_of, locked, propose
from contests.awards.model import Proposal
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import STALE, Done, Outcome, Refused, because, gathered
from contests.kernel.text import one_line
from contests.seasons.model import Season


@dataclass(frozen=True, slots=True)
class VotesTyped:
    """Yes votes by the id of a line, of `council` members; a work that is not named had no vote. `source` is the record."""

    council: int
    source: str
    yes: Mapping[str, int]


def take_votes(
    session: Session, season: Season, typed: VotesTyped, *, version: int | None, by: Actor, at: datetime
) -> Outcome[Proposal]:
    """Put the typed votes in the place of all that were there; what was changed by hand is forgotten."""
    proposal, source = locked(session, season.id), one_line(typed.source)
    if proposal is None:
        return because(NO_PROPOSAL)
    decided = proposal.decided_at is not None
    if refusal := gathered(rules.objections_to_votes(typed.yes, typed.council, source, decided=decided)):
        return refusal
    if proposal.version != version:
        return because(STALE)
    for award in awards_of(session, proposal):
        yes = typed.yes.get(award.id)
        award.yes_votes, award.council = (None, None) if yes is None else (yes, typed.council)
    proposal.votes_source = source
    session.flush()
    record(session, "awards.votes", season.id, scope=season.organiser_id, by=by, at=at, note=source)
    made = propose(session, season, by=by, at=at)
    return made if isinstance(made, Refused) else Done(made.value)
