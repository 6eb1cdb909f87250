"""What the database itself refuses: a deed once written is neither changed nor removed, by whatever program.

The owner of the database can take a trigger away; what then happens to a row shows in the chain, and in the heads that
have left.
"""

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection

from judging.model import LedgerRow
from judging.numbers.model import Head

REFUSAL = "the ledger is append-only"
_FUNCTION = "judging_refuse_rewriting"
_GUARDED: dict[str, tuple[tuple[str, ...], ...]] = {
    LedgerRow.__tablename__: (("id",), ("round_id", "seq")),
    Head.__tablename__: (("id",),),
}
"""The tables, each with its unique keys: on SQLite INSERT OR REPLACE removes a row of the same key unseen by triggers."""


def protect(connection: Connection) -> None:
    """Put the triggers there, or see that they stand. Run after every migration, and when the tables are created."""
    for table in _GUARDED:
        if sa.inspect(connection).has_table(table):
            guard(connection, table)


def guard(connection: Connection, table: str) -> None:
    """The triggers of one table."""
    postgres = connection.dialect.name == "postgresql"
    for statement in _on_postgresql(table) if postgres else _on_sqlite(table, _GUARDED[table]):
        connection.exec_driver_sql(statement)


def _on_sqlite(table: str, keys: tuple[tuple[str, ...], ...]) -> list[str]:
    refuse = f"SELECT RAISE(ABORT, '{REFUSAL}')"
    same = " OR ".join(
        "(" + " AND ".join(f"{column} = NEW.{column}" for column in columns) + ")" for columns in keys
    )
    known = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - names of ours
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{deed.lower()} BEFORE {deed} ON {table} {when} BEGIN {refuse}; END"
        for deed, when in (("UPDATE", ""), ("DELETE", ""), ("INSERT", known))
    ]


def _on_postgresql(table: str) -> list[str]:
    body = f"BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'insufficient_privilege'; END"
    each = f"FOR EACH ROW EXECUTE FUNCTION {_FUNCTION}()"
    whole = f"FOR EACH STATEMENT EXECUTE FUNCTION {_FUNCTION}()"
    return [
        f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$",
        f"CREATE OR REPLACE TRIGGER {table}_no_rewriting BEFORE UPDATE OR DELETE ON {table} {each}",
        f"CREATE OR REPLACE TRIGGER {table}_no_truncating BEFORE TRUNCATE ON {table} {whole}",
    ]


def _created(target: sa.Table, connection: Connection, **_options: object) -> None:
    guard(connection, target.name)


for _table in (LedgerRow.__table__, Head.__table__):
    event.listen(_table, "after_create", _created)
