"""Whether a season's round hides who made what, or is open: an exhibition, an interview."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes.model import RoundEnvelope
from contests.seasons.queries import values
from judging import service as judging


def is_blind(session: Session, season_id: str) -> bool:
    """What binds the round; before there is one, what the season's working values say."""
    rounds = sa.select(judging.Round.blind).join(RoundEnvelope, RoundEnvelope.round_id == judging.Round.id)
    bound = session.scalar(rounds.where(RoundEnvelope.season_id == season_id))
    return values(session, season_id).blind if bound is None else bound
