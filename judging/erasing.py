"""Erasing what people wrote: the text and its salt go, the commitment in the ledger stays, and the chain stays whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.errors import Done, Outcome, gathered
from contests.kernel.errors import Reason as Refusal
from contests.kernel.text import N_
from judging import ledger
from judging.declarations.model import Declaration, Declared
from judging.deliberation.model import Motion, Pass, RemarkCall
from judging.marks.model import Correction
from judging.model import Judge, Panel, Piece, Sheet, Waiver
from judging.numbers.computing import held
from judging.numbers.model import RulesVersion, TieDecision
from judging.terms import Stage

EARLY = N_("Chỉ xóa nội dung đã ghi sau khi kết quả chấm được niêm phong.")
NOTHING = N_("Không còn nội dung nào để xóa.")


@dataclass(frozen=True, slots=True)
class Text:
    """Columns of text with the salt of their commitment, and which rows are meant."""

    columns: tuple[str, ...]
    salt: str
    table: Any
    rows: sa.ColumnElement[bool]


def erase_texts(
    session: Session, round_id: str, judge_id: str | None = None, *, by: Actor, at: datetime
) -> Outcome[int]:
    """Erase every free text of a sealed round, or those of one judge of it; how many there were.

    Without its salt a commitment says nothing of the text any more. No figure changes, and the ledger notes the deed.
    """
    found = held(session, round_id)
    early = None if found.stage is Stage.SEALED else Refusal(EARLY)
    count = sum(_erase(session, text) for text in _texts(round_id, judge_id)) if early is None else 0
    if refusal := gathered([early, Refusal(NOTHING) if early is None and not count else None]):
        return refusal
    body = {"judge": judge_id or "", "texts": count, "by": by.account_id}
    ledger.append(session, round_id, "erased", body, at=at)
    return Done(count)


def _texts(round_id: str, judge_id: str | None) -> Iterator[Text]:
    """What judges wrote; of the whole round also what panels and the office wrote."""
    judges = sa.select(Judge.id).where(
        Judge.round_id == round_id, sa.true() if judge_id is None else Judge.id == judge_id
    )
    sheets = sa.select(Sheet.id).where(Sheet.judge_id.in_(judges))
    declarations = sa.select(Declaration.id).where(Declaration.judge_id.in_(judges))
    yield Text(("comment",), "comment_salt", Sheet, Sheet.judge_id.in_(judges))
    yield Text(("comment",), "comment_salt", Pass, Pass.sheet_id.in_(sheets))
    yield Text(("reason",), "salt", Pass, Pass.sheet_id.in_(sheets))
    yield Text(("reason",), "salt", Correction, Correction.sheet_id.in_(sheets))
    yield Text(("name", "note", "place"), "salt", Declared, Declared.declaration_id.in_(declarations))
    yield Text(("ended_reason",), "ended_salt", Judge, Judge.id.in_(judges))
    if judge_id is None:
        yield from _of_the_round(round_id)


def _of_the_round(round_id: str) -> Iterator[Text]:
    pieces = sa.select(Piece.id).where(Piece.round_id == round_id)
    panels = sa.select(Panel.id).where(Panel.round_id == round_id)
    yield Text(("reason",), "salt", Waiver, Waiver.piece_id.in_(pieces))
    yield Text(("reason",), "salt", RemarkCall, RemarkCall.piece_id.in_(pieces))
    yield Text(("text",), "salt", Motion, Motion.panel_id.in_(panels))
    yield Text(("reason",), "salt", RulesVersion, RulesVersion.round_id == round_id)
    yield Text(("reason",), "salt", TieDecision, TieDecision.piece_id.in_(pieces))


def _erase(session: Session, text: Text) -> int:
    filled = sa.or_(*(getattr(text.table, column) != "" for column in text.columns))
    emptied = dict.fromkeys((*text.columns, text.salt), "")
    done: Any = session.execute(
        sa.update(text.table).where(text.rows, filled).values(emptied),
        execution_options={"synchronize_session": False},
    )
    session.expire_all()
    return int(done.rowcount)


def untrue(session: Session, round_id: str) -> list[str]:
    """The ids of sheets whose comment is not the one that the ledger has a commitment to; erased ones are not among them."""
    promised = {
        (row.body["judge"], row.body["piece"]): row.body["comment"]
        for row in ledger.rows(session, round_id)
        if {"judge", "piece", "comment"} <= row.body.keys()
    }
    own = sa.select(Sheet).join(Piece, Piece.id == Sheet.piece_id)
    kept = session.scalars(own.where(Piece.round_id == round_id, Sheet.comment_salt != ""))
    return [
        sheet.id
        for sheet in kept
        if ledger.committed(sheet.comment_salt, sheet.comment)
        != promised.get((sheet.judge_id, sheet.piece_id))
    ]
