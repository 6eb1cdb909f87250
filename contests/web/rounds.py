"""A season with its round by one query, for the pages of the office and of the inspector."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes.model import RoundEnvelope
from contests.envelopes.terms import RoundState
from contests.kernel.web.answers import found
from contests.seasons.model import Season
from judging.service import Round, Stage


@dataclass(frozen=True)
class Judged:
    """A season and, once it was prepared, its round: as its organiser has it, and as judging has it."""

    season: Season
    envelope: RoundEnvelope | None
    judging: Round | None

    @property
    def stage(self) -> Stage | None:
        """How far judging is; None before there is a round."""
        return self.judging.stage if self.judging else None

    @property
    def round(self) -> RoundEnvelope:
        """The round, or 404 before there is one."""
        return found(self.envelope)

    @property
    def prepared(self) -> bool:
        """Whether there is a round that is not sealed yet."""
        return self.envelope is not None and self.envelope.state is RoundState.PREPARED

    @property
    def sealed(self) -> bool:
        """Whether the entries are in their envelopes, open again or not."""
        return self.envelope is not None and self.envelope.state is not RoundState.PREPARED

    @property
    def opened(self) -> bool:
        """Whether two persons have opened the envelopes."""
        return self.envelope is not None and self.envelope.state is RoundState.OPENED


def judged_season(session: Session, season_id: str, organisers: Collection[str]) -> Judged:
    """A season of these organisers with its round, or 404."""
    rows = (
        sa.select(Season, RoundEnvelope, Round)
        .outerjoin(RoundEnvelope, RoundEnvelope.season_id == Season.id)
        .outerjoin(Round, Round.id == RoundEnvelope.round_id)
    )
    mine = rows.where(Season.id == season_id, Season.organiser_id.in_(organisers))
    return Judged(*found(session.execute(mine).one_or_none()))
