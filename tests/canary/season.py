"""A season full of canaries in the middle of its judging, and the identities that nobody at the judge's desk may meet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes import service as envelopes
from contests.kernel.db import Base
from contests.kernel.sessions import value_of
from contests.kernel.storage import Storage
from contests.people.model import Account
from judging import service as judging
from judging.model import Piece
from tests.canary.hearing import canaries_of, plain
from tests.factories_envelopes import Scene, mark_all, results_sealed, round_id_of, sealed

IDENTITIES = (
    "person", "entry_author", "entry_mentor", "unit", "account", "entry", "envelope", "exhibition", "dossier_file",
)  # fmt: skip
"""Tables whose every text is somebody's identity, or leads to it."""
SHARED = frozenset({"ban-thuyet-minh.pdf"})
TITLES = ("Máy gieo hạt kiểu Cao Lan", "Nôi ru bằng cơ học", "Bẫy chuột không lò xo", "Đèn đọc sách bằng tre")


def computed(session: Session, storage: Storage, **wanted: Any) -> Scene:
    """Every sheet is in, the figures are made: panels draw their lines and take their minutes."""
    scene = sealed(session, storage, **wanted)
    mark_all(session, scene)
    value_of(envelopes.close_round(session, scene.season, **scene.by()))
    value_of(judging.compute_standings(session, round_id_of(session, scene), **scene.by()))
    return scene


STAGES = {"marking": sealed, "computed": computed, "sealed": results_sealed}


@dataclass(frozen=True)
class Cage:
    """The season with its pieces, and the canaries: what identifies somebody and what leads to it."""

    stage: str
    scene: Scene
    pieces: tuple[str, ...]
    canaries: frozenset[str]


def fill(session: Session, storage: Storage, stage: str) -> Cage:
    """The season at this stage, its judges on two panels, and all its identities."""
    scene = STAGES[stage](session, storage, titles=TITLES, fields=("HT", "PM"), judges=4, together=False)
    if stage == "marking":
        mark_all(session, scene, but=[scene.judges[-1].judge_id])
    session.flush()
    pieces = tuple(session.scalars(sa.select(Piece.id).order_by(Piece.code)))
    return Cage(stage, scene, pieces, identities(session))


def identities(session: Session) -> frozenset[str]:
    """Every text of the tables of identities, less what a judge is meant to read and the judges' own ids in judging."""
    shown = {plain(text) for text in _shown(session)}
    values = {value for table in IDENTITIES for value in _values(session, table)}
    return frozenset(value for value in canaries_of(values) if plain(value) not in shown)


def _values(session: Session, table: str) -> Iterator[str]:
    columns: Sequence[sa.Column[str]] = list(Base.metadata.tables[table].columns)
    for row in session.execute(sa.select(*columns)):
        yield from (value for value in row if isinstance(value, str))


def _shown(session: Session) -> Iterator[str]:
    """What the exhibits and the season itself say: titles, fields, the round's own texts, ids inside judging."""
    for name in (
        "judging_piece",
        "judging_panel",
        "judging_round",
        "judging_judge",
        "season_field",
        "season",
    ):
        yield from _values(session, name)
    for text in session.scalars(sa.select(Piece.text)):
        yield from text.values()
    yield from ("eligible", "office", "jpeg", "image/jpeg", "application/pdf", "individual", *SHARED)


def names(session: Session) -> frozenset[str]:
    """The names alone."""
    return canaries_of(set(_values(session, "person")) | set(session.scalars(sa.select(Account.name))))
