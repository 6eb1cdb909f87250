"""Taking over what comes from outside the sheets: all pieces at once, after the marking has ended."""

from collections.abc import Collection, Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.errors import Done, Outcome, Reason, gathered
from contests.kernel.text import N_
from judging import ledger
from judging.components.model import Component
from judging.model import Piece, Round
from judging.numbers.rules import Component as Part
from judging.numbers.sheets import rules_of
from judging.paper.keying import scales_of
from judging.terms import Stage

NOT_IN_RULES = N_("Quy tắc tính điểm của vòng chấm không có thành phần này.")
STILL_OPEN = N_(
    "Chỉ đưa điểm thành phần vào bảng tính sau khi vòng chấm kết thúc, để không ảnh hưởng việc chấm."
)
SEALED = N_("Kết quả vòng chấm đã niêm phong nên không đưa thêm điểm thành phần được nữa.")
INCOMPLETE = N_("Còn %(count)s bài chưa có số liệu của thành phần này.")


def parts_of(session: Session, round_id: str) -> tuple[Part, ...]:
    """What counts besides the sheets under the rules in force: key, title, weight."""
    return rules_of(session.get_one(Round, round_id)).components


def most_hundredths(session: Session, round_id: str) -> int:
    """The rubric's whole in hundredths of a point: the scale on which components are given too."""
    scales = scales_of(session, round_id)
    return sum(scale.most_steps for scale in scales) * 100 // scales[0].per_point


def take_component(
    session: Session,
    round_id: str,
    kind: str,
    values: Mapping[str, int],
    source: str,
    clerks: Collection[str],
    *,
    by: Actor,
    at: datetime,
) -> Outcome[str]:
    """Take a component's value of every piece, in hundredths of a point by piece id, in place of earlier ones.

    `source` is the document the values come from, `clerks` the two accounts that entered them; the answer is the salt
    with which the ledger commits to the source.
    """
    found = _held(session, round_id)
    pieces = set(session.scalars(sa.select(Piece.id).where(Piece.round_id == round_id)))
    if refusal := gathered(_faults(found, kind, len(pieces - values.keys()))):
        return refusal
    own = {piece: values[piece] for piece in sorted(pieces)}
    _replace(session, round_id, kind, own)
    found.computed_at = None
    salt, commitment = ledger.commitment(source)
    body = {
        "kind": kind, "values": own, "source": commitment, "clerks": list(clerks),
        "by": by.account_id,
    }  # fmt: skip
    ledger.append(session, round_id, "component", body, at=at)
    return Done(salt)


def _held(session: Session, round_id: str) -> Round:
    query = sa.select(Round).where(Round.id == round_id).with_for_update()
    return session.scalars(query, execution_options={"populate_existing": True}).one()


def _faults(found: Round, kind: str, lacking: int) -> list[Reason | None]:
    known = any(part.key == kind for part in rules_of(found).components)
    return [
        None if known else Reason(NOT_IN_RULES),
        {Stage.OPEN: Reason(STILL_OPEN), Stage.SEALED: Reason(SEALED)}.get(found.stage),
        Reason(INCOMPLETE, values={"count": lacking}) if lacking else None,
    ]


def _replace(session: Session, round_id: str, kind: str, values: Mapping[str, int]) -> None:
    session.execute(sa.delete(Component).where(Component.round_id == round_id, Component.kind == kind))
    session.add_all(
        Component(round_id=round_id, piece_id=piece, kind=kind, hundredths=value)
        for piece, value in values.items()
    )
    session.flush()
