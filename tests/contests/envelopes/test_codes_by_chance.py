"""Codes tell nothing: not the order, not the season, not the state of any generator that somebody could know."""

import random

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.web.runtime import Runtime
from judging.model import Piece
from tests.factories_envelopes import round_id_of, sealed


def test_the_codes_of_a_season_are_drawn_by_chance(session: Session, runtime: Runtime):
    state = random.getstate()
    codes = []
    for _ in range(2):
        random.seed(7)
        scene = sealed(session, None, count=5)
        own = sa.select(Piece.code).where(Piece.round_id == round_id_of(session, scene))
        codes.append(set(session.scalars(own)))
    random.setstate(state)
    assert codes[0] != codes[1]
