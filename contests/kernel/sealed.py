"""The sealed connection: an engine that can touch judging's tables and nothing else."""

import sqlite3
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Engine

from contests.kernel.db import make_engine

PREFIX = "judging_"
ROLE = "bangvang_judging"
DECLARED = "judging_declared"
"""Rows are added to it and never read: what one judge declared is for the conflict officer, who has another connection."""
ADD, CHANGE, REMOVE = "INSERT", "UPDATE", "DELETE"
WRITES: Mapping[str, tuple[str, ...]] = {
    DECLARED: (ADD,),
    "judging_declaration": (ADD,),
    "judging_judge": (CHANGE,),
    "judging_round": (CHANGE,),
    "judging_session": (REMOVE,),
    "judging_ledger": (ADD,),
    "judging_head": (ADD,),
    "judging_wanted": (ADD,),
    "judging_first_opening": (ADD,),
    "judging_sheet": (ADD, CHANGE),
    "judging_mark": (ADD, CHANGE, REMOVE),
    "judging_last_save": (ADD, CHANGE),
    "judging_barred": (ADD,),
    "judging_correction": (ADD, CHANGE),
    "judging_attendance": (ADD, REMOVE),
    "judging_motion": (ADD, CHANGE),
    "judging_vote": (ADD,),
    "judging_remark_call": (ADD, CHANGE),
    "judging_pass": (ADD,),
    "judging_verdict": (ADD, CHANGE),
    "judging_verdict_line": (ADD, REMOVE),
    "judging_seal_word": (ADD, CHANGE),
    "judging_advice": (ADD, REMOVE),
}
"""What the judge's desk does to judging's tables besides reading; to a table that is not named here nothing is done.

The ledger and its heads are added to and never rewritten. (SQLite's authorizer does not see a REPLACE; a trigger does.)
Holding a row of PostgreSQL until the commit takes the right to change it: so the round is there.
"""
_DEEDS = {sqlite3.SQLITE_INSERT: ADD, sqlite3.SQLITE_UPDATE: CHANGE, sqlite3.SQLITE_DELETE: REMOVE}
_PLAIN = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_TRANSACTION, sqlite3.SQLITE_SAVEPOINT}
_FUNCTIONS = {"count", "sum", "min", "max", "coalesce"}


def sealed_engine(url: str) -> Engine:
    """The engine of judges' requests.

    On PostgreSQL `url` signs in as a role that has grants on judging_* only; on SQLite an authorizer,
    set once when the connection is made, denies every other table, ATTACH, PRAGMA and schema change.
    """
    engine = make_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", close_the_door)
    return engine


def close_the_door(connection: sqlite3.Connection, _record: object) -> None:
    """Leave a SQLite connection nothing but judging's rows, statements prepared earlier included."""
    connection.set_authorizer(_allowed)


def _allowed(
    action: int, first: str | None, second: str | None, _base: str | None, _inner: str | None
) -> int:
    if action == sqlite3.SQLITE_READ:
        return _answer("SELECT" in rights(first or ""))
    if action in _DEEDS:
        return _answer(_DEEDS[action] in rights(first or ""))
    if action == sqlite3.SQLITE_FUNCTION:
        return _answer((second or "").lower() in _FUNCTIONS)
    return _answer(action in _PLAIN)


def rights(table: str) -> tuple[str, ...]:
    """What the sealed connection may do with a table."""
    if not table.startswith(PREFIX):
        return ()
    return (*(() if table == DECLARED else ("SELECT",)), *WRITES.get(table, ()))


def _answer(allowed: bool) -> int:
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def grant_judging(owner: Engine, password: str | None = None) -> None:
    """Create judging's login role on PostgreSQL and give it judging's tables; nothing on SQLite.

    Run by the owner of the database after every migration, so that a new table of judging is covered.
    """
    if owner.dialect.name != "postgresql":
        return
    with owner.begin() as connection:
        _make_role(connection, password)
        _take_all(connection)
        connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA public TO {ROLE}")
        for name in sa.inspect(connection).get_table_names():
            if name.startswith(PREFIX):
                connection.exec_driver_sql(f'GRANT {", ".join(rights(name))} ON "{name}" TO {ROLE}')


def _take_all(connection: sa.Connection) -> None:
    """Take from the role, and from everyone, what would let it make or reach anything else."""
    database = connection.dialect.identifier_preparer.quote(str(connection.engine.url.database))
    connection.exec_driver_sql("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    connection.exec_driver_sql(f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC")
    for kind in ("TABLES", "SEQUENCES"):
        connection.exec_driver_sql(f"REVOKE ALL ON ALL {kind} IN SCHEMA public FROM PUBLIC, {ROLE}")
    connection.exec_driver_sql(f"REVOKE ALL ON SCHEMA public FROM {ROLE}")


def _make_role(connection: sa.Connection, password: str | None) -> None:
    known = connection.execute(
        sa.text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": ROLE}
    ).scalar()
    if not known:
        rights = "LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
        connection.exec_driver_sql(f"CREATE ROLE {ROLE} {rights}")
    if password is not None:
        quoted = password.replace("'", "''")
        connection.exec_driver_sql(f"ALTER ROLE {ROLE} PASSWORD '{quoted}'")
