"""The standings by code, and how a figure came about; nothing here knows an entry."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flask import request
from sqlalchemy.orm import Session

from contests.envelopes.rules import even_fields
from contests.kernel.web.answers import Page, found, page
from contests.kernel.web.runtime import reading
from contests.seasons.queries import fields_of
from contests.web.listing import asked_page
from contests.web.office.desk import bp, own_organisers
from contests.web.rounds import Judged, judged_season
from judging import service as judging
from judging.numbers.ties import PEOPLE

PAGE = 50


@dataclass(frozen=True)
class Standings:
    """The figures, the fields whose numbers of sheets may be shown, and the codes whose figures may not."""

    rows: Sequence[judging.StandingRow]
    told: Collection[str]
    hidden: Collection[str]
    opened: bool


@bp.get("/seasons/<season_id>/standings")
def standings(season_id: str) -> Page:
    """The figures of a closed round by rank."""
    judged = judged_season(reading(), season_id, own_organisers())
    season, whole = judged.season, _standings(reading(), judged)
    fields = {field.code: field.name for field in fields_of(reading(), season.id)}
    asked = request.args.get("field", "")
    rows = [row for row in whole.rows if asked not in fields or row.field == asked]
    pages = max(1, -(-len(rows) // PAGE))
    at = min(max(asked_page(), 1), pages)
    shown = rows[(at - 1) * PAGE : at * PAGE]
    return page(
        "office/standings.html",
        season=season,
        rows=shown,
        at=at,
        pages=pages,
        total=len(rows),
        fields=fields,
        told=whole.told,
        hidden=whole.hidden,
        decidable=PEOPLE in judging.rules_of(found(judged.judging)).ties
        and judged.stage is not judging.Stage.SEALED,
    )


@bp.get("/seasons/<season_id>/standings/<piece_id>")
def standing(season_id: str, piece_id: str) -> Page:
    """How one figure came about; who gave which sheet only after the envelopes are open."""
    judged = judged_season(reading(), season_id, own_organisers())
    season, whole = judged.season, _standings(reading(), judged)
    found(
        piece_id if any(row.piece_id == piece_id and row.field in whole.told for row in whole.rows) else None
    )
    explanation = found(judging.explained(reading(), piece_id))
    fields = {field.code: field.name for field in fields_of(reading(), season.id)}
    return page(
        "office/standing.html",
        season=season,
        explanation=explanation,
        fields=fields,
        opened=whole.opened,
    )


def _standings(session: Session, judged: Judged) -> Standings:
    """Before the results are sealed no field tells how many sheets there were; before the envelopes are open only
    those fields in which that number is the same for all. Until then a figure of the others is not shown either: its
    fraction tells by how many it was divided."""
    rows = judging.standings(session, judged.round.round_id)
    hidden = frozenset() if judged.opened else judging.telling_codes(session, judged.round.round_id)
    pairs = [(row.field, row.sheets) for row in rows]
    even = even_fields(pairs) if judged.stage is judging.Stage.SEALED else frozenset()
    return Standings(rows, {field for field, _ in pairs} if judged.opened else even, hidden, judged.opened)
