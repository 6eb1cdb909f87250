"""Steps that are each done once: a step's changes and the note that it is done are one transaction."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import SYSTEM
from contests.kernel.audit import Deed, record
from contests.kernel.clock import now
from contests.kernel.jobs import Work

NOTED = "demo.step"
AHEAD = 6
AT_ONCE = 2
SIGN_OF_LIFE = 5.0
Notes = Mapping[str, str]


def nothing() -> None:
    """What a step prepares that needs no preparation."""


@dataclass(frozen=True, slots=True)
class Step:
    """`verb` gets what `prepare` made, in a transaction of its own.

    A preparation may run again after a crash. An `early` one touches no row and may run ahead of the steps before it.
    """

    key: str
    verb: Callable[[Session, Any], Notes | None]
    prepare: Callable[[], Any] = nothing
    early: bool = False


def once(key: str, verb: Callable[..., Notes | None], *facts: Any) -> Step:
    """A step that needs no preparation: `verb(session, *facts)`."""
    return Step(key, lambda session, _: verb(session, *facts))


def after_job(key: str, do: Callable[[], None]) -> Step:
    """A step that only waits for a job, which keeps its own account of what is done."""
    return Step(key, lambda _session, _: None, do)


def noted(session: Session, job_id: str) -> dict[str, Notes]:
    """What every step left as its note, by the step's key, for those that are done."""
    deeds = session.scalars(sa.select(Deed.detail).where(Deed.verb == NOTED, Deed.subject == job_id))
    return {detail["step"]: detail for detail in deeds}


def walk(work: Work, steps: Sequence[Step], done: dict[str, Notes]) -> None:
    """Do the steps that are not in `done`, in order, and enter their notes there."""
    rest = [step for step in steps if step.key not in done]
    behind = len(steps) - len(rest)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        begun: dict[str, Future[Any]] = {}
        try:
            for place, step in enumerate(rest):
                _begin(pool, begun, rest[place:])
                shown = (behind + place + 1, len(steps))
                prepared = _awaited(work, begun.pop(step.key), shown)
                done[step.key] = _once(work, step, prepared, shown)
        finally:
            pool.shutdown(cancel_futures=True)


def _begin(pool: ThreadPoolExecutor, begun: dict[str, Future[Any]], rest: Sequence[Step]) -> None:
    """Let the next step be prepared, and the early ones right behind it."""
    for step in (rest[0], *takewhile(lambda step: step.early, islice(rest, 1, AHEAD))):
        if step.key not in begun:
            begun[step.key] = pool.submit(step.prepare)


def _awaited(work: Work, made: Future[Any], shown: tuple[int, int]) -> Any:
    while True:
        try:
            return made.result(SIGN_OF_LIFE)
        except TimeoutError:
            if made.done():
                raise
            work.progress(shown[0] - 1, shown[1])


def _once(work: Work, step: Step, prepared: Any, shown: tuple[int, int]) -> Notes:
    def verb(session: Session) -> Notes:
        work.note(session, *shown)
        notes = step.verb(session, prepared) or {}
        record(
            session, NOTED, work.job_id, scope=work.job_id, by=SYSTEM, at=now(), **{"step": step.key, **notes}
        )
        return notes

    return work.transactions.do(verb)
