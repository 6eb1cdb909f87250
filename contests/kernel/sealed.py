"""The sealed connection: an engine that can touch judging's tables and nothing else."""

import sqlite3

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Engine

from contests.kernel.db import make_engine

PREFIX = "judging_"
LEDGER = "judging_ledger"
"""Rows are added to it and read, not changed or removed. (SQLite's authorizer does not see a REPLACE; the chain does.)"""
DECLARED = "judging_declared"
"""Rows are added to it and never read: what one judge declared is for the conflict officer, who has another connection."""
ROLE = "bangvang_judging"
HEADS = "judging_head"
"""The heads of the ledger that left: added to and read, like the ledger itself."""
_GRANTED = {LEDGER: "SELECT, INSERT", HEADS: "SELECT, INSERT", DECLARED: "INSERT"}
_REWRITES = {sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE}
_ON_TABLES = {sqlite3.SQLITE_READ, sqlite3.SQLITE_INSERT, *_REWRITES}
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
    if action in _ON_TABLES:
        return _answer((first or "").startswith(PREFIX) and not _denied(first, action))
    if action == sqlite3.SQLITE_FUNCTION:
        return _answer((second or "").lower() in _FUNCTIONS)
    return _answer(action in _PLAIN)


def _denied(table: str | None, action: int) -> bool:
    """What is refused even within judging's tables."""
    if table == DECLARED:
        return action != sqlite3.SQLITE_INSERT
    return table in (LEDGER, HEADS) and action in _REWRITES


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
                deeds = _GRANTED.get(name, "SELECT, INSERT, UPDATE, DELETE")
                connection.exec_driver_sql(f'GRANT {deeds} ON "{name}" TO {ROLE}')


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
