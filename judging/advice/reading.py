"""What the advice is made of, read in sets from judging's tables."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from judging import ledger
from judging.advice.habits import Filled
from judging.advice.material import Material, PieceFacts
from judging.advice.model import FirstOpening
from judging.advice.sway import Given, Official, Tier
from judging.components.model import Component
from judging.deliberation.rules import terms
from judging.model import Judge, Mark, Page, Panel, Piece, Round, RoundCriterion, Sheet
from judging.numbers import ties
from judging.numbers.methods import median
from judging.numbers.sheets import COUNTS, evidence, rules_of

OF_TOTALS: dict[str, Callable[[Sequence[int]], Fraction | int]] = {
    ties.LOWEST: min,
    ties.MEDIAN: lambda totals: Fraction(*median(totals)),
}
"""Steps of the chain that look at the totals alone."""


def made_of(session: Session, round_id: str) -> str:
    """A stamp of the sheets that count and of the rules in force: another one when the advice would be another."""
    whole = sa.func.coalesce(sa.func.sum(Sheet.total), 0), sa.func.coalesce(sa.func.sum(Sheet.version), 0)
    query = sa.select(sa.func.count(), *whole, sa.func.max(Sheet.submitted_at)).select_from(Piece)
    counted = session.execute(query.join(Sheet, COUNTS).where(Piece.round_id == round_id)).one()
    found = session.get_one(Round, round_id)
    return ledger.digest([*map(str, counted), found.rules, found.rules_version, found.deliberation])


def material(session: Session, round_id: str) -> Material:
    """The sheets of a round that count, with all that is told beside them."""
    found = session.get_one(Round, round_id)
    panels = _rows(session, sa.select(Panel.id, Panel.name).where(Panel.round_id == round_id), Panel.name)
    rows = _rows(session, _SHEETS.where(Piece.round_id == round_id), Piece.id, Sheet.judge_id)
    sheets = [(piece, judge, total) for _, piece, judge, total, *_ in rows]
    criteria = sa.select(RoundCriterion.id, RoundCriterion.most_steps)
    most = dict(_rows(session, criteria.where(RoundCriterion.round_id == round_id), RoundCriterion.position))
    return Material(
        panels=[(key, name) for key, name in panels],
        pieces=_pieces(session, round_id, {key: place for place, (key, _) in enumerate(panels)}),
        numbers=_numbers(session, round_id),
        sheets=sheets,
        filled=_filled(session, round_id, rows, list(most)),
        most=list(most.values()),
        official=_official(session, found, sheets),
        seed=int(ledger.digest(["advice", round_id])[:15], 16),
    )


_SHEETS: Any = (
    sa.select(Sheet.id, Piece.id, Sheet.judge_id, Sheet.total, Sheet.submitted_at, FirstOpening.opened_at)
    .select_from(Piece)
    .join(Sheet, COUNTS)
    .outerjoin(
        FirstOpening,
        sa.and_(FirstOpening.piece_id == Sheet.piece_id, FirstOpening.judge_id == Sheet.judge_id),
    )
)


def _rows(session: Session, query: Any, *order: Any) -> list[Any]:
    return list(session.execute(query.order_by(*order)))


def _pieces(session: Session, round_id: str, places: Mapping[str, int]) -> list[PieceFacts]:
    own = sa.select(Piece.id, Piece.code, Piece.field, Piece.panel_id).where(Piece.round_id == round_id)
    rows = _rows(session, own, Piece.id)
    return [PieceFacts(key, code, field, places[panel]) for key, code, field, panel in rows]


def _numbers(session: Session, round_id: str) -> dict[str, int]:
    own = sa.select(Judge.id, Judge.number).where(Judge.round_id == round_id)
    return dict(_rows(session, own, Judge.number))


def _filled(session: Session, round_id: str, rows: list[Any], criteria: list[str]) -> list[Filled]:
    """Every sheet with its marks in the rubric's order and its time, where both ends of it are known."""
    place = {key: at for at, key in enumerate(criteria)}
    marks = {row[0]: [0] * len(criteria) for row in rows}
    given = sa.select(Mark.sheet_id, Mark.criterion_id, Mark.steps).select_from(Piece)
    counted = given.join(Sheet, COUNTS).join(Mark, Mark.sheet_id == Sheet.id)
    for sheet, criterion, steps in session.execute(counted.where(Piece.round_id == round_id)):
        marks[sheet][place[criterion]] = steps
    pages = sa.select(Page.piece_id, sa.func.count()).join(Piece, Piece.id == Page.piece_id)
    known = dict(_rows(session, pages.where(Piece.round_id == round_id).group_by(Page.piece_id)))
    return [
        Filled(judge, tuple(marks[sheet]), _seconds(opened, submitted), known.get(piece, 0))
        for sheet, piece, judge, _, submitted, opened in rows
    ]


def _seconds(opened: Any, submitted: Any) -> int | None:
    return int((submitted - opened).total_seconds()) if opened and submitted else None


def _official(session: Session, found: Round, sheets: list[tuple[str, str, int]]) -> Official:
    rules, given = rules_of(found), by_piece(sheets)
    asked = tuple(step for step in rules.ties if step not in OF_TOTALS and step != ties.EXACT)
    known = {
        step: {piece: measure(list(totals.values())) for piece, totals in given.items()}
        for step, measure in OF_TOTALS.items()
    }
    return Official(
        rules=rules,
        tiers=[
            Tier(tier.title, tier.quota, tier.least_hundredths) for tier in terms(found.deliberation).tiers
        ],
        outside=_outside(session, found.id) if rules.components else {},
        evidence={**evidence(session, found.id, replace(rules, ties=asked), ()), **known},
    )


def by_piece(sheets: list[tuple[str, str, int]]) -> Given:
    """Totals in steps by piece and judge."""
    found: dict[str, dict[str, int]] = {}
    for piece, judge, total in sheets:
        found.setdefault(piece, {})[judge] = total
    return found


def _outside(session: Session, round_id: str) -> dict[str, dict[str, int]]:
    own = sa.select(Component.piece_id, Component.kind, Component.hundredths)
    rows = own.join(Piece, Piece.id == Component.piece_id).where(Piece.round_id == round_id)
    found: dict[str, dict[str, int]] = {}
    for piece, kind, value in session.execute(rows):
        found.setdefault(piece, {})[kind] = value
    return found
