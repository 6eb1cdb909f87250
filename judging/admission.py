"""How works become pieces: all at once, in an order and under codes that chance gave."""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.codes import new_id
from contests.kernel.errors import Done, Outcome, Reason, gathered
from contests.kernel.text import N_, nfc, one_line
from judging import assignment, blinding, ledger
from judging.facts import Admitted, Exhibit
from judging.model import Barred, Judge, Page, Panel, Piece, Round, Seat
from judging.rounds import still_open

NO_PANEL = N_("Lĩnh vực “%(field)s” chưa có tổ giám khảo nhận bài.")
BYLINE = N_("Vòng chấm này giấu tên tác giả nên bài không được mang tên.")
NOT_A_PAIR = N_("Giám khảo và bài chấm không cùng một vòng chấm.")


def admit(
    session: Session, round_id: str, exhibits: Sequence[Exhibit], *, by: Actor, at: datetime
) -> Outcome[list[Admitted]]:
    """Seal exhibits into pieces. The answer is in the order of the exhibits; nothing that is stored is.

    Pieces that come after the first sealing are on record as late: their time joins them to their works.
    """
    panels = _panel_of_field(session, round_id)
    if refusal := gathered(_faults(session, round_id, exhibits, panels)):
        return refusal
    taken = session.scalars(sa.select(Piece.code).where(Piece.round_id == round_id)).all()
    new_codes = blinding.codes(len(exhibits), taken, secrets.randbelow)
    admitted = [Admitted(new_id(), code) for code in new_codes]
    order = blinding.shuffled(list(zip(admitted, exhibits, strict=True)), secrets.randbelow)
    pieces = [_piece(round_id, panels[exhibit.field], mark, exhibit, at) for mark, exhibit in order]
    pages = [page for mark, exhibit in order for page in _pages(mark, exhibit)]
    contents = _committed(pieces, pages)
    _insert(session, pieces, pages)
    body = {"pieces": _on_record(pieces, contents), "by": by.account_id}
    ledger.append(session, round_id, "late" if taken else "admitted", body, at=at)
    return Done(admitted)


def _panel_of_field(session: Session, round_id: str) -> dict[str, str]:
    query = sa.select(Panel.id, Panel.fields).where(Panel.round_id == round_id)
    return {code: panel_id for panel_id, fields in session.execute(query) for code in fields}


def _faults(
    session: Session, round_id: str, exhibits: Sequence[Exhibit], panels: Collection[str]
) -> list[Reason | None]:
    homeless = {one.field: one.field_name for one in exhibits if one.field not in panels}
    named = session.scalar(sa.select(Round.blind).where(Round.id == round_id)) and any(
        one.byline for one in exhibits
    )
    return [
        still_open(session, round_id),
        Reason(N_("Không có bài nào để đánh phách.")) if not exhibits else None,
        Reason(BYLINE) if named else None,
        *(Reason(NO_PANEL, values={"field": name}) for name in sorted(homeless.values())),
    ]


def _piece(round_id: str, panel_id: str, mark: Admitted, exhibit: Exhibit, at: datetime) -> dict[str, Any]:
    text = {one_line(heading): nfc(passage) for heading, passage in exhibit.text.items()}
    return {
        "id": mark.piece_id, "round_id": round_id, "panel_id": panel_id, "code": mark.code,
        "title": one_line(exhibit.title), "field": exhibit.field, "field_name": exhibit.field_name,
        "text": text, "byline": exhibit.byline, "sealed_at": at,
    }  # fmt: skip


def _pages(mark: Admitted, exhibit: Exhibit) -> list[dict[str, Any]]:
    return [
        {
            "id": new_id(), "piece_id": mark.piece_id, "position": place, "sha256": page.sha256,
            "media_type": page.media_type, "width": page.width, "height": page.height,
        }
        for place, page in enumerate(exhibit.pages, start=1)
    ]  # fmt: skip


def _insert(session: Session, pieces: list[dict[str, Any]], pages: list[dict[str, Any]]) -> None:
    session.execute(sa.insert(Piece), pieces)
    if pages:
        session.execute(sa.insert(Page), pages)


