"""What a violated constraint means in the reader's language."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from contests.kernel.db import Base
from contests.kernel.errors import Reason

_MESSAGES: dict[str, Reason] = {}


def means(constraint: str, message: str, field: str | None = None) -> str:
    """Say what a violation of the named constraint means; returns the name for the constraint itself."""
    _MESSAGES[constraint] = Reason(message, field)
    return constraint


def reason_for(error: IntegrityError) -> Reason | None:
    """The reason registered for the constraint that was violated, or None where it is a bug of ours."""
    name = _name_on_postgresql(error) or _name_on_sqlite(str(error.orig))
    return _MESSAGES.get(name) if name else None


def _name_on_postgresql(error: IntegrityError) -> str | None:
    name = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
    return name if isinstance(name, str) else None


def _name_on_sqlite(text: str) -> str | None:
    kind, _, rest = text.partition(" constraint failed: ")
    if kind == "CHECK":
        return rest
    return _unique_over(frozenset(part.strip() for part in rest.split(","))) if kind == "UNIQUE" else None


def _unique_over(columns: frozenset[str]) -> str | None:
    for table in Base.metadata.tables.values():
        for name, own in _unique_rules(table):
            if {f"{table.name}.{column}" for column in own} == columns:
                return name
    return None


def _unique_rules(table: sa.Table) -> Iterator[tuple[str, list[str]]]:
    for constraint in table.constraints:
        if isinstance(constraint, sa.UniqueConstraint):
            yield str(constraint.name), constraint.columns.keys()
    for index in table.indexes:
        if index.unique:
            yield str(index.name), index.columns.keys()
