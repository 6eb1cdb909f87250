"""Equals that the chain leaves to people: their order by word of the panel or the committee, on record with its reason."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.errors import Done, Outcome, Reason, gathered
from contests.kernel.text import N_, nfc
from judging import ledger
from judging.model import LedgerRow, Piece, Round, Standing
from judging.numbers import ties
from judging.numbers.changing import LONGEST_REASON
from judging.numbers.computing import current, held, not_closed
from judging.numbers.model import TieDecision
from judging.numbers.sheets import rules_of

NOT_BY_PEOPLE = N_("Quy tắc của vòng chấm không có bước “Hội đồng quyết định” khi đồng điểm.")
NOT_EQUAL = N_("Chỉ sắp thứ tự trọn một nhóm bài đang đồng hạng.")
OUTDATED = N_("Điểm chưa được tổng hợp theo số liệu mới nhất. Đề nghị tổng hợp điểm trước.")
NO_REASON = N_("Phải ghi căn cứ quyết định của hội đồng (biên bản, ý kiến).")
TOO_LONG = N_("Căn cứ dài quá %(most)s ký tự.")


def decide_tie(
    session: Session, round_id: str, order: Sequence[str], reason: str, *, by: Actor, at: datetime
) -> Outcome[int]:
    """Order one whole group of equals, the first of `order` (piece ids) highest; figures are then made again."""
    found, reason = held(session, round_id), nfc(reason)
    if refusal := gathered(_faults(session, found, order, reason)):
        return refusal
    session.execute(sa.delete(TieDecision).where(TieDecision.piece_id.in_(order)))
    places = {piece: len(order) - place for place, piece in enumerate(order)}
    number, (salt, committed) = _next(session, round_id), ledger.commitment(reason)
    session.add_all(
        TieDecision(piece_id=piece, decision=number, place=place, reason=reason, salt=salt)
        for piece, place in places.items()
    )
    body = {"decision": number, "places": places, "reason": committed, "by": by.account_id}
    ledger.append(session, round_id, "tie_decided", body, at=at)
    return Done(len(places))


def _next(session: Session, round_id: str) -> int:
    """One more than the decisions on record, those that were replaced included."""
    own = sa.select(sa.func.count()).where(LedgerRow.round_id == round_id, LedgerRow.deed == "tie_decided")
    return session.scalars(own).one() + 1


def _faults(session: Session, found: Round, order: Sequence[str], reason: str) -> list[Reason | None]:
    return [
        not_closed(found),
        Reason(NOT_BY_PEOPLE) if ties.PEOPLE not in rules_of(found).ties else None,
        Reason(OUTDATED) if not current(session, found.id) else None,
        Reason(NOT_EQUAL) if not _one_group(session, found.id, order) else None,
        Reason(NO_REASON, "reason") if not reason else None,
        Reason(TOO_LONG, "reason", None, {"most": LONGEST_REASON}) if len(reason) > LONGEST_REASON else None,
    ]


def _one_group(session: Session, round_id: str, order: Sequence[str]) -> bool:
    own = sa.select(Standing.rank).join(Piece, Piece.id == Standing.piece_id)
    rank = session.scalar(own.where(Piece.round_id == round_id, Piece.id.in_(order)).limit(1))
    group = sa.select(Standing.piece_id).where(Standing.round_id == round_id, Standing.rank == rank)
    return rank is not None and len(order) > 1 and sorted(session.scalars(group)) == sorted(order)
