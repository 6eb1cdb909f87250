"""Why a figure is what it is, down to the marks on the sheets: "vì sao 83,25?"."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from judging.components.model import Component as ComponentRow
from judging.facts import StandingRow
from judging.model import Barred, Judge, Mark, Piece, Round, RoundCriterion, Sheet, Standing, Waiver
from judging.numbers import methods
from judging.numbers.rules import Component, Rules
from judging.numbers.sheets import rules_of
from judging.terms import SheetState, Stage

COUNTED, HIGHEST, LOWEST, BARRED, WAIVED = "counted", "highest", "lowest", "barred", "waived"


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """One judge's sheet, in steps: the marks by criterion id, their sum, and whether or why not it is in the figure."""

    judge_id: str
    judge_number: int
    marks: dict[str, int]
    total: int
    state: str

    @property
    def counts(self) -> bool:
        """Whether it is in the figure."""
        return self.state == COUNTED


@dataclass(frozen=True, slots=True)
class BenchSeen:
    """A bench's sheets in a weighted figure: its name, its weight, the totals of its sheets."""

    name: str
    weight: int
    totals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure with everything that it was made of. Totals and marks are in steps, components in hundredths of a point."""

    standing: StandingRow
    parted_by: str
    rules: Rules
    criteria: tuple[tuple[str, str, int], ...]
    """Id, title and maximum in steps, in the order of the rubric."""
    sheets: tuple[SheetSeen, ...]
    components: tuple[tuple[Component, int | None], ...]

    @property
    def per_point(self) -> int:
        """Steps in a point."""
        return self.rules.per_point

    @property
    def totals(self) -> list[int]:
        """The totals in the figure, the highest first: nothing in them tells who gave which."""
        return sorted((sheet.total for sheet in self.sheets if sheet.counts), reverse=True)

    @property
    def left_out(self) -> list[int]:
        """The totals that a trimmed mean leaves out, the highest first."""
        out = (sheet.total for sheet in self.sheets if sheet.state in (HIGHEST, LOWEST))
        return sorted(out, reverse=True)

    @property
    def ayes(self) -> int:
        """Sheets that count as a vote in favour, where votes are counted."""
        return sum(total >= self.rules.pass_steps for total in self.totals)

    @property
    def benches(self) -> list[BenchSeen]:
        """The benches with their sheets, where they are weighed."""
        given = {sheet.judge_id: sheet.total for sheet in self.sheets if sheet.counts}
        return [
            BenchSeen(one.name, one.weight, tuple(given[judge] for judge in one.judges if judge in given))
            for one in self.rules.benches
        ]


def explained(session: Session, piece_id: str, *, early: bool = False) -> Explanation | None:
    """How a piece's figure came about; None until the results are sealed, or (`early`) until the round is closed."""
    known = sa.select(Round).join(Piece, Piece.round_id == Round.id).where(Piece.id == piece_id)
    found = session.scalars(known).one_or_none()
    shown = {Stage.SEALED, Stage.CLOSED} if early else {Stage.SEALED}
    row = session.execute(_figure(piece_id)).one_or_none()
    if found is None or row is None or found.stage not in shown:
        return None
    *figure, parted_by = row
    own = rules_of(found)
    return Explanation(
        standing=StandingRow(*figure),
        parted_by=parted_by,
        rules=own,
        criteria=_criteria(session, found.id),
        sheets=_sheets(session, piece_id, own),
        components=_components(session, piece_id, own),
    )


def _figure(piece_id: str) -> sa.Select[Any]:
    columns: tuple[Any, ...] = (
        Piece.id, Piece.code, Piece.field, Standing.hundredths, Standing.rank, Standing.sheets,
        Standing.numerator, Standing.denominator, Standing.parted_by,
    )  # fmt: skip
    return sa.select(*columns).join(Piece, Piece.id == Standing.piece_id).where(Piece.id == piece_id)


def _criteria(session: Session, round_id: str) -> tuple[tuple[str, str, int], ...]:
    own = sa.select(RoundCriterion.id, RoundCriterion.title, RoundCriterion.most_steps)
    rows = session.execute(own.where(RoundCriterion.round_id == round_id).order_by(RoundCriterion.position))
    return tuple((key, title, most) for key, title, most in rows)


def _sheets(session: Session, piece_id: str, own: Rules) -> tuple[SheetSeen, ...]:
    barred = sa.exists().where(Barred.piece_id == Sheet.piece_id, Barred.judge_id == Sheet.judge_id)
    waived = sa.exists().where(Waiver.piece_id == Sheet.piece_id, Waiver.judge_id == Sheet.judge_id)
    query = (
        sa.select(Sheet.id, Judge.id, Judge.number, Sheet.total, barred, waived)
        .join(Judge, Judge.id == Sheet.judge_id)
        .where(Sheet.piece_id == piece_id, Sheet.state == SheetState.SUBMITTED)
        .order_by(Judge.number)
    )
    rows: list[Any] = list(session.execute(query))
    marks = _marks(session, [row[0] for row in rows])
    states = _states([(total, out, done) for *_, total, out, done in rows], own)
    return tuple(
        SheetSeen(judge, number, marks.get(key, {}), total, state)
        for (key, judge, number, total, *_), state in zip(rows, states, strict=True)
    )


def _states(rows: list[tuple[int, bool, bool]], own: Rules) -> list[str]:
    """Of each sheet whether it is in the figure; of equal totals a trimmed mean leaves out the first."""
    states = [BARRED if barred else WAIVED if waived else COUNTED for _, barred, waived in rows]
    counted = [place for place, state in enumerate(states) if state == COUNTED]
    out = methods.dropped(own.aggregation, [rows[place][0] for place in counted])
    if out is not None:
        states[counted[out[0]]], states[counted[out[1]]] = HIGHEST, LOWEST
    return states


def _marks(session: Session, sheet_ids: list[str]) -> dict[str, dict[str, int]]:
    own = sa.select(Mark.sheet_id, Mark.criterion_id, Mark.steps).where(Mark.sheet_id.in_(sheet_ids))
    found: dict[str, dict[str, int]] = {}
    for sheet, criterion, steps in session.execute(own):
        found.setdefault(sheet, {})[criterion] = steps
    return found


def _components(session: Session, piece_id: str, own: Rules) -> tuple[tuple[Component, int | None], ...]:
    query = sa.select(ComponentRow.kind, ComponentRow.hundredths).where(ComponentRow.piece_id == piece_id)
    rows = session.execute(query) if own.components else ()
    values = {kind: value for kind, value in rows}  # noqa: C416 - rows are no pairs to mypy
    return tuple((one, values.get(one.key)) for one in own.components)
