"""Transactions: the only place that commits, and that turns a lost race into a refusal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from contests.kernel.constraints import reason_for
from contests.kernel.errors import STALE, Done, Outcome, Reason, Refused, refuse

T = TypeVar("T")
AfterCommit = Callable[[], None]


class Transactions:
    """Reading and writing on one engine."""

    def __init__(
        self, engine: Engine, after_commit: AfterCommit = lambda: None, *, secret: str | None = None
    ) -> None:
        """`secret` is the installation's; only sessions that have it can sign (`contests.kernel.signing`)."""
        self.engine = engine
        self._info = {"secret": secret} if secret else {}
        self._writing = engine.execution_options(writing=True)
        self.after_commit = after_commit

    def session(self) -> Session:
        """A session to read with; it is never committed."""
        return Session(self.engine, expire_on_commit=False, autoflush=False, info=self._info)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session to read with, closed at the end."""
        with self.session() as session:
            yield session

    def act(self, verb: Callable[[Session], Outcome[T]]) -> Outcome[T]:
        """Run one verb in one transaction: commit what was done, roll back what was refused.

        A stale version and a violated constraint that has a message become refusals; anything
        else that is raised is a bug and rises, after the rollback.
        """
        with Session(self._writing, expire_on_commit=False, info=self._info) as session:
            try:
                outcome = verb(session)
                if isinstance(outcome, Refused):
                    session.rollback()
                    return outcome
                session.commit()
            except (StaleDataError, IntegrityError) as error:
                session.rollback()
                return _refused(error)
        self.after_commit()
        return outcome

    def do(self, verb: Callable[[Session], T]) -> T:
        """Run work that cannot be refused in one transaction."""
        with Session(self._writing, expire_on_commit=False, info=self._info) as session:
            value = verb(session)
            session.commit()
        self.after_commit()
        return value


def value_of(outcome: Outcome[T]) -> T:
    """What was made, where a refusal would be a bug (the demo, the tests, a job's own step)."""
    if isinstance(outcome, Done):
        return outcome.value
    raise RuntimeError("; ".join(str(reason) for reason in outcome.reasons))


def _refused(error: StaleDataError | IntegrityError) -> Refused:
    if isinstance(error, StaleDataError):
        return refuse(Reason(STALE))
    reason = reason_for(error)
    if reason is None:
        raise error
    return refuse(reason)
