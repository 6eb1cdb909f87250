"""The gate of the results: nothing of them goes anywhere before the decision and, where asked for, the inspector's release.

Whatever shows a prize joins `released_seasons` or asks `released`; only the awards desk and the inspector look past it.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from contests.awards import rules
from contests.awards.model import Proposal, Release
from contests.awards.terms import ResultState
from contests.envelopes.humans import word_of
from contests.kernel.access import Actor, Role
from contests.kernel.audit import record
from contests.kernel.errors import STALE, Done, Outcome, because, gathered
from contests.kernel.text import nfc
from contests.people.model import Account
from contests.seasons.model import Season, Setting
from contests.seasons.settings import BY_INSPECTOR, RELEASE


def released_seasons() -> sa.Select[str]:
    """The ids of the seasons whose results may be shown, as a subquery: `season_id.in_(released_seasons())`."""
    given = sa.exists().where(Release.proposal_id == Proposal.id)
    return sa.select(Proposal.season_id).where(
        Proposal.decided_at.is_not(None), sa.or_(~_asked(Proposal.season_id), given)
    )


def released_proposals() -> sa.Select[str]:
    """The ids of the award lists that may be shown, as a subquery."""
    return sa.select(Proposal.id).where(Proposal.season_id.in_(released_seasons()))


def released(session: Session, season_id: str) -> bool:
    """Whether a season's results may be shown outside the awards desk."""
    own = released_seasons().where(Proposal.season_id == season_id)
    return session.scalar(own) is not None


def result_state(session: Session, season_id: str) -> ResultState:
    """How far a season's results are."""
    found = session.execute(
        sa.select(Proposal.decided_at, Proposal.season_id.in_(released_seasons())).where(
            Proposal.season_id == season_id
        )
    ).one_or_none()
    if found is None or found[0] is None:
        return ResultState.UNDECIDED
    return ResultState.RELEASED if found[1] else ResultState.WAITING


def _asked(season_id: InstrumentedAttribute[str] | str) -> sa.ColumnElement[bool]:
    """Whether the season asks for an inspector's release; one older than this value does not."""
    return sa.exists().where(
        Setting.season_id == season_id, Setting.key == RELEASE, Setting.value == BY_INSPECTOR
    )


def asks_inspector(session: Session, season_id: str) -> bool:
    """Whether the season's results wait for an inspector after their decision."""
    return bool(session.scalar(sa.select(_asked(season_id))))


def release_of(session: Session, season_id: str) -> Release | None:
    """The inspector's release of a season, where it was given."""
    own = sa.select(Release).join(Proposal, Proposal.id == Release.proposal_id)
    return session.scalar(own.where(Proposal.season_id == season_id))


def release(
    session: Session, season: Season, checked: str, *, version: int | None, by: Actor, at: datetime
) -> Outcome[Release]:
    """Let a decided list go out; `checked` says what the inspector looked at, `version` is the list as it was shown."""
    own = sa.select(Proposal).where(Proposal.season_id == season.id).with_for_update()
    proposal = session.scalar(own.execution_options(populate_existing=True))
    state, checked = result_state(session, season.id), nfc(checked)
    inspector = season.organiser_id in by.acts_for(Role.INSPECTOR)
    decider = proposal is not None and _decided_by(session, proposal, by, at)
    if refusal := gathered(
        rules.objections_to_releasing(state, checked, inspector=inspector, decider=decider)
    ):
        return refusal
    if proposal is None or proposal.version != version:
        return because(STALE)
    made = Release(proposal_id=proposal.id, checked=checked, released_by=by.account_id, released_at=at)
    session.add(made)
    session.flush()
    record(session, "awards.release", season.id, scope=season.organiser_id, by=by, at=at, note=checked)
    return Done(made)


def _decided_by(session: Session, proposal: Proposal, by: Actor, at: datetime) -> bool:
    """Whether this human is one of those who decided the list, under whatever account."""
    deciders = session.scalars(sa.select(Account).where(Account.id == proposal.decided_by))
    own = word_of(session.get_one(Account, by.account_id), at)
    return any(word_of(account, at).same_human(own) for account in deciders)
