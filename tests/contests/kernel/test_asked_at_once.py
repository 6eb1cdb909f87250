"""The same work asked for twice at the same moment stands once, and nobody sees an error page for it."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel import jobs
from contests.kernel.access import SYSTEM
from contests.kernel.errors import Done, Outcome, Reason, refuse
from contests.kernel.jobs import ASKED_ALREADY, Job
from contests.kernel.sessions import Transactions
from tests.at_once import at_once
from tests.factories import NOON


def ask(session: Session) -> Outcome[str]:
    job = jobs.ask(session, "draw", "In giấy chứng nhận", key="draw:1", scope="o", by=SYSTEM, at=NOON)
    return Done(job.id)


def test_work_asked_for_twice_at_once_stands_once(transactions: Transactions) -> None:
    first, second = at_once(transactions, ask, ask, holds="INSERT INTO job")
    assert isinstance(first, Done)
    assert second in (first, refuse(Reason(ASKED_ALREADY)))
    with transactions.reading() as session:
        assert session.scalars(sa.select(Job.id)).all() == [first.value]
