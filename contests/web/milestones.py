"""How far seasons have come, read from every stage by one query: for step bars and lists."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.release import released_seasons
from contests.certificates.model import Batch
from contests.envelopes.model import RoundEnvelope
from contests.nomination.model import Nomination
from contests.publication.model import Notice
from contests.screening.model import EligibleList
from contests.seasons.model import Season
from contests.seasons.rules import Milestones
from judging.service import Round


def milestones(
    session: Session, season_ids: Collection[str], public_at: datetime | None = None
) -> Mapping[str, Milestones]:
    """What has happened in each of the seasons, by their ids; for the public, results under embargo have not."""
    moments = (Season.opened_at, Season.registration_from, Season.registration_until, Season.archived_at)
    asked = sa.select(Season.id, *moments, *_acts(public_at)).where(Season.id.in_(season_ids))
    return {row[0]: Milestones(**_named(row)) for row in session.execute(asked)}


def _acts(public_at: datetime | None) -> list[sa.Label[bool]]:
    own = RoundEnvelope.season_id == Season.id
    out = [] if public_at is None else [Notice.list_from <= public_at]
    round_sealed = sa.and_(own, Round.id == RoundEnvelope.round_id, Round.sealed_at.is_not(None))
    return [
        sa.exists().where(EligibleList.season_id == Season.id).label("screened"),
        sa.exists().where(own, RoundEnvelope.sealed_at.is_not(None)).label("sealed"),
        sa.exists().where(round_sealed).label("judged"),
        sa.exists().where(own, RoundEnvelope.opened_at.is_not(None)).label("envelopes_opened"),
        Season.id.in_(released_seasons()).label("decided"),
        sa.exists().where(Notice.season_id == Season.id, *out).label("published"),
        sa.exists().where(Batch.season_id == Season.id).label("certified"),
        sa.exists().where(Nomination.season_id == Season.id).label("nominated"),
    ]


def _named(row: sa.Row[*tuple[Any, ...]]) -> dict[str, Any]:
    values = dict(row._mapping)
    values.pop("id")
    return values
