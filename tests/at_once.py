"""Two verbs in one another's way: the second begins its work before the first has committed."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from contests.kernel.errors import Outcome
from contests.kernel.sessions import Transactions

Verb = Callable[[Session], Outcome[Any]]
PATIENCE = 10


def at_once(
    transactions: Transactions, first: Verb, second: Verb, holds: str = "FOR UPDATE"
) -> tuple[Outcome[Any], Outcome[Any]]:
    """Both outcomes; `first` commits when `second` comes to its first statement with `holds`, whatever it has read
    until then. On SQLite that is its beginning.
    """
    here, waiting = threading.current_thread(), threading.Event()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if threading.current_thread() is not here and (holds in statement or "BEGIN IMMEDIATE" in statement):
            waiting.set()

    begun: list[Future[Outcome[Any]]] = []
    event.listen(transactions.engine, "before_cursor_execute", note)
    with ThreadPoolExecutor(1) as pool:

        def verb(session: Session) -> Outcome[Any]:
            outcome = first(session)
            session.flush()
            begun.append(pool.submit(transactions.act, second))
            assert waiting.wait(PATIENCE), "the second verb holds nothing"
            return outcome

        done = transactions.act(verb)
        other = begun[0].result()
    event.remove(transactions.engine, "before_cursor_execute", note)
    return done, other


def twice_at_once(transactions: Transactions, verb: Verb) -> tuple[Outcome[Any], Outcome[Any]]:
    """The outcomes of one verb asked for twice at the same moment."""
    return at_once(transactions, verb, verb)
