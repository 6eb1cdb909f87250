"""The verifier's word on the assignment in force: after every plan put in force and after every change by hand."""

from collections import Counter
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.errors import Done, Outcome
from judging.design import verifying
from judging.design.composing import composed
from judging.design.model import Design, Plan
from judging.design.planning import last_change, pairs_of
from judging.design.problem import canonical
from judging.design.reading import sitting


def check_assignment(session: Session, round_id: str, *, at: datetime) -> Outcome[bool]:
    """Have the assignment in force checked against the round as it stands, and its proof against its inputs.

    Whether nothing is to be said against it; what is stands in the design's `checked`. A round whose panels go by
    their seats has nothing to check.
    """
    own = session.get(Design, round_id)
    made = applied_plan(session, round_id)
    if own is None or made is None:
        return Done(True)
    whole = sitting(session, round_id)
    broken = verifying.faults(canonical(composed(whole)), sorted(whole.state.previous))
    faults = dict(sorted(Counter(kind for kind, _ in broken).items()))
    proved = not verifying.proof_faults(made.inputs, pairs_of(made), proof_of(made))
    same = pairs_of(made) == whole.state.previous
    own.checked = {
        "at": at.astimezone(UTC).isoformat(), "faults": faults, "proved": proved, "same": same,
        "seq": session.scalar(sa.select(last_change(round_id))),
        "inputs": made.inputs_hash, "cost": made.cost,
    }  # fmt: skip
    return Done(not faults and proved and same)


def applied_plan(session: Session, round_id: str) -> Plan | None:
    """The plan that is in force."""
    own = sa.select(Plan).where(Plan.round_id == round_id, Plan.applied_at.is_not(None))
    return session.scalar(own.order_by(Plan.position.desc()).limit(1))


def proof_of(made: Plan) -> dict[str, object]:
    """The proof of a plan as the verifier takes it."""
    return {
        "inputs": made.inputs_hash, "cost": int(made.cost), "judges": made.judge_prices, "pieces": made.piece_prices,
    }  # fmt: skip
