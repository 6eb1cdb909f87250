"""The relay of judging's outbox: what it asked for is granted, each in a transaction of its own, once."""

from datetime import datetime
from functools import partial

from contests.envelopes.granting import grant
from contests.kernel.sessions import Transactions
from judging.service import wishes


def grant_wishes(transactions: Transactions, at: datetime) -> bool:
    """Grant what waits; False when nothing did."""
    with transactions.reading() as session:
        waiting = wishes(session)
    granted = [transactions.do(partial(grant, wanted_id=one, at=at)) for one in waiting]
    return any(granted)
