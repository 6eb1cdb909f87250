"""The pieces to their judges when a round is sealed, and again when a judge is lost in the middle of it."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.errors import Done, Outcome, Refused, gathered
from judging.admission import assignment_gaps
from judging.design.checking import check_assignment
from judging.design.model import Plan
from judging.design.planning import plan_assignment, put_in_force
from judging.design.reading import design_of
from judging.design.summing import reasons_of


def assign(
    session: Session, round_id: str, names: Mapping[str, str], *, by: Actor, at: datetime
) -> Outcome[Plan | None]:
    """Work out who marks what as the round stands, and put it in force; what lacks is the refusal.

    `names`: the fields' names by code. None where all judges of a panel mark all its pieces: nothing is written down.
    """
    if not design_of(session, round_id).listed:
        return gathered(assignment_gaps(session, round_id)) or Done(None)
    made = plan_assignment(session, round_id, names, at=at)
    if isinstance(made, Refused):
        return made
    if lacking := gathered(reasons_of(made.value.summary["lacking"])):
        return lacking
    forced = put_in_force(session, round_id, by=by, at=at)
    if isinstance(forced, Refused):
        return forced
    checked = check_assignment(session, round_id, at=at)
    return checked if isinstance(checked, Refused) else Done(forced.value)