def _committed(pieces: list[dict[str, Any]], pages: list[dict[str, Any]]) -> dict[str, str]:
    """Commitments to what the judges are given, by piece; each salt goes into its piece's row.

    Without the salt a hash would tell everyone who holds a work which code it has.
    """
    shown: dict[str, list[str]] = {piece["id"]: [] for piece in pieces}
    for page in pages:
        shown[page["piece_id"]].append(page["sha256"])
    contents = {}
    for piece in pieces:
        whole = ledger.digest([piece["title"], piece["text"], piece["byline"], shown[piece["id"]]])
        piece["content_salt"], contents[piece["id"]] = ledger.commitment(whole)
    return contents


def _on_record(pieces: list[dict[str, Any]], contents: dict[str, str]) -> list[dict[str, str]]:
    """The pieces in the order of their codes."""
    return [
        {
            "piece": piece["id"],
            "code": piece["code"],
            "panel": piece["panel_id"],
            "content": contents[piece["id"]],
        }
        for piece in sorted(pieces, key=lambda piece: piece["code"])
    ]


def bar(session: Session, pairs: Collection[tuple[str, str]], *, by: Actor, at: datetime) -> Outcome[int]:
    """Keep judges from pieces: (judge id, piece id) pairs without a reason; how many were new.

    A sheet that such a judge has already given stays out of the figure. Pairs are stored in the order
    of their random ids, so that the order in which they were found is lost.
    """
    _hold_rounds(session, {piece for _, piece in pairs})
    fresh = sorted(set(pairs) - _known_pairs(session, pairs))
    rounds = {_round_of(session, judge_id, piece_id) for judge_id, piece_id in fresh}
    if refusal := gathered(_bar_faults(session, rounds)):
        return refusal
    session.add_all(Barred(id=new_id(), judge_id=judge, piece_id=piece) for judge, piece in fresh)
    for round_id in filter(None, rounds):
        body = {"pairs": [list(pair) for pair in fresh], "by": by.account_id}
        ledger.append(session, round_id, "barred", body, at=at)
    return Done(len(fresh))


def _hold_rounds(session: Session, pieces: Collection[str]) -> None:
    own = sa.select(Piece.round_id).where(Piece.id.in_(pieces))
    session.execute(sa.select(Round.id).where(Round.id.in_(own)).order_by(Round.id).with_for_update())


def _bar_faults(session: Session, rounds: Collection[str | None]) -> list[Reason | None]:
    if None in rounds or len(rounds) > 1:
        return [Reason(NOT_A_PAIR)]
    return [still_open(session, round_id) for round_id in rounds if round_id]


def _known_pairs(session: Session, pairs: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    pieces = {piece for _, piece in pairs}
    query = sa.select(Barred.judge_id, Barred.piece_id).where(Barred.piece_id.in_(pieces))
    return {(judge, piece) for judge, piece in session.execute(query)}


def _round_of(session: Session, judge_id: str, piece_id: str) -> str | None:
    query = (
        sa.select(Piece.round_id)
        .join(Judge, Judge.round_id == Piece.round_id)
        .where(Piece.id == piece_id, Judge.id == judge_id)
    )
    return session.scalar(query)


def assignment_gaps(session: Session, round_id: str) -> list[Reason]:
    """Which panels cannot give each of their pieces the least number of sheets, in words."""
    least = session.scalars(sa.select(Round.least_sheets).where(Round.id == round_id)).one()
    judges, pieces = _members(session, round_id)
    named = session.execute(
        sa.select(Panel.id, Panel.name).where(Panel.round_id == round_id).order_by(Panel.name)
    )
    panels = [
        assignment.PanelFacts(name, judges.get(panel_id, []), pieces.get(panel_id, []))
        for panel_id, name in named
    ]
    barred = sa.select(Barred.judge_id, Barred.piece_id).join(Piece).where(Piece.round_id == round_id)
    return assignment.gaps(panels, {(judge, piece) for judge, piece in session.execute(barred)}, least)


def _members(session: Session, round_id: str) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    judges: dict[str, list[str]] = {}
    pieces: dict[str, list[str]] = {}
    seats = sa.select(Seat.panel_id, Seat.judge_id).join(Panel).where(Panel.round_id == round_id)
    for panel_id, judge_id in session.execute(seats):
        judges.setdefault(panel_id, []).append(judge_id)
    own = sa.select(Piece.panel_id, Piece.id).where(Piece.round_id == round_id)
    for panel_id, piece_id in session.execute(own):
        pieces.setdefault(panel_id, []).append(piece_id)
    return judges, pieces
