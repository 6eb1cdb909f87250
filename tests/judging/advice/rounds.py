"""Rounds made up for the advice: sheets drawn from the model it assumes, and the same as rows of the database."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.codes import new_id
from contests.kernel.sessions import value_of
from judging import service as judging
from judging.advice.columns import Columns
from judging.model import Mark, Sheet
from judging.terms import SheetState
from tests.factories import NOON
from tests.factories_judging import FACTS, OF, exhibit, make_ready


@dataclass(frozen=True)
class Drawn:
    """What was drawn: the pieces' and the judges' effects in points, and the sheets that they gave."""

    pieces: np.ndarray
    judges: np.ndarray
    sheets: Columns


def drawn(
    seed: int,
    pieces: int = 60,
    judges: int = 5,
    deviations: tuple[float, float, float] = (5, 3, 4),
    each: int | None = None,
    heavy: bool = False,
) -> Drawn:
    """Sheets of every judge, or of `each` judges by lot, on every piece; deviations of pieces, judges and chance."""
    dice = np.random.default_rng(seed)
    of_pieces, of_judges, of_chance = deviations
    quality, severity = dice.normal(0, of_pieces, pieces), dice.normal(0, of_judges, judges)
    lots = np.sort(np.argsort(dice.random((pieces, judges)), axis=1)[:, : each or judges], axis=1)
    chance = dice.standard_t(3, lots.shape) / 3**0.5 if heavy else dice.standard_normal(lots.shape)
    points = 60 + quality[:, None] + severity[lots] + of_chance * chance
    rows = np.repeat(np.arange(pieces), lots.shape[1])
    return Drawn(quality, severity, Columns(rows, lots.ravel(), points.ravel(), pieces, judges))


@dataclass(frozen=True)
class Stored:
    """A round in the database; judges and pieces in the order in which they were given, panel by panel."""

    round_id: str
    panels: tuple[str, ...]
    judges: tuple[tuple[str, ...], ...]
    pieces: tuple[tuple[judging.Admitted, ...], ...]


TIERS = [
    {"code": "nhat", "title": "Giải Nhất", "quota": 1, "least_hundredths": None},
    {"code": "nhi", "title": "Giải Nhì", "quota": 3, "least_hundredths": None},
]


def stored(
    session: Session, *, panels: int = 1, pieces: int = 12, judges: int = 4, switch: str = "on", seed: int = 1
) -> Stored:
    """A round with a chair on every panel, whose sheets are all submitted."""
    facts = judging.RoundFacts(
        FACTS.title, 2, 2, FACTS.criteria, deliberation={"tiers": TIERS, "advice": switch}
    )
    made = value_of(judging.open_round(session, facts, **OF))
    fields = ("HT", "PM")[:panels]
    found = [
        value_of(judging.add_panel(session, made.id, f"Tổ {field}", (field,), **OF)).id for field in fields
    ]
    session.flush()
    seated = tuple(_seated(session, made.id, panel, judges) for panel in found)
    exhibits = [exhibit(number, field) for field in fields for number in range(pieces)]
    admitted = value_of(judging.admit(session, made.id, exhibits, **OF))
    own = tuple(tuple(admitted[at * pieces : (at + 1) * pieces]) for at in range(panels))
    for at in range(panels):
        fill(session, made.id, seated[at], own[at], seed + at)
    return Stored(made.id, tuple(found), seated, own)


def _seated(session: Session, round_id: str, panel: str, count: int) -> tuple[str, ...]:
    own = tuple(value_of(judging.add_judge(session, round_id, **OF)) for _ in range(count))
    for place, judge in enumerate(own):
        role = judging.SeatRole.MEMBER if place else judging.SeatRole.CHAIR
        value_of(judging.seat(session, panel, judge, role, **OF))
        make_ready(session, judge)
    return own


def fill(
    session: Session, round_id: str, judges: Sequence[str], pieces: Sequence[judging.Admitted], seed: int
) -> None:
    """Write submitted sheets for every pair at once: totals by the model, split over the rubric."""
    found = drawn(seed, len(pieces), len(judges))
    lots = found.sheets.judge.reshape(len(pieces), len(judges))
    points = found.sheets.points.reshape(len(pieces), len(judges))
    criteria = session.scalars(
        sa.text("SELECT id FROM judging_criterion WHERE round_id = :round ORDER BY position").bindparams(
            round=round_id
        )
    ).all()
    sheets, marks = [], []
    for row, piece in enumerate(pieces):
        for column, judge in enumerate(lots[row]):
            total = int(min(200, max(0, round(2 * points[row, column]))))
            sheet = new_id()
            sheets.append(_sheet(sheet, piece.piece_id, judges[judge], total))
            marks += [(sheet, key, steps) for key, steps in zip(criteria, _split(total), strict=True)]
    session.execute(sa.insert(Sheet), sheets)
    names = ("sheet_id", "criterion_id", "steps")
    session.execute(sa.insert(Mark), [dict(zip(names, mark, strict=True)) for mark in marks])


def _sheet(key: str, piece: str, judge: str, total: int) -> dict[str, object]:
    return {
        "id": key, "piece_id": piece, "judge_id": judge, "state": SheetState.SUBMITTED, "total": total,
        "saved_at": NOON, "submitted_at": NOON,
    }  # fmt: skip


def _split(total: int) -> tuple[int, int, int]:
    first = total * 3 // 10
    second = min(60, total // 3)
    return first, second, total - first - second
