"""Who marks what, for the office: the design, a plan as counts, putting it in force. No code and no piece is told.

Before the sealing a plan is worked out on the entries, of which judging is told the field and the barred judges only;
at the sealing the same problem is solved on the pieces, and its best value is the same.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from contests.envelopes.conflicts.barring import barred, by_entry
from contests.envelopes.juries import NO_ROUND, locked_round
from contests.envelopes.model import RoundEnvelope
from contests.envelopes.readying import works_of
from contests.envelopes.terms import RoundState
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, Refused, because
from contests.kernel.text import N_
from contests.seasons.model import Season
from contests.seasons.queries import fields_of
from judging import service as judging

SEALED = N_("Vòng chấm đã đánh phách nên cách giao bài không thay đổi được nữa.")


def set_design(
    session: Session, season: Season, facts: judging.DesignFacts, *, by: Actor, at: datetime
) -> Outcome[None]:
    """Choose how pieces come to judges; before the sealing only."""
    round_ = locked_round(session, season.id)
    if round_ is None:
        return because(NO_ROUND)
    if round_.state is not RoundState.PREPARED:
        return because(SEALED)
    made = judging.set_design(session, round_.round_id, facts, by=by, at=at)
    if isinstance(made, Refused):
        return made
    detail: dict[str, str | int] = {
        "kind": facts.kind.value, "judges": facts.judges_per_piece, "anchors": facts.anchors, "seed": facts.seed,
    }  # fmt: skip
    record(session, "round.design", season.id, scope=season.organiser_id, by=by, at=at, **detail)
    return Done(None)


def plan_assignment(session: Session, season: Season, *, by: Actor, at: datetime) -> Outcome[judging.Plan]:
    """Work out who marks what, without changing anything: on the entries before the sealing, then on the pieces."""
    round_ = locked_round(session, season.id)
    if round_ is None:
        return because(NO_ROUND)
    names = {field.code: field.name for field in fields_of(session, season.id)}
    if round_.state is not RoundState.PREPARED:
        made = judging.plan_assignment(session, round_.round_id, names, at=at)
    else:
        works = _works(session, season)
        made = judging.try_out(session, round_.round_id, works, names, at=at)
    if isinstance(made, Done):
        record(session, "round.plan", season.id, scope=season.organiser_id, by=by, at=at)
    return made


def _works(session: Session, season: Season) -> list[tuple[str, frozenset[str]]]:
    judges = by_entry(barred(session, season.id))
    return [(work.field, work.barred) for work in works_of(session, season.id, judges)]


def apply_assignment(session: Session, season: Season, *, by: Actor, at: datetime) -> Outcome[None]:
    """Put the plan that was shown in force, in a sealed round."""
    return _on_sealed(session, season, judging.put_in_force, "round.assign", by, at)


def check_assignment(session: Session, season: Season, *, by: Actor, at: datetime) -> Outcome[None]:
    """Have the assignment in force checked by the independent verifier."""
    return _on_sealed(session, season, _nothing, "round.check", by, at)


def reassign(
    session: Session, season: Season, round_: RoundEnvelope, *, by: Actor, at: datetime
) -> Outcome[int]:
    """After a judge was lost: the sheets still owed go to others, as few as can be; how many moved.

    Where the others do not suffice the refusal says who lacks; then somebody is seated first, or sheets are waived.
    """
    names = {field.code: field.name for field in fields_of(session, season.id)}
    made = judging.assign(session, round_.round_id, names, by=by, at=at)
    if isinstance(made, Refused):
        return made
    return Done(made.value.summary["removed"] if made.value else 0)


def _nothing(_session: Session, _round_id: str, *, by: Actor, at: datetime) -> Outcome[None]:  # noqa: ARG001
    return Done(None)


def _on_sealed(
    session: Session, season: Season, deed: Callable[..., Outcome[Any]], verb: str, by: Actor, at: datetime
) -> Outcome[None]:
    """A deed on a sealed round's assignment, and the verifier's word after it."""
    round_ = locked_round(session, season.id)
    if round_ is None or round_.state is RoundState.PREPARED:
        return because(N_("Vòng chấm chưa đánh phách nên chưa có bài để phân công."))
    done = deed(session, round_.round_id, by=by, at=at)
    if isinstance(done, Refused):
        return done
    checked = judging.check_assignment(session, round_.round_id, at=at)
    if isinstance(checked, Refused):
        return checked
    record(session, verb, season.id, scope=season.organiser_id, by=by, at=at)
    return Done(None)
